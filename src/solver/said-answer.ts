import { isPlaceholder } from "./placeholder";

/** What is read of a text after "Answer:". */
const longestValue = 400;
/** So many announcements are tried, the last first. */
const maxTries = 20;
/** No longer text is taken for an answer. */
const longestAnswer = 80;

/** What announces an answer, in the page's languages. The value follows. */
const announcement = new RegExp(
  [
    // Answer: Final answer (in cm): Final result =
    "(?<![\\p{L}])(?:answers?|final results?)\\s{0,3}(?:\\([^()\\n]{0,40}\\)\\s{0,3})?(?:[:：=→–—]|\\s-\\s)",
    // The answer to this problem is
    "(?<!\\p{L})(?:answers?|final results?)(?:\\s(?:to|for|of|in)\\s[^.:\\n]{0,80}?)?\\s(?:is|are|equals|(?:would|should|must) be|comes to)" +
      "(?:\\s(?:therefore|thus|then|simply|just|exactly|indeed|equal to))?(?!\\p{L})\\s{0,3}[:：]?",
    // A heading
    "(?:^|\\n)[#\\s]{0,9}(?:the )?(?:final )?(?:answer|Antwort|答案|最终答案)[ \\t]{0,3}(?=\\n)",
    "(?<!\\p{L})(?:Antwort|Endergebnis|Ergebnis|Lösung)\\s{0,3}[:：=]",
    "(?<!\\p{L})(?:Antwort|Endergebnis|Ergebnis|Lösung)(?:\\s[^.:\\n]{0,80}?)?\\s(?:lautet|ist|sind|beträgt)" +
      "(?:\\s(?:also|somit|daher))?(?!\\p{L})\\s{0,3}[:：]?",
    "(?:答案|最终结果)\\s{0,3}(?:应该|应|就)?(?:是|为|等于|[:：=])\\s{0,3}[:：]?",
    "答\\s{0,3}[:：]",
    // Choices
    "(?<!\\p{L})(?:correct|right) (?:option|choice)\\s{0,3}(?:[:：]|is(?!\\p{L}))",
    "[故应]选\\s{0,3}[:：]?",
  ].join("|"),
  "giu",
);

