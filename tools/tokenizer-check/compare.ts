import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { openTokenizer } from "../../src/engine/webgpu/tokenizer";
import { tokenizerStrings } from "../../tests/unit/webgpu/tokenizer-strings";

export const strings = tokenizerStrings(10_000);

/**
 * @param source a `tokenizer.json`
 * @param reference what `reference.py` makes of the strings
 * @returns 0 when all strings are read alike
 */
export function compare(source: string, reference: string): number {
  const tokenizer = openTokenizer(JSON.parse(readFileSync(source, "utf8")));
  const wanted = JSON.parse(readFileSync(reference, "utf8"));
  const ways = [
    ["encode", tokenizer.encode],
    ["plain", tokenizer.encodePlain],
  ] as const;
  let wrong = 0;
  for (const [way, encode] of ways) {
    const each = Buffer.from(wanted[way].each, "base64");
    for (const [index, text] of strings.entries()) {
      const ids = encode(text);
      const bytes = Buffer.from(Uint32Array.from([ids.length, ...ids]).buffer);
      const short = createHash("sha256").update(bytes).digest().subarray(0, 2);
      if (short.equals(each.subarray(2 * index, 2 * index + 2))) continue;
      wrong += 1;
      if (wrong <= 10) console.log(`${way} ${index}: ${JSON.stringify(text)} → ${ids.join(" ")}`);
    }
  }
  console.log(`${strings.length} strings in ${ways.length} ways: ${wrong} differ`);
  return wrong === 0 ? 0 : 1;
}
