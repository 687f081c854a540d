import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { limits } from "../../src/embed/protocol/limits";
import { type EmbedStage, frameOf, gcd, script } from "./embed-host";

// Pages that mean harm, and the solver in their frame.

/** @param theStage called when a test runs */
export function attackTests(theStage: () => EmbedStage): void {
  let stage: EmbedStage;
  let page: Page;
  beforeEach(() => {
    stage = theStage();
  });
  afterEach(() => page?.close());

  async function attack(): Promise<void> {
    const fixture = new URL("../fixtures/embed/attack.html", import.meta.url);
    page = await stage.open(await readFile(fixture, "utf8"));
    await page.waitForLoadState("load");
  }

  const connect = `
  const link = offerFrom(window);
  await settled();
  link.port.postMessage({ kind: "configure", options: { problem: "1+1" } });
  await settled();`;

  /** Runs code of the attack page. @returns what it returns */
  function run<T>(code: string): Promise<T> {
    return page.evaluate(`(async () => { ${code} })()`);
  }

  describe("the handshake", () => {
    it("is not to be had by another frame, and not twice", async () => {
      await attack();
      const found = await run<Record<string, unknown>>(`
      const forged = offerFrom(accomplice());
      await settled();
      const shape = offerFrom(window, { nonce: "short" });
      const old = offerFrom(window, { version: 99 });
      await settled();
      ${connect}
      const replay = offerFrom(window);
      const another = offerFrom(window, { nonce: nonce.replace("0", "f") });
      await settled();
      return {
        forged: forged.heard.length,
        shape: shape.heard.length,
        old: old.heard[0]?.code,
        welcome: link.heard[0],
        replay: replay.heard.length,
        another: another.heard.length,
        state: (await isAlive(link))?.problem,
        viaReplay: await isAlive(replay),
      };`);
      expect(found).toEqual({
        ...{ forged: 0, shape: 0, old: "refused", replay: 0, another: 0, viaReplay: null },
        welcome: { kind: "welcome", nonce: "0123456789abcdef0123456789abcdef", version: 1 },
        state: "1+1",
      });
    });

    it("is refused to hosts that the owner did not name, and to all while the file is broken", async () => {
      const file = join(stage.folder, "embed-hosts.json");
      const before = await readFile(file, "utf8");
      const refused = async (rules: string) => {
        await writeFile(file, rules);
        page = await stage.open(`${script}<math-solver problem="${gcd}"></math-solver>
        <script>addEventListener("solver-error", ({ detail }) => { window.code = detail.code; });</script>`);
        await page.waitForFunction("window.code");
        expect(await page.evaluate("window.code")).toBe("refused");
        await page.getByRole("status").getByText("does not let this page embed it").waitFor();
        await page.close();
      };
      try {
        await refused('{"hosts": ["https://school.example"]}');
        await refused('{"hosts": ');
        await writeFile(file, `{"hosts": ["${new URL(stage.host.url).origin}"]}`);
        page = await stage.open(`${script}<math-solver problem="${gcd}"></math-solver>`);
        await frameOf(page).getByRole("button", { name: "Solve" }).waitFor();
      } finally {
        await writeFile(file, before);
      }
    });
  });

  describe("messages", () => {
    it("of wrong types, unknown kinds and giant size change nothing", async () => {
      await attack();
      const state = await run(`
      ${connect}
      const wrong = [
        null, 7, "solve", [], {}, { kind: "eval", code: "document.title = 'x'" },
        { kind: "configure" }, { kind: "configure", options: { problem: 5 } },
        { kind: "configure", options: { problem: "2+2", model: "https://evil.example/m.gguf" } },
        { kind: "configure", options: { problem: "2+2", samples: 1e9 } },
        { kind: "configure", options: { problem: "x".repeat(30e6) } },
        { kind: "set-state", state: { version: 1, problem: "x".repeat(30e6) } },
        { kind: "set-state", state: { __proto__: { version: 1 }, problem: "3+3" } },
        { kind: "get-state", id: "1" }, new Map([["kind", "stop"]]), new Uint8Array(1e6),
      ];
      for (const message of wrong) link.port.postMessage(message);
      await settled();
      return isAlive(link);`);
      expect(state).toMatchObject({ problem: "1+1", model: "demo", samples: null });
      await frameOf(page).getByRole("textbox", { name: "Problem" }).fill("still here");
    });

    it("in a flood are dropped, and then nobody listens any more", async () => {
      await attack();
      const alive = await run<readonly unknown[]>(`
      ${connect}
      const before = await isAlive(link);
      for (let n = 0; n < ${limits.burst + 3 * limits.flood}; n++) {
        link.port.postMessage({ kind: "configure", options: { problem: "flood " + n } });
      }
      await settled();
      return [before?.problem, await isAlive(link)];`);
      expect(alive).toEqual(["1+1", null]);
      // The person can use it as before.
      const box = frameOf(page).getByRole("textbox", { name: "Problem" });
      await box.fill("2+2");
      expect(await box.inputValue()).toBe("2+2");
    });

    it("that pretend to come from the frame are not believed by the element", async () => {
      page = await stage.open(`${script}<math-solver problem="${gcd}"></math-solver><script>
      window.heard = [];
      addEventListener("solver-answer", () => heard.push("answer"));
      addEventListener("solver-resize", ({ detail }) => heard.push(detail.height));
    </script>`);
      await frameOf(page).getByRole("button", { name: "Solve" }).waitFor();
      const answer = { problem: "", answer: "666", votes: 1, allVotes: 1, samples: 1 };
      await page.evaluate((forged) => {
        for (const message of [
          { kind: "answer", answer: forged },
          { kind: "resize", height: 19_999 },
        ]) {
          postMessage(message, "*");
          document
            .querySelector("math-solver")
            ?.shadowRoot?.querySelector("iframe")
            ?.contentWindow?.postMessage(message, "*");
        }
      }, answer);
      await page.waitForTimeout(500);
      const heard = await page.evaluate<unknown[]>("heard");
      expect(heard).not.toContain("answer");
      expect(heard).not.toContain(19_999);
    });
  });

  describe("the download's button", () => {
    it("takes a click only in plain sight, and nothing is fetched before", async () => {
      page = await stage.open(`${script}<math-solver readonly model="openmath-1.5b-q8_0"
      problem="${gcd}"></math-solver><div id="cover"></div>`);
      const foreign: string[] = [];
      const own = [stage.host.url, stage.solver.url];
      await page.route(
        (url) => url.protocol === "https:" && !own.some((one) => url.href.startsWith(one)),
        (route) => {
          foreign.push(route.request().url());
          return route.abort();
        },
      );
      const button = frameOf(page).getByRole("button", { name: /^Download/ });
      const enabled = () => button.isEnabled();
      const style = (css: string) =>
        page.evaluate(
          (text) => document.querySelector("math-solver")?.setAttribute("style", text),
          css,
        );
      const cover = (css: string) =>
        page.evaluate((text) => document.getElementById("cover")?.setAttribute("style", text), css);
      await expect.poll(enabled, { timeout: 20_000 }).toBe(true);
      const sheet = "position: fixed; inset: 0; background: white; pointer-events: none";
      for (const [hide, show] of [
        [() => cover(sheet), () => cover("")],
        [() => style("opacity: 0.02"), () => style("")],
        [() => style("transform: scale(0.2)"), () => style("")],
        [() => style("position: fixed; top: -3000px"), () => style("")],
        [() => style("filter: blur(9px)"), () => style("")],
      ] as const) {
        await hide();
        await expect.poll(enabled, { timeout: 20_000 }).toBe(false);
        await show();
        await expect.poll(enabled, { timeout: 20_000 }).toBe(true);
      }
      expect(foreign).toEqual([]);
      await button.click();
      await expect.poll(() => foreign.length, { timeout: 20_000 }).toBeGreaterThan(0);
    });
  });

  describe("models of the full app", () => {
    it("are lent where the person and the browser allow it, and checked", async () => {
      const app = await stage.browser.newPage();
      await app.goto(stage.solver.url);
      await app.getByRole("button", { name: "Solve", exact: true }).waitFor();
      // A click is what makes the browser know this site.
      await app.locator("summary", { hasText: "Model:" }).click();
      await app.evaluate(storeModel, "openmath-1.5b-q8_0");
      await app.close();
      page = await stage.open(`${script}<math-solver samples="1" mode="tir" readonly
      model="openmath-1.5b-q8_0" problem="${gcd}"></math-solver>`);
      // What a person answers when the browser asks.
      const session = await stage.browser.context.newCDPSession(page);
      await session.send("Browser.setPermission", {
        permission: { name: "storage-access" },
        setting: "granted",
        origin: new URL(stage.host.url).origin,
        embeddedOrigin: new URL(stage.solver.url).origin,
      });
      const frame = frameOf(page);
      await frame.getByRole("button", { name: "Use the full app's models" }).click();
      await frame.getByRole("button", { name: "Solve" }).click();
      const source = frame.locator(".answer-finished annotation").first();
      await source.waitFor({ state: "attached" });
      expect(await source.textContent()).toBe("12");
    });
  });
}

