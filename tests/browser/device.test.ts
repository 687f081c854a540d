import { describe, expect, inject, it } from "vitest";
import type { DeviceFacts } from "../../src/models/fit/device";
import { type LaunchOptions, launchBrowser } from "../harness/browser";

async function read(baseUrl: string, options: LaunchOptions = {}): Promise<DeviceFacts> {
  const browser = await launchBrowser(options);
  try {
    const page = await browser.newPage();
    await page.goto(`${baseUrl}tests/harness/blank.html`);
    await page.addScriptTag({ url: "/tests/browser/device.page.ts", type: "module" });
    await page.waitForFunction(() => "readDevice" in window);
    return await page.evaluate(() => window.readDevice());
  } finally {
    await browser.close();
  }
}

describe("readDevice", () => {
  it("tells what a browser without a GPU tells", async () => {
    const device = await read(inject("isolatedUrl"));
    expect(device).toMatchObject({
      gpu: { usable: false, reason: expect.stringMatching(/no WebGPU adapter/) },
      mobile: false,
      isolated: true,
    });
    expect(device.cores).toBeGreaterThanOrEqual(1);
    expect(device.memoryBytes).toBeGreaterThanOrEqual(2 ** 28);
  });

  it("says what a GPU lacks, and that a page is not isolated", async () => {
    expect(await read(inject("plainUrl"), { gpu: true })).toMatchObject({
      gpu: { usable: false, reason: expect.stringMatching(/shader-f16/) },
      isolated: false,
    });
  });
});
