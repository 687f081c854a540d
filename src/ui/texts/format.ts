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
  /** So many in a second: 4.25 as "4.3", 42.5 as "43". */
  readonly rate: (perSecond: number) => string;
  /** 0.5 as "0.50". */
  readonly hundredths: (value: number) => string;
  /** "1 token", "2 tokens": `{n}` stands for the number, else it comes first. */
  readonly plural: (count: number, forms: PluralForms) => string;
  /** Seconds for people: "20 ms", "3.2 s", "48 s", "2 min 5 s", "1 h 3 min". */
  readonly seconds: (seconds: number) => string;
  /** Seconds of an estimate, no more exact than it is: "5 s", "45 s", "3 min", "1 h 20 min". */
  readonly about: (seconds: number) => string;
  /** Megabytes with at most one decimal: "1.5 MB". */
  readonly megabytes: (bytes: number) => string;
  /** "11 kB", "5.9 MB", "986 MB", "1.65 GB". */
  readonly size: (bytes: number) => string;
  /** A part of a whole as "43 %": never 100 before the whole is there. */
  readonly share: (part: number, whole: number) => string;
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
  const twoPlaces = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  const rounded = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3 });
  const rules = new Intl.PluralRules(locale);
  const moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  const count = (value: number) => whole.format(value);
  const decimal = (value: number) => tenths.format(value);
  const megabytes = (bytes: number) =>
    `${bytes < 1e7 ? decimal(bytes / 1e6) : count(bytes / 1e6)} MB`;
  return {
    locale,
    count,
    decimal,
    rate: (perSecond) => (perSecond < 9.95 ? decimal(perSecond) : count(perSecond)),
    hundredths: (value) => twoPlaces.format(value),
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
    about(seconds) {
      if (seconds < 9.5) return `${Math.max(1, Math.round(seconds))} ${words.seconds}`;
      if (seconds < 57.5) return `${5 * Math.round(seconds / 5)} ${words.seconds}`;
      const minutes = Math.max(1, Math.round(seconds / 60));
      if (minutes < 60) return `${minutes} ${words.minutes}`;
      const tens = 10 * Math.round(minutes / 10);
      const rest = tens % 60 === 0 ? "" : ` ${tens % 60} ${words.minutes}`;
      return `${count(Math.floor(tens / 60))} ${words.hours}${rest}`;
    },
    megabytes,
    size(bytes) {
      if (bytes === 0) return "0 MB";
      if (bytes < 1e5) return `${count(Math.ceil(bytes / 1000))} kB`;
      return bytes < 1e9 ? megabytes(bytes) : `${rounded.format(bytes / 1e9)} GB`;
    },
    share: (part, whole) => `${Math.min(100, Math.floor((100 * part) / Math.max(1, whole)))} %`,
    halves(votes) {
      const full = Math.floor(votes);
      if (votes === full) return count(votes);
      return full === 0 ? "½" : `${count(full)}½`;
    },
    probability: (share) => `${Math.floor(share * 100)} %`,
    moment: (time) => moments.format(time),
  };
}
