import { IntegrityError } from "../errors";

const magic = "GGUF";

/**
 * Whether a file begins as a GGUF file does.
 * @returns false while there is too little of it to tell
 * @throws {@link IntegrityError} when it doesn't
 */
export function checkGgufStart(bytes: Uint8Array): boolean {
  const start = textOf(bytes);
  if (start.startsWith(magic)) return true;
  if (magic.startsWith(start)) return false;
  if (isWebPage(bytes)) throw webPageError();
  throw new IntegrityError(
    "What lies at this address is no GGUF model file. Nothing of it was kept. Check the address: it " +
      "must lead to the file itself, which ends in .gguf.",
  );
}

/** Whether bytes begin as a web page does. */
export function isWebPage(bytes: Uint8Array): boolean {
  return /^\s*<(!doctype|!--|html|\?xml)/i.test(textOf(bytes));
}

export function webPageError(): IntegrityError {
  return new IntegrityError(
    "A web page came instead of the model. A network that wants a login sends one, and so does a " +
      "wrong address. Nothing of it was kept. Log in to the network or check the address, then go on.",
  );
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes.subarray(0, 64));
}
