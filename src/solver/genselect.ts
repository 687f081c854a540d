import type { Engine } from "../engine/engine";
import { createEventQueue } from "../engine/event-queue";
import { addTokens, askForText, noTokens, type TokenCounts } from "./ask-for-text";
import type { Candidate } from "./candidate";
import { type ComparisonRoom, type Entry, planOrders, toEntry } from "./comparison-plan";
import type { Form } from "./form/form";
import { formOf } from "./form/form-of";
import { openMathForm } from "./form/openmath-form";
import { dealHeats, estimateTokens } from "./heats";
import { runPooled } from "./pool";
import { createRandom, seedFor } from "./seeds";
import { readVerdict } from "./verdict";
import { wireFormat } from "./wire-format";

const { genselectMaxSolutions, genselectMaxSolutionTokens } = wireFormat.defaults;

export interface GenSelectRequest {
  readonly problem: string;
  /** The candidates of each answer, at least one; the answer with the most votes first. */
  readonly answers: readonly (readonly Candidate[])[];
  /** Of each answer: so are its solutions shown. @default as many as it has candidates */
  readonly votes?: readonly number[];
  /**
   * Comparisons of one set of answers, each in another order: rounded up to a multiple of the
   * answers.
   */
  readonly comparisons: number;
  /** Tokens that one comparison may write. */
  readonly maxTokens: number;
  readonly temperature: number;
  readonly topP: number;
  /** The run's seed. */
  readonly seed: number;
  /** Comparisons of this request from before it was cut off. @default none */
  readonly done?: readonly Comparison[];
}

/** Who is compared, and how it is asked. */
export interface ComparisonPlan {
  readonly id: number;
  /** From 1; more than one in a tournament. */
  readonly round: number;
  /** From 1 in each round. */
  readonly heat: number;
  readonly seed: number;
  /** In the order shown to the model: candidate i is its "Solution i". */
  readonly candidates: readonly Candidate[];
}

export interface Comparison extends ComparisonPlan {
  /** The place of the chosen candidate; null: no valid verdict, the comparison is void. */
  readonly verdict: number | null;
  readonly text: string;
  readonly tokens: TokenCounts;
  /** Why the engine could not finish it. */
  readonly error: string | null;
}

export interface GenSelectOutcome {
  /**
   * Which of the answers was chosen most often, of several the one with most votes; null: the vote
   * decides, and `why` says why.
   */
  readonly winner: number | null;
  readonly why: string | null;
  /** Of each answer, how often it was chosen in the last round. */
  readonly votes: readonly number[];
  readonly comparisons: readonly Comparison[];
}

export type GenSelectEvent =
  | { readonly kind: "comparison-started"; readonly plan: ComparisonPlan }
  | { readonly kind: "comparison-text"; readonly id: number; readonly text: string }
  | { readonly kind: "comparison-finished"; readonly comparison: Comparison }
  | { readonly kind: "finished"; readonly outcome: GenSelectOutcome };

/** Share of a heat's comparisons that must come to a verdict; else the vote decides. */
export const quorum = 0.5;

/**
 * GenSelect (Moshkov et al. 2025, arXiv 2504.16891, section 4): the model compares solutions, of each
 * answer as many as its votes deserve, several times in different orders, and the answer chosen most
 * often wins, if at least half of the comparisons come to a verdict. More answers than one prompt
 * holds are compared in heats, and then the heats' winners. Never throws for a
 * comparison that fails: it is void. When `signal` fires, the finished comparisons of the round count
 * no more: half a round has seen half of the orders only.
 */
export async function* runGenSelect(
  engine: Engine,
  request: GenSelectRequest,
  signal: AbortSignal,
): AsyncGenerator<GenSelectEvent, void, void> {
  const queue = createEventQueue<GenSelectEvent>();
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const work = new GenSelect(engine, request, either, (event) => queue.push(event)).run().then(
    (outcome) => {
      queue.push({ kind: "finished", outcome });
      queue.end();
    },
    (error: unknown) => queue.fail(error),
  );
  try {
    yield* queue;
  } finally {
    left.abort();
    await work;
  }
}

