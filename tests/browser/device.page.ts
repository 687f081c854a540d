import { readDevice } from "../../src/models/fit/device";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

declare global {
  interface Window {
    readDevice: typeof readDevice;
  }
}

window.readDevice = readDevice;
