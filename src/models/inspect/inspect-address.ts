import type { ModelDescription } from "../model-description";
import { inspectHub } from "./inspect-hub";
import { inspectPlain } from "./inspect-plain";
import { parseAddress } from "./parse-address";

/**
 * What lies at an address: a GGUF file, all files of a split one, or an MLC package. Asks for some
 * metadata and a file's first bytes; downloads no weights.
 * @param typed as people paste it: also a file's or repository's page on the Hugging Face hub
 * @throws {@link DownloadRefusedError} for no address, no file, a login, or several models to choose
 * from; {@link IntegrityError} for something else than a model; {@link DownloadError} when the server
 * can't be reached now. An aborted `signal` throws its reason.
 */
export async function inspectAddress(
  typed: string,
  signal: AbortSignal,
): Promise<ModelDescription> {
  const address = parseAddress(typed);
  return address.kind === "hub"
    ? inspectHub(address.repo, address.path, signal)
    : inspectPlain(address.url, signal);
}
