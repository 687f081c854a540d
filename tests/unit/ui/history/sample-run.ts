import type { OpenedRun } from "../../../../src/journal/journal";
import type { RunEvent, RunOutcome, SampleReport } from "../../../../src/solver/run-events";
import type { SampleEvent, SampleOutcome } from "../../../../src/solver/sample-events";
import type { Tally } from "../../../../src/solver/vote";

/** What models write, and what they should not: hostile for each of the forms it is exported in. */
export const prose = [
  "<think>Let $x$ be 5 % of \\(y_1\\). It costs $5 & more, or $6.",
  "\\[ \\frac{1}{2} \\]",
  "- one **bold** item",
  "- `code_{span}` & \\boxed{7}",
  "",
  "\\begin{align} a &= b \\\\ c &= d \\end{align}",
  "",
  "| a | b |",
  "|---|---|",
  "| $1$ | 50% |",
  "",
  "Bad: $\\def\\x{1}$, $\\input{/etc/passwd}$, $\\frac{1$, ~~no~~ #1 ^ ~ \\end{document}",
  "</think>",
  "Unicode: ≤ 中 é ².\n\nSo \\boxed{\\frac{1}{2}}.",
].join("\n");

export const code = 'print("```")\nx = "\\\\end{Verbatim}"\n1/0';
export const stdout =
  "```\n\\end{Verbatim}\nTraceback (most recent call last):\n    1/0\nZeroDivisionError: division by zero\n";

/** One white pixel. */
export const png =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABAQAAAAA3bvkkAAAACklEQVR42mNgAAAAAgAB5Sfe/AAAAABJRU5ErkJggg==";
export const figures = [{ png, width: 1, height: 1, alt: "A line & a [dot]" }];

const outcomeOf = (answer: string, text: string): SampleOutcome => ({
  ...{ ending: "answered", answer, text, generatedTokens: 9, prefilledTokens: 3 },
  ...{ cachedTokens: 0, prefilledAfterOutput: 0, codeCalls: 1, seconds: 1, codeSeconds: 0 },
});

const sampleEvents: readonly (readonly SampleEvent[])[] = [
  [
    { kind: "text", text: "I guess \\boxed{3}.", logprob: null },
    { kind: "finished", outcome: outcomeOf("3", "I guess \\boxed{3}.") },
  ],
  [
    { kind: "text", text: `${prose.split("</think>")[0]}<tool_call>\n${code}`, logprob: -0.1 },
    { kind: "text", text: "\n</tool_call>", logprob: -0.1 },
    { kind: "code-started", call: 1, code },
    {
      kind: "code-finished",
      call: 1,
      result: { status: "raised", stdout, stderr: "a warning\n", seconds: 0.1, figures },
      executionsLeft: 1,
    },
    { kind: "appended", text: "\n```output\n…```\n" },
    { kind: "text", text: `</think>${prose.split("</think>")[1]}`, logprob: -0.1 },
    { kind: "finished", outcome: outcomeOf("\\frac{1}{2}", prose) },
  ],
  [{ kind: "text", text: "<tool_call>\nprint(1)", logprob: null }],
];

const tally = (answer: string, samples: readonly number[]): Tally => ({
  ...{ answer, samples, votes: samples.length, weight: samples.length, share: 0.5 },
});
const vote = {
  tallies: [tally("\\frac{1}{2}", [1]), tally("3", [0])],
  winner: tally("\\frac{1}{2}", [1]),
  weighted: false,
};

const report = (sample: number): SampleReport => ({
  ...{ sample, mode: "tir", seed: sample, state: sample === 2 ? "cancelled" : "done" },
  ...{ outcome: null, confidence: null, failure: null },
});
const tokens = { generatedTokens: 20, prefilledTokens: 3, cachedTokens: 0 };
const outcome: RunOutcome = {
  ...{ answer: "\\frac{1}{2}", decidedBy: "vote", vote, genselect: null },
  samples: [0, 1, 2].map(report),
  stop: { rule: "all-ended", why: "All samples have ended." },
  figures: {
    ...{ seconds: 4, drawingSeconds: 3, sampleSeconds: 5, codeSeconds: 1, codeCalls: 1 },
    ...{ ...tokens, promptTokensPrefilled: 3, prefilledAfterOutput: 0, selection: tokens },
  },
};

const events: readonly RunEvent[] = [
  { kind: "started", samples: [0, 1, 2].map((sample) => ({ sample, mode: "tir", seed: sample })) },
  ...sampleEvents.flatMap((events, sample) =>
    events.map((event): RunEvent => ({ kind: "sample", sample, event })),
  ),
  { kind: "vote", vote, sureness: 0.5 },
  { kind: "finished", outcome },
];

/** A run of three samples: another answer, the winner with code, and one that was cut off. */
export const sampleRun: OpenedRun = {
  record: {
    id: "r1",
    createdAt: Date.UTC(2026, 10, 25, 9),
    ...{ title: null, pinned: false, deletedAt: null, settings: "", withoutPython: false },
    request: {
      ...{ problem: "What is \\(\\frac{2}{4}\\), in $ or %?", samples: 3, tirShare: 1 },
      ...{ temperature: 0.6, topP: 0.95, seed: 1, maxTokens: 100, forcedAnswerTokens: 5 },
      ...{ codeExecutions: 2, codeLimits: { seconds: 1, characters: 100 } },
      budget: { seconds: null, tokens: null },
      ...{ select: "weighted", comparisons: 4, comparisonTokens: 10 },
    },
    engine: {
      ...{ backend: "cpu-threads", device: "CPU_1", fallbackReason: null, threads: 1 },
      ...{ modelName: "m & n", promptForm: { kind: "openmath", assumed: false } },
      ...{ contextLength: 100, maxSequences: 1, keepsKv: true, givesLogprobs: true },
    },
    source: { kind: "demo" },
    ...{ state: "finished", failure: null, answer: "\\frac{1}{2}", tokens: 20, seconds: 4 },
    batches: 1,
  },
  events: events.map((event, index) => ({ seconds: index / 10, event })),
};
