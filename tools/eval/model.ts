import { existsSync } from "node:fs";
import { basename, resolve } from "node:path";
import { UsageError } from "./args";
import type { PageSetup } from "./page-contract";

/**
 * What `--model` names: a file in public/models by its name, or the path of any GGUF file.
 * @param url the dev server's address, ending in "/"
 * @throws {@link UsageError}
 */
export function findModel(id: string, url: string): PageSetup["model"] {
  const file = modelFile(id);
  if (file !== id) return { id, name: id, url: `${url}models/${id}.gguf` };
  return { id, name: basename(id), url: `${url}@fs${resolve(id)}` };
}

/**
 * The path of what `--model` names.
 * @throws {@link UsageError}
 */
export function modelFile(id: string): string {
  const committed = `public/models/${id}.gguf`;
  if (existsSync(committed)) return committed;
  if (id.endsWith(".gguf") && existsSync(id)) return id;
  throw new UsageError(`There is neither a model ${committed} nor a file ${id} (--model).`);
}
