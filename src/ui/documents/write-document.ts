import * as v from "valibot";
import workerAddress from "../../../workers/documents.ts?worker&url";
import { trustedScript } from "../../trusted-types";
import type { DocumentRequest } from "./document-request";

/** A text that could not be written. `message` says why and what to do. */
export class DocumentError extends Error {
  override name = "DocumentError";
}

/** The longest texts take some seconds. */
const patienceMs = 120_000;

const answerSchema = v.variant("kind", [
  v.object({ kind: v.literal("written"), text: v.string() }),
  v.object({ kind: v.literal("failed"), reason: v.string() }),
]);

export type DocumentAnswer = v.InferOutput<typeof answerSchema>;

/**
 * Writes a run as a document, or what is copied of one. In a worker: of a long text the page would
 * stand still for seconds.
 * @throws {@link DocumentError}
 */
export async function writeDocument(request: DocumentRequest): Promise<string> {
  const worker = new Worker(trustedScript(workerAddress), { type: "module", name: "documents" });
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const fail = (reason: string) =>
        reject(new DocumentError(`The text could not be written. Try again. (${reason})`));
      timer = setTimeout(() => fail("it took too long"), patienceMs);
      worker.addEventListener("message", ({ data }) => {
        const answer = v.safeParse(answerSchema, data);
        if (!answer.success) fail("no answer");
        else if (answer.output.kind === "written") resolve(answer.output.text);
        else fail(answer.output.reason);
      });
      worker.addEventListener("error", (event) => {
        event.preventDefault();
        reject(
          new DocumentError(
            "The text could not be written, because a part of the app could not be fetched. Check the " +
              "network connection and try again.",
          ),
        );
      });
      worker.postMessage(request);
    });
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}
