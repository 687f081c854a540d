import { needsCompat } from "../src/engine/wllama/needs-compat";
import { type AppFile, filesFor } from "../src/offline/files-for";
import { serveOffline } from "../src/offline/serve-offline";

declare const self: {
  /** Vite's PWA plugin puts the list of the built files here. */
  readonly __WB_MANIFEST: readonly AppFile[];
};

serveOffline(filesFor(self.__WB_MANIFEST, needsCompat()));
