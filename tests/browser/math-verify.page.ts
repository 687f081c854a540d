import * as v from "valibot";
import { createPython } from "../../src/python/create-python";
import { createEquality } from "../../src/solver/equality";
import { createGrouping } from "../../src/solver/groups";
import { createMathVerify, type MathVerifyOptions } from "../../src/solver/math-verify";
import sharedPairs from "../fixtures/answer-pairs.jsonl?raw";
import {
  type AnswerPair,
  answerPairs,
  endlessPairs,
  knownDifferences,
} from "../fixtures/equal-answers";
import ownPairs from "../fixtures/more-answer-pairs.jsonl?raw";

// Runs in the page. The pairs too: lone surrogates don't survive the way from the test.

export interface Verdict {
  readonly pair: string;
  readonly expected: boolean | null;
  readonly verdict: boolean | null;
  /** The other way round. */
  readonly swapped: boolean | null;
}

declare global {
  interface Window {
    equalityTest: {
      open(options: Pick<MathVerifyOptions, "seconds">): void;
      /** What a group of the table, or one of its lists, says and what comes out. */
      check(group: string): Promise<Verdict[]>;
      same(one: string, other: string): Promise<boolean | null>;
      /** The groups of these answers in this order, by the samples' numbers. */
      group(answers: readonly (readonly [sample: number, answer: string])[]): Promise<number[][]>;
      warmUp(): Promise<string>;
      readonly notices: string[];
      close(): Promise<void>;
    };
  }
}

/** Rows with what a person says of two answers. */
function labelled(text: string): AnswerPair[] {
  const rows = text.split("\n").filter((line) => line !== "");
  return rows.map((row) => {
    const { a, b, equal } = v.parse(rowSchema, JSON.parse(row));
    return [a, b, equal];
  });
}

const rowSchema = v.object({ a: v.string(), b: v.string(), equal: v.boolean() });

const lists: Readonly<Record<string, readonly AnswerPair[]>> = {
  ...answerPairs,
  sharedPairs: labelled(sharedPairs),
  ownPairs: labelled(ownPairs),
  endlessPairs,
  knownDifferences,
};
const notices: string[] = [];
let python = createPython();
let checker = createMathVerify(python);
let same = createEquality(checker.same);

window.equalityTest = {
  notices,
  open(options) {
    notices.length = 0;
    python = createPython();
    checker = createMathVerify(python, { ...options, onNotice: (text) => notices.push(text) });
    same = createEquality(checker.same);
  },
  async check(group) {
    const verdicts: Verdict[] = [];
    for (const [one, other, expected] of lists[group] ?? []) {
      const [verdict, swapped] = [await same(one, other), await same(other, one)];
      const pair = `${one.slice(0, 60)} = ${other.slice(0, 60)}`;
      verdicts.push({ pair, expected, verdict, swapped });
    }
    return verdicts;
  },
  same: (one, other) => same(one, other),
  async group(answers) {
    const list = answers.map(([sample, answer]) => ({ sample, answer }));
    const groups = await createGrouping(same).group(list);
    return groups.map(({ samples }) => [...samples]);
  },
  warmUp: () => checker.warmUp().then(() => "ready", String),
  async close() {
    await checker.close();
    await python.close();
  },
};
