import { createHttpEngine } from "../../src/engine/http/create-http-engine";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

declare global {
  interface Window {
    solveOver(baseUrl: string): Promise<string>;
  }
}

window.solveOver = async (baseUrl) => {
  try {
    const engine = await createHttpEngine({ baseUrl, model: "", patience: { firstWait: 0.01 } });
    const sequence = await engine.open("P", { temperature: 0, topP: 1, seed: 1 });
    const signal = new AbortController().signal;
    let text = "";
    for await (const one of sequence.generate({ stop: [], maxTokens: 9, signal })) {
      if (one.kind === "token") text += one.text;
    }
    return `${self.crossOriginIsolated} ${text}`;
  } catch (error) {
    return String(error);
  }
};
