import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { createRandom } from "../../src/solver/seeds";
import type { Row } from "../../tests/faults/campaign";
import { type Fault, faults } from "../../tests/faults/faults";
import { Worlds } from "../../tests/faults/worlds";
import { buildApp } from "../../tests/harness/build-app";
import { type StaticServer, startStaticServer } from "../../tests/harness/static-server";

const usage = `npm run faults -- [options]

The built app with its service worker, in Chromium: in each of N runs something goes wrong, at a moment
drawn from the seed. Faults share a tab of their model as long as nothing is wrong. Writes a line of JSON
for each: how the run ended, whether the next one works, what is left over. Exits with 1 where something
is not as it should be.

  --seed S     of the first fault; the n-th has S + n         (1)
  --count N    faults; each kind comes once before any again (40)
  --skip N     faults of the campaign's beginning, to go on where one was broken off (0)
  --only TEXT  kinds whose name has TEXT in it
  --out FILE   where the lines go                  (faults.jsonl)`;

/** @returns the exit code: 0, 1 when a fault was not survived, 2 when the command line is wrong */
export async function main(argv: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      seed: { type: "string", default: "1" },
      count: { type: "string", default: "40" },
      skip: { type: "string", default: "0" },
      only: { type: "string", default: "" },
      out: { type: "string", default: "faults.jsonl" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  const first = Number(values.seed);
  const count = Number(values.count);
  const skip = Number(values.skip);
  const kinds = faults.filter(({ name }) => name.includes(values.only));
  if (
    values.help ||
    !Number.isSafeInteger(first) ||
    !(count >= 1) ||
    !(skip >= 0) ||
    kinds.length === 0
  ) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const folder = await mkdtemp(join(tmpdir(), "math-solver-faults-"));
  let server: StaticServer | null = null;
  const opened: Worlds[] = [];
  try {
    await buildApp(folder, "1");
    server = await startStaticServer({ folder });
    await writeFile(values.out, "");
    const [onCpu, onGpu] = [new Worlds(server), new Worlds(server, { gpu: true })];
    opened.push(onCpu, onGpu);
    let bad = 0;
    for (let index = skip; index < skip + count; index += 1) {
      const seed = first + index;
      const fault = kindFor(kinds, first, index);
      const row = await oneFault(fault.engine === "gpu" ? onGpu : onCpu, fault, seed);
      await appendFile(values.out, `${JSON.stringify(row)}\n`);
      const verdict = row.faults.length === 0 ? "ok" : `WRONG: ${row.faults.join("; ")}`;
      console.log(`${seed} ${row.fault} at ${row.moment} ms: ${row.ended}, ${verdict}`);
      if (row.faults.length > 0) bad += 1;
    }
    console.log(`${count} faults, ${bad} not survived`);
    return bad > 0 ? 1 : 0;
  } finally {
    for (const worlds of opened) await worlds.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Each kind once a round, in an order of the round's own. */
function kindFor(kinds: readonly Fault[], seed: number, index: number): Fault {
  const random = createRandom(seed + Math.floor(index / kinds.length));
  const order = kinds
    .map((fault) => ({ fault, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ fault }) => fault);
  const fault = order[index % kinds.length];
  if (!fault) throw new Error("There are no faults.");
  return fault;
}

async function oneFault(worlds: Worlds, fault: Fault, seed: number): Promise<Row> {
  try {
    return await worlds.try(fault, seed);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      ...{ seed, fault: fault.name, moment: 0, ended: "hung", seconds: 0, stopSeconds: null },
      ...{ nextRun: "hung", leaked: [], faults: [`the harness: ${message.slice(0, 300)}`] },
    };
  }
}
