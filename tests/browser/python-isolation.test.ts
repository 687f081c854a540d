import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";
import { attempts as jsAttempts } from "./js-attempts";
import { pollutions, pythonAttacks, wayIn } from "./python-attacks";

/** Counts who comes, by path. What an attack reaches, it reaches. */
async function startHitServer() {
  const hits: string[] = [];
  const server: Server = createServer(({ url = "" }, response) => {
    hits.push(url);
    const headers = {
      "Access-Control-Allow-Origin": "*",
      "Cross-Origin-Resource-Policy": "cross-origin",
      "Content-Type": "text/javascript",
    };
    response.writeHead(200, headers).end("");
  });
  server.on("upgrade", ({ url = "" }, socket) => {
    hits.push(url);
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return { hits, port, close: () => server.close() };
}

type HitServer = Awaited<ReturnType<typeof startHitServer>>;

/** What comes late must not count as not come. */
const settleMs = 2000;

let browser: TestBrowser;
const servers: HitServer[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
});

async function openPage(url: string): Promise<Page> {
  const page = await browser.context.newPage();
  await page.goto(`${url}tests/harness/blank.html`);
  await page.addScriptTag({ url: "/tests/browser/python-isolation.page.ts", type: "module" });
  await page.waitForFunction(() => "isolationTest" in window);
  return page;
}

async function hitServer(): Promise<HitServer> {
  const server = await startHitServer();
  servers.push(server);
  return server;
}

/** Which of the attempts, by number, left something behind. */
async function reached(page: Page, { hits }: HitServer, env: string): Promise<Set<number>> {
  await page.waitForTimeout(settleMs);
  const marks = await page.evaluate(() => window.isolationTest.marks());
  const numbers = [...hits, ...marks].map((trace) =>
    Number(new RegExp(`${env}-(\\d+)-`).exec(trace)?.[1]),
  );
  return new Set(numbers);
}

function fill(code: string, port: number, env: string, index: number): string {
  return code
    .replaceAll("{hit}", `http://127.0.0.1:${port}/${env}-${index}-`)
    .replaceAll("{port}", String(port))
    .replaceAll("{mark}", `${env}-${index}-`);
}

describe("from Python", () => {
  const names = Object.keys(pythonAttacks);
  const codes = (port: number, env: string) =>
    Object.values(pythonAttacks).map(({ code }, index) => fill(code, port, env, index));

  async function attack(env: "open" | "sandbox") {
    const [page, server] = await Promise.all([openPage(inject("isolatedUrl")), hitServer()]);
    const answers = await page.evaluate(
      ({ env, codes }) =>
        env === "open"
          ? window.isolationTest.runOpen(codes)
          : window.isolationTest.runSandboxed(codes),
      { env, codes: codes(server.port, env) },
    );
    const found = await reached(page, server, env);
    // A bare socket can't say which attempt it belongs to.
    if (server.hits.includes("/")) found.add(names.indexOf("sockets"));
    return { page, server, answers, found };
  }

  let open: Awaited<ReturnType<typeof attack>>;
  let sandbox: Awaited<ReturnType<typeof attack>>;
  beforeAll(async () => {
    open = await attack("open");
    sandbox = await attack("sandbox");
  });

  it.each(Object.entries(pythonAttacks))("does not get out by %s", (name, { nowhere }) => {
    const index = names.indexOf(name);
    // Without walls it does get out: the test would see it.
    expect({ answer: open.answers[index], out: open.found.has(index) }).toMatchObject({
      out: nowhere === undefined,
    });
    expect({ answer: sandbox.answers[index], out: sandbox.found.has(index) }).toMatchObject({
      out: false,
    });
  });

  it("reaches the server with nothing at all", () => {
    expect(sandbox.server.hits).toEqual([]);
  });

  it("sees nothing of another session", async () => {
    const { page } = sandbox;
    const leave = `secret = "mine"
import math, os, sys
math.pi = 3
sys.modules["left"] = math
os.environ["LEFT"] = "1"
with open("/tmp/left", "w") as file:
    file.write(secret)`;
    const look = `import math, os, sys
"secret" in globals(), math.pi == 3, "left" in sys.modules, "LEFT" in os.environ, os.path.exists("/tmp/left")`;
    const [, own] = await runSandboxed(page, [leave, look], "one");
    const [other] = await runSandboxed(page, [look], "other");
    expect(own).toContain("(True, True, True, True, True)");
    expect(other).toContain("(False, False, False, False, False)");
  });

  it.each(pollutions)("breaks nothing but itself by %s", async (_, pollution) => {
    const { page } = sandbox;
    const before = await page.evaluate(() => window.isolationTest.builtIns());
    // What the session itself then answers is its own business, if only it answers.
    const answers = await runSandboxed(page, [`${wayIn}${pollution}`, "6 * 7"], "polluted");
    expect(answers[1]).toMatch(/^42\n$|crashed|timed out/);
    expect(await runSandboxed(page, ["6 * 7"], "other")).toEqual(["42\n"]);
    expect(await page.evaluate(() => window.isolationTest.builtIns())).toEqual(before);
  });
});

function runSandboxed(page: Page, codes: readonly string[], session: string): Promise<string[]> {
  return page.evaluate(({ codes, session }) => window.isolationTest.runSandboxed(codes, session), {
    codes,
    session,
  });
}

describe("from JavaScript, were it reached", () => {
  const attempts = Object.keys(jsAttempts);
  const hit = (port: number, env: string) => `http://127.0.0.1:${port}/${env}-{attempt}-`;

  let rounds = 0;
  async function attack(where: "frame" | "page", locked: boolean, url: string) {
    const [page, server] = await Promise.all([openPage(url), hitServer()]);
    const env = `round${++rounds}`;
    const order = { hit: hit(server.port, env), mark: `${env}-{attempt}-`, locked };
    await page.evaluate(({ where, order }) => window.isolationTest.attack(where, order), {
      where,
      order,
    });
    return reached(page, server, env);
  }

  let open: Set<number>;
  const frames: Set<number>[] = [];
  let locked: Set<number>;
  beforeAll(async () => {
    open = await attack("page", false, inject("isolatedUrl"));
    locked = await attack("page", true, inject("isolatedUrl"));
    frames.push(await attack("frame", false, inject("isolatedUrl")));
    frames.push(await attack("frame", false, inject("plainUrl")));
  });

  it.each(attempts.map((name, index) => [name, index] as const))(
    "the frame alone holds %s",
    (_, index) => {
      expect(open.has(index)).toBe(true);
      for (const frame of frames) expect(frame.has(index)).toBe(false);
    },
  );

  it("what the worker removes of itself is not enough: import() is no object", () => {
    const out = attempts.filter((_, index) => locked.has(index));
    expect(out.every((name) => name.includes("import"))).toBe(true);
    expect(out).toContain("import()");
  });
});
