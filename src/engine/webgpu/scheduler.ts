import { EngineError } from "../errors";
import { type BatchDevice, type Draw, drawn, type Piece } from "./batch-device";
import { type Choice, choosePieces, type Place } from "./choose-pieces";
import { uniformAt } from "./uniform";

/** What a text does with a draw: take the token, or take other ones in its place; go on, or not. */
export interface Step {
  readonly tokens: readonly number[];
  readonly goOn: boolean;
}

export interface DecodeRequest {
  readonly temperature: number;
  readonly topP: number;
  readonly seed: number;
  /** Called once a token, in order; what it throws ends the decoding. */
  onDraw(draw: Draw): Step;
  /** Draws after which it surely ends; nothing is computed beyond. @default unknown */
  readonly mostDraws?: number;
  readonly signal: AbortSignal;
}

/** Tokens that a text had computed, and that it found there, when a decoding began. */
export interface Prefill {
  readonly prefilled: number;
  readonly cached: number;
}

/** One growing text. */
export interface Text {
  readonly length: number;
  append(tokens: readonly number[]): void;
  /** Draws tokens until a step or the signal ends it. @throws what broke the device */
  decode(request: DecodeRequest): Promise<Prefill>;
  /** Its place on the device is free for others; it must not decode. */
  close(): void;
}

export interface Scheduler {
  /** Texts with an equal prompt share its KV. */
  open(prompt: readonly number[]): Text;
  /** What was decoding fails with the error, and so does what comes. */
  close(error: Error): void;
  readonly counts: Readonly<Counts>;
}

/** Of the whole life of a scheduler; for tests and the bench. */
export interface Counts {
  passes: number;
  /** Tokens computed, and of them those that had been computed before. */
  tokens: number;
  replayed: number;
  preemptions: number;
  /** Device losses that were survived. */
  recoveries: number;
  /** Tokens computed for texts that had ended by then, and taken back. */
  takenBack: number;
}

/** A beginning that several texts share; whole on the device before they begin as it. */
interface Root extends Place {
  readonly kind: "root";
  readonly tokens: readonly number[];
  readonly key: string;
  /** Open texts that begin with it. */
  users: number;
  /** Some text's prefill has been reckoned with it. */
  claimed: boolean;
}

interface Row extends Place {
  readonly kind: "row";
  readonly tokens: number[];
  /** A token of it is being drawn, and the next pass may read it from there. */
  pending: boolean;
  readonly root: Root | null;
  job: Job | null;
  /** Furthest that its KV ever reached. */
  reached: number;
}

/** What a pass that is being computed does for one place. */
interface Entry {
  readonly place: Row | Root;
  readonly count: number;
  /** Tokens of it that were computed before. */
  readonly heldBefore: number;
  /** Whose draw it is; null: nobody's. */
  job: Job | null;
  /** Its token is the draw of the pass before. */
  readonly afterDraw: boolean;
}

interface Flight {
  readonly entries: readonly Entry[];
  readonly draws: Promise<readonly (Draw | null)[]>;
}

interface Job {
  readonly request: DecodeRequest;
  /** Tokens of the text when its first draw came. */
  read: number | null;
  /** Draws that came. */
  drawn: number;
  finish(error?: unknown): void;
}

export interface SchedulerParams {
  readonly device: BatchDevice;
  /** Texts that decode at the same time, at most. */
  readonly maxTexts: number;
  /**
   * After the device failed: one to go on with, on which nothing is yet.
   * @param longest tokens of the longest text
   * @throws when there is none
   */
  recover(
    error: unknown,
    longest: number,
  ): Promise<{ readonly device: BatchDevice; readonly maxTexts: number }>;
  /** Told of each pass that is done. */
  readonly onPass?: () => void;
}

const mostUnusedRoots = 4;

/**
 * Decodes many texts together: in each pass every text that is ready gets one token, and what others
 * have still to read (prompts, tool output) rides along in pieces. Where KV pages run out, the newest
 * text loses its own and computes them again later.
 */
