import type { ModelActivity, ModelStatus } from "../../../../src/models/library";
import type { StoredModel } from "../../../../src/models/store/model-store";

/** A stored model as tests of the page need one. */
export function stored(change: Partial<StoredModel> = {}, url: string | null = anUrl): StoredModel {
  const id = change.id ?? "m";
  return {
    id,
    description: {
      id,
      title: `Model ${id}`,
      format: "gguf",
      files: [{ name: "m.gguf", url, bytes: null, sha256: null, sha256From: null }],
      licence: null,
    },
    files: [
      {
        name: "m.gguf",
        url,
        bytes: 1000,
        pieceBytes: 100,
        version: null,
        expectedSha256: null,
        trust: null,
      },
    ],
    state: "complete",
    createdAt: 0,
    verifiedAt: null,
    ...change,
  };
}

export const anUrl = "https://example.org/m.gguf";

export function statusOf(
  model: StoredModel,
  storedBytes = 1000,
  activity: ModelActivity = { kind: "idle" },
): ModelStatus {
  return { model, storedBytes, activity };
}
