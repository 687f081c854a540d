import { createServer } from "node:net";
import lighthouse, { desktopConfig } from "lighthouse";
import { chromium } from "playwright-core";
import { chromiumPath } from "./browser";

const categories = ["performance", "accessibility", "best-practices"] as const;
export type Scores = Readonly<Record<(typeof categories)[number], number>>;

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}

export interface Judgement {
  /** 0 to 100. */
  readonly scores: Scores;
  /** What took points, with its figure. */
  readonly lost: readonly string[];
  /** Milliseconds, as Lighthouse reckons them for a desktop. */
  readonly interactive: number;
}

/** Lighthouse on a page in a Chromium of its own, as on a desktop. It asks no other host. */
export async function judgePage(url: string): Promise<Judgement> {
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ["--no-sandbox", `--remote-debugging-port=${port}`],
  });
  try {
    const flags = { port, onlyCategories: [...categories], logLevel: "error" as const };
    const result = await lighthouse(url, flags, desktopConfig);
    if (!result) throw new Error("Lighthouse gave no result.");
    const { lhr } = result;
    const score = (name: string) => Math.round((lhr.categories[name]?.score ?? 0) * 100);
    const lost = Object.values(lhr.categories).flatMap(({ auditRefs }) =>
      auditRefs
        .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 0.9)
        .map(({ id }) => `${id}: ${lhr.audits[id]?.displayValue ?? lhr.audits[id]?.title}`),
    );
    const scores = {
      performance: score("performance"),
      accessibility: score("accessibility"),
      "best-practices": score("best-practices"),
    };
    return { scores, lost, interactive: lhr.audits.interactive?.numericValue ?? Number.NaN };
  } finally {
    await browser.close();
  }
}
