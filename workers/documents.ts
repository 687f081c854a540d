import { serveDocument } from "../src/ui/documents/serve-document";

addEventListener("message", async ({ data }) => postMessage(await serveDocument(data)), {
  once: true,
});