export function createScheduler({
  recover,
  onPass = () => {},
  ...params
}: SchedulerParams): Scheduler {
  let { device, maxTexts } = params;
  const rows: Row[] = [];
  const roots = new Map<string, Root>();
  const counts: Counts = {
    passes: 0,
    tokens: 0,
    replayed: 0,
    preemptions: 0,
    recoveries: 0,
    takenBack: 0,
  };
  /** Passes that are being computed, in order: two at most. */
  let flights: Flight[] = [];
  let lastNumber = 0;
  let running = false;
  let closed: Error | null = null;

  const drop = (place: Place) => {
    if (place.text !== null) device.remove(place.text);
    place.text = null;
    place.held = 0;
  };

  const decoding = () => rows.filter((row) => row.job);

  const isComplete = (root: Root) => root.text !== null && root.held === root.length;

  /** What computes next: the oldest texts, and the beginnings that they wait for. */
  const candidates = (): (Row | Root)[] => {
    const places = new Set<Row | Root>();
    for (const row of decoding().slice(0, maxTexts)) {
      const { root } = row;
      if (row.text === null && root && !isComplete(root)) places.add(root);
      else places.add(row);
      if (row.text === null) row.held = root && isComplete(root) ? root.held : 0;
    }
    return [...places];
  };

  /** The pieces of the next pass, after making room for them. */
  const plan = (): Choice<Row | Root>["pieces"] => {
    for (;;) {
      const { pieces, blocked } = choosePieces(candidates(), device);
      if (!blocked) return pieces;
      const victim = unusedRoot() ?? newestAfter(blocked);
      if (!victim && pieces.length > 0) return pieces;
      // Nothing can go on: whatever is in the way of the blocked text has to go.
      const last = victim ?? inTheWayOf(blocked);
      if (!last) {
        throw new EngineError(
          "The GPU's memory for this text is used up. Choose fewer samples or a shorter length.",
        );
      }
      if (last.kind === "row") counts.preemptions += 1;
      drop(last);
    }
  };

  const unusedRoot = (): Root | undefined =>
    [...roots.values()].find((root) => root.text !== null && root.users === 0);

  const inTheWayOf = (blocked: Row | Root): Row | Root | undefined => {
    const isNeeded = (place: Row | Root) =>
      place === blocked ||
      (blocked.kind === "row" && blocked.text === null && place === blocked.root);
    return [...roots.values(), ...rows].findLast(
      (place) => place.text !== null && !isNeeded(place),
    );
  };

  /** The newest text on the device, if it is newer than what is blocked. */
  const newestAfter = (blocked: Row | Root): Row | undefined => {
    // A beginning is as old as the oldest text that waits for it.
    const isBlocked = (row: Row) => row === blocked || (row.job && row.root === blocked);
    const place = rows.findIndex(isBlocked);
    return rows.findLast((row, index) => row.text !== null && index > place);
  };

  /** Gives a place its text on the device. */
  const settle = (place: Row | Root) => {
    if (place.text !== null) return;
    lastNumber += 1;
    const root = place.kind === "row" ? place.root : null;
    if (root && root.text !== null && isComplete(root)) device.fork(root.text, lastNumber);
    else device.add(lastNumber);
    place.text = lastNumber;
  };

  const pieceOf = ({ place, count, job, afterDraw }: Entry): Piece => {
    settle(place);
    const request = job?.request;
    return {
      text: place.text ?? 0,
      tokens: afterDraw ? drawn : place.tokens.slice(place.held, place.held + count),
      sampling: request
        ? {
            temperature: request.temperature,
            topP: request.topP,
            uniform: uniformAt(request.seed, place.length),
          }
        : null,
    };
  };

  /** Hands a pass to the device. */
  const submit = (pieces: Choice<Row | Root>["pieces"]): Flight => {
    const entries = pieces.map(({ place, count }): Entry => {
      const draws = place.kind === "row" && place.held + count === place.length;
      return {
        ...{ place, count, heldBefore: place.held },
        job: draws ? place.job : null,
        afterDraw: place.kind === "row" && place.pending,
      };
    });
    const draws = device.forward(entries.map(pieceOf));
    // It is awaited later; until then its failure is no surprise to anybody.
    draws.catch(() => {});
    const flight = { entries, draws };
    flights.push(flight);
    for (const { place, count, job } of entries) {
      place.held += count;
      if (place.kind === "row") place.pending = job !== null && mayGoOn(job);
    }
    return flight;
  };

  const underWay = (job: Job): number =>
    flights.reduce((sum, { entries }) => sum + entries.filter((one) => one.job === job).length, 0);

  const mayGoOn = (job: Job): boolean =>
    job.drawn + underWay(job) < (job.request.mostDraws ?? Number.POSITIVE_INFINITY);

  /** A pass to be computed before the draws of the last one are known, where nothing is in its way. */
  const goAhead = () => {
    if (!device.takeBack || decoding().length === 0) return;
    const { pieces, blocked } = choosePieces(candidates(), device);
    if (!blocked && pieces.length > 0) submit(pieces);
  };

  /** What is under way for a row is nobody's any more; a token computed after such a draw goes. */
  const disown = (row: Row) => {
    row.pending = false;
    for (const { entries } of flights) {
      for (const entry of entries) {
        if (entry.place !== row || !entry.job) continue;
        entry.job = null;
        if (entry.afterDraw) takeBack(row);
      }
    }
  };

  /** The last token that was computed. */
  const takeBack = (row: Row) => {
    if (row.text === null) return;
    if (!device.takeBack) return drop(row);
    device.takeBack(row.text, 1);
    row.held -= 1;
    counts.takenBack += 1;
  };

  const take = (row: Row, entry: Entry, draw: Draw | null | undefined) => {
    const { count, heldBefore, job, afterDraw } = entry;
    // Taken back.
    if (!job && afterDraw) return;
    counts.replayed += Math.max(0, Math.min(row.reached, heldBefore + count) - heldBefore);
    row.reached = Math.max(row.reached, heldBefore + count);
    if (!job) return;
    if (!draw) throw new EngineError("The GPU gave fewer draws than texts.");
    job.read ??= row.tokens.length;
    job.drawn += 1;
    try {
      const step = job.request.onDraw(draw);
      const foreseen = step.goOn && step.tokens.length === 1 && step.tokens[0] === draw.token;
      if (!foreseen) disown(row);
      row.tokens.push(...step.tokens);
      // Its signal may have ended it meanwhile.
      if (row.job !== job) return;
      row.pending = underWay(job) > 0 && mayGoOn(job);
      if (!step.goOn) job.finish();
    } catch (error) {
      job.finish(error);
    }
  };

  const pass = async () => {
    const flight = flights[0] ?? submit(plan());
    if (flights.length === 1) goAhead();
    const draws = await flight.draws;
    flights.shift();
    counts.passes += 1;
    onPass();
    for (const [index, entry] of flight.entries.entries()) {
      const { place, count } = entry;
      counts.tokens += count;
      if (place.kind === "row") take(place, entry, draws[index]);
    }
  };

  const failAll = (error: unknown) => {
    for (const row of decoding()) row.job?.finish(error);
  };

  /** On a new device nothing is held: everything is computed again from its tokens. */
  const restart = async (error: unknown) => {
    const longest = Math.max(...rows.map(({ tokens }) => tokens.length));
    ({ device, maxTexts } = await recover(error, longest));
    counts.recoveries += 1;
    flights = [];
    for (const place of [...rows, ...roots.values()]) {
      place.text = null;
      place.held = 0;
      if (place.kind === "row") place.pending = false;
    }
  };

  const loop = async () => {
    if (running) return;
    running = true;
    // Texts that begin at the same time shall be in the first pass together.
    await null;
    try {
      while (decoding().length > 0 && !closed) {
        try {
          await pass();
        } catch (error) {
          if (closed) break;
          await restart(error);
        }
      }
    } catch (error) {
      failAll(error);
      // What the passes left on the device is unknown.
      flights = [];
      for (const place of [...rows, ...roots.values()]) drop(place);
    } finally {
      running = false;
    }
  };

  /** Beginnings that no open text has are kept for texts to come, but not too many of them. */
  const forgetRoots = () => {
    const unused = [...roots.values()].filter(({ users }) => users === 0);
    // The last one is about to be used.
    for (const root of unused.slice(0, -1 - mostUnusedRoots)) {
      if (!closed) drop(root);
      roots.delete(root.key);
    }
  };

  const rootOf = (prompt: readonly number[]): Root | null => {
    // The last token's logits are wanted by each text, so it is none of the root's.
    const tokens = prompt.slice(0, -1);
    if (tokens.length === 0) return null;
    const key = tokens.join();
    const known = roots.get(key);
    if (known) {
      // The newest last: unused ones go in the order of their use.
      roots.delete(key);
      roots.set(key, known);
      return known;
    }
    const root: Root = {
      ...{ kind: "root", key, tokens, length: tokens.length, held: 0, text: null },
      ...{ users: 0, claimed: false },
    };
    roots.set(key, root);
    forgetRoots();
    return root;
  };

  /** Tokens whose KV a text finds when it begins to decode. */
  const found = ({ text, held, root }: Row): number => {
    if (text !== null) return held;
    if (!root) return 0;
    const isThere = root.claimed;
    root.claimed = true;
    return isThere ? root.tokens.length : 0;
  };

  const start = (row: Row, request: DecodeRequest): Promise<Prefill> =>
    new Promise((resolve, reject) => {
      const { signal } = request;
      // A draw came after the signal of its decoding, and is gone: it has to be made again.
      if (row.held === row.tokens.length) takeBack(row);
      const cached = found(row);
      const stop = () => job.finish(signal.reason);
      const job: Job = {
        request,
        read: null,
        drawn: 0,
        finish(error) {
          signal.removeEventListener("abort", stop);
          disown(row);
          row.job = null;
          if (error !== undefined) reject(error);
          else resolve({ cached, prefilled: (job.read ?? cached) - cached });
        },
      };
      row.job = job;
      signal.addEventListener("abort", stop, { once: true });
      void loop();
    });

  return {
    counts,
    open(prompt) {
      if (closed) throw closed;
      const root = rootOf(prompt);
      if (root) root.users += 1;
      const row: Row = {
        ...{ kind: "row", root, tokens: [...prompt], held: 0, text: null },
        ...{ job: null, reached: 0, pending: false },
        get length() {
          return row.tokens.length + (row.pending ? 1 : 0);
        },
      };
      rows.push(row);
      return {
        get length() {
          return row.tokens.length;
        },
        append: (tokens) => void row.tokens.push(...tokens),
        async decode(request) {
          if (closed) throw closed;
          if (request.signal.aborted) throw request.signal.reason;
          return start(row, request);
        },
        close() {
          const at = rows.indexOf(row);
          if (at < 0) return;
          rows.splice(at, 1);
          if (root) root.users -= 1;
          if (!closed) drop(row);
        },
      };
    },
    close(error) {
      closed = error;
      failAll(error);
    },
  };
}
