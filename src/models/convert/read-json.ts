import * as v from "valibot";
import { IntegrityError } from "../errors";
import { readFileStart } from "../gguf/file-start";
import type { ByteSource } from "./byte-source";

/** No JSON file of a model is larger: Qwen's tokenizer.json has 11 MB. */
const mostBytes = 100e6;

export async function readTextFile(file: ByteSource): Promise<string> {
  checkStart(file.name, await file.read(0, Math.min(64, file.size)));
  if (file.size > mostBytes) {
    throw new IntegrityError(`${file.name} is too large to be what its name says. Get it again.`);
  }
  return new TextDecoder().decode(await file.read(0, file.size));
}

/**
 * @throws {@link IntegrityError} when it is something else, such as a web page or half a file
 */
export async function readJsonFile<T>(
  file: ByteSource,
  schema: v.GenericSchema<unknown, T>,
): Promise<T> {
  const text = await readTextFile(file);
  const parsed = v.safeParse(schema, parse(file.name, text));
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  throw new IntegrityError(
    `${file.name} is not as expected (${v.getDotPath(issue) ?? "its contents"}: ${issue.message}). ` +
      "Get it again, or take another model.",
  );
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new IntegrityError(`${name} is cut off or damaged: it is no JSON. Get it again.`, {
      cause,
    });
  }
}

/**
 * Files that aren't what their name says, as downloads that went wrong leave them.
 * @throws {@link IntegrityError}
 */
export function checkStart(name: string, start: Uint8Array): void {
  if (start.length === 0) throw new IntegrityError(`${name} is empty. Get it again.`);
  if (readFileStart(start) === "web-page") {
    throw new IntegrityError(
      `${name} is a web page, saved in place of the file. Download it again; you may have to log in.`,
    );
  }
  if (new TextDecoder("latin1").decode(start).startsWith("version https://git-lfs")) {
    throw new IntegrityError(
      `${name} only says where Git LFS keeps the file. Run “git lfs pull” in its folder.`,
    );
  }
}
