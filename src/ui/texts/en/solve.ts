import { format } from "./format";

const samples = (n: number) => format.plural(n, { one: "sample", other: "samples" });
const runs = (n: number) => format.plural(n, { one: "earlier run", other: "earlier runs" });

/** The form of a problem, and what stands around it. */
export const solve = {
  problem: "Problem",
  placeholder: "Type a math problem. LaTeX such as $x^2 = 2$ works too.",
  missing: "Type a problem first, or pick an example.",
  /** Of a problem that is too long to be solved: its characters, how many are too many, how many may be. */
  tooLong: (characters: number, over: number, max: number) =>
    `${format.count(characters)} characters: ${format.count(over)} more than the ${format.count(max)} that can be solved. Nothing was cut off. Shorten it, then press Solve.`,
  /** An example, a link or an earlier run took the place of what was typed. */
  replaced: "This took the place of what you had typed.",
  bringBack: "Bring my text back",
  preview: "Preview of the problem",
  solve: "Solve",
  stop: "Stop",
  stopping: "Stopping…",
  effort: {
    legend: "Effort",
    quick: "Quick",
    normal: "Normal",
    hard: "Hard",
    /** What each does, with so many samples. */
    hints: {
      quick: (n: number) => `${samples(n)}, half as long at most.`,
      normal: (n: number) => `${samples(n)}.`,
      hard: (n: number) => `${samples(n)}, drawn until their vote is settled.`,
    },
  },
  /** How long a run will take. */
  estimate: {
    loading: "How long it takes is told when the model is loaded.",
    about: (time: string, n: number) =>
      `About ${time} on this device, by ${runs(n)} of this model.`,
    range: (low: string, high: string, n: number) =>
      `About ${low} to ${high} on this device, by ${runs(n)} of this model.`,
    unknown:
      "How long it takes is not known yet: this model has not solved a problem on this device.",
    published: (tokens: number) =>
      `How long it takes on this device is not known yet. A contest problem takes about ${format.count(tokens)} tokens a sample, as published.`,
    tested: (time: string) => `About ${time} for a contest problem, by the test of this device.`,
  },
  mode: {
    legend: "How to solve",
    tir: "With Python",
    cot: "Reasoning only",
    mix: "Mix",
    pythonAway:
      "Python is not running now. It is tried again when you solve; if it stays away, the run says so.",
    demoNeedsPython:
      "The demonstration model needs Python for nearly everything: expect no answer, or a wrong one.",
    notTrained:
      "This model was not trained to use Python while it reasons. Reasoning only may do better.",
    mixOfOne: "One sample of a mix reasons only. Draw more for Python too.",
    everyOther: "Every other sample may use Python.",
    demoWithout: "The demonstration model does little without Python.",
  },
  samples: "Samples",
  genselect: "Compare answers (GenSelect)",
  more: "More",
  set: (count: number) => `${count} set`,
  seed: {
    label: "Seed",
    placeholder: "automatic",
    hint: "The same seed draws the same samples again.",
  },
  seconds: {
    label: "Time budget of the run, seconds",
    placeholder: "none",
    hint: "When it is spent, the votes so far decide.",
  },
  tokens: {
    label: "Token budget of the run",
    placeholder: "none",
    hint: "Of all samples and comparisons together.",
  },
  sampleTokens: {
    label: "Tokens of one sample",
    placeholder: "what the model holds",
    hint: "At this limit a sample is asked for its answer.",
  },
  temperature: {
    label: "Temperature",
    hint: "0 always takes the likeliest token; a higher one makes samples more varied.",
  },
  topP: {
    label: "Top-p",
    hint: "Tokens are drawn among the likeliest ones that have this probability together.",
  },
  stopRule: {
    label: "Draw samples until",
    automatic: "as the effort says",
    likely: "the winner is the majority, 95 % sure",
    decided: "no further sample can change the winner",
    "agree-2": "2 agree",
    "agree-3": "3 agree",
    "agree-4": "4 agree",
    all: "all have ended",
    hint: "What still runs then is ended. Fewer samples take less time.",
  },
  voting: {
    label: "Count votes",
    automatic: "as suits the model",
    rules: {
      majority: "each the same",
      weighted: "by the model's confidence",
      deepconf: "by confidence, without the least sure tenth (DeepConf)",
      "deepconf-low": "of the surest tenth only (DeepConf)",
      borda: "by the order of self-certainty (Borda)",
    },
    hint: "Where answers are compared, the vote stands behind that. DeepConf ends samples early in which the model is too unsure.",
  },
  link: {
    settings: "A link with settings doesn't start by itself. Look at them, then press Solve.",
    otherModel: "A link starts by itself only with the demonstration model. Press Solve.",
  },
  examples: {
    title: "Examples",
    primes: "Counting primes",
    equations: "Two equations",
    dice: "Two dice",
    triangle: "A triangle's area",
  },
  python: {
    unavailable: "Python is not available.",
    why: "It did not start: perhaps its files could not be loaded, or this device is very busy.",
    consequence: "Check the connection, then try again. Attempts that need Python fail until then.",
    retry: "Try again",
    without: "Solve by reasoning only",
  },
  /** A person's own code in a cell. */
  tryIt: {
    open: "Try it",
    code: "Your code",
    run: "Run",
    stop: "Stop",
    reset: "Reset",
    close: "Close",
    hint: "Runs in a copy of the state that the sample had here. What the sample wrote stays as it is. Run: Ctrl+Enter.",
    hintAfter: (blocks: number) =>
      `Runs in a copy of the state that the sample had here, made by ${format.plural(blocks, {
        one: "earlier block",
        other: "earlier blocks",
      })}. What the sample wrote stays as it is. Run: Ctrl+Enter.`,
    starting: "starting…",
    restoring: (block: number, blocks: number) =>
      `bringing back the state, block ${block} of ${blocks}…`,
    running: "running…",
    stopped: "stopped",
    failed: "not run",
    completed: (time: string) => `finished in ${time}`,
    raised: (time: string) => `ended with an error in ${time}`,
    timedOut: (time: string) => `timed out in ${time}`,
    lost: (block: number) =>
      `Block ${block} did not run to its end this time, so the state may differ from the sample's.`,
  },
};
