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
  const committed = `models/${id}.gguf`;
  if (existsSync(`public/${committed}`)) return { id, name: id, url: `${url}${committed}` };
  if (!id.endsWith(".gguf") || !existsSync(id)) {
    throw new UsageError(
      `There is neither a model public/${committed} nor a file ${id} (--model).`,
    );
  }
  return { id, name: basename(id), url: `${url}@fs${resolve(id)}` };
}
