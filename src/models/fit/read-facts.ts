import * as v from "valibot";
import { readChatConfig } from "../convert/chat-config";
import { fetchGgufHeader } from "../gguf/fetch-gguf-header";
import { parseGgufHeader, readGgufHeader } from "../gguf/read-gguf-header";
import { askForJson } from "../inspect/ask";
import { mlcConfigName } from "../inspect/mlc-package";
import type { ModelDescription } from "../model-description";
import type { StoredModel } from "../store/model-store";
import { openModelStore } from "../store/open-model-store";
import { factsOfHeader, type GgufFacts, type ModelFacts, type PackageFacts } from "./model-facts";

/** What a GGUF file on disk says of its model. */
export async function factsOfFile(file: File): Promise<GgufFacts> {
  return factsOfHeader(await readGgufHeader(file), file.size);
}

/** What a model on a server says of itself before its weights; null when it can't be asked. */
export async function factsOfRemote(
  { format, files }: ModelDescription,
  signal: AbortSignal,
): Promise<ModelFacts | null> {
  const file = files[headIndex(format, files)];
  if (!file?.url) return null;
  if (format === "mlc") return factsOfPackage(await askForJson(file.url, v.unknown(), signal));
  const bytes = totalBytes(files);
  if (bytes === null) return null;
  return factsOfHeader(await fetchGgufHeader(file.url, file.bytes, signal), bytes);
}

/** The same of a stored model; null when its beginning isn't there. */
export async function factsOfStored(model: StoredModel): Promise<ModelFacts | null> {
  const { format } = model.description;
  const index = headIndex(format, model.files);
  // A large model's header is some MB: less than a piece.
  const piece = await firstPiece(model.id, index);
  if (!piece) return null;
  if (format === "mlc") return factsOfPackage(JSON.parse(await piece.text()));
  const bytes = totalBytes(model.files);
  if (bytes === null) return null;
  const read = async (start: number, end: number) =>
    new Uint8Array(await piece.slice(start, end).arrayBuffer());
  return factsOfHeader(await parseGgufHeader(read, model.files[index]?.bytes ?? null), bytes);
}

/** Which file tells what the model is. */
function headIndex(
  format: ModelDescription["format"],
  files: readonly { readonly name: string }[],
): number {
  return format === "mlc" ? files.findIndex(({ name }) => name === mlcConfigName) : 0;
}

async function firstPiece(id: string, file: number): Promise<Blob | null> {
  const store = await openModelStore();
  try {
    return await store.readPiece(id, file, 0);
  } finally {
    store.close();
  }
}

function factsOfPackage(json: unknown): PackageFacts {
  return { kind: "package", config: readChatConfig(json) };
}

function totalBytes(files: readonly { readonly bytes: number | null }[]): number | null {
  return files.reduce<number | null>(
    (sum, { bytes }) => (sum === null || bytes === null ? null : sum + bytes),
    0,
  );
}
