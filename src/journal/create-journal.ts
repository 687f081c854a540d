import type { EngineSource } from "../engine/engine-source";
import { nameOfModel } from "../engine/web-llm/web-llm-model";
import {
  type JournalError,
  JournalOutdatedTabError,
  journalFailure,
  RunElsewhereError,
  RunMissingError,
} from "./errors";
import type { BegunRun, Journal, JournalState, ListedRun } from "./journal";
import { type JournalStore, openJournalStore } from "./journal-store";
import { unpackEvents } from "./packed-events";
import { createRunLocks } from "./run-locks";
import type { RunRecord, SavedSource } from "./run-record";
import { RunWriter, type RunWriterOptions } from "./run-writer";
import { exportRuns, readExportedRuns } from "./transfer";

/** Of a run whose tab had to let go of the database. */
const rest =
  "Another tab began to use a newer version of this app, so the rest of this run was not kept.";

/** Deleted runs of a page that was closed before it forgot them. */
const forgetAfter = 10 * 60 * 1000;

/** The history of this browser. Its tabs share it. */
export function createJournal(name = "journal"): Journal {
  const listeners = new Set<() => void>();
  const locks = createRunLocks();
  const channel = new BroadcastChannel(name);
  const writers = new Set<RunWriter>();
  let state: JournalState = { kind: "opening" };
  let trouble: string | null = null;

  /** Reported by `state`, and to everyone who uses it. */
  let opened: Promise<JournalStore> | null = null;

  /** Opened again where the browser closed it, or it fell silent. */
  async function store(): Promise<JournalStore> {
    const last = opened;
    const found = await last?.catch(() => null);
    if (found && !canReopen(found.gone())) return found;
    if (opened === last) {
      opened = openJournalStore(name, { onLeaving: leave, onGone: () => void refresh() });
      opened.catch(() => {});
    }
    return opened ?? store();
  }

  /** A newer version of the app takes the database over. */
  function leave(): Promise<unknown> {
    return Promise.all([...writers].map((writer) => writer.leave(rest)));
  }

  function set(next: JournalState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  async function refresh(): Promise<void> {
    try {
      // Before and after: a run may begin or end meanwhile, and must not look as if it was cut off.
      const before = await locks.held();
      const records = await (await store()).list();
      const held = new Set([...before, ...(await locks.held())]);
      const runs = records
        .filter(({ deletedAt }) => deletedAt === null)
        .map((record): ListedRun => ({ record, status: statusOf(record, held) }));
      set({ kind: "open", runs, trouble });
    } catch (error) {
      set({ kind: "unavailable", message: journalFailure(error).message });
    }
  }

  /** Here and in the other tabs. */
  async function changed(): Promise<void> {
    channel.postMessage("changed");
    await refresh();
  }

  async function change(id: string, fields: Partial<RunRecord>): Promise<void> {
    await (await store()).change(id, fields);
    await changed();
  }

  function write(options: Omit<RunWriterOptions, "onTrouble" | "onEnd">, release: () => void) {
    const writer = new RunWriter({
      ...options,
      onTrouble(next) {
        trouble = next;
        if (state.kind === "open") set({ ...state, trouble });
        else if (next === null) void refresh();
      },
      onEnd() {
        writers.delete(writer);
        release();
        void changed();
      },
    });
    writers.add(writer);
    return writer;
  }

  async function forgetOld(): Promise<void> {
    const before = Date.now() - forgetAfter;
    for (const { id, deletedAt } of await (await store()).list()) {
      if (deletedAt !== null && deletedAt < before) await remove(await store(), id);
    }
  }

  channel.addEventListener("message", () => void refresh());
  // The last moments at which a page is sure to be asked.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") return void refresh();
    for (const writer of writers) writer.flush();
  });
  window.addEventListener("pagehide", () => {
    for (const writer of writers) writer.flush();
  });
  void refresh()
    .then(forgetOld)
    .catch(() => {});

  return {
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
    record(run) {
      const record = newRecord(run);
      const { id } = record;
      let release = () => {};
      const begin = async () => {
        const open = await store();
        // Before the record is there: without its lock it would look as if it was cut off.
        release = (await locks.take(id)) ?? release;
        await open.add([{ record, events: [] }]);
        void changed();
      };
      let begun: Promise<unknown> | null = null;
      const open = async () => {
        begun ??= begin();
        begun.catch(() => {
          begun = null;
        });
        await begun;
        return store();
      };
      return write({ id, open, summary: record }, () => release());
    },
    async resume(id) {
      const release = await locks.take(id);
      if (!release) {
        throw new RunElsewhereError(
          "This run already goes on in another tab of this browser. Look there.",
        );
      }
      try {
        const open = await store();
        const { record, events } = await open.read(id);
        if (record.state === "finished" || record.deletedAt !== null) {
          throw new RunMissingError("This run has ended or was deleted meanwhile.");
        }
        const recorder = write({ id, open: store, summary: record }, release);
        await open.change(id, { state: "running", failure: null });
        void changed();
        return { record, saved: unpackEvents(events), recorder };
      } catch (error) {
        release();
        throw error;
      }
    },
    async read(id) {
      const { record, events } = await (await store()).read(id);
      return { record, events: unpackEvents(events) };
    },
    rename: (id, title) => change(id, { title }),
    pin: (id, pinned) => change(id, { pinned }),
    delete: (id) => change(id, { deletedAt: Date.now() }),
    restore: (id) => change(id, { deletedAt: null }),
    async forget(id) {
      await remove(await store(), id);
    },
    async export(ids) {
      const open = await store();
      const runs = [];
      for (const id of ids) runs.push(await open.read(id));
      return exportRuns(runs);
    },
    async import(text) {
      const runs = readExportedRuns(text);
      const there = await (await store()).add(runs);
      await changed();
      return { added: runs.length - there.size, there: there.size };
    },
  };
}

/** A newer version's database can't be opened by this one. */
function canReopen(gone: JournalError | null): boolean {
  return gone !== null && !(gone instanceof JournalOutdatedTabError);
}

function remove(store: JournalStore, id: string): Promise<void> {
  // Another tab may have had it back.
  return store.remove(id, ({ deletedAt }) => deletedAt !== null);
}

function statusOf({ id, state }: RunRecord, held: ReadonlySet<string>): ListedRun["status"] {
  if (state !== "running") return state;
  return held.has(id) ? "running" : "cut-off";
}

function newRecord({ request, settings, withoutPython, engine, source }: BegunRun): RunRecord {
  const { stopping: _, ...saved } = request;
  return {
    id: newId(),
    createdAt: Date.now(),
    ...{ title: null, pinned: false, deletedAt: null },
    request: saved,
    ...{ settings, withoutPython, engine },
    source: savedSource(source),
    ...{ state: "running", failure: null, answer: null, tokens: 0, seconds: 0, batches: 0 },
  };
}

function savedSource(source: EngineSource): SavedSource {
  switch (source.kind) {
    case "demo":
      return { kind: "demo" };
    case "stored":
      return { kind: "stored", id: source.id, title: source.title };
    case "file":
      return { kind: "file", name: source.file.name };
    case "web-llm":
      return { kind: "web-llm", name: nameOfModel(source.model) };
    case "server":
      return { kind: "server", address: source.address, model: source.model };
  }
}

function newId(): string {
  const random = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
