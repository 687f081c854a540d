import type { StoredModel } from "../store/model-store";

/** What an exported model is called on disk: a single GGUF file by its name, others as an archive. */
export function exportName({ description, files }: StoredModel): string {
  const [file] = files;
  if (description.format === "gguf" && files.length === 1 && file) {
    return file.name.replace(/^.*\//, "");
  }
  return `${description.title.replace(/[^\p{L}\p{N}._-]+/gu, "-")}.tar`;
}