interface HeatResult {
  /** How often each of the heat's entries was chosen. */
  readonly votes: ReadonlyMap<Entry, number>;
  /** Whether enough verdicts were readable. */
  readonly settled: boolean;
  /** The entry that goes on. */
  readonly winner: Entry;
}

class GenSelect {
  #engine: Engine;
  #form: Form;
  #request: GenSelectRequest;
  #signal: AbortSignal;
  #emit: (event: GenSelectEvent) => void;
  #random: () => number;
  #comparisons: Comparison[] = [];
  #planned = 0;

  constructor(
    engine: Engine,
    request: GenSelectRequest,
    signal: AbortSignal,
    emit: (event: GenSelectEvent) => void,
  ) {
    this.#engine = engine;
    this.#form = formOf(engine.info.promptForm);
    this.#request = request;
    this.#signal = signal;
    this.#emit = emit;
    this.#random = createRandom(seedFor(request.seed, "order", 0));
  }

  async run(): Promise<GenSelectOutcome> {
    const { answers, votes } = this.#request;
    const room = { solutions: genselectMaxSolutions, tokens: this.#solutionTokens() };
    const limits = { size: room.solutions, tokens: room.tokens };
    let entries = answers.map((candidates, answer) =>
      toEntry(candidates, answer, votes?.[answer] ?? candidates.length),
    );
    if (entries.length < 2) return this.#vote("All candidates agree: there is nothing to compare.");
    for (let round = 1; ; round += 1) {
      const heats = dealHeats(entries, limits);
      if (!heats) return this.#vote("The solutions are too long for the model to compare two.");
      const results = await this.#round(round, heats, room);
      if (this.#signal.aborted) return this.#vote("The comparisons were stopped.");
      const [final] = results;
      if (results.length === 1 && final) return this.#decide(final);
      entries = results.map(({ winner }) => winner);
    }
  }

  #solutionTokens(): number {
    const { problem, maxTokens } = this.#request;
    const frame = this.#form.prompt("genselect", {
      ...{ problem, solutions: "" },
      ...{ numSolutions: genselectMaxSolutions, maxIdx: genselectMaxSolutions - 1 },
    });
    const room = this.#engine.info.contextLength - maxTokens - estimateTokens(frame);
    return Math.min(genselectMaxSolutionTokens, room);
  }

  /** All comparisons of all heats are one batch. */
  async #round(
    round: number,
    heats: readonly (readonly Entry[])[],
    room: ComparisonRoom,
  ): Promise<HeatResult[]> {
    const plans = heats.map((heat, index) =>
      heat.length < 2 ? [] : this.#planHeat(round, index + 1, heat, room),
    );
    const batch = plans.flat();
    const done: Comparison[] = [];
    await runPooled(batch.length, this.#engine.info.maxSequences, async (index) => {
      const plan = batch[index];
      if (!plan || this.#signal.aborted) return;
      const comparison = this.#recall(plan) ?? (await this.#compare(plan));
      done.push(comparison);
      this.#comparisons.push(comparison);
    });
    return heats.flatMap((heat, index) => {
      const ofHeat = done.filter(({ heat: number }) => number === index + 1);
      return countHeat(heat, ofHeat) ?? [];
    });
  }

  #planHeat(
    round: number,
    heat: number,
    entries: readonly Entry[],
    room: ComparisonRoom,
  ): ComparisonPlan[] {
    const { comparisons, seed } = this.#request;
    return planOrders(entries, comparisons, room, this.#random).map((candidates) => {
      const id = this.#planned++;
      return { id, round, heat, seed: seedFor(seed, "comparison", id), candidates };
    });
  }

  /** The same comparison from before a cut; null also where it showed other solutions. */
  #recall(plan: ComparisonPlan): Comparison | null {
    const shown = ({ candidates }: ComparisonPlan) => JSON.stringify(candidates);
    const same = this.#request.done?.find(
      (one) => one.id === plan.id && one.seed === plan.seed && shown(one) === shown(plan),
    );
    // Votes are counted by the candidates of the plan.
    return same ? { ...same, ...plan } : null;
  }

  async #compare(plan: ComparisonPlan): Promise<Comparison> {
    this.#emit({ kind: "comparison-started", plan });
    const comparison = await this.#ask(plan);
    this.#emit({ kind: "comparison-finished", comparison });
    return comparison;
  }

  async #ask(plan: ComparisonPlan): Promise<Comparison> {
    const { problem, temperature, topP, maxTokens } = this.#request;
    const { candidates, seed, id } = plan;
    let text = "";
    try {
      const { tokens } = await askForText(
        this.#engine,
        {
          prompt: formatComparison(problem, candidates, this.#form),
          sampling: { temperature, topP, seed },
          maxTokens,
          onText: (piece) => {
            text += piece;
            this.#emit({ kind: "comparison-text", id, text: piece });
          },
        },
        this.#signal,
      );
      return { ...plan, text, tokens, verdict: readVerdict(text, candidates.length), error: null };
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      return { ...plan, text, tokens: noTokens, verdict: null, error: message };
    }
  }

  #decide({ votes, winner, settled }: HeatResult): GenSelectOutcome {
    const counts = this.#request.answers.map(() => 0);
    for (const [{ answer }, count] of votes) counts[answer] = count;
    if (counts.every((count) => count === 0)) {
      return this.#vote("No comparison came to a valid verdict.");
    }
    if (!settled) {
      return this.#vote("Fewer than half of the comparisons came to a valid verdict.", counts);
    }
    return { winner: winner.answer, why: null, votes: counts, comparisons: this.#comparisons };
  }

  #vote(why: string, votes = this.#request.answers.map(() => 0)): GenSelectOutcome {
    return { winner: null, why, votes, comparisons: this.#comparisons };
  }
}

