import type { Python, PythonResult, PythonSession } from "../python/python-session";
import type { SameAnswer } from "./equality";
import { readNumber } from "./exact-number";
import source from "./math-verify.py?raw";
import { type NormalisedAnswer, normaliseLatex } from "./normalise-latex";

/** Math-Verify in a Python session of its own. */
export interface MathVerify {
  /**
   * Loads the packages ahead of the first question, which otherwise does. After a failure it tries
   * again.
   * @throws {@link MathVerifyUnavailableError} that says what to do
   */
  warmUp(): Promise<void>;
  /**
   * The checker for `createEquality()`. Questions are answered one after the other, each in its time
   * limit, which begins when Python has it. Rejects when Math-Verify can't be had, until `warmUp` is
   * called again.
   */
  readonly same: SameAnswer;
  close(): Promise<void>;
}

export interface MathVerifyOptions {
  /** Math-Verify can't be had, so that only the cheap check works; told once. */
  readonly onNotice?: (message: string) => void;
  /** Time limit of a question. @default 5 */
  readonly seconds?: number;
}

/** Math-Verify, or Python itself, could not be loaded; `message` says what to do. */
export class MathVerifyUnavailableError extends Error {
  override name = "MathVerifyUnavailableError";
}

const defaultSeconds = 5;
/** Importing Math-Verify, on a slow and busy machine. */
const openSeconds = 120;

/** Parsing takes milliseconds a character: no longer answer would be read in time. */
const longestAnswer = 1000;
/** Deeper nesting overflows the stack, which ends the interpreter. */
const deepestNesting = 50;
/** An answer that was late so often, and never in time, is not asked about again. */
const mostLate = 2;

const never = new AbortController().signal;

export function createMathVerify(python: Python, options: MathVerifyOptions = {}): MathVerify {
  const checker = new Checker(python, options);
  return {
    warmUp: () => checker.warmUp(),
    same: (one, other) => checker.same(one, other),
    close: () => checker.close(),
  };
}

class Checker {
  readonly #python: Python;
  readonly #seconds: number;
  readonly #onNotice: (message: string) => void;
  #session: PythonSession | null = null;
  #failure: MathVerifyUnavailableError | null = null;
  #closed = false;
  #last: Promise<unknown> = Promise.resolve();
  readonly #settled = new Set<string>();
  readonly #late = new Map<string, number>();

  constructor(
    python: Python,
    { seconds = defaultSeconds, onNotice = () => {} }: MathVerifyOptions,
  ) {
    this.#python = python;
    this.#seconds = seconds;
    this.#onNotice = onNotice;
  }

  warmUp(): Promise<void> {
    return this.#inTurn(async () => {
      this.#failure = null;
      await this.#ready();
    });
  }

  async same(one: string, other: string): Promise<boolean> {
    const pair = toLatex(one, other);
    if (pair.some((answer) => !isReadable(answer))) return false;
    return this.#inTurn(() => this.#ask(pair));
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#drop();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => {});
    return result;
  }

  async #ask(pair: readonly string[]): Promise<boolean> {
    if (pair.some((answer) => (this.#late.get(answer) ?? 0) >= mostLate)) return false;
    const session = await this.#ready();
    const limits = { seconds: this.#seconds, characters: 100 };
    const result = await session.run(questionCode(pair), limits, never);
    if (result.status === "completed") {
      for (const answer of pair) this.#settle(answer);
      return result.stdout === "true\n";
    }
    // The next question gets a new session: this one, started anew, would replay all before.
    await this.#drop();
    for (const answer of pair) this.#blame(answer);
    return false;
  }

  #settle(answer: string): void {
    this.#settled.add(answer);
    this.#late.delete(answer);
  }

  #blame(answer: string): void {
    // A number is never slow itself; it may be the leading answer, beside which all others stand.
    if (this.#settled.has(answer) || readNumber(answer)) return;
    this.#late.set(answer, (this.#late.get(answer) ?? 0) + 1);
  }

  async #ready(): Promise<PythonSession> {
    this.#throwIfClosed();
    if (this.#failure) throw this.#failure;
    this.#session ??= await this.#open();
    return this.#session;
  }

  async #open(): Promise<PythonSession> {
    const session = await this.#python.openSession();
    try {
      const limits = { seconds: openSeconds, characters: 2000 };
      const result = await session.run(source, limits, never);
      if (result.status !== "completed") throw new Error(lastLine(result));
      this.#throwIfClosed();
      return session;
    } catch (error) {
      await session.close();
      if (this.#closed) throw error;
      this.#failure = unavailable(error);
      this.#onNotice(this.#failure.message);
      throw this.#failure;
    }
  }

  #throwIfClosed(): void {
    if (this.#closed) throw new DOMException("Math-Verify was closed.", "AbortError");
  }

  async #drop(): Promise<void> {
    const session = this.#session;
    this.#session = null;
    await session?.close();
  }
}

function toLatex(one: string, other: string): readonly string[] {
  const [first, second] = [normaliseLatex(one), normaliseLatex(other)];
  return [inRadians(first, second), inRadians(second, first)];
}

const degrees =
  /(\d{1,20}(?:\.\d{1,20})?)\s{0,9}(?:\^\s{0,9}\{?\s{0,9}\\circ\s{0,9}\}?|°|\\degree)/g;

/** Math-Verify knows no degrees: 30° is 30 to it, also as an angle beside one in radians. */
function inRadians(answer: NormalisedAnswer, other: NormalisedAnswer): string {
  const latex = answer.latex.replace(degrees, "(\\frac{$1\\pi}{180})");
  const angle = answer.unit === "degree" && /\\pi(?![A-Za-z])|π/.test(other.latex);
  return angle ? `\\frac{\\pi}{180}\\cdot(${latex})` : latex;
}

/** The answers go in as data: a string literal of Python that holds JSON. */
function questionCode(pair: readonly string[]): string {
  return `answer_question(${JSON.stringify(JSON.stringify(pair))})`;
}

function isReadable(answer: string): boolean {
  if (answer === "" || answer.length > longestAnswer) return false;
  let depth = 0;
  for (const character of answer) {
    if ("{([".includes(character)) depth += 1;
    if ("})]".includes(character)) depth -= 1;
    if (depth > deepestNesting) return false;
  }
  return true;
}

function unavailable(cause: unknown): MathVerifyUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MathVerifyUnavailableError(
    "Answers that are written in different ways may be counted as different, because Math-Verify " +
      'could not be loaded. To have it, run "npm run setup" with a network where this app is built, ' +
      `then reload the page. (${reason})`,
    { cause },
  );
}

/** Of a traceback, the line that says what was wrong. */
function lastLine({ stdout, stderr }: PythonResult): string {
  const lines = `${stdout}${stderr}`.trim().split("\n");
  // A missing package is followed by what there is.
  return lines.findLast((line) => /^\w*Error\b/.test(line)) ?? lines.at(-1) ?? "";
}
