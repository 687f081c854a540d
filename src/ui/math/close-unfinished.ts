import { findEmphasis } from "./emphasis";
import { hideParts, scanMath } from "./scan-math";

/** Closes `**` and backticks that a text being written has opened, so that they don't show. */
export function closeUnfinished(text: string): string {
  if (/^ {0,3}(?:```|~~~)/m.test(text)) return text;
  // What a blank line ended stays as it is.
  const last = text.slice(text.lastIndexOf("\n\n") + 1);
  const bare = hideParts(last, scanMath(last, false));
  if (bare.includes("`")) return `${text}\``;
  const begun =
    /(?<![\p{L}\p{N})\]}*])\*{1,2}$|(?<=[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}])\*{1,2}$/u.exec(
      bare,
    );
  const { open } = findEmphasis(bare.replace(/\*$/, ""));
  if (begun && open.length === 0) return text.slice(0, -begun[0].length);
  return open.length === 0 ? text : `${text.replace(/\*+$/, "").trimEnd()}**`;
}
