import type { Plugin } from "vite";
import { bundleOne } from "./bundle-one.ts";

const ending = "?script";

/**
 * `import text from "./entry.ts?script"`: the entry and all that it imports, as the text of one
 * classic script. A sandboxed frame can't load a worker by its address, only from a text.
 */
export function scriptText(): Plugin {
  return {
    name: "script-text",
    async load(id) {
      if (!id.endsWith(ending)) return null;
      const { code, files } = await bundle(id.slice(0, -ending.length));
      for (const file of files) this.addWatchFile(file);
      return `export default ${JSON.stringify(code)};`;
    },
  };
}

async function bundle(entry: string) {
  const chunk = await bundleOne(entry, {
    // A library's dynamic imports stay as they are.
    lib: { entry, formats: ["iife"], name: "script" },
  });
  const files = chunk.moduleIds.filter((id) => !id.startsWith("\0"));
  return { code: chunk.code, files: files.map((id) => id.replace(/\?.*$/, "")) };
}
