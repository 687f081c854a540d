import { basename } from "node:path";
import { parseArgs } from "node:util";
import { convertModel } from "../../src/models/convert/convert-model";
import { type FormatName, formatNames, isFormatName } from "../../src/models/convert/format";
import { openSource } from "../../src/models/convert/open-source";
import { ModelError } from "../../src/models/errors";
import { findFiles, openFile } from "./file-source";
import { createFolderSink } from "./folder-sink";

const usage = `Converts a model for the GPU engine.

  npm run convert -- SOURCE --format FORMAT --out FOLDER

SOURCE   a GGUF file (F16, BF16, Q8_0, F32; of a split one any part), or a folder with
         safetensors files, config.json and tokenizer.json
FORMAT   ${formatNames.join(", ")}
         q4, q8: bits of a weight; q0: not quantised. f16 needs a GPU with shader-f16.
FOLDER   a new one; it can be hosted, and its address used in the app`;

/** A command line that can't be understood. */
class UsageError extends Error {
  override name = "UsageError";
}

interface Arguments {
  readonly source: string;
  readonly format: FormatName;
  readonly out: string;
}

/** @returns the process's exit code */
export async function main(args: readonly string[]): Promise<number> {
  const controller = new AbortController();
  const stop = () => controller.abort(new ModelError("Stopped. Nothing of it was kept."));
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    if (args.includes("--help")) {
      console.log(usage);
      return 0;
    }
    await convert(readArguments(args), controller.signal);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) console.error(`${error.message}\n\n${usage}`);
    else if (error instanceof ModelError || isSystemError(error)) console.error(error.message);
    else throw error;
    return error instanceof UsageError ? 2 : 1;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

function readArguments(args: readonly string[]): Arguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  const { format, out } = parsed.values;
  const [source, ...more] = parsed.positionals;
  if (!source || more.length > 0) throw new UsageError("Name one source.");
  if (!format || !isFormatName(format)) throw new UsageError("Name one of the formats.");
  if (!out) throw new UsageError("Name a folder to write to.");
  return { source, format, out };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { format: { type: "string" }, out: { type: "string" } },
  });
}

/** Such as a full disk. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error;
}

async function convert({ source, format, out }: Arguments, signal: AbortSignal): Promise<void> {
  const files = await Promise.all((await findFiles(source)).map(openFile));
  const began = performance.now();
  try {
    const model = await openSource(files, basename(source).replace(/\.gguf$/i, ""));
    console.log(`${model.title} → ${format}`);
    const written = await convertModel({
      ...{ source: model, format, signal },
      sink: createFolderSink(out),
      onProgress: createProgressLine(),
    });
    const bytes = written.reduce((sum, file) => sum + file.bytes, 0);
    const seconds = (performance.now() - began) / 1000;
    console.log(
      `${out}: ${written.length} files, ${(bytes / 1e6).toFixed(1)} MB, in ${seconds.toFixed(1)} s`,
    );
  } finally {
    await Promise.all(files.map((file) => file.close()));
  }
}

/** One line that is overwritten on a terminal; elsewhere a line for each tenth. */
function createProgressLine(): (done: number, total: number) => void {
  let shown = -1;
  return (done, total) => {
    const percent = Math.floor((100 * done) / total);
    const step = process.stdout.isTTY ? 1 : 10;
    if (percent < shown + step && done < total) return;
    if (percent === shown) return;
    shown = percent;
    const line = `${String(percent).padStart(3)} %  ${(done / 1e6).toFixed(1)} of ${(total / 1e6).toFixed(1)} MB`;
    if (!process.stdout.isTTY) console.log(line);
    else process.stdout.write(`\r${line}${done === total ? "\n" : ""}`);
  };
}
