import { createModelLibrary } from "../../models/create-model-library";
import type { ModelLibrary } from "../../models/library";
import { charactersOver } from "../../ui/solve/problem-text";
import { defaultSettings, type SolveSettings } from "../../ui/solve/settings";
import { isActive } from "../../ui/solve/solver-state";
import type { SolverStore } from "../../ui/solve/solver-store";
import type { Texts } from "../../ui/texts/texts";
import type { CheckResult } from "../protocol/check";
import type { FrameMessage } from "../protocol/frame-messages";
import type { WidgetOptions } from "../protocol/options";
import type { WidgetAnswer, WidgetState } from "../protocol/state";
import { checkAnswer } from "./check-answer";
import { type FirstPartyModels, openFirstParty } from "./first-party-models";
import type { FrameLink } from "./frame-link";
import { type ModelSituation, situationOf } from "./model-situation";
import { createSharedSolver } from "./shared-solver";

export interface WidgetSnapshot {
  readonly options: WidgetOptions;
  /** As it stands in the box. */
  readonly problem: string;
  readonly settings: SolveSettings;
  readonly model: ModelSituation;
  /** In the queue for the engine; null when it does not wait. */
  readonly place: number | null;
  /** An answer that the page around gave back. */
  readonly kept: WidgetAnswer | null;
}

export interface Widget {
  readonly solver: SolverStore;
  getState(): WidgetSnapshot;
  subscribe(listener: () => void): () => void;
  /** What the page around chooses; the first time, and whenever it changes. */
  configure(options: WidgetOptions): void;
  edit(problem: string): void;
  change(settings: SolveSettings): void;
  solve(): void;
  stop(): void;
  /** Whether a typed answer means another one. */
  check(answer: string, expected: string): Promise<CheckResult>;
  saved(): WidgetState;
  restore(state: WidgetState): void;
  /** Starts the download of the missing model, or goes on with it. Call it on a click only. */
  download(): Promise<void>;
  pause(): void;
  /** Looks for the model in the full app's own store. Call it on a click only. @throws a `ModelError` */
  borrow(): Promise<"found" | "missing">;
  useDemo(): void;
}

export interface WidgetPorts {
  readonly first: WidgetOptions;
  readonly send: FrameLink["send"];
  readonly texts: () => Texts;
}

/** A widget's state, apart from React: the form, the model it waits for, and the shared solver. */
export function createWidget({ first, send, texts }: WidgetPorts): Widget {
  const listeners = new Set<() => void>();
  let library: ModelLibrary | null = null;
  let lent: { readonly id: string; readonly models: FirstPartyModels } | null = null;
  /** A run that begins when the model has been looked for. */
  let wanted: "no" | "solve" | "autorun" = "no";
  let state: WidgetSnapshot = {
    options: first,
    problem: first.problem,
    settings: settingsOf(first),
    model: situation(first.model),
    ...{ place: null, kept: null },
  };
  const solver = createSharedSolver({
    onPlace(place) {
      if (place !== state.place) set({ place });
    },
    borrowed: (id, onProgress) => (lent?.id === id ? filesOf(lent.models, id, onProgress) : null),
  });

  function set(change: Partial<WidgetSnapshot>): void {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  }

  function situation(id: string): ModelSituation {
    const stored = library?.getState() ?? null;
    const lentTitle = lent?.id === id ? situationOf(id, stored, null).title : null;
    const found = situationOf(id, stored, lentTitle);
    // The worker that looks after stored models is not needed for the demonstration model.
    if (found.kind === "looking" && !library) {
      library = createModelLibrary();
      library.subscribe(() => {
        set({ model: situation(state.options.model) });
        goOn();
      });
    }
    return found;
  }

  function setModel(id: string): void {
    set({ options: { ...state.options, model: id }, model: situation(id) });
  }

  /** What was wanted while the model was being looked for. */
  function goOn(): void {
    if (wanted === "no" || state.model.kind === "looking") return;
    const before = wanted;
    wanted = "no";
    if (before === "solve") solve();
    else autorun();
  }

  function autorun(): void {
    if (!state.problem.trim()) return;
    if (state.model.kind === "looking") wanted = "autorun";
    // What is not here waits for the person.
    if (state.model.kind === "ready") solve();
  }

  function solve(): void {
    const { model, settings } = state;
    const problem = state.problem.trim();
    const words = texts();
    // The same refusal twice is told twice.
    solver.store.dismissRejection();
    if (!problem) {
      fail("invalid", words.solve.missing);
    } else if (charactersOver(problem) > 0) {
      // The store refuses it in words; no model is loaded for it.
      solver.store.solve({ problem, settings });
    } else if (model.kind === "looking") {
      wanted = "solve";
    } else if (model.kind === "missing") {
      fail("model-missing", words.embed.offer.missing(model.title));
    } else if (model.kind === "unknown") {
      fail("model-missing", words.embed.unknown(model.title));
    } else {
      set({ kept: null });
      solver.prepare(model.source);
      solver.store.solve({ problem, settings });
    }
  }

  function fail(code: (FrameMessage & { kind: "error" })["code"], message: string): void {
    send({ kind: "error", code, message });
  }

  return {
    solver: solver.store,
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    configure(options) {
      const before = state.options;
      const isFirst = before === first;
      const another = isFirst || options.problem !== before.problem;
      if (another) solver.store.dismissRejection();
      set({
        options,
        // What the person typed stays when, say, the theme changes.
        ...(another ? { problem: options.problem, kept: null } : {}),
        ...(options.samples !== before.samples || options.mode !== before.mode
          ? { settings: { ...state.settings, ...settingsOf(options) } }
          : {}),
        ...(options.model !== before.model ? { model: situation(options.model) } : {}),
      });
      if (options.autorun && (another || !before.autorun)) autorun();
    },
    edit(problem) {
      solver.store.dismissRejection();
      set({ problem });
    },
    change(settings) {
      solver.store.dismissRejection();
      set({ settings });
    },
    solve,
    stop() {
      wanted = "no";
      solver.stop();
    },
    check: (answer, expected) => checkAnswer(answer, expected, solver.same),
    saved() {
      const { problem, settings, options, kept } = state;
      const samples = Number(settings.samples);
      return {
        ...{ version: 1, problem, model: options.model, mode: settings.mode, answer: kept },
        samples: Number.isInteger(samples) && samples >= 1 && samples <= 64 ? samples : null,
      };
    },
    restore({ problem, model, samples, mode, answer }) {
      if (isActive(solver.store.getState().run)) return;
      const form = { samples: samples === null ? "" : String(samples), mode };
      set({ problem, settings: { ...state.settings, ...form }, kept: answer });
      if (model !== state.options.model) setModel(model);
    },
    async download() {
      if (state.model.kind !== "missing" || state.model.entry.source.kind !== "download") return;
      await library?.download(state.model.entry.source.model);
    },
    pause: () => library?.pause(state.options.model),
    async borrow() {
      const id = state.options.model;
      const models = await openFirstParty();
      const found = await models.find(id);
      if (found?.state !== "complete") return "missing";
      lent = { id, models };
      set({ model: situation(id) });
      return "found";
    },
    useDemo: () => setModel("demo"),
  };
}

async function filesOf(
  models: FirstPartyModels,
  id: string,
  onProgress: (done: number, total: number) => void,
): Promise<readonly File[]> {
  const model = await models.find(id);
  return model ? models.files(model, onProgress) : [];
}

function settingsOf({ samples, mode }: WidgetOptions): SolveSettings {
  return { ...defaultSettings, samples: samples === null ? "" : String(samples), mode };
}
