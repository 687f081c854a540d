import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import type { EmbedStage } from "./embed-host";

// The pieces of docs/embedding.md, as they stand there.

/** @param stage called when a test runs */
export function docsTests(stage: () => EmbedStage): void {
  describe("docs/embedding.md", () => {
    let pieces: readonly string[];

    beforeAll(async () => {
      const docs = await readFile(new URL("../../docs/embedding.md", import.meta.url), "utf8");
      pieces = [...docs.matchAll(/```html\n([\s\S]*?)```/g)].map(([, code = ""]) => code);
    });

    async function use(
      part: string,
      look: (page: Page) => Promise<void> = async () => {},
    ): Promise<void> {
      const same = pieces.filter((piece) => piece === part);
      const found = same.length > 0 ? same : pieces.filter((piece) => piece.includes(part));
      expect(found, part).toHaveLength(1);
      const page = await stage().open(`<!doctype html><html lang="en"><title>x</title>${found[0]}`);
      const refused: string[] = [];
      page.on("console", (message) => {
        if (message.type() === "error" && /policy/i.test(message.text()))
          refused.push(message.text());
      });
      const frame = page.locator("iframe").contentFrame();
      await frame.getByRole("button", { name: /^(Solve|Stop|Lösen)$/ }).waitFor();
      await look(page);
      expect(refused).toEqual([]);
      seen.add(found[0] ?? "");
      await page.close();
    }
    const seen = new Set<string>();

    it("works in two lines", async () => {
      expect(pieces[0]?.trim().split("\n")).toHaveLength(2);
      await use(pieces[0] ?? "");
    });

    it("shows what stands inside until then", () =>
      use("\n  What is the greatest common divisor of 48 and 18?\n"));

    it("answers to its methods", () =>
      use('id="ask"', async (page) => {
        await page.getByRole("button", { name: "Ask" }).click();
        await page.getByText("The answer is 12.").waitFor();
      }));

    it("tells by its events", () =>
      use('id="log"', (page) => page.getByText("6 by 1 of 1 votes").waitFor()));

    it("grades what is typed", () =>
      use('id="quiz"', async (page) => {
        const own = page.getByRole("textbox", { name: "Your answer" });
        for (const [answer, verdict] of [
          ["2", "0.5 of 1 at attempt 1"],
          ["x = 3 and x = 2", "1 of 1 at attempt 2"],
        ] as const) {
          await own.fill(answer);
          await page.getByRole("button", { name: "Check" }).click();
          await page.getByText(verdict).waitFor();
        }
      }));

    it("looks as the page wants it", () =>
      use("rebeccapurple", async (page) => {
        const box = await page.locator("math-solver").evaluate((one) => {
          const part = one.shadowRoot?.querySelector("[part=box]");
          const { borderTopWidth, maxWidth } = getComputedStyle(part ?? one);
          return { borderTopWidth, maxWidth };
        });
        expect(box).toEqual({ borderTopWidth: "2px", maxWidth: "640px" });
      }));

    it("works as a plain iframe", () =>
      use('allow="clipboard-write; storage-access; local-network-access"'));

    it("tells its height and its answer to the page around", () =>
      use('"news-request"', async (page) => {
        const frame = page.locator("iframe");
        const inside = frame.contentFrame();
        const wrongBy = async () => {
          const root = inside.locator("#root");
          const needed = await root.evaluate((one) => one.getBoundingClientRect().height);
          return Math.abs(needed - (await frame.evaluate((one) => one.clientHeight)));
        };
        await expect.poll(wrongBy).toBeLessThan(2);
        await inside.getByRole("button", { name: "Solve" }).click();
        await page.locator("#told", { hasText: "12" }).waitFor();
        await expect.poll(wrongBy).toBeLessThan(2);
      }));

    it("reports to a learning platform", () =>
      use('"xapi-request"', async (page) => {
        const frame = page.locator("iframe").contentFrame();
        await frame.getByRole("button", { name: "Solve" }).click();
        await page.getByText('"name": "student-17"').waitFor();
        expect(JSON.parse((await page.locator("#statements").textContent()) ?? "")).toMatchObject({
          result: { response: "6" },
        });
      }));

    it("works under the policy that it names", () => use("require-trusted-types-for"));

    it("leaves no piece untested", () => {
      expect(pieces.filter((piece) => !seen.has(piece))).toEqual([]);
    });
  });
}
