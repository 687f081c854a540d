import { type BuildEnvironmentOptions, build } from "vite";

/**
 * Bundles an entry, and all that it imports, into one chunk that is written nowhere.
 * @param options what sort of chunk it is to be
 * @throws Error where there would be several, or a file beside it
 */
export async function bundleOne(entry: string, options: BuildEnvironmentOptions) {
  const result = await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    build: { write: false, target: "es2022", ...options },
  });
  const outputs = Array.isArray(result) ? result : [result];
  const chunks = outputs.flatMap((part) => ("output" in part ? part.output : []));
  const [chunk] = chunks;
  if (chunk?.type !== "chunk" || chunks.length > 1) {
    throw new Error(`${entry} does not make one file: ${chunks.map(({ fileName }) => fileName)}`);
  }
  return chunk;
}
