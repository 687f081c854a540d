import { inspectAddress } from "../../src/models/inspect/inspect-address";
import type { ModelDescription } from "../../src/models/model-description";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

const tools = {
  /** What lies there, or the error. */
  async inspect(address: string): Promise<ModelDescription | string> {
    return inspectAddress(address, new AbortController().signal).catch(String);
  },
};

declare global {
  interface Window {
    inspection: typeof tools;
  }
}

window.inspection = tools;
