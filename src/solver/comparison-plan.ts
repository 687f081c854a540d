import type { Candidate } from "./candidate";
import { estimateTokens } from "./heats";
import { shuffled } from "./seeds";
import { cutAtParagraph, cutToTokens } from "./summary";

/** An answer in a round. */
export interface Entry {
  /** Its place among the answers, by their votes. */
  readonly answer: number;
  readonly votes: number;
  readonly candidates: readonly Candidate[];
  /** The most that one of its candidates takes where solutions are many. */
  readonly tokens: number;
}

/** What one prompt holds. */
export interface ComparisonRoom {
  readonly solutions: number;
  /** Of all solutions together. */
  readonly tokens: number;
}

export function toEntry(candidates: readonly Candidate[], answer: number, votes: number): Entry {
  return { answer, votes, candidates, tokens: Math.max(0, ...candidates.map(shortTokens)) };
}

function shortTokens({ summary }: Candidate): number {
  return estimateTokens(cutAtParagraph(summary));
}

/**
 * How many solutions of each answer a comparison shows: in proportion to the votes, at least one, and
 * no more than there are (NeMo-Skills' strategy "linear"). What rounding leaves over goes to the
 * largest remainders; the reference draws it at random.
 */
export function shares(entries: readonly Entry[], { solutions, tokens }: ComparisonRoom): number[] {
  const there = entries.map(({ candidates }) => candidates.length);
  const fair = proportions(
    entries.map(({ votes }) => votes),
    Math.min(solutions, sum(there)),
  );
  const shown = rounded(fair).map((count, i) => Math.min(Math.max(1, count), there[i] ?? 0));
  const size = () => sum(shown.map((count, i) => count * (entries[i]?.tokens ?? 0)));
  // Those that got one although they deserve none take it from whom exceeds its share most.
  while (sum(shown) > solutions || size() > tokens) {
    const excess = (i: number) => (shown[i] ?? 0) - (fair[i] ?? 0);
    const several = [...shown.keys()].filter((i) => (shown[i] ?? 0) > 1);
    if (several.length === 0) return shown;
    const next = several.reduce((best, i) => (excess(i) >= excess(best) ? i : best));
    shown[next] = (shown[next] ?? 0) - 1;
  }
  return shown;
}

function proportions(weights: readonly number[], total: number): number[] {
  const all = sum(weights);
  return weights.map((weight) => (all > 0 ? (total * weight) / all : total / weights.length));
}

/** To whole numbers of the same sum; the first of equal remainders is rounded up. */
function rounded(numbers: readonly number[]): number[] {
  const whole = numbers.map(Math.floor);
  const left = Math.round(sum(numbers)) - sum(whole);
  const byRemainder = [...numbers.entries()].sort(
    ([, one], [, other]) => other - Math.floor(other) - (one - Math.floor(one)),
  );
  for (const [i] of byRemainder.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1;
  return whole;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

/** As many as asked for, and on until each answer has stood in each place equally often. */
export function roundedComparisons(asked: number, answers: number): number {
  return Math.ceil(asked / answers) * answers;
}

/**
 * The candidates of each comparison of a heat, in the order shown. The solutions of one answer stand
 * together, as in the reference, and the answers are rotated until each has been the first, the second
 * … before they are shuffled anew: a liking for the first or the last solution gives each answer the
 * same number of verdicts. Which solutions stand for an answer, and in which order, changes too; who
 * was shown least is next.
 */
export function planOrders(
  entries: readonly Entry[],
  comparisons: number,
  room: ComparisonRoom,
  random: () => number,
): Candidate[][] {
  const counts = shares(entries, room);
  const decks = entries.map(({ candidates }) => createDeck(candidates, random));
  let order: number[] = [];
  return Array.from({ length: roundedComparisons(comparisons, entries.length) }, (_, index) => {
    const turn = index % entries.length;
    if (turn === 0) order = shuffled([...entries.keys()], random);
    const rotated = [...order.slice(turn), ...order.slice(0, turn)];
    const shown = rotated.flatMap((i) => decks[i]?.(counts[i] ?? 0) ?? []);
    return fitted(shown, room.tokens);
  });
}

/** Deals so many different ones; all have had their turn before one has another. */
function createDeck<T>(items: readonly T[], random: () => number): (count: number) => T[] {
  let deck: T[] = [];
  return (count) => {
    const dealt: T[] = [];
    while (dealt.length < Math.min(count, items.length)) {
      if (deck.length === 0) deck = shuffled(items, random).filter((one) => !dealt.includes(one));
      const next = deck.shift();
      if (next !== undefined) dealt.push(next);
    }
    // The next deck begins with those that were left out of this one.
    return shuffled(dealt, random);
  };
}

/** Cuts the longest to one length, so that all together fit; none where all do. */
function fitted(candidates: readonly Candidate[], tokens: number): Candidate[] {
  const sizes = candidates.map(({ summary }) => estimateTokens(summary));
  const longest = fairLength(sizes, tokens);
  return candidates.map((candidate, i) =>
    (sizes[i] ?? 0) <= longest
      ? candidate
      : { ...candidate, summary: cutToTokens(candidate.summary, longest) },
  );
}

/** The length to which the longest are cut so that the sum keeps to the limit; short ones leave room. */
function fairLength(sizes: readonly number[], limit: number): number {
  let left = limit;
  let count = sizes.length;
  for (const size of [...sizes].sort((a, b) => a - b)) {
    if (size * count > left) return Math.floor(left / count);
    left -= size;
    count -= 1;
  }
  return Number.POSITIVE_INFINITY;
}
