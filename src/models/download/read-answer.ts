import { ModelChangedError } from "../errors";
import { readFileStart } from "../gguf/file-start";
import { type Answer, checkResponse, type FileFacts } from "./check-response";
import { webPageError } from "./check-start";
import type { Range } from "./plan";
import { type RequestOptions, readBody } from "./request";

/**
 * Checks a response like `checkResponse`. Looks into the body where the file seems to have changed:
 * login pages don't always say what they are.
 */
export async function readAnswer(
  response: Response,
  range: Range,
  known: FileFacts,
  options: RequestOptions,
): Promise<Answer> {
  try {
    return checkResponse(response, range, known);
  } catch (error) {
    const suspect = error instanceof ModelChangedError && response.status === 200;
    if (suspect && (await beginsAsWebPage(response, options))) throw webPageError();
    throw error;
  }
}

async function beginsAsWebPage(response: Response, options: RequestOptions): Promise<boolean> {
  for await (const chunk of readBody(response, options)) return readFileStart(chunk) === "web-page";
  return false;
}
