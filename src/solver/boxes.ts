import { isPlaceholder } from "./placeholder";

/** Something boxed: by `\boxed{…}`, or by `\fbox{…}`. */
export interface Box {
  readonly command: "boxed" | "fbox";
  readonly content: string;
  /** Where its command begins, and where it ends (exclusive). */
  readonly from: number;
  readonly to: number;
}

export interface Boxes {
  /** In order. Of boxes within boxes the inner ones. */
  readonly boxes: readonly Box[];
  /** After all of these, another one was opened, and the text ended in it. */
  readonly cutOff: boolean;
}

/** `\boxed`, `\boxed*` or `\fbox`, not `\boxedtext`; the opening brace of its argument may follow. */
const boxCommand = /\\(boxed|fbox)(?![A-Za-z])\*?\s*/y;

interface OpenBrace {
  readonly box: OpenBox | null;
}

interface OpenBox {
  readonly command: Box["command"];
  readonly from: number;
  readonly contentFrom: number;
  holdsBox: boolean;
}

/**
 * The boxes of a text, from `start` on. Full-width braces are braces. Boxes with nothing but a
 * placeholder in them are none. One pass with a stack of open braces: linear, also for text that only
 * opens boxes.
 */
export function findBoxes(text: string, start = 0): Boxes {
  const braces: OpenBrace[] = [];
  const openBoxes: OpenBox[] = [];
  const boxes: Box[] = [];
  const offer = (box: Box) => {
    if (isPlaceholder(box.content)) return false;
    boxes.push(box);
    return true;
  };
  let endsInCommand = false;
  let at = start;
  while (at < text.length) {
    const character = text[at];
    if (character === "\\") {
      boxCommand.lastIndex = at;
      const match = boxCommand.exec(text);
      if (!match) {
        // `\{` and `\}` are signs, not braces; `\\{` is a line break and a brace.
        at += 2;
        continue;
      }
      const from = at;
      const command = match[1] === "fbox" ? "fbox" : "boxed";
      at = boxCommand.lastIndex;
      if (isOpening(text[at])) {
        at += 1;
        const box = { command, from, contentFrom: at, holdsBox: false } as const;
        openBoxes.push(box);
        braces.push({ box });
        continue;
      }
      endsInCommand = at >= text.length;
      const bare = bareArgument(text, at);
      if (!offer({ command, content: bare, from, to: at + bare.length })) continue;
      at += bare.length;
      markHolder(openBoxes);
      continue;
    }
    if (isOpening(character)) braces.push({ box: null });
    if (isClosing(character)) {
      const box = braces.pop()?.box;
      if (box) {
        openBoxes.pop();
        const content = withoutFullStop(text.slice(box.contentFrom, at).trim());
        const { command, from } = box;
        if (box.holdsBox || offer({ command, content, from, to: at + 1 })) markHolder(openBoxes);
      }
    }
    at += 1;
  }
  const last = boxes.at(-1)?.from ?? -1;
  return { boxes, cutOff: endsInCommand || openBoxes.some(({ from }) => from > last) };
}

function markHolder(openBoxes: readonly OpenBox[]): void {
  const holder = openBoxes.at(-1);
  if (holder) holder.holdsBox = true;
}

function isOpening(character: string | undefined): boolean {
  return character === "{" || character === "｛";
}

function isClosing(character: string | undefined): boolean {
  return character === "}" || character === "｝";
}

/** Without a sign that closes the sentence; the dots of `0.33...` and the sign of `\right.` stay. */
function withoutFullStop(content: string): string {
  const end = content.replace(/[。．，、；：]{1,9}$/, "");
  const closing = /(?<![.\\])[.,;]$/.test(end) && !/\\(?:right|left)\s{0,9}\.$/.test(end);
  return (closing ? end.slice(0, -1) : end).trimEnd();
}

/** What can be boxed without braces. In "the \boxed format" the word is no answer. */
const bareStart = /^(?:[-+−]?[\d０-９.(]|-?\\(?!boxed|fbox)[A-Za-z{]|[A-Za-zα-ωΑ-Ω](?![A-Za-z]))/;
const longestBare = 200;
const bareEnds = [..." \t\n\r\u00a0$)]}"];
const opening = ["(", "[", "{"];
const closing = [")", "]", "}"];
/** Of `\)` and `\]`. */
const mathEnds = [")", "]"];

/** The argument of `\boxed 5` or `\boxed\frac{1}{2}`: up to white space, `$` or a closing brace. */
function bareArgument(text: string, start: number): string {
  const rest = text.slice(start, start + longestBare);
  if (!bareStart.test(rest)) return "";
  let depth = 0;
  let end = 0;
  for (; end < rest.length; end += 1) {
    const character = rest.charAt(end);
    if (depth === 0 && bareEnds.includes(character)) break;
    if (character === "\\" && mathEnds.includes(rest.charAt(end + 1))) break;
    if (opening.includes(character)) depth += 1;
    if (closing.includes(character)) depth -= 1;
  }
  // An open brace swallowed the rest: nothing that can be trusted.
  return depth === 0 ? rest.slice(0, end).replace(/[.,;:。，；：]{1,3}$/, "") : "";
}

/** Boxes less far apart are one answer, whatever stands between. */
const minDistance = 10;
/** Boxes less far apart are one answer if "and" or a comma stands between. */
const maxDistance = 70;

const separator = /\b(?:and|or|und|oder)\b|[,;&，；、]|和|或|与|及/;

/** Between an attempt and what mends it, or between two forms of one thing. */
const correction =
  /^[\s$]*(?:=|≈|⇒|→|\\approx|\\Rightarrow|\\implies|\\to\b)|\b(?:but|however|no|not|wait|hmm|oops|sorry|checking|wrong|actually|instead|rather|mistake|incorrect|correction|i\.e\.|that is|equivalently|aber|jedoch|nein|nicht|falsch|sondern|das heißt)\b|不对|错|但|而是|应该是|即/i;

/**
 * The last box, with those before it that belong to the same answer, as Math-Verify joins them: less
 * than 10 characters apart; or less than 70, different, and "and", "or", a comma or a semicolon
 * between. Neighbours that say the same count once. Unlike there, a word that takes the first one back
 * ("no", "wait", "=") parts them.
 *
 * Source of the figures: latex2sympy2-extended 1.11.0, `math_normalization.py`.
 *
 * @returns the boxes' contents with ", " between; null without a box
 */
export function joinLast(text: string, boxes: readonly Box[]): string | null {
  let next = boxes.at(-1);
  if (!next) return null;
  const contents = [next.content];
  for (const box of boxes.slice(0, -1).reverse()) {
    if (!belongsTo(box, next, text)) break;
    if (box.content !== next.content) contents.push(box.content);
    next = box;
  }
  return contents.reverse().join(", ");
}

function belongsTo(box: Box, next: Box, text: string): boolean {
  const distance = next.from - box.to;
  if (distance >= maxDistance) return false;
  const between = text.slice(box.to, next.from);
  if (correction.test(between)) return false;
  return distance < minDistance || (box.content !== next.content && separator.test(between));
}
