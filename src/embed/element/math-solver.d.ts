/** Types of the element `<math-solver>`. Its versions follow those of the solver. */

/** How samples think: with Python, by reasoning only, or half of each. */
export type SolverMode = "tir" | "cot" | "mix";

/** `auto`: as the device is set. */
export type SolverTheme = "auto" | "light" | "dark";

/** `none`: the page around drives it. `solve`: problem and button. `all`: mode and samples too. */
export type SolverControls = "none" | "solve" | "all";

/** `after-attempts`: once a check was right, or as many were made as `max-attempts` says. */
export type SolverReveal = "always" | "after-attempts" | "never";

/** What a run came to. */
export interface SolverAnswer {
  readonly problem: string;
  /** LaTeX; null when no sample named an answer. */
  readonly answer: string | null;
  /** Votes for it, of all votes. */
  readonly votes: number;
  readonly allVotes: number;
  readonly samples: number;
  readonly decidedBy: "vote" | "genselect" | null;
  /** Answers that nothing told apart, the one above first; empty where one leads. */
  readonly tie: readonly string[];
  /** It was ended early. */
  readonly stopped: boolean;
  readonly seconds: number;
  readonly tokens: number;
  readonly model: string;
}

/** Plain data that can be kept as JSON. */
export interface SolverState {
  readonly version: 1;
  readonly problem: string;
  readonly model: string;
  readonly samples: number | null;
  readonly mode: SolverMode | null;
  readonly answer: SolverAnswer | null;
}

export interface SolverReady {
  /** The name of the model that is used. */
  readonly model: string;
}

export interface SolverProgress {
  /** `queued`: another widget or tab uses the engine. */
  readonly phase: "queued" | "loading" | "solving";
  /** While queued; 1 is next. */
  readonly place: number | null;
  /** Of the model; null where unknown. */
  readonly loadedBytes: number | null;
  readonly totalBytes: number | null;
  readonly samples: number;
  readonly samplesEnded: number;
  readonly tokens: number;
  /** The answer that leads, as LaTeX. */
  readonly leading: string | null;
}

export interface SolverSample {
  /** Counts from 1. */
  readonly sample: number;
  readonly answer: string | null;
  readonly state: "done" | "forced" | "cancelled" | "failed";
  readonly tokens: number;
  readonly codeCalls: number;
}

export interface SolverError {
  readonly code: /** The solver's owner does not let this page embed it, or it is of another version. */
    | "refused"
    /** The model isn't on this device. The person is asked; nothing is fetched before. */
    | "model-missing"
    /** What was asked for can't be done: no problem, a bad attribute. */
    | "invalid"
    /** The engine, Python or the run failed. */
    | "failed"
    /** Stopped before there was anything. */
    | "stopped"
    /** The solver could not be loaded. */
    | "unreachable";
  readonly message: string;
}

/** What came of comparing an answer with the expected one. */
export interface SolverCheck {
  readonly answer: string;
  /** Null: the two could not be compared. */
  readonly correct: boolean | null;
  /** The share of a list's parts that are right, from 0 to 1; null where nothing is known. */
  readonly score: number | null;
  /** Counts from 1, and anew with another problem. */
  readonly attempts: number;
}

export interface SolverResize {
  /** Pixels. */
  readonly height: number;
}

/** Events of the element, by name. They bubble. */
export interface SolverEventMap {
  "solver-ready": CustomEvent<SolverReady>;
  "solver-progress": CustomEvent<SolverProgress>;
  "solver-sample": CustomEvent<SolverSample>;
  "solver-answer": CustomEvent<SolverAnswer>;
  "solver-check": CustomEvent<SolverCheck>;
  "solver-error": CustomEvent<SolverError>;
  "solver-resize": CustomEvent<SolverResize>;
}

/** A property may be given what its framework has: null and undefined stand for the default. */
export type Given<T> = T | null | undefined;

/** The attributes of `<math-solver>`, as templates and JSX take them. */
export interface MathSolverAttributes {
  /** A math problem; LaTeX between `$` works. @default "" */
  problem?: Given<string>;
  /** A model of the solver's list, by name. @default "demo" */
  model?: Given<string>;
  /** 1 to 64. @default what suits the model */
  samples?: Given<number>;
  /** @default what suits the model */
  mode?: Given<SolverMode>;
  /** @default "auto" */
  theme?: Given<SolverTheme>;
  /** The problem can't be edited. @default false */
  readonly?: Given<boolean>;
  /** @default "solve" */
  controls?: Given<SolverControls>;
  /** What `check` compares with. The frame shows nothing of it. @default the solver's own answer */
  expected?: Given<string>;
  /** When the frame may show a solution. @default "always" */
  reveal?: Given<SolverReveal>;
  /** For `reveal="after-attempts"`: 1 to 99. @default 3 */
  "max-attempts"?: Given<number>;
  /** `none`: no link to the full app. */
  "app-link"?: Given<"none">;
  /** Address of the solver's folder. @default where the script comes from */
  src?: Given<string>;
  /** Solves by itself, with the demonstration model or one that is on this device. @default false */
  autorun?: Given<boolean>;
}

/** The element `<math-solver>`. Properties are its attributes. */
export interface MathSolverElement extends HTMLElement {
  get problem(): string;
  set problem(value: Given<string>);
  get model(): string;
  set model(value: Given<string>);
  /** Null: what suits the model. */
  get samples(): number | null;
  set samples(value: Given<number>);
  /** Null: what suits the model. */
  get mode(): SolverMode | null;
  set mode(value: Given<SolverMode>);
  get theme(): SolverTheme;
  set theme(value: Given<SolverTheme>);
  get readonly(): boolean;
  set readonly(value: Given<boolean>);
  get controls(): SolverControls;
  set controls(value: Given<SolverControls>);
  get expected(): string | null;
  set expected(value: Given<string>);
  get reveal(): SolverReveal;
  set reveal(value: Given<SolverReveal>);
  /** The attribute `max-attempts`. */
  get maxAttempts(): number;
  set maxAttempts(value: Given<number>);
  /** The attribute `app-link`. */
  get appLink(): "none" | null;
  set appLink(value: Given<"none">);
  get src(): string;
  set src(value: Given<string>);
  get autorun(): boolean;
  set autorun(value: Given<boolean>);
  /**
   * Solves, and loads what is needed first. Rejects with an `Error` whose `name` is a
   * {@link SolverError.code}.
   */
  solve(problem?: string): Promise<SolverAnswer>;
  /** Ends the run; what there is decides. */
  stop(): void;
  /**
   * Compares an answer as the solver's own vote does, in LaTeX or as people type it: `1/9` is
   * `\frac{1}{9}`. Rejects with an `Error` whose `name` is a {@link SolverError.code}.
   * @param expected what it is compared with. @default the attribute `expected`; without it the solver
   * solves, and takes its own
   */
  check(answer: string, expected?: string): Promise<SolverCheck>;
  /** What is in it now. */
  getState(): Promise<SolverState>;
  /** Puts it there again; an answer is shown as one that was kept. */
  setState(state: SolverState): void;
}

export type MathSolver = MathSolverElement;

/** The element's class, which importing the module registers as `<math-solver>`. */
export declare const MathSolver: {
  new (): MathSolverElement;
  readonly prototype: MathSolverElement;
  /** Address of the solver's folder, for elements without `src`. @default where the script comes from */
  home: string;
};

declare global {
  interface HTMLElementTagNameMap {
    "math-solver": MathSolverElement;
  }
  // They bubble: to the element, all around it, the document and the window.
  interface GlobalEventHandlersEventMap extends SolverEventMap {}
}
