import { spawn } from "node:child_process";

/**
 * Builds the app as `npm run build` does, into a folder.
 * @param version shown by the page as `data-version`, so that two builds differ
 */
export async function buildApp(outDir: string, version: string): Promise<void> {
  // In a process of its own: inside of Vitest, React would be built for development.
  const script = `
    import { build } from "vite";
    const mark = "document.documentElement.dataset.version = " + JSON.stringify("${version}") + ";";
    await build({
      logLevel: "error",
      build: { outDir: ${JSON.stringify(outDir)}, emptyOutDir: true },
      plugins: [{
        name: "version",
        transform: (code, id) => (id.endsWith("/src/main.tsx") ? mark + code : null),
      }],
    });`;
  const env = { ...process.env, NODE_ENV: "production", NO_ISOLATION: undefined };
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let errors = "";
  child.stderr.on("data", (data) => {
    errors += data;
  });
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`The app could not be built:\n${errors}`);
}
