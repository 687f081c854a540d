import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Cross-origin isolation: without it browsers give no SharedArrayBuffer, and so no threads. */
const isolationHeaders = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
  "Cross-Origin-Resource-Policy": "cross-origin",
};

/** NO_ISOLATION=1 serves as a static host does that cannot send headers; tests use it. */
const headers = process.env.NO_ISOLATION ? {} : isolationHeaders;

export default defineConfig({
  // Relative addresses: the built app works under any sub-path.
  base: "./",
  plugins: [react()],
  worker: { format: "es" },
  server: { headers },
  preview: { headers },
  // wllama and Pyodide load files that lie beside them; pre-bundling would move them away.
  optimizeDeps: { exclude: ["@wllama/wllama", "pyodide"] },
  build: { target: "es2022" },
});
