import { createPython, type PythonOptions } from "../../src/python/create-python";
import type { PythonResult, PythonSession } from "../../src/python/python-session";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

export interface BlockRequest {
  readonly code: string;
  readonly session?: string;
  readonly seconds?: number;
  readonly characters?: number;
  /** The signal fires so long after the call. */
  readonly abortAfter?: number;
}

declare global {
  interface Window {
    pythonTest: {
      open(options: PythonOptions): void;
      warmUp(): Promise<string>;
      /** The result, or the error as text. */
      run(request: BlockRequest): Promise<PythonResult | string>;
      /** Forgets the sessions: the next blocks begin anew. */
      renew(): Promise<void>;
      closeSession(name: string): Promise<void>;
      notices: string[];
      close(): Promise<void>;
    };
  }
}

let python = createPython();
const sessions = new Map<string, PythonSession>();
const notices: string[] = [];

async function sessionOf(name: string): Promise<PythonSession> {
  const session = sessions.get(name) ?? (await python.openSession());
  sessions.set(name, session);
  return session;
}

window.pythonTest = {
  notices,
  open(options) {
    python = createPython({ onNotice: ({ message }) => notices.push(message), ...options });
    sessions.clear();
  },
  async warmUp() {
    return python.warmUp().then(() => "ready", String);
  },
  async run({ code, session = "main", seconds = 60, characters = 1000, abortAfter }) {
    const controller = new AbortController();
    if (abortAfter !== undefined) setTimeout(() => controller.abort(), abortAfter);
    const limits = { seconds, characters };
    return (await sessionOf(session)).run(code, limits, controller.signal).catch(String);
  },
  async renew() {
    await Promise.all([...sessions.values()].map((session) => session.close()));
    sessions.clear();
  },
  async closeSession(name) {
    await sessions.get(name)?.close();
    sessions.delete(name);
  },
  close: () => python.close(),
};
