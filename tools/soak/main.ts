import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { closeWorld, openWorld, startFakeServer } from "../../tests/faults/world";
import { launchBrowser } from "../../tests/harness/browser";
import { buildApp } from "../../tests/harness/build-app";
import { startStaticServer } from "../../tests/harness/static-server";
import { solveMany } from "./problems";
import { startWriter, streamFor } from "./streaming";

const usage = `npm run soak -- [options]

The built app with its service worker, in Chromium: N problems one after the other in one tab with the
demonstration model, then M minutes of solutions that a server writes into another one. Writes lines of
JSON: what the tab and the browser hold, and how fast it goes. Exits with 1 where a run hangs.

  --problems N  problems; 0 for none   (200)
  --minutes M   minutes; 0 for none    (120)
  --out FILE    where the lines go     (soak.jsonl)`;

/** @returns the exit code: 0, 1 where something hung, 2 when the command line is wrong */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      problems: { type: "string", default: "200" },
      minutes: { type: "string", default: "120" },
      out: { type: "string", default: "soak.jsonl" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const problems = Number(values.problems);
  const minutes = Number(values.minutes);
  if (values.help || !(Number.isSafeInteger(problems) && problems >= 0) || !(minutes >= 0)) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "math-solver-soak-"));
  const host = await startStaticServer({ folder });
  const server = await startFakeServer();
  const writer = await startWriter();
  const browser = await launchBrowser();
  const tell = async (row: object) => {
    await appendFile(values.out, `${JSON.stringify(row)}\n`);
    console.log(JSON.stringify(row));
  };
  try {
    await buildApp(folder, "1");
    await writeFile(values.out, "");
    const place = { browser, host, server };
    if (problems > 0) {
      const world = await openWorld(place, "demo");
      for await (const row of solveMany(world, problems)) await tell(row);
      await closeWorld(world);
    }
    if (minutes > 0) {
      const world = await openWorld(
        { ...place, server: { ...server, host: writer.server.host } },
        "server",
      );
      for await (const row of streamFor(world, writer, minutes)) await tell(row);
    }
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  } finally {
    server.close();
    writer.server.close();
    await browser.close();
    await host.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