/** Puts the demonstration model's file into the app's store under another model's name. */
async function storeModel(id: string): Promise<void> {
  while (!(await indexedDB.databases()).some(({ name }) => name === "models")) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const blob = await (await fetch("models/demo.gguf")).blob();
  const digest = await crypto.subtle.digest("SHA-256", await blob.arrayBuffer());
  const sha256 = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  const hash = sha256.join("");
  const url = "https://models.example/model.gguf";
  const file = { name: "model.gguf", url, bytes: blob.size };
  const description = {
    ...{ id, title: "Lent", format: "gguf", licence: null },
    files: [{ ...file, sha256: hash, sha256From: "catalogue" }],
  };
  const files = [
    { ...file, pieceBytes: blob.size, version: null, expectedSha256: hash, trust: "catalogue" },
  ];
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("models");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const names = ["models", "piece-info", "pieces"];
  const work = database.transaction(names, "readwrite");
  const model = { id, description, files, state: "complete", createdAt: 1, verifiedAt: 1 };
  work.objectStore("models").put(model);
  work.objectStore("piece-info").put({ bytes: blob.size, sha256: hash }, [id, 0, 0]);
  work.objectStore("pieces").put({ blob }, [id, 0, 0]);
  await new Promise((resolve, reject) => {
    work.oncomplete = resolve;
    work.onerror = () => reject(work.error);
  });
  database.close();
}
