import type { EngineInfo } from "../../src/engine/engine";
import { createWorkerEngine } from "../../src/engine/worker/create-worker-engine";
import { createPython } from "../../src/python/create-python";
import { runProblem } from "../../src/solver/run";
import type { RunOutcome } from "../../src/solver/run-events";
import { defaultStopping } from "../../src/solver/stopping/default-rule";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

const python = createPython();

interface Solved {
  readonly info: EngineInfo;
  readonly outcome: RunOutcome;
}

async function formOf(model: string | Blob): Promise<EngineInfo["promptForm"]> {
  const engine = await createWorkerEngine({ model, modelName: "a.gguf", contextLength: 256 });
  await engine.unload();
  return engine.info.promptForm;
}

const tools = {
  /** A run of one sample, all real: the model in llama.cpp, its code in Pyodide. */
  async solve(fixture: string, tirShare: number): Promise<Solved> {
    const engine = await createWorkerEngine({
      model: `/tests/fixtures/${fixture}`,
      modelName: fixture,
      contextLength: 1024,
    });
    const request = {
      problem: "What is $6 \\cdot 7$?",
      ...{ samples: 1, tirShare, temperature: 0, topP: 1, seed: 1, maxTokens: 100 },
      ...{ forcedAnswerTokens: 0, codeExecutions: 4, stopping: defaultStopping },
      codeLimits: { seconds: 60, characters: 1000 },
      budget: { seconds: null, tokens: null },
      ...{ select: "majority" as const, comparisons: 1, comparisonTokens: 100 },
    };
    const ports = { engine, python, sameAnswer: async () => false };
    for await (const event of runProblem(ports, request, new AbortController().signal)) {
      if (event.kind !== "finished") continue;
      await engine.unload();
      return { info: engine.info, outcome: event.outcome };
    }
    throw new Error("The run did not finish.");
  },
  formOf,
  /** How the chat model would be asked if its template were this one. */
  async formWith(template: string): Promise<EngineInfo["promptForm"]> {
    const bytes = await (await fetch("/tests/fixtures/script-chat.gguf")).bytes();
    const text = new TextDecoder("latin1").decode(bytes);
    const [whole = ""] = /\{%- for message.*\{%- endif %\}\n/s.exec(text) ?? [];
    bytes.set(new TextEncoder().encode(template.padEnd(whole.length)), text.indexOf(whole));
    return formOf(new Blob([bytes]));
  },
};

declare global {
  interface Window {
    formTools: typeof tools;
  }
}

window.formTools = tools;
