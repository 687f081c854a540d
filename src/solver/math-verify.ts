import * as v from "valibot";
import type { Python, PythonResult, PythonSession } from "../python/python-session";
import { createEquality, type JudgeAnswers, type SameAnswer, type Verdict } from "./equality";
import { readNumber } from "./exact-number";
import { plainLatex } from "./plain-latex";

/** The judge's Python is loaded when it is first needed: most of a page's first visit does without. */
const loadSource = () => import("./judge/source");

/** Math-Verify in a Python session of its own. */
export interface MathVerify {
  /**
   * Loads the packages ahead of the first question, which otherwise does. After a failure it tries
   * again.
   * @throws {@link MathVerifyUnavailableError} that says what to do
   */
  warmUp(): Promise<void>;
  /**
   * The checker for `createJudge()`. Questions are answered one after the other, each in its time
   * limit, which begins when Python has it. Rejects when Math-Verify can't be had, until `warmUp` is
   * called again.
   */
  readonly judge: JudgeAnswers;
  /** The same for `createEquality()`, without the reason. */
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

/** What Python says of a pair: the verdict, and what settled it. */
const answerSchema = v.tuple([v.nullable(v.boolean()), v.string()]);

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
    judge: (one, other) => checker.judge(one, other),
    same: async (one, other) => (await checker.judge(one, other)).equal,
    close: () => checker.close(),
  };
}

/** The judge of a page: the cheap check, then Math-Verify. @param onNotice told once where that can't be had */
export function createSameAnswer(python: Python, onNotice: (message: string) => void): SameAnswer {
  return createEquality(createMathVerify(python, { onNotice }).same);
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
  readonly #told = new Set<string>();

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

  async judge(one: string, other: string): Promise<Verdict> {
    const pair = [plainLatex(one), plainLatex(other)];
    const unreadable = pair.map(whyUnreadable).find((reason) => reason !== null);
    if (unreadable) return { equal: null, decidedBy: unreadable };
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

  async #ask(pair: readonly string[]): Promise<Verdict> {
    if (pair.some((answer) => (this.#late.get(answer) ?? 0) >= mostLate)) return late;
    const session = await this.#ready();
    const first = await this.#run(session, pair);
    if (first.decidedBy !== "units") return first;
    if (!(await this.#loadUnits(session))) return { equal: null, decidedBy: "unavailable" };
    return this.#run(session, pair);
  }

  async #run(session: PythonSession, pair: readonly string[]): Promise<Verdict> {
    const limits = { seconds: this.#seconds, characters: 100 };
    const result = await session.run(questionCode(pair), limits, never);
    const answer = result.status === "completed" ? readAnswer(result.stdout) : null;
    if (answer) {
      for (const one of pair) this.#settle(one);
      return answer;
    }
    // The next question gets a new session: this one, started anew, would replay all before.
    await this.#drop();
    for (const one of pair) this.#blame(one);
    return result.status === "timed-out" ? late : { equal: null, decidedBy: "broken" };
  }

  /** @returns whether units can be read now */
  async #loadUnits(session: PythonSession): Promise<boolean> {
    const limits = { seconds: openSeconds, characters: 2000 };
    const { unitsSource } = await loadSource();
    const result = await session.run(unitsSource, limits, never);
    if (result.status === "completed") return true;
    this.#noteOnce(unitsUnavailable(lastLine(result)));
    if (result.status === "timed-out") await this.#drop();
    return false;
  }

  #noteOnce(message: string): void {
    if (!this.#told.has(message)) this.#onNotice(message);
    this.#told.add(message);
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
      const { judgeSource } = await loadSource();
      const result = await session.run(judgeSource, limits, never);
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

const late: Verdict = { equal: null, decidedBy: "late" };

function readAnswer(stdout: string): Verdict | null {
  try {
    const [equal, decidedBy] = v.parse(answerSchema, JSON.parse(stdout));
    return { equal, decidedBy };
  } catch {
    return null;
  }
}

/** The answers go in as data: a string literal of Python that holds JSON. */
function questionCode(pair: readonly string[]): string {
  return `answer_question(${JSON.stringify(JSON.stringify(pair))})`;
}

/** Null for an answer that Python may be asked about. */
function whyUnreadable(answer: string): string | null {
  if (answer === "") return "unreadable";
  if (answer.length > longestAnswer) return "too long";
  let depth = 0;
  for (const character of answer) {
    if ("{([".includes(character)) depth += 1;
    if ("})]".includes(character)) depth -= 1;
    if (depth > deepestNesting) return "too long";
  }
  return null;
}

function unitsUnavailable(reason: string): string {
  return (
    "Answers with units can't be compared, because Pint could not be loaded. To have it, run " +
    `"npm run setup" with a network where this app is built, then reload the page. (${reason})`
  );
}

function unavailable(cause: unknown): MathVerifyUnavailableError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new MathVerifyUnavailableError(
    "Answers that are written in different ways can't be compared, because Math-Verify " +
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
