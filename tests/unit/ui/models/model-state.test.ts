import { describe, expect, it } from "vitest";
import type { EngineInfo } from "../../../../src/engine/engine";
import type { LibraryState, ModelStatus } from "../../../../src/models/library";
import {
  actionOf,
  deletable,
  describeState,
  type ModelView,
  totalBytes,
  viewOf,
} from "../../../../src/ui/models/model-state";
import type { EngineState } from "../../../../src/ui/solve/solver-state";
import { en } from "../../../../src/ui/texts/en";
import { statusOf, stored } from "./samples";

const demo: EngineState = { kind: "loading", source: { kind: "demo" }, progress: null };
const storage = { usedBytes: null, quotaBytes: null, persisted: null };
const library = (...models: ModelStatus[]): LibraryState => ({ kind: "open", models, storage });
const { description } = stored();

function view(status: ModelStatus | null, engine: EngineState = demo): ModelView {
  const shown = status?.model.description ?? description;
  return viewOf(shown, library(...(status ? [status] : [])), engine);
}

const source = { kind: "stored", id: "m", title: "Model m" } as const;
const info = { modelName: "m" } as EngineInfo;
const partial = stored({ state: "partial" });

describe("a model's state and main action", () => {
  const downloading = {
    kind: "downloading",
    loadedBytes: 430,
    totalBytes: 1000,
    bytesPerSecond: null,
    elsewhere: false,
    waiting: null,
  } as const;
  const problem = { name: "DownloadError", message: "It broke.", missingBytes: null };

  it.each<[string, ModelView, string, string]>([
    ["nothing of it", view(null), "Not on this device", "download"],
    ["a part of it", view(statusOf(partial, 439)), "Paused at 43 %", "go-on"],
    ["all but a byte", view(statusOf(partial, 999)), "Paused at 99 %", "go-on"],
    ["a download", view(statusOf(partial, 430, downloading)), "Downloading", "pause"],
    [
      "a download in another tab",
      view(statusOf(partial, 430, { ...downloading, elsewhere: true })),
      "Another tab is downloading it",
      "pause",
    ],
    [
      "a check",
      view(
        statusOf(partial, 1000, {
          kind: "verifying",
          doneBytes: 1,
          totalBytes: 1000,
          elsewhere: false,
        }),
      ),
      "Checking",
      "none",
    ],
    [
      "a stop",
      view(statusOf(partial, 430, { kind: "stopped", problem })),
      "Stopped at 43 %",
      "none",
    ],
    ["all of it", view(statusOf(stored())), "Stored", "use"],
    [
      "all of it, after an export that failed",
      view(statusOf(stored(), 1000, { kind: "stopped", problem })),
      "Stored",
      "use",
    ],
    [
      "all of it, loading",
      view(statusOf(stored()), { kind: "loading", source, progress: null }),
      "Loading",
      "none",
    ],
    [
      "all of it, in use",
      view(statusOf(stored()), { kind: "ready", source, info }),
      "In use",
      "none",
    ],
    [
      "all of it, that didn't load",
      view(statusOf(stored()), { kind: "error", source, message: "No." }),
      "Stored",
      "use",
    ],
    [
      "a part of a file from disk",
      view(statusOf(stored({ state: "partial" }, null), 430)),
      "Not complete",
      "none",
    ],
  ])("with %s", (_, shown, words, action) => {
    expect(describeState(shown, en)).toBe(words);
    expect(actionOf(shown)).toBe(action);
  });

  it("has a size only when all files have one", () => {
    expect(totalBytes(view(statusOf(stored())))).toBe(1000);
    expect(totalBytes(view(null))).toBeNull();
  });
});

it("offers the largest models to delete first, not the one that needs the room", () => {
  const models = ["a", "b", "c", "empty"].map((id, index) =>
    statusOf(stored({ id }), [10, 30, 20, 0][index]),
  );
  const ids = deletable(library(...models), "c").map(({ model }) => model.id);
  expect(ids).toEqual(["b", "a"]);
  expect(deletable({ kind: "opening" }, null)).toEqual([]);
});
