import { DownloadRefusedError, IntegrityError } from "../errors";
import type { StoredFile } from "../store/model-store";
import { type Answer, checkResponse, type FileFacts } from "./check-response";
import { wholeFile } from "./plan";
import { withResponse } from "./request";

/** A file on a server, as far as it is known. */
export interface RemoteFile {
  readonly url: string;
  facts(): FileFacts;
  /** Whether the server has sent a part before. */
  knowsRanges(): boolean;
  /** Takes in the facts of an answer, before its body is read. Afterwards `facts().bytes` is known. */
  learn(answer: Answer): Promise<void>;
}

/** Learns about a stored file while it is downloaded. */
export interface LearningFile extends RemoteFile {
  /** The record with what was learnt. */
  record(): StoredFile;
}

/**
 * @param save stores the record when something was learnt
 * @param silence milliseconds to wait for an answer
 */
export function createRemoteFile(
  file: StoredFile & { readonly url: string },
  save: (file: StoredFile) => Promise<void>,
  silence: number,
  signal: AbortSignal,
): LearningFile {
  const { url } = file;
  let record: StoredFile = file;
  let knowsRanges = false;

  /** For a part whose place in the file is hidden from this page: the length of a whole answer isn't. */
  function askLength(): Promise<number> {
    return withResponse(url, null, { silence, signal }, async (response) => {
      const { kind, bytes } = checkResponse(response, wholeFile, record);
      if (kind === "whole" && bytes !== null) return bytes;
      throw new DownloadRefusedError(
        `The server of ${file.name} doesn't say how long the file is, so nobody could tell whether ` +
          "it came wholly. Download it by hand and import the file here, or use another address.",
      );
    });
  }

  return {
    url,
    record: () => record,
    facts: () => record,
    knowsRanges: () => knowsRanges,
    async learn(answer) {
      knowsRanges ||= answer.kind === "part";
      const bytes = record.bytes ?? answer.bytes ?? (await askLength());
      const version = record.version ?? answer.version;
      const hash = learntHash(record, answer.sha256);
      const changed =
        bytes !== record.bytes || version !== record.version || hash.trust !== record.trust;
      record = { ...record, bytes, version, ...hash };
      if (changed) await save(record);
    },
  };
}

/** @throws {@link IntegrityError} when the server announces another file than the expected one */
function learntHash(
  { name, expectedSha256, trust }: StoredFile,
  announced: string | null,
): Pick<StoredFile, "expectedSha256" | "trust"> {
  if (announced === null || announced === expectedSha256) return { expectedSha256, trust };
  if (expectedSha256 === null) return { expectedSha256: announced, trust: "server" };
  throw new IntegrityError(
    `The server's ${name} is not the expected file: it announces the SHA-256 ${announced}, not ` +
      `${expectedSha256}. What came before is kept.`,
  );
}
