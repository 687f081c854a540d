import type { FormatName } from "../convert/format";
import { type ConversionPlan, planConversion } from "../convert/plan-conversion";
import { type DownloadProgress, downloadModel } from "../download/download-model";
import { fetchAgain } from "../download/fetch-range";
import { IntegrityError, ModelMissingError } from "../errors";
import { completeDescription } from "../inspect/complete-description";
import type { ConversionInput, LibraryState, ModelActivity, ModelProblem } from "../library";
import type { ModelDescription } from "../model-description";
import type { StoredModel } from "../store/model-store";
import { openModelStore } from "../store/open-model-store";
import { verifyStoredFile } from "../store/read-model";
import { type ExportedFile, exportFile } from "../transfer/export-file";
import { importFile } from "../transfer/import-file";
import { createActivities } from "./activities";
import { convertInStore, discardBroken, openInput, targetId } from "./convert-in-store";
import { discardPieces } from "./discard-pieces";
import { withModelLock } from "./model-lock";
import { errorOf, problemOf } from "./problems";
import { type LibraryFacts, readLibrary } from "./read-library";
import { createSpeed } from "./speed";
import { openTabChannel } from "./tab-messages";
import { throttle } from "./throttle";

/** How work ended. Errors cross a worker's border as data. */
export type Ending<T> =
  | { readonly kind: "done"; readonly value: T }
  /** It was ended on purpose, here or in another tab. */
  | { readonly kind: "paused" }
  | { readonly kind: "failed"; readonly problem: ModelProblem };

/** The library as its worker offers it; see `ModelLibrary`. */
export interface ModelHost {
  /** @param onState told each new state, from now on */
  watch(onState: (state: LibraryState) => unknown): Promise<void>;
  download(model: ModelDescription): Promise<Ending<StoredModel>>;
  restart(id: string): Promise<Ending<StoredModel>>;
  verify(id: string): Promise<Ending<void>>;
  delete(id: string): Promise<Ending<void>>;
  exportFile(id: string): Promise<Ending<ExportedFile>>;
  importFile(file: File): Promise<Ending<StoredModel>>;
  planConversion(input: ConversionInput): Promise<Ending<ConversionPlan>>;
  convert(input: ConversionInput, format: FormatName): Promise<Ending<StoredModel>>;
  /** Ends the imports of this tab. */
  stopImports(): void;
  pause(id: string): void;
  /** Reads anew what the store holds and what the browser says of it. */
  refresh(): Promise<void>;
}

/** Milliseconds between two states, and between two looks into a store that fills. */
const stateInterval = 200;
const storeInterval = 2000;

