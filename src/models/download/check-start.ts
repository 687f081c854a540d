import { IntegrityError } from "../errors";
import { webPageError } from "./check-response";

const magic = "GGUF";

/**
 * Whether a file begins as a GGUF file does.
 * @returns false while there is too little of it to tell
 * @throws {@link IntegrityError} when it doesn't
 */
export function checkGgufStart(bytes: Uint8Array): boolean {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 64));
  if (start.startsWith(magic)) return true;
  if (magic.startsWith(start)) return false;
  if (/^\s*<(!|\?|html)/i.test(start)) throw webPageError();
  throw new IntegrityError(
    "What lies at this address is no GGUF model file. Nothing of it was kept. Check the address: it " +
      "must lead to the file itself, which ends in .gguf.",
  );
}
