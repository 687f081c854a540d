import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../src/models/catalogue";
import type { Fit } from "../../../../src/models/fit/fit";
import { describeAccuracy } from "../../../../src/ui/models/accuracy-words";
import { describeDownload } from "../../../../src/ui/models/activity-text";
import { contactedHosts } from "../../../../src/ui/models/contacted-hosts";
import { describeFit, recommend } from "../../../../src/ui/models/fit-words";
import { formatAbout, formatShare, formatSize } from "../../../../src/ui/models/format-size";
import { remediesFor } from "../../../../src/ui/models/remedies";
import { missingBytes } from "../../../../src/ui/models/space";
import { stored } from "./samples";

describe("figures", () => {
  it.each([
    [5_975_040, "6.0 MB"],
    [986_000_000, "986 MB"],
    [1_647_000_000, "1.65 GB"],
    [60_000_000_000, "60 GB"],
  ])("%d bytes are %s", (bytes, words) => expect(formatSize(bytes)).toBe(words));

  it.each([
    [3, "less than a minute"],
    [75, "about a minute"],
    [190, "about 3 minutes"],
    [9000, "about 2.5 hours"],
  ])("%d seconds are %s", (seconds, words) => expect(formatAbout(seconds)).toBe(words));

  it("call nothing whole that isn't", () => {
    expect(formatShare(999, 1000)).toBe("99 %");
    expect(formatShare(1000, 1000)).toBe("100 %");
    expect(formatShare(0, 0)).toBe("0 %");
  });

  it("of a download name what is known", () => {
    const activity = {
      kind: "downloading",
      loadedBytes: 430_000_000,
      totalBytes: 986_000_000,
      bytesPerSecond: 4_000_000,
      elsewhere: false,
      waiting: null,
    } as const;
    expect(describeDownload(activity)).toBe(
      "430 MB of 986 MB (43 %) · 4.0 MB/s · about 2 minutes left",
    );
    expect(describeDownload({ ...activity, bytesPerSecond: null })).toBe("430 MB of 986 MB (43 %)");
    expect(describeDownload({ ...activity, waiting: "Offline." })).toBe("430 MB of 986 MB (43 %)");
    expect(describeDownload({ ...activity, totalBytes: null })).toBe("430 MB · 4.0 MB/s");
  });
});

describe("what helps", () => {
  const problem = (name: string) => ({ name, message: "", missingBytes: null });
  const web = { hasAddress: true, complete: false };

  it("depends on what went wrong", () => {
    expect(remediesFor(problem("StorageFullError"), web)).toEqual(["make-room", "go-on"]);
    expect(remediesFor(problem("ModelChangedError"), web)).toEqual(["start-again", "delete"]);
    expect(remediesFor(problem("IntegrityError"), web)).toEqual(["start-again", "delete"]);
    expect(remediesFor(problem("DownloadRefusedError"), web)).toEqual(["go-on", "delete"]);
    expect(remediesFor(problem("StoreOutdatedTabError"), web)).toEqual(["reload"]);
  });

  it("is no download for a file that came from disk", () => {
    const file = { hasAddress: false, complete: false };
    for (const name of ["IntegrityError", "ImportError", "StorageFullError", "DownloadError"]) {
      const remedies = remediesFor(problem(name), file);
      expect(remedies).not.toContain("go-on");
      expect(remedies).not.toContain("start-again");
    }
  });

  it("is nothing that would lose a model that is whole", () => {
    expect(remediesFor(problem("DownloadError"), { hasAddress: true, complete: true })).toEqual([]);
  });
});

describe("space", () => {
  it("is missing only where the browser says so", () => {
    const storage = { usedBytes: 60, quotaBytes: 100, persisted: false };
    expect(missingBytes(storage, 40)).toBe(0);
    expect(missingBytes(storage, 50)).toBe(10);
    expect(missingBytes({ ...storage, quotaBytes: null }, 50)).toBe(0);
  });
});

describe("the recommendation", () => {
  const fits: Fit = {
    kind: "fits",
    backend: "cpu",
    weightBits: null,
    sequences: 1,
    contextLength: 8192,
    needBytes: 2e9,
    notes: [],
    hint: null,
  };
  const large: Fit = { kind: "too-large", needBytes: 4e9, reason: "No room.", alternative: null };
  const fitting = (...ids: string[]) =>
    recommend(catalogue, ({ id }) => (ids.includes(id) ? fits : large));

  it("is 8 bits where they fit, and says why", () => {
    const found = fitting("openmath-1.5b-q4_k_m", "openmath-1.5b-q8_0", "openmath-7b-q4_k_m");
    expect(found).toMatchObject({ id: "openmath-1.5b-q8_0" });
    expect(found?.why).toMatch(/4 bits cost 6 to 10 points/);
  });

  it("is what fits else, and nothing where nothing does", () => {
    expect(fitting("openmath-1.5b-q4_k_m")?.id).toBe("openmath-1.5b-q4_k_m");
    expect(fitting("demo")).toBeNull();
    expect(recommend(catalogue, () => null)).toBeNull();
  });

  it("goes with a verdict in words", () => {
    expect(describeFit(fits)).toBe(
      "Runs here on the CPU: 1 sample at once, 8,192 tokens. Needs 2 GB of memory.",
    );
    expect(describeFit({ ...fits, hint: "Take another." })).toMatch(/ of memory\. Take another\.$/);
    expect(describeFit(large)).toBe("No room.");
  });

  it("tells of the GPU engine how it runs there", () => {
    const onGpu = { ...fits, backend: "gpu", weightBits: 8, sequences: 8, needBytes: 4e9 } as const;
    expect(describeFit(onGpu)).toBe(
      "Runs here on the GPU in 8 bits: 8 samples at once, up to 8,192 tokens each. Takes 4 GB of the GPU's memory.",
    );
    const why = (weightBits: number) =>
      recommend(catalogue, ({ id }) =>
        id === "openmath-1.5b-q8_0" ? { ...onGpu, weightBits } : large,
      )?.why;
    expect(why(8)).toMatch(/published accuracy.*draws many samples of it together/);
    expect(why(4)).toMatch(/in 4 bits/);
    expect(why(4)).not.toMatch(/published/);
  });
});

it("tells the accuracy of a model that has one published", () => {
  const accuracy = catalogue.find(({ id }) => id === "openmath-1.5b-q8_0")?.accuracy;
  expect(accuracy && describeAccuracy(accuracy)).toBe(
    "Of AIME 2024's contest problems it solves 61.6 % with one sample, and 83.3 % when 64 samples vote.",
  );
});

it("names every host that is contacted, once", () => {
  const own = stored({ id: "url:x" }, "https://models.example.org/m.gguf");
  const same = stored({ id: "url:y" }, "https://huggingface.co/a/b/resolve/main/m.gguf");
  const hosts = contactedHosts("solver.example.org", [own, same]).map(({ host }) => host);
  expect(hosts).toEqual([
    "solver.example.org",
    "huggingface.co",
    "models.example.org",
    "cdn.jsdelivr.net",
    "A server of yours",
  ]);
});
