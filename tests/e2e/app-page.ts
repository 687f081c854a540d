import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Locator, Page } from "playwright-core";
import { type LaunchOptions, launchBrowser, type TestBrowser } from "../harness/browser";
import { builtApp } from "../harness/built-app";

/** A busy machine may take a minute to start Python alone. */
export const long = 200_000;

/**
 * A browser for the built app at `inject("appUrl")`: what visitors get, in 64 requests where the dev
 * server takes 530. The app keeps no copy of itself there, so that `page.route` sees all that it asks for.
 */
export async function launchForApp(options: LaunchOptions = {}): Promise<TestBrowser> {
  await builtApp();
  return launchBrowser({ serviceWorkers: false, ...options });
}

export async function newPage(browser: TestBrowser): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(long);
  return page;
}

/** The parts of the page that tests use. @param page the one that is open now */
export function appPage(page: () => Page) {
  const answer = () => page().getByRole("region", { name: "Answer" });
  const problemBox = () => page().getByRole("textbox", { name: "Problem" });
  const solveButton = () => page().getByRole("button", { name: "Solve", exact: true });
  const modelSummary = () => page().locator("summary", { hasText: "Model:" });
  const openModels = () => modelSummary().click();
  const samplesField = () => page().getByRole("textbox", { name: "Samples" });
  /** The list of models is open. */
  const takeServer = async (host: string): Promise<void> => {
    await page().getByLabel("Server address").fill(host);
    await page().getByRole("button", { name: "Use this server" }).click();
  };
  return {
    answer,
    problemBox,
    solveButton,
    openModels,
    samplesField,
    stopButton: () => page().getByRole("button", { name: "Stop", exact: true }),
    working: () => page().getByRole("region", { name: "Working" }),
    explanation: () => page().getByRole("region", { name: "Explanation" }),
    votes: () => page().getByRole("region", { name: "Votes" }),
    samples: () => page().getByRole("region", { name: "Samples" }),
    comparisons: () => page().getByRole("region", { name: "Comparisons" }),
    /** The button of a sample; numbers count from 1. */
    tile: (number: number) =>
      page().getByRole("button", { name: new RegExp(`^Sample ${number}\\b`) }),
    /** The opened sample. */
    panel: (number: number) =>
      page().getByRole("region", { name: `Sample ${number}`, exact: true }),
    openMore: () =>
      page()
        .locator("summary", { hasText: /^More$/ })
        .click(),
    /** The LaTeX of the answer, as KaTeX keeps it for screen readers. */
    async answerLatex(): Promise<string> {
      const source = answer().locator("annotation");
      await source.first().waitFor({ state: "attached", timeout: long });
      return (await source.first().textContent()) ?? "";
    },
    async solve(problem: string, samples = 1): Promise<void> {
      await samplesField().fill(String(samples));
      await problemBox().fill(problem);
      await solveButton().click();
    },
    /** Waits until what there is of a run is stored: a moment later. */
    stored: () => page().waitForTimeout(1500),
    /** Waits until a run has ended. */
    ended: () => solveButton().waitFor({ timeout: 2 * long }),
    /** Waits until the model in use is described by these words. */
    async expectReady(words: string): Promise<void> {
      await modelSummary()
        .filter({ hasText: words })
        .filter({ hasNotText: /loading|not loaded/ })
        .waitFor({ timeout: long });
    },
    /** Uses a file from disk without a copy; the list of models is open. */
    async useFileOnce(file: Parameters<Locator["setInputFiles"]>[0]): Promise<void> {
      await page().getByLabel("Model file (GGUF)").setInputFiles(file);
      await page().getByRole("button", { name: "Use once" }).click();
    },
    async chooseServer(host: string): Promise<void> {
      await openModels();
      await takeServer(host);
    },
    takeServer,
  };
}

/** What a test's server is asked to write on. */
export interface CompletionRequest {
  readonly prompt: string;
  readonly seed: number;
  readonly temperature: number;
  readonly top_p: number;
}

export interface CompletionServer {
  readonly host: string;
  /** Method and path of each request. */
  readonly asked: readonly string[];
  close(): void;
}

/** A text, or its pieces as they come; null: the request is refused. */
export type Completion = string | AsyncIterable<string> | null;

/**
 * A server of OpenAI's kind with a model "tiny".
 * @param complete what is written for a request
 */
export async function startCompletionServer(
  complete: (request: CompletionRequest) => Completion,
): Promise<CompletionServer> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Access-Control-Allow-Headers", "*");
    if (request.url?.endsWith("/models")) {
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ object: "list", data: [{ id: "tiny" }] }));
    } else if (request.url?.endsWith("/completions") && request.method === "POST") {
      await answerCompletion(complete(JSON.parse(await bodyOf(request))), response);
    } else {
      response.statusCode = request.method === "OPTIONS" ? 204 : 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

async function answerCompletion(text: Completion, response: ServerResponse): Promise<void> {
  if (text === null) {
    response.statusCode = 400;
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify({ error: { message: "The model dislikes this." } }));
    return;
  }
  response.setHeader("Content-Type", "text/event-stream");
  const send = (choice: { text: string; finish_reason: "stop" | null }) =>
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, ...choice }] })}\n\n`);
  for await (const piece of typeof text === "string" ? [text] : text) {
    // Whoever asked has gone.
    if (response.destroyed) return;
    send({ text: piece, finish_reason: null });
  }
  send({ text: "", finish_reason: "stop" });
  response.end("data: [DONE]\n\n");
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = "";
  for await (const chunk of request) body += chunk;
  return body;
}
