import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { readTensorCache } from "../../src/models/convert/tensor-cache";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { convertTo, fixtures, type MemoryPackage, openPath, sha256 } from "../unit/convert/helpers";

const mixed = "tests/fixtures/convert/mixed.gguf";
const folder = "tests/fixtures/convert/safetensors";
const parts = [
  ...["config.json", "generation_config.json", "model.safetensors.index.json", "tokenizer.json"],
  ...["tokenizer_config.json", "model-00001-of-00002.safetensors"],
  "model-00002-of-00002.safetensors",
].map((name) => `/${folder}/${name}`);

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function openTab(): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(150_000);
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/convert.page.ts", type: "module" });
  await page.waitForFunction(
    () => "conversion" in window && window.conversion.state().kind === "open",
  );
  return page;
}

/** Names, lengths and hashes, as Node's conversion makes them. */
function listed({ files }: MemoryPackage) {
  const entries = [...files].map(([name, bytes]) => [name, [bytes.length, sha256(bytes)]] as const);
  return Object.fromEntries(entries);
}

function tensorBytes({ files }: MemoryPackage) {
  const cache = readTensorCache(JSON.parse(String(files.get("tensor-cache.json"))));
  const tensors = cache.records.flatMap(({ records }) => records);
  return Object.fromEntries(tensors.map(({ name, nbytes }) => [name, nbytes]));
}

describe("a stored GGUF model", () => {
  it("is converted into the store: the same bytes as the command writes, verified and readable", async () => {
    const page = await openTab();
    const wanted = await convertTo(await openPath(join(fixtures, "mixed.gguf")), "q8f16_1");
    const made = await page.evaluate(async (address) => {
      const { conversion } = window;
      const source = await conversion.importFile("mixed.gguf", address);
      const plan = await conversion.plan(source);
      const id = await conversion.convert(source, "q8f16_1");
      return {
        ...{ source, id, plan, expectedId: conversion.convertedId(source, "q8f16_1") },
        model: await conversion.model(id),
        verified: await conversion.verify(id),
        kinds: conversion.kinds(id),
        read: await conversion.read(id),
        again: await conversion.convert(source, "q8f16_1"),
        after: (await conversion.model(id))?.state,
      };
    }, `/${mixed}`);
    expect(made.id).toBe(made.expectedId);
    expect(made.model).toMatchObject({
      state: "complete",
      description: { title: "Convert fixture, q8f16_1", format: "mlc" },
    });
    const stored = made.model?.files ?? [];
    expect(
      Object.fromEntries(
        stored.map(({ name, bytes, expectedSha256 }) => [name, [bytes, expectedSha256]]),
      ),
    ).toEqual(listed(wanted));
    expect([...new Set(stored.map(({ trust }) => trust))]).toEqual(["package"]);
    expect(made.verified).toBe("ended");
    expect(made.read).toEqual(tensorBytes(wanted));
    const bytes = Object.values(tensorBytes(wanted)).reduce((sum, length) => sum + length, 0);
    expect(made.plan).toMatchObject({ q8f16_1: bytes });
    // A second time nothing happens to what is there.
    expect(made.again).toMatch(/^ConversionError: .* is stored here already/);
    expect(made.after).toBe("complete");
    await page.close();
  });

  it("leaves nothing of a conversion that is ended or fails", async () => {
    const page = await openTab();
    const result = await page.evaluate(async (address) => {
      const { conversion } = window;
      const source = await conversion.importFile("mixed.gguf", address);
      const id = conversion.convertedId(source, "q0f32");
      const paused = await conversion.convertAndPause(source, "q0f32");
      const left = [await conversion.model(id), await conversion.pieces(id)];
      await conversion.spoil(source, 0);
      const spoilt = await conversion.convert(source, "q0f32");
      return { paused, left, spoilt, model: await conversion.model(id) };
    }, `/${mixed}`);
    expect(result.paused).toMatch(/^AbortError/);
    expect(result.left).toEqual([null, 0]);
    expect(result.spoilt).toMatch(/^IntegrityError: Part 1 of 1 of mixed\.gguf is damaged/);
    expect(result.model).toBe(null);
    await page.close();
  });
});

describe("files of a person's", () => {
  it("are converted from where they lie", async () => {
    const page = await openTab();
    const wanted = await convertTo(await openPath(join(fixtures, "safetensors")), "q4f32_1");
    const made = await page.evaluate(async (addresses) => {
      const id = await window.conversion.convertFiles(addresses, "q4f32_1");
      return { id, read: await window.conversion.read(id) };
    }, parts);
    expect(made.id).toMatch(/^converted:q4f32_1:file:[0-9a-f]{64}$/);
    expect(made.read).toEqual(tensorBytes(wanted));
    const missing = await page.evaluate(
      (addresses) => window.conversion.convertFiles(addresses, "q4f32_1"),
      parts.slice(0, -1),
    );
    expect(missing).toMatch(/^ConversionError: model-00002-of-00002\.safetensors is missing/);
    await page.close();
  });
});

describe("a conversion that a killed tab began", () => {
  it("is thrown away when the app is opened again, unless another tab is at it", async () => {
    const page = await openTab();
    const [broken, busy] = ["converted:q0f32:broken", "converted:q0f32:busy"] as const;
    await page.evaluate(
      async ([one, other]) => {
        await window.conversion.leaveBroken(one);
        await window.conversion.leaveBroken(other);
        await window.conversion.hold(other);
      },
      [broken, busy] as const,
    );
    const next = await openTab();
    const look = (id: string) =>
      next.evaluate(async (one) => {
        const { conversion } = window;
        return [(await conversion.model(one))?.state ?? null, await conversion.pieces(one)];
      }, id);
    expect(await look(broken)).toEqual([null, 0]);
    expect(await look(busy)).toEqual(["partial", 1]);
    await page.close();
    await (await openTab()).close();
    expect(await look(busy)).toEqual([null, 0]);
    await next.close();
  });
});

describe("a damaged piece of a converted model", () => {
  it("is found, and the way out is told", async () => {
    const page = await openTab();
    const { id, read, verified } = await page.evaluate(async (addresses) => {
      const { conversion } = window;
      const id = await conversion.convertFiles(addresses, "q8f32_1");
      const files = (await conversion.model(id))?.files ?? [];
      await conversion.spoil(
        id,
        files.findIndex(({ name }) => name.endsWith(".bin")),
      );
      return { id, read: await conversion.read(id), verified: await conversion.verify(id) };
    }, parts);
    const words =
      /^IntegrityError: Part 1 of 1 of params_shard_0\.bin is damaged .*convert it again/;
    expect(read).toMatch(words);
    expect(verified).toMatch(words);
    await page.close();
    // It is no rest of a conversion: it stays until its owner deletes it.
    const next = await openTab();
    const state = (one: string) => window.conversion.model(one).then((model) => model?.state);
    expect(await next.evaluate(state, id)).toBe("partial");
    await next.close();
  });
});
