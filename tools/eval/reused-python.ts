import type { Python, PythonSession } from "../../src/python/python-session";

/** Then a new interpreter: what is left in memory adds up. */
const samplesEach = 100;

/**
 * Gives each sample a notebook that an earlier one has left, emptied. The app starts an interpreter
 * for each sample, which costs more than drawing a small model's sample; imported modules stay here.
 */
export function reusePython(python: Python): Python {
  const idle: Reusable[] = [];
  return {
    async openSession() {
      const one = idle.pop() ?? { session: await python.openSession(), samples: 0 };
      one.samples += 1;
      let sound = true;
      return {
        async run(code, limits, signal) {
          // Unless it returns, who knows what state it is in.
          const before = sound;
          sound = false;
          const result = await one.session.run(code, limits, signal);
          // A block that was stopped may have cost the interpreter.
          sound = before && result.status !== "timed-out";
          return result;
        },
        async close() {
          const again = sound && one.samples < samplesEach && (await isEmptied(one.session));
          if (again) idle.push(one);
          else await one.session.close();
        },
      };
    },
    close: () => python.close(),
  };
}

interface Reusable {
  readonly session: PythonSession;
  samples: number;
}

async function isEmptied(session: PythonSession): Promise<boolean> {
  const limits = { seconds: 5, characters: 100 };
  const never = new AbortController().signal;
  const { status } = await session.run(emptyNotebook, limits, never);
  return status === "completed";
}

/** Empties the shell, and puts back the settings of modules that samples often change. */
const emptyNotebook = `
def empty():
    import decimal, random, sys
    get_ipython().reset(new_session=False)
    decimal.setcontext(decimal.DefaultContext.copy())
    random.seed()
    mpmath = sys.modules.get("mpmath")
    if mpmath:
        mpmath.mp.dps = 15
empty()
`;
