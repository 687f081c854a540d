import { format } from "./format";

const { count, plural } = format;

const tokens = (n: number) => plural(n, { one: "token", other: "tokens" });
const samples = (n: number) => plural(n, { one: "sample", other: "samples" });
/** Votes may be halves. */
const votes = (n: number) => `${format.halves(n)} ${n <= 1 && n > 0 ? "vote" : "votes"}`;

/** A run: what it is about, and what it came to. */
export const run = {
  /** Sentences, one after the other. */
  sentences: (list: readonly string[]) => list.join(" "),
  tokens,
  samples,
  votes,
  codeCalls: (n: number) => plural(n, { one: "code call", other: "code calls" }),
  /** How a run was done. */
  modes: { tir: "with Python", cot: "reasoning only", mix: "half with Python" },
  seed: (seed: number) => `seed ${seed}`,
  /** What is told to screen readers. */
  announce: {
    waiting: "Waiting for the model.",
    solving: "Solving.",
    python: (call: number) => `Running Python, code call ${call}.`,
    goingOn: "Going on after Python.",
    comparing: "Comparing the answers.",
    leading: (answer: string) => `Leading answer: ${answer}`,
    samples: (n: number) => `Solving with ${samples(n)}.`,
    none: "Finished without an answer.",
    answer: (answer: string) => `The answer is ${answer}`,
    tie: (answer: string) => `A tie. The answer that is shown is ${answer}`,
  },
  answer: {
    title: "Answer",
    placeholder: "The answer appears here, with the working below it.",
    waiting: "Waiting for the model. It starts by itself.",
    starting: "Starting…",
    cutOff:
      "This run was cut off: its page was closed or reloaded, or it crashed. What there was by then is kept.",
    noModel: "There is no model to solve with.",
    error: "The run ended with an error.",
    allFailed: "Every sample failed.",
    reload: "Load the model again",
    kept: "Export, print or share this run",
    leading: "Leading",
    leadingVotes: (own: number, all: number) => `${format.halves(own)} of ${votes(all)}`,
    sure: (share: number) => `${format.probability(share)} sure to stay ahead`,
    sureByVotes: (share: number) =>
      `${format.probability(share)} sure: the chance that more samples would keep this answer ahead, not that it is right.`,
    sureByVerdicts: (share: number) =>
      `${format.probability(share)} sure: the chance that more comparisons would keep this answer ahead, not that it is right.`,
    others: "Other answers",
    moreOthers: (n: number) => `and ${n} more`,
    withoutPython: "Python is not available, so this run is by reasoning only.",
  },
  /** What goes on. */
  phase: {
    python: "Running Python…",
    reasoning: "Reasoning…",
    ending: "Enough samples. Ending those that still run…",
    solving: (ended: number, all: number) => `Solving: ${ended} of ${samples(all)} ended…`,
    counting: "Counting the votes…",
    preparing: "Preparing the comparison of the answers…",
    comparing: (verdicts: number) =>
      `Comparing the answers: ${plural(verdicts, { one: "verdict", other: "verdicts" })} so far…`,
  },
  progress: {
    title: "Progress",
    unknown: "how long it still takes is not known yet",
    about: (time: string) => `about ${time} left`,
    atMost: (time: string) => `at most about ${time} left`,
  },
  /** How a run of one sample ended. */
  ending: {
    noAnswerOfDemo:
      "The model gave no answer. This demonstration model knows only some kinds of school problems, such as the examples. Try another one, or choose a larger model above.",
    noAnswer:
      "The model gave no answer: it ended its text without one. What it says is below. Solve again for another try, or word the problem differently.",
    tokenLimit: (n: number) =>
      `The model wrote ${tokens(n)} and reached the limit before it was done, so this answer is unfinished work.`,
    tokenLimitNoAnswer: (n: number) =>
      `The model gave no answer: it wrote ${tokens(n)} and reached the limit. Solve again for another try.`,
    contextFull: (limit: number) =>
      `The model can hold ${tokens(limit)} and was full before it was done, so this answer is unfinished work.`,
    contextFullNoAnswer: (limit: number) =>
      `The model gave no answer: problem and working filled the ${tokens(limit)} that it can hold. Solve again, or shorten the problem.`,
    forced: (n: number) =>
      `The model was asked for its answer after ${tokens(n)}, before it was done, so this answer is unfinished work.`,
    asked:
      "The model ended its text without marking an answer, so it was asked for one. Compare it with the working below.",
    unboxed:
      "The model did not mark its answer. This one was read from its words; compare it with the working below.",
    unsure: "The model was too unsure, so it was ended while it wrote.",
    stopped: "You stopped the run after it had named this answer; it was not done yet.",
    stoppedNoAnswer: "You stopped the run before it found an answer. What it wrote is below.",
  },
  /** How a run of many samples came to its answer. */
  outcome: {
    byGenselect: (chosen: number, valid: number, asVote: boolean) =>
      `Chosen by comparing the answers (GenSelect): ${chosen} of ${valid} verdicts, ${asVote ? "as the vote did" : "against the vote"}.`,
    byVote: (own: number, all: number) => `Chosen by vote: ${format.halves(own)} of ${votes(all)}.`,
    /** Nothing decided it. @param answers "5 and -5" @param own votes of each */
    tieOfVotes: (answers: string, own: number) =>
      `A tie: ${answers} have equally many votes (${votes(own)} each).`,
    tieOfVerdicts: (answers: string, own: number) =>
      `A tie: comparing the answers (GenSelect) chose ${answers} equally often (${plural(own, { one: "verdict", other: "verdicts" })} each).`,
    /** Why one of them is shown. */
    shown: {
      votes: (answer: string) => `${answer} is shown because it has more votes.`,
      confidence: (answer: string) =>
        `${answer} is shown because the model was surer of its words.`,
      samples: (answer: string) => `${answer} is shown because more samples gave it.`,
      order: (answer: string) =>
        `${answer} is shown only because it came first: nothing else speaks for it.`,
    },
    /** Between answers. */
    comma: ", ",
    and: " and ",
    endedUnsure: (n: number) =>
      `${samples(n)} ${n === 1 ? "was" : "were"} ended early, because the model was too unsure in ${n === 1 ? "it" : "them"} (DeepConf).`,
    unfinished: "No sample with this answer was done, so it is unfinished work.",
    noneByThen: "No sample had found an answer by then.",
    none: "The model gave no answer in any sample.",
    noneOfDemo:
      "This demonstration model knows only some kinds of school problems, such as the examples. Try another one, or choose a larger model above.",
    noneHint:
      "What the samples say is below. Solve again for another try, or word the problem differently.",
    endedEarly: (why: string) =>
      `Sampling ended early: ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
    uncompared: (n: number) =>
      `${plural(n, { one: "answer", other: "answers" })} could not be compared, so they are counted apart.`,
    failures: (n: number) => `${samples(n)} failed; open ${n === 1 ? "it" : "one"} to see why.`,
  },
  explanation: {
    title: "Explanation",
    from: (sample: number) => `Written by sample ${sample}.`,
  },
  figures: {
    tokens: "Tokens",
    speed: "Speed",
    /** @param speed null while it isn't known */
    perSecond: (speed: string | null) => `${speed ?? "–"} tokens/s`,
    time: "Time",
    codeCalls: "Code calls",
  },
  cost: {
    title: "Figures of this run",
    time: "Time",
    generated: "Tokens generated",
    ofComparisons: (n: number) => `comparisons ${count(n)}`,
    prefilled: "Tokens prefilled",
    ofPrompts: (n: number) => `prompts ${count(n)}`,
    afterOutput: (n: number) => `after tool output ${count(n)}`,
    reused: "Tokens reused from the KV",
    notTold: "not told by this server",
    python: "Python",
    calls: (n: number) => plural(n, { one: "call", other: "calls" }),
    together: "Samples together",
    oneByOne: (time: string, gain: string) => `one after the other ${time}, ${gain} times as long`,
  },
  vote: {
    title: "Votes",
    sure: (share: number) =>
      `${format.probability(share)} sure: the chance that more samples would keep the first one in the lead, not that it is right.`,
    /** What weighs the votes. */
    weighed: {
      tail: "Votes are weighed by the model's confidence.",
      "lowest-group":
        "Votes are weighed by the model's confidence where it was least sure (DeepConf); the least sure samples have none.",
      ranks: "Votes are weighed by the samples' places in order of self-certainty (Borda).",
    },
    lacksTop:
      "This model does not tell how likely other words were, which the chosen way of counting asks for, so it does without.",
    weight: (weight: string) => `weight ${weight}`,
    /** Their answers follow. */
    uncompared: (n: number) =>
      `${plural(n, { one: "answer", other: "answers" })} could not be compared and may mean the same. They are counted apart:`,
    /** @param numbers "1, 3" */
    ofSamples: (n: number, numbers: string) => `${n === 1 ? "sample" : "samples"} ${numbers}`,
  },
  sample: {
    title: "Samples",
    name: (number: number) => `Sample ${number}`,
    close: "Close",
    nothingYet: "It has written nothing yet.",
    confidence: (value: string) => `confidence at its end ${value}`,
    /** On a tile: short. */
    modes: { tir: "Python", cot: "reasoning" },
    calls: (n: number) => plural(n, { one: "call", other: "calls" }),
    states: {
      queued: "queued",
      reasoning: "reasoning",
      python: "running Python",
      forced: "forced to answer",
      cancelled: "cancelled",
      failed: "failed",
      done: "done",
      noAnswer: "done, no answer",
      asked: "asked for its answer",
      unboxed: "done, answer in words",
      tokenLimit: "cut off: token limit",
      contextFull: "cut off: context full",
      unsure: "ended: unsure",
    },
    failed: (reason: string | null) => `This sample failed: ${reason ?? "the reason is unknown."}`,
    forced: "It had reached its limit and was asked for its answer, so its vote counts half.",
    brokeOff: "The run broke off before this sample had ended.",
    notBegun: "It was not begun: the run ended first.",
    cutOff:
      "It was cut off when the run had enough, or was stopped. It has no vote unless nothing else has.",
    unsure:
      "It was ended while it wrote: the model was less sure of its words than in the samples before (DeepConf). It has no vote.",
    noAnswer: "It ended its text without an answer, so it has no vote.",
    asked:
      "It ended its text without marking an answer and was asked for one, so its vote counts half.",
    unboxed: "It did not mark its answer. It was read from its words, so its vote counts half.",
    tokenLimit: (n: number) => `It wrote ${tokens(n)} and reached its limit.`,
    contextFull: (limit: number) => `It filled the ${tokens(limit)} that the model holds.`,
    namedNone: "It named no answer.",
    countsHalf: "Its answer is unfinished work and counts half.",
  },
  working: { title: "Working", solution: "Solution" },
  cell: {
    name: "Python code",
    output: "Output",
    printedNothing: "The code printed nothing.",
    writing: "being written…",
    closed: "waiting…",
    running: "running…",
    interrupted: "stopped",
    notRun: "not run",
    completed: (time: string) => `finished in ${time}`,
    raised: (time: string) => `ended with an error in ${time}`,
    timedOut: (time: string) => `timed out in ${time}`,
    callsLeft: (n: number) =>
      n === 0
        ? "no code calls left"
        : `${plural(n, { one: "code call", other: "code calls" })} left`,
  },
  comparison: {
    region: "Comparisons",
    title: "Comparisons of the answers (GenSelect)",
    hint: "The model reads solutions of each answer, more of those with more votes, in changing order, and names the best one.",
    name: (number: number) => `Comparison ${number}`,
    place: (round: number, heat: number) => `round ${round}, heat ${heat}`,
    chosen: "(chosen)",
    solutionOf: (place: number, sample: number) => `Solution ${place} is of sample ${sample}`,
    nothingYet: "Nothing is written yet.",
    judging: "judging…",
    reading: "reading…",
    notFinished: (error: string) => `not finished: ${error}`,
    void: "void: no valid verdict",
    chose: (place: number) => `chose solution ${place}`,
    voteDecides: (why: string) => `${why} So the vote decides.`,
    /** After the solutions' names. */
    facts: (solutions: readonly string[], seed: number, written: number | null) =>
      `${solutions.join(", ")}. Seed ${seed}${written === null ? "" : `, ${tokens(written)}`}.`,
  },
};
