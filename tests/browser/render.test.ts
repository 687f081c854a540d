import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { hostileTexts } from "../fixtures/hostile-texts";
import { launchBrowser, type TestBrowser } from "../harness/browser";

let browser: TestBrowser;
let page: Page;

/** A page with a module of ours, and what it asks of others; nobody answers. */
async function openPage(script: string): Promise<{ page: Page; strangers: string[] }> {
  const opened = await browser.context.newPage();
  const strangers: string[] = [];
  const own = new URL(inject("isolatedUrl")).origin;
  await opened.route(
    (url) => url.origin !== own,
    (route) => {
      strangers.push(route.request().url());
      return route.abort();
    },
  );
  await opened.goto(`${inject("isolatedUrl")}tests/harness/blank.html`);
  await opened.addScriptTag({ url: `/tests/browser/${script}`, type: "module" });
  return { page: opened, strangers };
}

let strangers: string[];

beforeAll(async () => {
  browser = await launchBrowser();
  ({ page, strangers } = await openPage("render.page.tsx"));
  await page.waitForFunction(() => "ready" in window);
  await page.evaluate(() => window.ready);
});
afterAll(() => browser?.close());

/** The most elements that a text may become: no text multiplies. */
const mostNodes = 60_000;
/** In pixels: what a long text needs, and no more. */
const mostHeight = 150_000;

describe("hostile texts", () => {
  it("are many, and no two are the same", () => {
    expect(hostileTexts.length).toBeGreaterThan(120);
    expect(new Set(hostileTexts).size).toBe(hostileTexts.length);
  });

  it.each(["text", "text being written", "output and figures", "code"])(
    "become harmless elements, as %s",
    async (as) => {
      const faults = await page.evaluate(
        async ({ texts, as, mostNodes, mostHeight }) => {
          const found: string[] = [];
          for (const text of texts) {
            const rendered =
              as === "code"
                ? window.renderCode(text)
                : as === "output and figures"
                  ? window.renderOutput(text)
                  : await window.renderText(text, as === "text being written");
            const faults = [
              ...rendered.faults,
              ...(rendered.nodes > mostNodes ? [`${rendered.nodes} elements`] : []),
              ...(rendered.height > mostHeight ? [`${rendered.height} pixels high`] : []),
              ...(rendered.widens ? ["wider than the window"] : []),
            ];
            found.push(...faults.map((fault) => `${text.slice(0, 60)}: ${fault}`));
          }
          return found;
        },
        // Long ones are about the parser, which output and code have none of.
        {
          texts: hostileTexts.filter(({ length }) => as.startsWith("text") || length < 1000),
          ...{ as, mostNodes, mostHeight },
        },
      );
      expect(faults).toEqual([]);
    },
  );

  it("run nothing and ask nobody", async () => {
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => window.hacked)).toBeUndefined();
    expect(await page.evaluate(() => Object.keys(Object.prototype))).toEqual([]);
    expect(strangers).toEqual([]);
  });

  it("would do harm where a page trusts them", async () => {
    const dangerous: string[] = [];
    const asked: string[] = [];
    let naive = await openNaive();
    // What only wants to be large is left out: it would be.
    for (const text of hostileTexts.filter(({ length }) => length < 300)) {
      const before = naive.strangers.length;
      try {
        const faults = await naive.page.evaluate((one) => {
          window.hacked = undefined;
          return window.renderNaively(one);
        }, text);
        await naive.page.waitForTimeout(5);
        const hacked = await naive.page.evaluate(() => window.hacked !== undefined);
        const harm = hacked || naive.strangers.length > before || faults.length > 0;
        if (harm) dangerous.push(text);
      } catch {
        // It led the page away.
        dangerous.push(text);
        asked.push(...naive.strangers);
        await naive.page.close();
        naive = await openNaive();
      }
    }
    asked.push(...naive.strangers);
    await naive.page.close();
    expect(asked.length).toBeGreaterThan(3);
    expect(dangerous.length).toBeGreaterThan(60);
  });
});

async function openNaive() {
  const naive = await openPage("render-naive.page.ts");
  await naive.page.waitForFunction(() => "renderNaively" in window);
  return naive;
}

