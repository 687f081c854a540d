import { openAsBlob } from "node:fs";
import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import * as v from "valibot";
import { openTokenizer, type Tokenizer } from "../../src/engine/webgpu/tokenizer";
import { blobSource } from "../../src/models/convert/byte-source";
import { openSource } from "../../src/models/convert/open-source";
import { type RecordedText, simulateLookup } from "./simulate";

const usage = `npm run bench:lookup -- FILE.jsonl ... --data PROBLEMS.jsonl [--model MODEL.gguf]

How often prompt lookup would have been right in the samples that an evaluation of these problems
recorded (npm run eval): tokens that one pass would have given at batch 1.`;

const problemSchema = v.object({ id: v.string(), problem: v.string() });
const sampleSchema = v.object({ id: v.string(), text: v.string() });

const matches = [1, 2, 3, 4];
const proposals = [2, 4, 8];

/** @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      data: { type: "string", default: "" },
      model: { type: "string", default: "public/models/demo.gguf" },
    },
  });
  if (positionals.length === 0 || !values.data) {
    console.log(usage);
    return 2;
  }
  const tokenizer = await tokenizerOf(values.model);
  const problems = new Map(
    (await readLines(values.data, problemSchema)).map(({ id, problem }) => [id, problem]),
  );
  const texts: RecordedText[] = [];
  for (const file of positionals) {
    for (const { id, text } of await readLines(file, sampleSchema)) {
      texts.push(recorded(problems.get(id) ?? "", text, tokenizer));
    }
  }
  console.log(`${texts.length} samples\n\n| match | proposals | tokens a pass | rows a pass |`);
  console.log("| --- | --- | --- | --- |");
  for (const match of matches) {
    for (const most of proposals) {
      const sum = { drawn: 0, passes: 0, rows: 0 };
      for (const text of texts) {
        const { drawn, passes, rows } = simulateLookup(text, { match, proposals: most });
        sum.drawn += drawn;
        sum.passes += passes;
        sum.rows += rows;
      }
      const [tokens, rows] = [sum.drawn / sum.passes, sum.rows / sum.passes];
      console.log(`| ${match} | ${most} | ${tokens.toFixed(2)} | ${rows.toFixed(2)} |`);
    }
  }
  return 0;
}

async function tokenizerOf(path: string): Promise<Tokenizer> {
  const source = await openSource([blobSource("model.gguf", await openAsBlob(path))], "model");
  const file = source.tokenizerFiles.find(({ name }) => name === "tokenizer.json");
  if (!file) throw new Error(`${path} has no tokenizer.`);
  return openTokenizer(JSON.parse(file.text));
}

async function readLines<T>(file: string, schema: v.GenericSchema<unknown, T>): Promise<T[]> {
  const lines = (await readFile(file, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => v.parse(schema, JSON.parse(line)));
}

/** What Python's blocks print, and what is said beside it. */
const given = /(\n```output\n[\s\S]*?\n```\n(?:```system\n[\s\S]*?\n```\n)?)/;

/** The problem and Python's output were given to the model; all else it wrote itself. */
function recorded(problem: string, text: string, tokenizer: Tokenizer): RecordedText {
  const tokens = tokenizer.encode(problem);
  const drawn = tokens.map(() => false);
  for (const [index, part] of text.split(given).entries()) {
    const ids = tokenizer.encode(part);
    tokens.push(...ids);
    drawn.push(...ids.map(() => index % 2 === 0));
  }
  return { tokens, drawn };
}
