import type { Page } from "playwright-core";

export interface Icon {
  /** Below `public/`. */
  readonly file: string;
  readonly size: number;
  /** The system cuts its own shape out of it, so the ground reaches the edges. */
  readonly full: boolean;
}

/** What the manifest and index.html name. */
export const icons: readonly Icon[] = [
  { file: "icons/icon-192.png", size: 192, full: false },
  { file: "icons/icon-512.png", size: 512, full: false },
  { file: "icons/maskable-192.png", size: 192, full: true },
  { file: "icons/maskable-512.png", size: 512, full: true },
  { file: "icons/apple-touch-icon.png", size: 180, full: true },
];

/** @param source the drawing; its corners are rounded by the attribute `rx` of its ground */
export async function drawIcon(page: Page, source: string, icon: Icon): Promise<Buffer> {
  const drawing = icon.full ? source.replace(/ rx="\d+"/, "") : source;
  const address = `data:image/svg+xml;base64,${Buffer.from(drawing).toString("base64")}`;
  await page.setViewportSize({ width: icon.size, height: icon.size });
  await page.setContent(
    `<style>body { margin: 0; background: none } img { display: block; width: 100vw }</style>
    <img src="${address}" alt="">`,
  );
  await page.waitForFunction(() => document.querySelector("img")?.complete);
  return page.screenshot({ omitBackground: true });
}
