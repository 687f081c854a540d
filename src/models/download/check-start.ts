import { IntegrityError } from "../errors";
import { readFileStart } from "../gguf/file-start";

/**
 * Whether a file begins as a GGUF file does.
 * @returns false while there is too little of it to tell
 * @throws {@link IntegrityError} when it doesn't
 */
export function checkGgufStart(bytes: Uint8Array): boolean {
  const start = readFileStart(bytes);
  if (start === "gguf") return true;
  if (start === "too-short") return false;
  if (start === "web-page") throw webPageError();
  throw new IntegrityError(
    "What lies at this address is no GGUF model file. Nothing of it was kept. Check the address: it " +
      "must lead to the file itself, which ends in .gguf.",
  );
}

export function webPageError(): IntegrityError {
  return new IntegrityError(
    "A web page came instead of the model. A network that wants a login sends one, and so does a " +
      "wrong address. Nothing of it was kept. Log in to the network or check the address, then go on.",
  );
}