describe("a growing text", () => {
  const text =
    "We have \\(\\frac{1}{2}\\) and\n\\[\n\\sum_{k=1}^{n} k\n\\]\n\n**So** $x_1 = 5$ costs $5.\n\nThe answer is \\boxed{\\sqrt{2}}.";

  it("never shows an error, a delimiter or half a formula", async () => {
    const steps = await page.evaluate((t) => window.renderSteps(t, 1), text);
    expect(steps.length).toBe(text.length);
    for (const html of steps) {
      const shown = html.replace(/<annotation.*?<\/annotation>/gs, "");
      expect(shown).not.toMatch(/katex-error|\\\(|\\\[|\\frac|\\sum|\\boxed|\*\*|\$x/);
    }
  });

  it("ends as the whole text does at once, however it is cut", async () => {
    const [whole] = await page.evaluate((t) => window.renderSteps(t, t.length), text);
    for (const step of [1, 2, 3, 5, 11]) {
      const steps = await page.evaluate((args) => window.renderSteps(args.text, args.step), {
        text,
        step,
      });
      expect(steps.at(-1)).toBe(whole);
    }
    expect(whole?.match(/class="katex"/g)).toHaveLength(4);
    expect(whole).toContain("costs $5.");
  });

  it("leaves what is finished as it is: a later token changes no element of it", async () => {
    const changed = await page.evaluate(async (paragraph) => {
      const start = paragraph.repeat(60);
      await window.renderSteps(start, start.length);
      const blocks = [...document.querySelectorAll(".math-group > p")].slice(0, -2);
      let changes = 0;
      const observer = new MutationObserver((records) => {
        changes += records.filter(({ target }) =>
          blocks.some((block) => block.contains(target)),
        ).length;
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      window.show(start + paragraph);
      const records = observer.takeRecords();
      changes += records.filter(({ target }) => blocks.some((one) => one.contains(target))).length;
      const kept = blocks.filter((block) => block.isConnected).length;
      return { changes, kept, blocks: blocks.length, seen: records.length };
    }, "So $x_1 = \\frac{1}{2}$ holds.\n\n");
    expect(changed).toMatchObject({ changes: 0, kept: changed.blocks });
    expect(changed.blocks).toBeGreaterThan(50);
    expect(changed.seen).toBeGreaterThan(0);
  });

  it("goes on in the same list, paragraph or table to the eye", async () => {
    const shown = await page.evaluate(async () => {
      await window.show(`1. first\n${"   - so $x = 1$ and\n".repeat(800)}2. second`);
      const markers = [...document.querySelectorAll(".continued > ol > li:first-child")].map(
        (item) => getComputedStyle(item).listStyleType,
      );
      const gaps = [...document.querySelectorAll(".continued")].map(
        (block) => getComputedStyle(block).marginTop,
      );
      return { markers, gaps };
    });
    expect(shown.markers.length).toBeGreaterThan(1);
    expect(new Set(shown.markers)).toEqual(new Set(["none"]));
    expect(new Set(shown.gaps)).toEqual(new Set(["0px"]));
  });
});

it("shows a formula that KaTeX can't read as source, without breaking the text", async () => {
  const [html] = await page.evaluate(
    (t) => window.renderSteps(t, t.length),
    "before \\(\\frac{1\\) after $\\unknowncommand{x}$ end",
  );
  expect(html).toMatch(/before .*\\frac\{1.* after .*end/s);
});

describe("code", () => {
  const code = 'def area(n):  # of a square\n    return n ** 2 + len("x")\n';

  it.each(["light", "dark"] as const)("can be read in every colour: %s", async (colorScheme) => {
    await page.emulateMedia({ colorScheme });
    await page.evaluate((c) => window.renderCode(c), code);
    const { ratios, kinds } = await page.evaluate(() => {
      const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);
      const luminance = (colour: string) => {
        const [r = 0, g = 0, b = 0] = channels(colour).map((value) => {
          const part = value / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const contrast = (one: string, other: string) => {
        const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
        return (high + 0.05) / (low + 0.05);
      };
      const probe = document.body.appendChild(document.createElement("div"));
      const grounds = ["--surface", "--background", "--surface-sunken"].map((name) => {
        probe.style.backgroundColor = `var(${name})`;
        return getComputedStyle(probe).backgroundColor;
      });
      probe.remove();
      const spans = [...document.querySelectorAll(".code span")];
      return {
        kinds: spans.map(({ className }) => className),
        ratios: spans.flatMap((span) =>
          grounds.map((ground) => contrast(getComputedStyle(span).color, ground)),
        ),
      };
    });
    for (const kind of ["keyword", "string", "number", "comment", "function"]) {
      expect(kinds).toContain(`code-${kind}`);
    }
    expect(Math.min(...ratios)).toBeGreaterThanOrEqual(4.5);
    expect(Math.max(...ratios)).toBeLessThan(21);
  });

  it("is the same text in colours, in a block of a text too", async () => {
    await page.evaluate((c) => window.renderCode(c), code);
    expect(await page.locator(".cell-code").textContent()).toBe(code);
    await page.evaluate((c) => window.show(`So:\n\n\`\`\`python\n${c}\`\`\`\n`), code);
    expect(await page.locator("pre .code-keyword").first().textContent()).toBe("def");
    await page.evaluate((c) => window.show(`So:\n\n\`\`\`text\n${c}\`\`\`\n`), code);
    expect(await page.locator("pre .code-keyword").count()).toBe(0);
  });
});

describe("copying", () => {
  const text =
    "We have \\(\\frac{1}{2}\\), so **x** is\n\\[\n\\sqrt{2}\n\\]\n\n- a_1 costs $5\n- $b \\le 3$\n\n```python\nx = 1\n```";

  it("gives LaTeX, Markdown and text", async () => {
    const { latex, markdown, text: plain } = await page.evaluate((t) => window.copied(t), text);
    expect(latex).toContain("\\(\\frac{1}{2}\\), so \\textbf{x} is");
    expect(latex).toContain("\\[\n\\sqrt{2}\n\\]");
    expect(latex).toContain("a\\_1 costs \\$5");
    expect(markdown).toContain("We have $\\frac{1}{2}$, so **x** is");
    expect(markdown).toContain("$$\\sqrt{2}$$");
    expect(plain).toBe("We have 1/2, so x is\n\n√2\n\n- a_1 costs $5\n- b ≤ 3\n\nx = 1");
  });

  it("writes formulas on a line", async () => {
    const formulas: Readonly<Record<string, string>> = {
      "\\frac{x+1}{\\sqrt{2}}": "(x + 1)/√2",
      "x^2 + y_1^{n-1} = -3": "x^2 + y_1^(n − 1) = −3",
      "\\alpha \\le \\pi \\cdot 2": "α ≤ π ⋅ 2",
      "\\{1, 2\\}": "{1, 2}",
      "(18,17)": "(18, 17)",
      "\\begin{pmatrix}1 & 2\\\\3 & 4\\end{pmatrix}": "(1, 2; 3, 4)",
      "\\binom{5}{2}": "(5 choose 2)",
      "\\text{no solution}": "no solution",
      "f'(x)": "f′(x)",
      "\\sqrt[3]{x+1}": "(x + 1)^(1/3)",
      "\\sum_{k=1}^n k": "∑_(k = 1)^nk",
      "\\boxed{42}": "42",
      "\\begin{align*}a &= 1 \\\\ b &= 2\\end{align*}": "a = 1\nb = 2",
      "\\sin x + \\sin(2x)": "sin x + sin(2x)",
      "|x| < 3, x \\in \\mathbb{R}": "|x| < 3, x ∈ ℝ",
      "90^\\circ": "90°",
      "\\frac{1": "\\frac{1",
    };
    const found = await page.evaluate(
      (all) => all.map((tex) => window.plain.formula(tex)),
      Object.keys(formulas),
    );
    expect(Object.fromEntries(Object.keys(formulas).map((tex, at) => [tex, found[at]]))).toEqual(
      formulas,
    );
  });

  it("gives the LaTeX of formulas that are selected, whole or in part", async () => {
    await page.evaluate((t) => window.show(t), text);
    const copy = () =>
      page.evaluate(() => {
        const data = new DataTransfer();
        const event = new ClipboardEvent("copy", {
          clipboardData: data,
          bubbles: true,
          cancelable: true,
        });
        document.dispatchEvent(event);
        return event.defaultPrevented ? data.getData("text/plain") : null;
      });
    await page.evaluate(() => {
      getSelection()?.selectAllChildren(document.querySelector(".math-text") ?? document.body);
    });
    const all = await copy();
    expect(all).toContain("We have $\\frac{1}{2}$, so x is");
    expect(all).toContain("$$\\sqrt{2}$$");
    expect(all).toContain("costs $5\n");
    // From the middle of a formula to the word behind it.
    await page.evaluate(() => {
      const inside = document.querySelector(".katex-html .mord.mtight") ?? document.body;
      const after = document.querySelector(".math-group strong")?.firstChild ?? document.body;
      const range = document.createRange();
      range.setStart(inside, 0);
      range.setEnd(after, 1);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    });
    expect(await copy()).toBe("$\\frac{1}{2}$, so x");
    // Without a formula the browser does what it always does.
    await page.evaluate(() => {
      getSelection()?.selectAllChildren(
        document.querySelector(".math-group strong") ?? document.body,
      );
    });
    expect(await copy()).toBe(null);
  });
});
