import type { Page } from "playwright-core";

/** Waits until a page has drawn so many frames. A tab behind another draws none. */
export function drawFrames(page: Page, count: number): Promise<void> {
  return page.evaluate(async (count) => {
    for (let frame = 0; frame < count; frame++) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
  }, count);
}
