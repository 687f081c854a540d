import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import { contentPolicyTag } from "./tools/vite/content-policy.ts";
import { scriptText } from "./tools/vite/script-text.ts";
import { setUpFiles } from "./tools/vite/set-up-files.ts";
import { solverElement } from "./tools/vite/solver-element.ts";
import { thirdParty } from "./tools/vite/third-party.ts";

/** Cross-origin isolation: without it browsers give no SharedArrayBuffer, and so no threads. */
const isolationHeaders = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** NO_ISOLATION=1 serves as a static host does that cannot send headers; tests use it. */
const headers = process.env.NO_ISOLATION ? {} : isolationHeaders;

/** llama.cpp comes in two builds whose files have the same names: `src/offline/files-for.ts` must know them apart. */
function named(path: string | null | undefined, rest: string, plain: string): string {
  if (path?.includes("@wllama/wllama-compat/")) return `assets/wllama-compat-${rest}`;
  if (path?.includes("@wllama/wllama/")) return `assets/wllama-main-${rest}`;
  return plain;
}

/** The service worker, for use without a network: docs/models.md. */
const offline = VitePWA({
  strategies: "injectManifest",
  srcDir: "workers",
  filename: "service-worker.ts",
  // src/offline/app-copy.ts registers it.
  injectRegister: false,
  manifest: false,
  injectManifest: {
    rollupFormat: "iife",
    // All of it, so that nothing is forgotten. Browsers with service workers take WOFF2 fonts.
    globPatterns: ["**/*"],
    globIgnores: [
      ...["**/*.{woff,ttf}", "models/README.md"],
      // What a system shows before the app is installed.
      "screenshots/*",
      // For those who audit a build.
      "sbom.cdx.json",
      // For other sites' pages; and what the owner may change at any time.
      ...["math-solver*", "embed-hosts.json", "oembed.json"],
    ],
    // A larger file stops the build: it needs a decision.
    maximumFileSizeToCacheInBytes: 32 * 2 ** 20,
    dontCacheBustURLsMatching: /^assets\//,
  },
});

export default defineConfig({
  // Relative addresses: the built app works under any sub-path.
  base: "./",
  plugins: [
    react(),
    offline,
    scriptText(),
    setUpFiles(),
    solverElement(process.env.SOLVER_URL),
    contentPolicyTag(),
    thirdParty(),
  ],
  worker: {
    format: "es",
    rolldownOptions: {
      output: {
        assetFileNames: ({ originalFileNames: [path] }) =>
          named(path, "[hash][extname]", "assets/[name]-[hash][extname]"),
        chunkFileNames: ({ facadeModuleId }) =>
          named(facadeModuleId, "[hash].js", "assets/[name]-[hash].js"),
      },
    },
  },
  server: { headers },
  preview: { headers },
  // wllama and Pyodide load files that lie beside them; pre-bundling would move them away.
  optimizeDeps: {
    exclude: ["@wllama/wllama", "pyodide"],
    // Only workers import these: found late, they would make the dev server bundle all anew.
    include: [
      "@huggingface/gguf",
      "@huggingface/tokenizers",
      "comlink",
      "hash-wasm",
      "idb",
      "valibot",
    ],
  },
  build: { target: "es2022", rolldownOptions: { input: ["index.html", "embed.html"] } },
});
