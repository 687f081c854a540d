import { DownloadError } from "../errors";
import type { FetchAgain } from "../store/read-model";
import { defaultPatience } from "./back-off";
import { PassingFailure } from "./failures";
import type { Range } from "./plan";
import { readAnswer } from "./read-answer";
import type { RemoteFile } from "./remote-file";
import { readBody, withResponse } from "./request";
import { type TryAgainOptions, tryAgain } from "./try-again";

/** The server sends the whole file whatever part it is asked for. */
export class NoRangesError extends Error {
  override name = "NoRangesError";
}

/** Tries to get parts of a server that sent some before, until the whole file is read instead. */
const triesForRanges = 3;

/**
 * Fetches a part of a file into memory; goes on where a connection breaks off.
 * @param range may end beyond the file's end where that isn't known yet
 * @param onBytes told how many bytes of the part are there
 * @returns their number in the end
 * @throws {@link NoRangesError}, and what `checkResponse` and `tryAgain` throw
 */
export async function fetchRange(
  remote: RemoteFile,
  range: Range,
  into: Uint8Array<ArrayBuffer>,
  onBytes: (got: number) => void,
  options: TryAgainOptions,
): Promise<number> {
  const connection = { silence: options.patience.silence, signal: options.signal };
  const endNow = () => Math.min(range.end, remote.facts().bytes ?? range.end);
  let got = 0;

  async function readOn(failed: number): Promise<void> {
    const rest = { start: range.start + got, end: endNow() };
    await withResponse(remote.url, rest, connection, async (response) => {
      const answer = await readAnswer(response, rest, remote.facts(), connection);
      if (answer.kind === "whole" && !isAll(rest, answer.bytes ?? remote.facts().bytes)) {
        if (!remote.knowsRanges() || failed >= triesForRanges) throw new NoRangesError();
        throw new PassingFailure("The server sent the whole file instead of a part.");
      }
      await remote.learn(answer);
      const length = endNow() - range.start;
      const before = got;
      for await (const chunk of readBody(response, connection)) {
        if (got + chunk.byteLength > length) {
          // Then what it sent before can't be trusted either.
          got = before;
          onBytes(got);
          throw new PassingFailure("The server sent more than it was asked for.");
        }
        into.set(chunk, got);
        got += chunk.byteLength;
        onBytes(got);
      }
      if (got < length) throw new PassingFailure("The connection broke.");
    });
  }

  await tryAgain(async (failed) => {
    for (;;) {
      const before = got;
      try {
        return await readOn(failed);
      } catch (error) {
        // As long as connections bring something there is no need to wait.
        if (!(error instanceof PassingFailure) || got <= before) throw error;
      }
    }
  }, options);
  return got;
}

/** A short file is one part. */
function isAll({ start, end }: Range, bytes: number | null): boolean {
  return start === 0 && bytes !== null && bytes <= end;
}

/**
 * Fetches a part of a file once more, for a stored model that is damaged. What comes is only as
 * trustworthy as its hash.
 * @throws {@link DownloadError} and its kin
 */
export const fetchAgain: FetchAgain = async (url, start, end, signal) => {
  const into = new Uint8Array(end - start);
  const range = { start, end };
  let came = 0;
  const remote: RemoteFile = {
    url,
    facts: () => ({ bytes: null, version: null }),
    knowsRanges: () => false,
    learn: async () => {},
  };
  const onBytes = (got: number) => {
    came = got;
  };
  const options = {
    // Somebody waits for the model: no longer than it takes to be sure.
    patience: { ...defaultPatience, tries: 3 },
    signal,
    progress: () => came,
    onWaiting: () => {},
    patientOffline: false,
  };
  try {
    await fetchRange(remote, range, into, onBytes, options);
  } catch (cause) {
    if (!(cause instanceof NoRangesError)) throw cause;
    throw new DownloadError(
      `${new URL(url).host} sends only the whole file, not a part of it. Delete the model and ` +
        "download it again.",
      { cause },
    );
  }
  return new Blob([into]);
};
