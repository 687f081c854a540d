/** Words of a language that stand with figures. */
export interface FormatWords {
  readonly locale: string;
  readonly milliseconds: string;
  readonly seconds: string;
  readonly minutes: string;
  readonly hours: string;
}

/** The forms of a noun, by `Intl.PluralRules`; a language without plural has only `other`. */
export interface PluralForms {
  readonly one?: string;
  readonly other: string;
}

/** Figures as a language writes them. */
export interface Format {
  /** A BCP 47 tag. */
  readonly locale: string;
  /** 1234.5 as "1,235". */
  readonly count: (value: number) => string;
  /** 1.25 as "1.3". */
  readonly decimal: (value: number) => string;
  /** "1 token", "2 tokens": `{n}` stands for the number, else it comes first. */
  readonly plural: (count: number, forms: PluralForms) => string;
  /** Seconds for people: "20 ms", "3.2 s", "48 s", "2 min 5 s", "1 h 3 min". */
  readonly seconds: (seconds: number) => string;
  /** Megabytes with at most one decimal: "1.5 MB". */
  readonly megabytes: (bytes: number) => string;
  /** 2.5 as "2½". */
  readonly halves: (votes: number) => string;
  /** A probability as "94 %", never rounded up to certainty. */
  readonly probability: (share: number) => string;
  /** A moment: "28 Nov 2026, 19:30". */
  readonly moment: (time: number) => string;
}

export function createFormat(words: FormatWords): Format {
  const { locale } = words;
  const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const rules = new Intl.PluralRules(locale);
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const count = (value: number) => whole.format(value);
  const decimal = (value: number) => tenths.format(value);
  return {
    locale,
    count,
    decimal,
    plural(value, { one, other }) {
      const form = rules.select(value) === "one" ? (one ?? other) : other;
      const number = count(value);
      return form.includes("{n}") ? form.replace("{n}", number) : `${number} ${form}`;
    },
    seconds(seconds) {
      if (seconds > 0 && seconds < 0.1) return `${Math.ceil(seconds * 1000)} ${words.milliseconds}`;
      if (seconds < 10) return `${decimal(seconds)} ${words.seconds}`;
      const full = Math.floor(seconds);
      if (full < 60) return `${full} ${words.seconds}`;
      const minutes = Math.floor(full / 60);
      if (minutes < 60) return `${minutes} ${words.minutes} ${full % 60} ${words.seconds}`;
      return `${count(Math.floor(minutes / 60))} ${words.hours} ${minutes % 60} ${words.minutes}`;
    },
    megabytes(bytes) {
      const megabytes = bytes / 1e6;
      return `${megabytes < 10 ? decimal(megabytes) : count(megabytes)} MB`;
    },
    halves(votes) {
      const full = Math.floor(votes);
      if (votes === full) return count(votes);
      return full === 0 ? "½" : `${count(full)}½`;
    },
    probability: (share) => `${Math.floor(share * 100)} %`,
    moment: (time) => moments.format(time),
  };
}
