import { DownloadError } from "../errors";
import type { FetchAgain } from "./read-model";

/** Asks a server once for a range of bytes. What comes is trusted only by its hash. */
export const fetchAgain: FetchAgain = async (url, start, end, signal) => {
  let response: Response;
  try {
    response = await fetch(url, { headers: { Range: `bytes=${start}-${end - 1}` }, signal });
    if (response.status === 206) return await response.blob();
  } catch (cause) {
    signal.throwIfAborted();
    throw new DownloadError(
      `${new URL(url).host} can't be reached. Connect to the internet, then try again.`,
      { cause },
    );
  }
  await response.body?.cancel();
  throw new DownloadError(
    `${new URL(url).host} did not send the part that was asked for (HTTP ${response.status}).`,
  );
};