export function createModelHost(): ModelHost {
  const opening = openModelStore({ onOutdated: () => void refresh() });
  // Whoever needs the store hears of it.
  opening.catch(() => {});
  let facts: LibraryFacts | null = null;
  let problem: ModelProblem | null = null;
  let tell: (state: LibraryState) => unknown = () => {};
  /** What can be ended, by model. */
  const running = new Map<string, Set<AbortController>>();
  const imports = new Set<AbortController>();

  const activities = createActivities({
    onChange: () => changed(),
    async isPartial(id) {
      await refresh();
      return (
        facts?.models.some(({ model }) => model.id === id && model.state === "partial") ?? false
      );
    },
  });
  const tabs = openTabChannel((message) => {
    switch (message.type) {
      case "hello":
        return tellTabs();
      case "activity":
        return activities.setOther(message.id, message.activity);
      case "changed":
        return void refresh();
      case "stop":
        return stop(message.id);
    }
  });

  function state(): LibraryState {
    if (problem) return { kind: "unavailable", problem };
    if (!facts) return { kind: "opening" };
    const models = facts.models.map((status) => ({
      ...status,
      activity: activities.get(status.model.id),
    }));
    return { kind: "open", models, storage: facts.storage };
  }

  const tellTabs = () => {
    for (const [id, activity] of activities.own()) tabs.send({ type: "activity", id, activity });
  };
  const tellSoon = throttle(() => {
    tellTabs();
    void tell(state());
  }, stateInterval);
  const lookSoon = throttle(() => void refresh(), storeInterval);

  function changed(): void {
    tellSoon();
    lookSoon();
  }

  async function look(): Promise<void> {
    try {
      facts = await readLibrary(await opening);
    } catch (error) {
      problem = problemOf(error);
    }
    tellSoon();
  }

  /** One look after the other: an older one may not come last. */
  let looking = Promise.resolve();
  function refresh(): Promise<void> {
    looking = looking.then(look);
    return looking;
  }

  async function stored(id: string): Promise<StoredModel> {
    const model = await (await opening).get(id);
    if (model) return model;
    throw new ModelMissingError("This model is not stored here any more.");
  }

  function stop(id: string): void {
    for (const controller of running.get(id) ?? []) controller.abort();
  }

  function stopEverywhere(id: string): void {
    stop(id);
    tabs.send({ type: "stop", id });
  }

  /** Does something that only one tab may do with a model at a time, and tells how it ended. */
  async function perform<T>(
    id: string,
    work: (report: (activity: ModelActivity) => void, signal: AbortSignal) => Promise<T>,
  ): Promise<Ending<T>> {
    const controller = new AbortController();
    const { signal } = controller;
    const controllers = running.get(id) ?? new Set();
    running.set(id, controllers.add(controller));
    const report = (activity: ModelActivity) => {
      activities.setOwn(id, activity);
      changed();
    };
    const locked = async () => {
      // Where there is no store there are no locks either.
      await opening;
      return withModelLock(id, signal, async () => {
        const ending = await endingOf(() => work(report, signal), signal);
        const last: ModelActivity =
          ending.kind === "failed"
            ? { kind: "stopped", problem: ending.problem }
            : { kind: "idle" };
        report(last);
        // Before the lock is free: a free lock without a last word means that this tab has died.
        tabs.send({ type: "activity", id, activity: last });
        return ending;
      });
    };
    // Broken off while another tab has the lock, it never begins.
    const ending = await endingOf(locked, signal);
    controllers.delete(controller);
    tabs.send({ type: "changed" });
    await refresh();
    await tell(state());
    return ending.kind === "done" ? ending.value : ending;
  }

  /** Of something that is begun already nothing new needs to be known. */
  async function begin(model: ModelDescription, signal: AbortSignal): Promise<ModelDescription> {
    const begun = await (await opening).get(model.id);
    return begun ? model : completeDescription(model, signal);
  }

  /** Told once that a model's record is there now. */
  function createArrival(): () => void {
    let shown = false;
    return () => {
      if (shown) return;
      shown = true;
      void refresh();
      tabs.send({ type: "changed" });
    };
  }

  async function download(
    model: ModelDescription,
    report: (activity: ModelActivity) => void,
    signal: AbortSignal,
  ): Promise<StoredModel> {
    const store = await opening;
    const speed = createSpeed();
    const arrived = createArrival();
    return downloadModel(store, model, {
      signal,
      onProgress(progress) {
        speed.add(progress.loadedBytes, performance.now());
        report(activityOf(progress, speed.current()));
        arrived();
      },
    });
  }

  async function verify(
    id: string,
    report: (activity: ModelActivity) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const store = await opening;
    const model = await stored(id);
    const totalBytes = model.files.reduce((sum, { bytes }) => sum + (bytes ?? 0), 0);
    let before = 0;
    try {
      for (const [index, file] of model.files.entries()) {
        await verifyStoredFile(store, model, index, {
          fetchAgain,
          signal,
          onProgress: (done) =>
            report({ kind: "verifying", doneBytes: before + done, totalBytes, elsewhere: false }),
        });
        before += file.bytes ?? 0;
      }
    } catch (error) {
      // Then it isn't there wholly: going on with its download, or its import, mends it.
      if (error instanceof IntegrityError) await store.put({ ...model, state: "partial" });
      throw error;
    }
    await store.put({ ...model, verifiedAt: Date.now() });
  }

  async function exporting(
    id: string,
    report: (activity: ModelActivity) => void,
    signal: AbortSignal,
  ): Promise<ExportedFile> {
    return exportFile(await opening, id, {
      fetchAgain,
      signal,
      onProgress: (doneBytes, totalBytes) =>
        report({ kind: "exporting", doneBytes, totalBytes, elsewhere: false }),
    });
  }

  async function converting(
    input: ConversionInput,
    format: FormatName,
    report: (activity: ModelActivity) => void,
    signal: AbortSignal,
  ): Promise<StoredModel> {
    const arrived = createArrival();
    return convertInStore(await opening, input, format, {
      signal,
      onProgress(doneBytes, totalBytes) {
        report({ kind: "converting", doneBytes, totalBytes, elsewhere: false });
        arrived();
      },
    });
  }

  async function importing(file: File, controller: AbortController): Promise<StoredModel> {
    // Which model it is shows when half of the way is done.
    let report: (activity: ModelActivity) => void = () => {};
    const { model } = await importFile(await opening, file, {
      signal: controller.signal,
      onProgress: (doneBytes, totalBytes) =>
        report({ kind: "importing", doneBytes, totalBytes, elsewhere: false }),
      async within({ id }, copy) {
        const ending = await perform(id, (tell, signal) => {
          report = tell;
          signal.addEventListener("abort", () => controller.abort());
          return copy();
        });
        if (ending.kind === "done") return ending.value;
        throw ending.kind === "failed" ? errorOf(ending.problem) : controller.signal.reason;
      },
    });
    return model;
  }

  return {
    async watch(onState) {
      tell = onState;
      tabs.send({ type: "hello" });
      // Without a store the next look says so.
      await opening.then(discardBroken).catch(() => {});
      await refresh();
    },
    download: (model) =>
      perform(model.id, async (report, signal) =>
        download(await begin(model, signal), report, signal),
      ),
    restart: (id) =>
      perform(id, async (report, signal) => {
        const model = await discardPieces(await opening, await stored(id));
        return download(await completeDescription(model, signal), report, signal);
      }),
    verify: (id) => perform(id, (report, signal) => verify(id, report, signal)),
    delete(id) {
      stopEverywhere(id);
      return perform(id, async () => (await opening).delete(id));
    },
    exportFile: (id) => perform(id, (report, signal) => exporting(id, report, signal)),
    async importFile(file) {
      const controller = new AbortController();
      imports.add(controller);
      const ending = await endingOf(() => importing(file, controller), controller.signal);
      imports.delete(controller);
      return ending;
    },
    planConversion(input) {
      const { signal } = new AbortController();
      return endingOf(
        async () => planConversion((await openInput(await opening, input, signal)).source),
        signal,
      );
    },
    convert: async (input, format) =>
      perform(await targetId(input, format), (report, signal) =>
        converting(input, format, report, signal),
      ),
    stopImports() {
      for (const controller of imports) controller.abort();
    },
    pause: stopEverywhere,
    refresh,
  };
}

async function endingOf<T>(work: () => Promise<T>, signal: AbortSignal): Promise<Ending<T>> {
  try {
    return { kind: "done", value: await work() };
  } catch (error) {
    return signal.aborted ? { kind: "paused" } : { kind: "failed", problem: problemOf(error) };
  }
}

function activityOf(
  { loadedBytes, totalBytes, hashedBytes, waiting }: DownloadProgress,
  bytesPerSecond: number | null,
): ModelActivity {
  const elsewhere = false;
  if (loadedBytes === totalBytes) {
    return { kind: "verifying", doneBytes: hashedBytes, totalBytes, elsewhere };
  }
  return { kind: "downloading", loadedBytes, totalBytes, bytesPerSecond, elsewhere, waiting };
}
