import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { launchBrowser, type TestBrowser } from "../harness/browser";

let browser: TestBrowser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

async function openPage(within = browser): Promise<Page> {
  const page = await within.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto(`${inject("isolatedUrl")}tests/harness/blank.html`, { timeout: 120_000 });
  await page.addScriptTag({ url: "/tests/browser/journal.page.ts", type: "module" });
  await page.waitForFunction(() => "journalTools" in window);
  return page;
}

/** A page with the history of this name open as `window.journal`. */
async function openJournal(name: string): Promise<Page> {
  const page = await openPage();
  await page.evaluate((name) => {
    window.journal = window.journalTools.createJournal(name);
  }, name);
  return page;
}

const runsOf = (page: Page, count: number) =>
  page.evaluate((count) => window.journalTools.runsOf(window.journal, count), count);

describe("a run that is kept", () => {
  it("is there again with all its events, in this tab and in another one", async () => {
    const page = await openJournal("kept");
    const { id, expected, read } = await page.evaluate(async () => {
      const { keep, plain, text, started, finished } = window.journalTools;
      const code = { kind: "code-started", call: 1, code: "1" } as const;
      const events = [
        ...[text(0, "a"), text(1, "b"), text(0, "c")],
        { kind: "sample", sample: 0, event: code } as const,
        ...[text(1, "d"), finished],
      ];
      const id = await keep(window.journal, "2+3?", events);
      return { id, expected: [started, ...events], read: await plain(window.journal, id) };
    });
    // Tokens of several samples between two other events may change places.
    const bySample = (events: unknown[]) =>
      [0, 1].map((n) => events.filter((e) => (e as { sample?: number }).sample === n));
    expect(bySample(read)).toEqual(bySample(expected));
    expect(read[0]).toEqual(expected[0]);
    expect(read.at(-1)).toEqual(expected.at(-1));
    const other = await openJournal("kept");
    expect(await runsOf(other, 1)).toEqual(["finished: 2+3?"]);
    const there = await other.evaluate(async (id) => {
      const { record, events } = await window.journal.read(id);
      return { record, count: events.length };
    }, id);
    expect(there.count).toBe(expected.length);
    expect(there.record).toMatchObject({ state: "finished", answer: "5", tokens: 5 });
  });

  it("is written a few times a second, however many tokens come", async () => {
    const page = await openJournal("batched");
    const { batches, count } = await page.evaluate(async () => {
      const { keep, text, finished } = window.journalTools;
      const many = Array.from({ length: 20_000 }, (_, index) => text(index % 8, "token "));
      const id = await keep(window.journal, "x", [...many, finished]);
      const { record, events } = await window.journal.read(id);
      return { batches: record.batches, count: events.length };
    });
    expect(count).toBe(20_002);
    expect(batches).toBeLessThan(10);
  });

  it("is renamed, pinned, deleted and had back, and other tabs see it", async () => {
    const page = await openJournal("changed");
    const other = await openJournal("changed");
    const id = await page.evaluate(() => window.journalTools.keep(window.journal, "x"));
    await page.evaluate(async (id) => {
      await window.journal.rename(id, "My run");
      await window.journal.pin(id, true);
    }, id);
    await other.evaluate(() =>
      window.journalTools.until(
        window.journal,
        (state) =>
          state.kind === "open" &&
          state.runs[0]?.record.title === "My run" &&
          state.runs[0].record.pinned,
      ),
    );
    await page.evaluate((id) => window.journal.delete(id), id);
    expect(await runsOf(other, 0)).toEqual([]);
    await page.evaluate((id) => window.journal.restore(id), id);
    // Only what is deleted is forgotten.
    await page.evaluate((id) => window.journal.forget(id), id);
    expect(await runsOf(other, 1)).toEqual(["finished: x"]);
    const gone = await page.evaluate(async (id) => {
      await window.journal.delete(id);
      await window.journal.forget(id);
      const store = await window.journalTools.openJournalStore("changed");
      return [await store.list(), await window.journalTools.fails(window.journal.read(id))];
    }, id);
    expect(gone).toEqual([[], expect.stringContaining("RunMissingError: This run is not")]);
  });

  it("is forgotten later where the page was closed before", async () => {
    const page = await openJournal("old");
    await page.evaluate(async () => {
      const { keep, openJournalStore } = window.journalTools;
      const ids = [await keep(window.journal, "long ago"), await keep(window.journal, "just now")];
      const store = await openJournalStore("old");
      for (const [index, id] of ids.entries()) {
        await store.change(id, { deletedAt: Date.now() - (index === 0 ? 3_600_000 : 0) });
      }
    });
    const other = await openJournal("old");
    const left = await other.evaluate(async () => {
      const store = await window.journalTools.openJournalStore("old");
      for (;;) {
        const runs = await store.list();
        if (runs.length === 1) return runs[0]?.request.problem;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    expect(left).toBe("just now");
  });
});

describe("a run that is cut off", () => {
  it("is known as such when its tab is gone, and goes on in one tab only", async () => {
    const page = await openJournal("cut");
    const id = await page.evaluate(async () => {
      const { begun, started, text, until } = window.journalTools;
      const recorder = window.journal.record(begun());
      recorder.record(started);
      recorder.record(text(0, "one "));
      await until(
        window.journal,
        (s) => s.kind === "open" && (s.runs[0]?.record.batches ?? 0) >= 0,
      );
      recorder.record(text(0, "two "));
      await new Promise((resolve) => setTimeout(resolve, 1500));
      // Never stored: the tab is killed first.
      recorder.record(text(0, "lost"));
      return recorder.id;
    });
    const other = await openJournal("cut");
    expect(await runsOf(other, 1)).toEqual(["running: 2+3?"]);
    const refused = await other.evaluate(
      (id) => window.journalTools.fails(window.journal.resume(id)),
      id,
    );
    expect(refused).toContain("RunElsewhereError: This run already goes on in another tab");
    await page.close();
    await other.evaluate(async () => {
      for (;;) {
        const [run] = await window.journalTools.runsOf(window.journal, 1);
        if (run?.startsWith("cut-off")) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
    const resumed = await other.evaluate(async (id) => {
      const { text, finished, until, plain } = window.journalTools;
      const { saved, recorder } = await window.journal.resume(id);
      recorder.record(text(0, "three"));
      recorder.record(finished);
      await until(window.journal, (s) => s.kind === "open" && s.runs[0]?.status === "finished");
      const read = await plain(window.journal, id);
      return {
        before: saved.map(({ event }) => event),
        seconds: saved.at(-1)?.seconds ?? 0,
        read,
        again: await window.journalTools.fails(window.journal.resume(id)),
      };
    }, id);
    const texts = (events: readonly unknown[]) =>
      events.map((e) => (e as { event?: { text?: string } }).event?.text ?? "").join("");
    // What the page still sent while it was closed may have arrived.
    expect(texts(resumed.before)).toMatch(/^one two (lost)?$/);
    expect(texts(resumed.read)).toBe(`${texts(resumed.before)}three`);
    expect(resumed.again).toContain("RunMissingError: This run has ended");
  });

  it("is never said of one that begins or ends while the locks are looked at", async () => {
    const page = await openJournal("ends");
    const seen = await page.evaluate(async () => {
      const { begun, finished, keep, started, until } = window.journalTools;
      const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const seen = new Set<string>();
      window.journal.subscribe(() => {
        const state = window.journal.getState();
        if (state.kind === "open") for (const { status } of state.runs) seen.add(status);
      });
      // The browser answers when it likes.
      const { locks } = navigator;
      const query = locks.query.bind(locks);
      locks.query = async () => {
        await sleep(100);
        const answer = await query();
        await sleep(100);
        return answer;
      };
      for (let wait = 0; wait < 300; wait += 50) {
        const before = window.journal.refresh();
        await sleep(wait);
        const recorder = window.journal.record(begun(`${wait}`));
        recorder.record(started);
        await until(
          window.journal,
          (state) => state.kind === "open" && state.runs.length > wait / 50,
        );
        const during = window.journal.refresh();
        await sleep(wait);
        recorder.record(finished);
        await Promise.all([before, during]);
      }
      await keep(window.journal, "last");
      return [...seen];
    });
    expect(seen.sort()).toEqual(["finished", "running"]);
  });

  it("that failed can be taken up again", async () => {
    const page = await openJournal("failed");
    const states = await page.evaluate(async () => {
      const { begun, started, until, finished, runsOf } = window.journalTools;
      const recorder = window.journal.record(begun());
      recorder.record(started);
      recorder.fail("The engine broke.");
      await until(window.journal, (s) => s.kind === "open" && s.runs[0]?.status === "failed");
      const failed = await window.journal.read(recorder.id);
      const resumed = await window.journal.resume(recorder.id);
      const running = await runsOf(window.journal, 1);
      resumed.recorder.record(finished);
      await until(window.journal, (s) => s.kind === "open" && s.runs[0]?.status === "finished");
      const { record } = await window.journal.read(recorder.id);
      return [failed.record.failure, ...running, record.state, record.failure];
    });
    expect(states).toEqual(["The engine broke.", "running: 2+3?", "finished", null]);
  });

  it("is not shown where a part of it is lost", async () => {
    const page = await openJournal("damaged");
    const failures = await page.evaluate(async () => {
      const { keep, fails } = window.journalTools;
      const id = await keep(window.journal, "x");
      const change = async (work: (events: IDBObjectStore) => void) => {
        const open = indexedDB.open("damaged");
        await new Promise((resolve) => {
          open.onsuccess = resolve;
        });
        const tx = open.result.transaction("events", "readwrite");
        work(tx.objectStore("events"));
        await new Promise((resolve) => {
          tx.oncomplete = resolve;
        });
        open.result.close();
      };
      await change((events) => events.put([{ kind: "event", at: "x" }], [id, 0]));
      const broken = await fails(window.journal.read(id));
      await change((events) => events.delete([id, 0]));
      return [
        broken,
        await fails(window.journal.read(id)),
        ...(await window.journalTools.runsOf(window.journal, 1)),
      ];
    });
    expect(failures[0]).toContain("RunMissingError: A part of this run is lost");
    expect(failures[1]).toContain("RunMissingError: A part of this run is lost");
    // It is still listed, so that it can be deleted.
    expect(failures[2]).toBe("finished: x");
  });
});

describe("the database", () => {
  it("of version 1 opens with what is in it", async () => {
    const page = await openPage();
    const read = await page.evaluate(async () => {
      const { makeVersion1, createJournal, runsOf } = window.journalTools;
      (await makeVersion1("from-1")).close();
      const journal = createJournal("from-1");
      const runs = await runsOf(journal, 1);
      return { runs, events: (await journal.read("v1")).events };
    });
    expect(read.runs).toEqual(["cut-off: 2+3?"]);
    expect(read.events.map(({ seconds }) => seconds)).toEqual([0, 1, 1.5]);
    expect(read.events[2]?.event).toEqual({
      kind: "sample",
      sample: 0,
      event: { kind: "text", text: "me", logprob: null },
    });
  });

  it("of a newer version is left alone, and says so", async () => {
    const page = await openPage();
    const message = await page.evaluate(async () => {
      const { createJournal, until } = window.journalTools;
      const open = indexedDB.open("newer", 99);
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      open.result.close();
      const state = await until(createJournal("newer"), ({ kind }) => kind !== "opening");
      return state.kind === "unavailable" ? state.message : state.kind;
    });
    expect(message).toMatch(/^A newer version of this app has already used the history/);
  });

  it("makes way for a newer version in another tab, and says so", async () => {
    const page = await openJournal("way");
    const message = await page.evaluate(async () => {
      const { keep, until } = window.journalTools;
      await keep(window.journal, "x");
      const open = indexedDB.open("way", 99);
      await new Promise((resolve) => {
        open.onsuccess = resolve;
      });
      await window.journal.refresh();
      const state = await until(window.journal, ({ kind }) => kind === "unavailable");
      return state.kind === "unavailable" ? state.message : "";
    });
    expect(message).toContain("Reload this page");
  });

  it("that goes to a newer version leaves no run behind that looks cut off", async () => {
    const page = await openJournal("leaves");
    const { record, tokens } = await page.evaluate(async () => {
      const { begun, started, text } = window.journalTools;
      const recorder = window.journal.record(begun("under way"));
      recorder.record(started);
      for (let count = 0; count < 20; count += 1) recorder.record(text(0, "x"));
      const open = indexedDB.open("leaves", 99);
      const database = await new Promise<IDBDatabase>((resolve) => {
        open.onsuccess = () => resolve(open.result);
      });
      const all = <T>(store: string) =>
        new Promise<T[]>((resolve) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
        });
      const [record] = await all<{ state: string; failure: string | null }>("runs");
      const batches = await all<{ kind: string; texts?: string[] }[]>("events");
      database.close();
      return { record, tokens: batches.flat().flatMap(({ texts }) => texts ?? []).length };
    });
    expect(record).toMatchObject({
      state: "failed",
      failure: expect.stringContaining("newer version of this app"),
    });
    expect(tokens).toBe(20);
  });

  it("that another tab deletes is made anew, and offers nothing that is gone", async () => {
    const page = await openJournal("deleted");
    const runs = await page.evaluate(async () => {
      const { begun, started, keep, runsOf } = window.journalTools;
      window.journal.record(begun("under way")).record(started);
      await runsOf(window.journal, 1);
      const request = indexedDB.deleteDatabase("deleted");
      await new Promise((resolve) => {
        request.onsuccess = resolve;
      });
      const after = await runsOf(window.journal, 0);
      await keep(window.journal, "the next");
      return [after, await runsOf(window.journal, 1)];
    });
    expect(runs).toEqual([[], ["finished: the next"]]);
  });

  it("that is full loses nothing: it is written when there is room again", async () => {
    // A profile of its own: Chromium looks at the quota before the first write, then not for a while.
    const own = await launchBrowser();
    try {
      const page = await openPage(own);
      const session = await own.context.newCDPSession(page);
      const { origin } = new URL(page.url());
      await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 3_000_000 });
      const trouble = await page.evaluate(async () => {
        const { createJournal, keep, begun, started, text, until, finished } = window.journalTools;
        window.journal = createJournal();
        await keep(window.journal, "before");
        const recorder = window.journal.record(begun("while full"));
        recorder.record(started);
        for (let index = 0; index < 5; index += 1) {
          // The database compresses what repeats.
          const noise = () => crypto.getRandomValues(new Uint8Array(60_000)).join("");
          recorder.record(text(0, Array.from({ length: 10 }, noise).join("")));
          await new Promise((resolve) => setTimeout(resolve, 600));
        }
        const state = await until(window.journal, (s) => s.kind === "open" && s.trouble !== null);
        recorder.record(finished);
        return state.kind === "open" ? state.trouble : null;
      });
      expect(trouble).toContain("no room left for the history");
      await session.send("Storage.overrideQuotaForOrigin", { origin });
      const kept = await page.evaluate(async () => {
        const { until, plain } = window.journalTools;
        const state = await until(
          window.journal,
          (s) => s.kind === "open" && s.trouble === null && s.runs[0]?.status === "finished",
        );
        if (state.kind !== "open") return [];
        return Promise.all(
          state.runs.map(async ({ record }) => (await plain(window.journal, record.id)).length),
        );
      });
      expect(kept).toEqual([7, 2]);
    } finally {
      await own.close();
    }
  });
});

describe("an export", () => {
  it("comes back in another browser as it was", async () => {
    const page = await openJournal("out");
    const [file, before] = await page.evaluate(async () => {
      const { keep, text, finished } = window.journalTools;
      const id = await keep(window.journal, "x", [
        text(0, "</script> \u2028 \ud83d\ude00"),
        finished,
      ]);
      await window.journal.rename(id, "Ω");
      return [await window.journal.export([id]), await window.journal.read(id)] as const;
    });
    const other = await openJournal("in");
    const result = await other.evaluate(async (file) => {
      const added = await window.journal.import(file);
      const again = await window.journal.import(file);
      const [run] = (
        (await window.journalTools.until(
          window.journal,
          (s) => s.kind === "open" && s.runs.length === 1,
        )) as { runs: readonly { record: { id: string } }[] }
      ).runs;
      return { added, again, read: await window.journal.read(run?.record.id ?? "") };
    }, file);
    expect(result.added).toEqual({ added: 1, there: 0 });
    expect(result.again).toEqual({ added: 0, there: 1 });
    expect(result.read).toEqual({ ...before, record: { ...before.record, batches: 1 } });
  });

  it("that is bad changes nothing", async () => {
    const page = await openJournal("bad");
    const result = await page.evaluate(async () => {
      const { keep, fails, runsOf } = window.journalTools;
      const id = await keep(window.journal, "kept");
      const good = JSON.parse(await window.journal.export([id]));
      const [run] = good.runs;
      const second = structuredClone(run);
      run.record.id = "other";
      second.record.id = "third";
      second.events[0].event = { kind: "evil" };
      const files = [
        "{",
        "[]",
        "null",
        JSON.stringify({ ...good, version: 2 }),
        JSON.stringify({ ...good, runs: [] }),
        JSON.stringify({ ...good, runs: [run, second] }),
      ];
      const errors = [];
      for (const file of files) errors.push(await fails(window.journal.import(file)));
      return { errors, runs: await runsOf(window.journal, 1) };
    });
    expect(result.errors).toEqual([
      expect.stringContaining("is not JSON"),
      expect.stringContaining("does not hold runs of this app"),
      expect.stringContaining("does not hold runs of this app"),
      expect.stringContaining("newer version of this app"),
      expect.stringContaining("is damaged (runs"),
      expect.stringContaining("is damaged (runs.1.events.0"),
    ]);
    for (const error of result.errors) expect(error).toContain("Nothing was imported.");
    expect(result.runs).toEqual(["finished: kept"]);
  });
});
