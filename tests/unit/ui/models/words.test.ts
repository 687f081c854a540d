import { describe, expect, it } from "vitest";
import { catalogue } from "../../../../src/models/catalogue";
import type { Fit } from "../../../../src/models/fit/fit";
import { describeAccuracy } from "../../../../src/ui/models/accuracy-words";
import { describeDownload } from "../../../../src/ui/models/activity-text";
import { contactedHosts } from "../../../../src/ui/models/contacted-hosts";
import { describeFit, recommend } from "../../../../src/ui/models/fit-words";
import { remediesFor } from "../../../../src/ui/models/remedies";
import { missingBytes } from "../../../../src/ui/models/space";
import { de } from "../../../../src/ui/texts/de";
import { en } from "../../../../src/ui/texts/en";
import { stored } from "./samples";

describe("figures", () => {
  it.each([
    [11_100, "12 kB"],
    [5_975_040, "6.0 MB"],
    [986_000_000, "986 MB"],
    [1_647_000_000, "1.65 GB"],
    [60_000_000_000, "60 GB"],
  ])("%d bytes are %s", (bytes, words) => expect(en.format.size(bytes)).toBe(words));

  it.each([
    [3, "less than a minute"],
    [75, "about a minute"],
    [190, "about 3 minutes"],
    [9000, "about 2.5 hours"],
  ])("%d seconds are %s", (seconds, words) => expect(en.models.about(seconds)).toBe(words));

  it.each([
    [263, 30, "Takes about 4 minutes at 30 Mbit/s. "],
    [7888, 1, "Takes about 2 hours at 1 Mbit/s. "],
    [23_200, 0.3, "Takes about 6.5 hours at 0.3 Mbit/s. "],
    [0.001, 8000, "Takes about 5 seconds at 8,000 Mbit/s. "],
    [60, 10, "Takes about 1 minute at 10 Mbit/s. "],
  ])("a download of %d s at %d Mbit/s: %s", (seconds, megabits, words) =>
    expect(en.models.download.takes(seconds, megabits)).toBe(words),
  );

  it("are written as the language writes them", () => {
    expect(de.format.size(1_647_000_000)).toBe("1,65 GB");
    expect(de.models.download.takes(23_200, 0.3)).toBe("Dauert etwa 6,5 Stunden bei 0,3 Mbit/s. ");
  });

  it("call nothing whole that isn't", () => {
    expect(en.format.share(999, 1000)).toBe("99 %");
    expect(en.format.share(1000, 1000)).toBe("100 %");
    expect(en.format.share(0, 0)).toBe("0 %");
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
    expect(describeDownload(activity, en)).toBe(
      "430 MB of 986 MB (43 %) · 4.0 MB/s · about 2 minutes left",
    );
    expect(describeDownload({ ...activity, bytesPerSecond: null }, en)).toBe(
      "430 MB of 986 MB (43 %)",
    );
    expect(describeDownload({ ...activity, waiting: "Offline." }, en)).toBe(
      "430 MB of 986 MB (43 %)",
    );
    expect(describeDownload({ ...activity, totalBytes: null }, en)).toBe("430 MB · 4.0 MB/s");
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
    engine: "wllama",
    sequences: 1,
    contextLength: 8192,
    needBytes: 2e9,
    notes: [],
    hint: null,
  };
  const large: Fit = { kind: "too-large", needBytes: 4e9, reason: "No room.", alternative: null };
  const fitting = (...ids: string[]) =>
    recommend(catalogue, ({ id }) => (ids.includes(id) ? fits : large), en);

  it("is 8 bits where they fit, and says why", () => {
    const found = fitting("openmath-1.5b-q4_k_m", "openmath-1.5b-q8_0", "openmath-7b-q4_k_m");
    expect(found).toMatchObject({ id: "openmath-1.5b-q8_0" });
    expect(found?.why).toMatch(/4 bits cost 6 to 10 points/);
  });

  it("is what fits else, and nothing where nothing does", () => {
    expect(fitting("openmath-1.5b-q4_k_m")?.id).toBe("openmath-1.5b-q4_k_m");
    expect(fitting("demo")).toBeNull();
    expect(recommend(catalogue, () => null, en)).toBeNull();
  });

  it("goes with a verdict in words", () => {
    expect(describeFit(fits, en)).toBe(
      "Runs here on the CPU: 1 sample at once, 8,192 tokens. Needs 2 GB of memory.",
    );
    expect(describeFit({ ...fits, hint: "Take another." }, en)).toMatch(
      / of memory\. Take another\.$/,
    );
    expect(describeFit(large, en)).toBe("No room.");
  });

  it("tells of the GPU engine how it runs there", () => {
    const onGpu = {
      ...fits,
      backend: "gpu",
      engine: "webgpu",
      sequences: 8,
      needBytes: 4e9,
    } as const;
    expect(describeFit(onGpu, en)).toBe(
      "Runs here on the GPU: 8 samples at once, up to 8,192 tokens each. Takes 4 GB of the GPU's memory.",
    );
    const why = (fit: Fit) =>
      recommend(catalogue, ({ id }) => (id === "openmath-1.5b-q8_0" ? fit : large), en)?.why;
    expect(why(onGpu)).toMatch(/published accuracy.*draws many samples of it together/);
    expect(why({ ...onGpu, sequences: 1 })).not.toMatch(/together/);
  });
});

it("tells the accuracy of a model that has one published", () => {
  const accuracy = catalogue.find(({ id }) => id === "openmath-1.5b-q8_0")?.accuracy;
  expect(accuracy && describeAccuracy(accuracy, en)).toBe(
    "Of AIME 2024's contest problems it solves 61.6 % with one sample, and 83.3 % when 64 samples vote.",
  );
});

it("names every host that is contacted, once", () => {
  const own = stored({ id: "url:x" }, "https://models.example.org/m.gguf");
  const same = stored({ id: "url:y" }, "https://huggingface.co/a/b/resolve/main/m.gguf");
  const hosts = contactedHosts("solver.example.org", [own, same], en).map(({ host }) => host);
  expect(hosts).toEqual([
    "solver.example.org",
    "huggingface.co",
    "models.example.org",
    "cdn.jsdelivr.net",
    "files.pythonhosted.org",
    "raw.githubusercontent.com",
    "A server of yours",
  ]);
});