/** The exact prompt of a comparison. */
export function formatComparison(
  problem: string,
  candidates: readonly Candidate[],
  form: Form = openMathForm,
): string {
  const solutions = candidates.map(({ summary }, i) => `Solution ${i}:\n${summary.trim()}`);
  return form.prompt("genselect", {
    problem,
    solutions: solutions.join("\n\n"),
    numSolutions: candidates.length,
    maxIdx: candidates.length - 1,
  });
}

/** What all comparisons cost together. */
export function comparisonTokens(comparisons: readonly Comparison[]): TokenCounts {
  return comparisons.reduce((sum, { tokens }) => addTokens(sum, tokens), noTokens);
}

/**
 * A tie, or too few verdicts, leave it to the vote: entries stand in its order. A void verdict counts
 * for nobody; the reference draws a random one of the solutions shown in its place.
 */
function countHeat(heat: readonly Entry[], comparisons: readonly Comparison[]): HeatResult | null {
  const votes = new Map(heat.map((entry) => [entry, 0]));
  let readable = 0;
  for (const { verdict, candidates } of comparisons) {
    const chosen = verdict === null ? undefined : candidates[verdict];
    const entry = chosen && heat.find((one) => one.candidates.some((own) => isSame(own, chosen)));
    if (!entry) continue;
    votes.set(entry, (votes.get(entry) ?? 0) + 1);
    readable += 1;
  }
  const ranked = [...heat].sort((a, b) => a.answer - b.answer);
  const settled = readable >= comparisons.length * quorum;
  const most = settled ? Math.max(...votes.values()) : Number.NaN;
  const winner = ranked.find((entry) => votes.get(entry) === most) ?? ranked[0];
  return winner ? { votes, winner, settled } : null;
}

/** What a comparison shows of a candidate may be cut. */
function isSame(one: Candidate, other: Candidate): boolean {
  return one.sample === other.sample && one.answer === other.answer;
}
