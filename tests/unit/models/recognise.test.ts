import { describe, expect, it } from "vitest";
import { catalogue } from "../../../src/models/catalogue";
import { recognise } from "../../../src/models/transfer/recognise";

const hash = "a".repeat(64);
const other = "b".repeat(64);

const entry = catalogue.find(({ source }) => source.kind === "download");
if (entry?.source.kind !== "download") throw new Error("The catalogue has no download.");
const { model } = entry.source;
const [file] = model.files;
if (!file) throw new Error("The model has no file.");

describe("a file from disk", () => {
  it("is the catalogue's model by name and size where no hash is known", () => {
    const entries = [{ ...entry, size: { bytes: 1000, exact: true } }];
    expect(recognise(file.name, 1000, hash, entries)).toBe(model);
    expect(recognise(file.name, 1001, hash, entries)).toBeNull();
    expect(recognise("other.gguf", 1000, hash, entries)).toBeNull();
    const about = [{ ...entry, size: { bytes: 1000, exact: false } }];
    expect(recognise(file.name, 1015, hash, about)).toBe(model);
    expect(recognise(file.name, 1100, hash, about)).toBeNull();
  });

  it("is it by its hash alone where that is known", () => {
    const known = {
      ...model,
      files: [{ ...file, sha256: hash, sha256From: "catalogue" as const }],
    };
    const entries = [{ ...entry, source: { ...entry.source, model: known } } as typeof entry];
    expect(recognise("renamed.gguf", 5, hash, entries)).toBe(known);
    expect(recognise(file.name, entry.size.bytes, other, entries)).toBeNull();
  });
});