/** `**`, `__` and backticks around words; not the power of `2**3`. */
const emphasis = /(?<![\w*])(?:\*\*|__)|(?:\*\*|__)(?![\w*])|`/g;

/**
 * The answer that a text names in words, without a box: "Answer: 42", "**Final answer:** $42$", "The
 * answer is 42.", "Antwort: 42", "答案是 42". The last one that looks like an answer counts.
 */
export function saidAnswer(words: string): string | null {
  const plain = words.replace(emphasis, "");
  const ends = Array.from(
    plain.matchAll(announcement),
    ({ index, 0: { length } }) => index + length,
  );
  for (const end of ends.slice(-maxTries).reverse()) {
    const answer = readValue(plain.slice(end, end + longestValue));
    if (answer !== null) return answer;
  }
  return null;
}

/** The choice that a text names as its last word: "Answer: D", "**Answer: (D)**". */
export function saidChoice(words: string): string | null {
  const plain = words.replace(emphasis, "").trimEnd();
  const last = plain.slice(plain.lastIndexOf("\n") + 1);
  const [end] = Array.from(
    last.matchAll(announcement),
    ({ index, 0: { length } }) => index + length,
  );
  return end === undefined ? null : (choice.exec(last.slice(end).trim())?.[1] ?? null);
}

const choice = /^\$?\(?(?:\\(?:text|mathrm|textbf|mathbf)\{\(?)?([A-J])\)?\}?\)?\$?[.。]?$/;

/** A choice, and what it says. */
const labelled = /^\(?([A-J])[).:：]\s/;

function readValue(after: string): string | null {
  // A value in the next line may be a list's item, whose bullet is no sign.
  const text = after.replace(/^\s{0,9}\n\s{0,9}[-+]\s/, "").replace(leading, "");
  const said = setInMath(text) ?? setInText(text);
  if (said === null || said === "" || isPlaceholder(said)) return null;
  return said;
}

/** Signs and words before a value that are no part of it. */
const leading =
  /^[\s>*:：]{0,20}(?:(?:about|approximately|roughly|ungefähr|etwa|circa)\s|大约|约)?\s{0,3}/i;

const math = /^\s{0,3}(?:\$\$([^$]+)\$\$|\$([^$\n]+)\$|\\\[(.+?)\\\]|\\\((.+?)\\\))/s;
const and = /^\s{0,3}(?:,?\s?(?:and|or|und|oder)(?!\p{L})|[,，、和或])/u;
/** What may follow a formula without being part of its answer: nothing, or words. */
const afterMath = /^\s{0,3}(?:[.,;:!。，；！)]|$|\n|\s\p{L}|\p{Script=Han})/u;
const unitAfter =
  /^\s{0,2}(\\?%|°C?|[\p{L}€£¥]{1,12}(?:\^[23]|[²³])?)\s{0,2}(?=[.,;!。，；！]|$|\n)/u;

/** `$1$ and $2$`, `$5$ cm`; null where the answer isn't set in math, or goes on after it. */
function setInMath(text: string): string | null {
  const values: string[] = [];
  let rest = text;
  for (;;) {
    const found = math.exec(rest);
    if (!found) break;
    values.push((found[1] ?? found[2] ?? found[3] ?? found[4] ?? "").trim());
    rest = rest.slice(found[0].length);
    const next = rest.replace(and, "");
    if (next === rest || !math.test(next)) break;
    rest = next;
  }
  if (values.length === 0) return null;
  const unit = unitAfter.exec(rest)?.[1];
  const joined = values.join(", ").replace(/[.。]$/, "");
  if (unit !== undefined) return `${joined}${unit.endsWith("%") ? "\\%" : `\\text{ ${unit}}`}`;
  return afterMath.test(rest) ? joined : null;
}

/** Where the sentence ends, or goes on with an explanation. */
const sentenceEnd =
  /[.!?](?:\s|$)|[。！？；;]|,\s(?!(?:and|or|und|oder)\s)(?=\p{Ll}{2})|，(?=因为|所以|即|其中)|\s(?:because|since|as|which|so|where|when|weil|da|denn)\s/u;

/** How a mathematical answer begins. */
const mathBegins =
  /^(?:[-+±−–－]\s?)?(?:[\d０-９.([{\\√π∞∅½⅓⅔¼¾€$£¥]|\p{L}(?=\s?(?:[=<>≤≥≠^+*/()−,_\d-]|$))|(?:sqrt|pi|log|ln|sin|cos|tan|exp|infinity|oo)(?!\p{L}))/u;
const wordAnswer =
  /^(?:yes|no|true|false|odd|even|undefined|infinity|no (?:real )?solutions?|infinitely many(?: solutions)?|does not exist|ja|nein|wahr|falsch|gerade|ungerade|unendlich|keine lösung|是|否|对|错|正确|错误|无解|奇数|偶数|无穷(?:大|多)?)$/i;
/** A number, and prose after it. */
const numberThenProse = /^([-+−]?\d[\d.,/]*\d|[-+−]?\d)\s\p{L}{2,}(?:\s\S+){2,}$/u;

function setInText(text: string): string | null {
  const [line = ""] = text.trimStart().split("\n", 1);
  const end = sentenceEnd.exec(line)?.index ?? line.length;
  const said = line
    .slice(0, end)
    .replaceAll("$", "")
    .replace(/[\s.,;:!"'”»]+$/, "");
  const letter = labelled.exec(`${line} `)?.[1];
  if (letter !== undefined) return letter;
  if (said.length > longestAnswer) return null;
  if (wordAnswer.test(said)) return said;
  if (!mathBegins.test(said)) return null;
  return numberThenProse.exec(said)?.[1] ?? (isMostlyProse(said) ? null : said);
}

/** Words of four letters and more; commands are none. */
function isMostlyProse(said: string): boolean {
  const words = said.replace(/\\[A-Za-z]+/g, "").match(/\p{Script=Latin}{4,}/gu) ?? [];
  return words.length > 3;
}
