import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { examples } from "../../src/ui/solve/examples";
import { contentPolicy } from "../../tools/vite/content-policy";
import type { TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";
import { appPage, launchForApp, long, newPage } from "./app-page";

// The built pages' own policy: what it refuses, and that nothing the app does needs more.

vi.setConfig({ testTimeout: 400_000 });
let browser: TestBrowser;
let page: Page;
beforeAll(async () => {
  browser = await launchForApp();
  return () => browser.close();
});
afterEach(() => page?.close());

const app = appPage(() => page);

/** Opens a page that writes down what its policy refused. */
async function open(path: string, own = true): Promise<void> {
  page = await newPage(browser);
  await page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener("securitypolicyviolation", (event) =>
      refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`),
    );
  });
  await page.goto((own ? inject("appUrl") : inject("plainAppUrl")) + path);
  await app.problemBox().waitFor();
}

const refused = () => page.evaluate(() => Reflect.get(window, "refused") as string[]);

it("stands in both pages before anything that they load, and leaves no way to run texts", async () => {
  const folder = await builtApp();
  for (const name of ["index.html", "embed.html"]) {
    const html = await readFile(join(folder, name), "utf8");
    const [first] = html.match(/<(?:meta http-equiv|script|link)[^>]*>/g) ?? [];
    const policy = contentPolicy(name === "embed.html");
    expect(first?.replaceAll("&#39;", "'"), name).toContain(`content="${policy}"`);
    const script = /script-src [^;]*/.exec(policy)?.[0] ?? "";
    expect(script).toContain("'wasm-unsafe-eval'");
    expect(script).not.toMatch(/'unsafe-eval'|'unsafe-inline'|https?:|data:|\*/);
    for (const part of ["object-src", "base-uri", "form-action"]) {
      expect(policy).toContain(`${part} 'none'`);
    }
    expect(policy).toContain("require-trusted-types-for 'script'");
    // Nothing in the pages is inline.
    expect(html).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=/);
  }
  expect(contentPolicy(true)).not.toMatch(/connect-src [^;]*(?:https?: |https?:;|\*;)/);
});

describe("what an attacker who can write into the page tries", () => {
  /** Each gives true where it got through. */
  const attempts: Readonly<Record<string, string>> = {
    "an inline script": `
      const script = document.createElement("script");
      try { script.textContent = "window.got = true"; } catch {}
      document.body.append(script);
      return window.got === true;`,
    "an event handler in HTML": `
      try { document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.got = true'>"); }
      catch {}
      const image = document.createElement("img");
      try { image.setAttribute("onerror", "window.got = true"); } catch {}
      image.src = "x-missing";
      document.body.append(image);
      await new Promise((resolve) => setTimeout(resolve, 500));
      return window.got === true;`,
    "HTML from a text": `document.body.innerHTML = "<p id=got>"; return true;`,
    "a frame's page from a text": `
      document.createElement("iframe").srcdoc = "<script>parent.got = true</script>"; return true;`,
    eval: `(0, eval)("1"); return true;`,
    Function: `new Function("return 1")(); return true;`,
    "a timer with a text": `
      setTimeout("window.got = true", 0);
      await new Promise((resolve) => setTimeout(resolve, 200));
      return window.got === true;`,
    "a worker of a text": `new Worker("data:text/javascript,0"); return true;`,
    "a worker by its address alone": `new Worker("blob:x"); return true;`,
    "a script of another site": `
      const script = document.createElement("script");
      script.src = "https://evil.example/x.js"; return true;`,
    "a module from a data URL": `await import("data:text/javascript,0"); return true;`,
    "another policy of trusted types": `
      trustedTypes.createPolicy("evil", { createHTML: (html) => html }); return true;`,
    "the same policy once more": `
      trustedTypes.createPolicy("math-solver", { createHTML: (html) => html }); return true;`,
    "a link that is a script": `
      const link = document.createElement("a");
      link.href = "javascript:window.got=true";
      document.body.append(link);
      link.click();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return window.got === true;`,
    "another base": `
      const base = document.createElement("base");
      base.href = "https://evil.example/";
      document.head.append(base);
      return document.baseURI.startsWith("https://evil");`,
    "an image of another site": `
      const image = new Image();
      const loaded = new Promise((resolve) => {
        image.onload = () => resolve(true);
        image.onerror = () => resolve(false);
      });
      image.src = "PLAIN/icon.svg";
      return loaded;`,
    "a frame of another site": `
      const frame = document.createElement("iframe");
      frame.src = "PLAIN/icon.svg";
      document.body.append(frame);
      const refusals = () => window.refused.filter((text) => text.startsWith("frame-src"));
      await new Promise((resolve) => setTimeout(resolve, 500));
      return refusals().length === 0;`,
    "a style sheet from a text": `
      const style = document.createElement("style");
      style.textContent = "body { --got: 1 }";
      document.head.append(style);
      return getComputedStyle(document.body).getPropertyValue("--got") !== "";`,
  };

  it("is refused, each of it, and gets through without the policy", async () => {
    await open("index.html");
    for (const [name, body] of Object.entries(attempts))
      expect(await attempt(body), name).toBe("held");
    expect((await refused()).length).toBeGreaterThan(10);
    // So that the test is known to see it: a page without a policy.
    await page.goto(`${inject("plainAppUrl")}icon.svg`);
    await page.goto("about:blank");
    expect(await attempt(attempts.eval ?? "")).toBe("got through");
    expect(await attempt(attempts.Function ?? "")).toBe("got through");
    expect(await attempt(attempts["HTML from a text"] ?? "")).toBe("got through");
    expect(await attempt(attempts["an inline script"] ?? "")).toBe("got through");
  });

  /** In a task of the page's own: what a debugger evaluates is free of the policy. */
  function attempt(body: string): Promise<string> {
    const url = body.replaceAll("PLAIN/", inject("plainAppUrl"));
    return page.evaluate(
      `new Promise((resolve) => setTimeout(async () => {
        try { resolve(await (async () => { ${url} })() ? "got through" : "held"); }
        catch { resolve("held"); }
      }))`,
    );
  }
});

describe("with the policy", () => {
  it.each([
    ["with threads", true],
    ["without", false],
  ])(
    "a run with Python and formulas comes to its answer %s, and nothing is refused",
    async (_, own) => {
      await open("", own);
      await app.solve(examples[2]?.problem ?? "");
      expect(await app.answerLatex()).toBe(examples[2]?.answer);
      await app.ended();
      const cell = app.working().getByRole("figure", { name: "Python code" }).last();
      await cell.getByRole("button", { name: "Try it" }).click();
      await cell.getByRole("textbox", { name: "Your code" }).press("Control+Enter");
      await cell.locator(".try-console .cell-output pre").waitFor({ timeout: long });
      await app
        .problemBox()
        .fill(
          "$\\fbox{1} \\cancel{x} \\color{red}{y} \\begin{array}{|c|c|}\\hline 1 & 2\\\\\\hline\\end{array} \\sqrt{x} \\overbrace{a+b}^{2}$",
        );
      await page.locator(".preview .katex").first().waitFor();
      await page.getByRole("link", { name: "Storage" }).click();
      await page.getByRole("heading", { name: "Storage" }).first().waitFor();
      await page.getByRole("link", { name: "History" }).click();
      await page.waitForTimeout(500);
      expect(await refused()).toEqual([]);
    },
  );

  it("the framed page comes to its answer, and nothing is refused", async () => {
    await open(`embed.html#problem=${encodeURIComponent(examples[2]?.problem ?? "")}&samples=1`);
    await app.solveButton().click();
    expect(await app.answerLatex()).toBe(examples[2]?.answer);
    expect(await refused()).toEqual([]);
  });
});
