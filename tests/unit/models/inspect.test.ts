import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import * as v from "valibot";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findEntry } from "../../../src/models/catalogue";
import { DownloadError, DownloadRefusedError, IntegrityError } from "../../../src/models/errors";
import { completeDescription } from "../../../src/models/inspect/complete-description";
import { inspectAddress } from "../../../src/models/inspect/inspect-address";
import { parseAddress } from "../../../src/models/inspect/parse-address";
import { modelDescriptionSchema } from "../../../src/models/model-description";

const commit = "c".repeat(40);
const hash = (digit: string) => digit.repeat(64);
const gguf = Buffer.concat([Buffer.from("GGUF\x03\0\0\0", "latin1"), Buffer.alloc(4992)]);

interface Reply {
  readonly status?: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  readonly ranges?: boolean;
}

let server: Server;
let origin: string;
let replies: Record<string, Reply> = {};
let asked: string[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    const reply = replies[request.url ?? ""] ?? { status: 404, body: "no such file" };
    const body = Buffer.from(reply.body);
    const [, start, end] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
    if (end && (reply.status ?? 200) === 200 && reply.ranges !== false) {
      const part = body.subarray(Number(start), Number(end) + 1);
      response.writeHead(206, {
        "content-range": `bytes ${start}-${Number(start) + part.length - 1}/${body.length}`,
        ...reply.headers,
      });
      response.end(part);
      return;
    }
    response.writeHead(reply.status ?? 200, { "content-length": body.length, ...reply.headers });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server?.close());
beforeEach(() => {
  replies = {};
  asked = [];
});

const never = new AbortController().signal;

async function inspect(typed: string) {
  const description = await inspectAddress(typed, never);
  return v.parse(modelDescriptionSchema, description);
}

async function refusal(typed: string): Promise<Error> {
  const thrown = await inspect(typed).then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown instanceof Error) return thrown;
  throw new Error("It was not refused.");
}

interface ListedFile {
  readonly name: string;
  readonly size?: number;
  readonly sha256?: string;
}

function serveRepo(files: readonly ListedFile[], revision = "main", more: object = {}) {
  replies[`/api/models/owner/repo/revision/${revision}?blobs=true`] = {
    body: JSON.stringify({
      sha: commit,
      siblings: files.map(({ name, size, sha256 }) => ({
        rfilename: name,
        ...(size === undefined ? {} : { size }),
        ...(sha256 ? { lfs: { sha256, size, pointerSize: 135 } } : {}),
      })),
      ...more,
    }),
  };
}

describe("parseAddress", () => {
  const file = { kind: "hub", path: "a b.gguf", repo: { name: "o/r", revision: "main" } };
  it.each([
    ["https://huggingface.co/o/r/blob/main/a%20b.gguf", file],
    ["https://huggingface.co/o/r/resolve/main/a%20b.gguf?download=true", file],
    ["huggingface.co/o/r/raw/main/a%20b.gguf", file],
    [" https://hf.co/o/r ", { kind: "hub", path: "", repo: { name: "o/r", revision: "main" } }],
    ["o/r-1.5B-GGUF", { kind: "hub", path: "", repo: { name: "o/r-1.5B-GGUF" } }],
    ["https://huggingface.co/o/r/tree/main", { kind: "hub", path: "" }],
    ["https://huggingface.co/o/r/tree/v2/sub/folder/", { kind: "hub", path: "sub/folder" }],
    ["https://huggingface.co/o/r/tree/refs%2Fpr%2F1", { repo: { revision: "refs%2Fpr%2F1" } }],
  ])("understands %s", (typed, expected) => {
    expect(parseAddress(typed)).toMatchObject(expected);
  });

  it("leaves other addresses as they are, without what stands behind #", () => {
    const plain = (typed: string) => {
      const address = parseAddress(typed);
      return address.kind === "plain" ? address.url.href : address.kind;
    };
    expect(plain("https://a.example/m.gguf?key=1#x")).toBe("https://a.example/m.gguf?key=1");
    expect(plain("a.example/models/m.gguf")).toBe("https://a.example/models/m.gguf");
    const raw = "https://a.example/o/r/raw/main/m.gguf";
    expect(plain(raw)).toBe(raw);
    expect(plain("localhost:8000/m.gguf")).toBe("https://localhost:8000/m.gguf");
  });

  it.each([
    "",
    "model",
    "models/m.gguf",
    "ftp://a.example/m.gguf",
    "file:///m.gguf",
    "javascript:alert(1)",
  ])("refuses “%s”", (typed) => {
    expect(() => parseAddress(typed)).toThrow(DownloadRefusedError);
  });

  it("refuses an address with a password", () => {
    expect(() => parseAddress("https://me:secret@a.example/m.gguf")).toThrow(
      /user name or password/,
    );
  });
});

describe("a GGUF file on any server", () => {
  it("is described by its first bytes", async () => {
    replies["/models/My%20Model-Q8_0.gguf"] = { body: gguf };
    const url = `${origin}/models/My%20Model-Q8_0.gguf`;
    expect(await inspect(url)).toEqual({
      id: `url:${url}`,
      title: "My Model-Q8_0",
      format: "gguf",
      files: [{ name: "My Model-Q8_0.gguf", url, bytes: 5000, sha256: null, sha256From: null }],
      licence: null,
    });
    expect(asked).toEqual(["/models/My%20Model-Q8_0.gguf"]);
  });

  it("needs no ranges, and takes a digest that the server sends", async () => {
    const digest = `sha-256=:${Buffer.from(hash("ab").slice(0, 64), "hex").toString("base64")}:`;
    replies["/m.gguf"] = { body: gguf, ranges: false, headers: { "repr-digest": digest } };
    const { files } = await inspect(`${origin}/m.gguf`);
    expect(files).toMatchObject([
      { bytes: 5000, sha256: hash("ab").slice(0, 64), sha256From: "server" },
    ]);
  });

  it("may have an address without an ending", async () => {
    replies["/download/7"] = { body: gguf };
    expect(await inspect(`${origin}/download/7`)).toMatchObject({ title: "7", format: "gguf" });
  });

  it("is found with all its parts when it is split", async () => {
    for (const part of [1, 2, 3]) replies[`/m-0000${part}-of-00003.gguf?k=1`] = { body: gguf };
    const { id, title, files } = await inspect(`${origin}/m-00002-of-00003.gguf?k=1`);
    expect({ id, title }).toEqual({ id: `url:${origin}/m-00001-of-00003.gguf?k=1`, title: "m" });
    expect(files.map(({ name }) => name)).toEqual([
      "m-00001-of-00003.gguf",
      "m-00002-of-00003.gguf",
      "m-00003-of-00003.gguf",
    ]);
  });
});

describe("a GGUF file on the hub", () => {
  it("gets its length, hash and commit from the metadata", async () => {
    serveRepo(
      [
        { name: "m-Q8_0.gguf", size: 5000, sha256: hash("a") },
        { name: "README.md", size: 10 },
      ],
      "main",
      { cardData: { license: "cc-by-4.0" } },
    );
    const url = `/owner/repo/resolve/${commit}/m-Q8_0.gguf`;
    replies[url] = { body: gguf };
    expect(await inspect(`${origin}/owner/repo/blob/main/m-Q8_0.gguf`)).toEqual({
      id: `url:${origin}/owner/repo/resolve/main/m-Q8_0.gguf`,
      title: "m-Q8_0",
      format: "gguf",
      files: [
        {
          name: "m-Q8_0.gguf",
          url: `${origin}${url}`,
          bytes: 5000,
          sha256: hash("a"),
          sha256From: "server",
        },
      ],
      licence: {
        name: "cc-by-4.0",
        url: `${origin}/owner/repo`,
        attribution: "owner/repo, licence: cc-by-4.0",
      },
    });
  });

  it.each([
    ["are missing", undefined],
    ["are no JSON", "<!doctype html>"],
    ["have another form", JSON.stringify({ sha: "main", siblings: [] })],
  ])("is taken from its branch where the metadata %s", async (_, body) => {
    if (body) replies["/api/models/owner/repo/revision/main?blobs=true"] = { body };
    replies["/owner/repo/resolve/main/m.gguf"] = { body: gguf };
    const { files } = await inspect(`${origin}/owner/repo/blob/main/m.gguf`);
    expect(files).toMatchObject([
      { url: `${origin}/owner/repo/resolve/main/m.gguf`, bytes: 5000, sha256: null },
    ]);
  });

  it("is found by the repository's page when it is the only one", async () => {
    serveRepo([
      { name: "sub/m-00001-of-00002.gguf", size: 5000, sha256: hash("a") },
      { name: "sub/m-00002-of-00002.gguf", size: 5000, sha256: hash("b") },
      { name: "mmproj-m.gguf", size: 5, sha256: hash("c") },
    ]);
    replies[`/owner/repo/resolve/${commit}/sub/m-00001-of-00002.gguf`] = { body: gguf };
    const { title, files } = await inspect(`${origin}/owner/repo/tree/main`);
    expect(title).toBe("m");
    expect(files).toMatchObject([
      { name: "m-00001-of-00002.gguf", sha256: hash("a") },
      { name: "m-00002-of-00002.gguf", sha256: hash("b") },
    ]);
  });

  it("must be named when there are several", async () => {
    serveRepo([{ name: "m-Q4_K_M.gguf" }, { name: "m-Q8_0.gguf" }, { name: "README.md" }]);
    const error = await refusal(`${origin}/owner/repo/tree/main`);
    expect(error).toBeInstanceOf(DownloadRefusedError);
    expect(error.message).toMatch(/holds 2 models.*\/blob\/main\/ – m-Q4_K_M\.gguf, m-Q8_0\.gguf$/);
  });

  it("is refused when it isn't in the repository, or only a part of it", async () => {
    serveRepo([{ name: "m-00001-of-00002.gguf" }]);
    const wrong = await refusal(`${origin}/owner/repo/blob/main/x.gguf`);
    expect(wrong.message).toMatch(/owner\/repo has no file x\.gguf/);
    const part = await refusal(`${origin}/owner/repo/blob/main/m-00001-of-00002.gguf`);
    expect(part.message).toMatch(/has no file m-00002-of-00002\.gguf/);
    serveRepo([{ name: "model.safetensors" }]);
    const none = await refusal(`${origin}/owner/repo/tree/main`);
    expect(none.message).toMatch(/holds no GGUF file and no MLC package/);
  });
});

describe("an MLC package", () => {
  const config = { model_type: "qwen2", tokenizer_files: ["tokenizer.json"], more: 1 };
  const list = {
    metadata: {},
    records: [
      { dataPath: "params_shard_0.bin", nbytes: 100, md5sum: "0", records: [] },
      { dataPath: "params_shard_1.bin", nbytes: 50, md5sum: "0", records: [] },
    ],
  };
  const servePackage = (folder: string, listName: string) => {
    replies[`${folder}mlc-chat-config.json`] = { body: JSON.stringify(config) };
    replies[`${folder}${listName}`] = { body: JSON.stringify(list) };
  };

  it.each([
    ["/models/m-q4f16_1-MLC/", "ndarray-cache.json"],
    ["/models/m-q4f16_1-MLC", "tensor-cache.json"],
    ["/models/m-q4f16_1-MLC/mlc-chat-config.json", "tensor-cache.json"],
  ])("is found at %s with %s", async (path, listName) => {
    servePackage("/models/m-q4f16_1-MLC/", listName);
    const folder = `${origin}/models/m-q4f16_1-MLC/`;
    expect(await inspect(`${origin}${path}`)).toMatchObject({
      id: `url:${folder}`,
      title: "m-q4f16_1-MLC",
      format: "mlc",
      files: [
        { name: "mlc-chat-config.json", bytes: null },
        { name: listName },
        { name: "tokenizer.json", url: `${folder}tokenizer.json` },
        { name: "params_shard_0.bin", bytes: 100, sha256: null },
        { name: "params_shard_1.bin", bytes: 50 },
      ],
    });
  });

  it("is found by a repository's page, with the hub's lengths and hashes", async () => {
    servePackage(`/owner/repo/resolve/${commit}/`, "ndarray-cache.json");
    const files = [
      { name: "mlc-chat-config.json", size: 10 },
      { name: "ndarray-cache.json", size: 20 },
      { name: "tokenizer.json", size: 30, sha256: hash("a") },
      { name: "params_shard_0.bin", size: 100, sha256: hash("b") },
    ];
    serveRepo([...files, { name: "params_shard_1.bin", size: 50, sha256: hash("c") }]);
    const found = await inspect(`${origin}/owner/repo/tree/main`);
    expect(found).toMatchObject({ title: "repo", format: "mlc" });
    expect(found.files.map(({ bytes, sha256From }) => [bytes, sha256From])).toEqual([
      [10, null],
      [20, null],
      [30, "server"],
      [100, "server"],
      [50, "server"],
    ]);
    serveRepo(files);
    expect((await refusal(`${origin}/owner/repo/tree/main`)).message).toMatch(
      /not whole: its list names params_shard_1\.bin/,
    );
  });

  it("of ours tells the hashes of its files itself", async () => {
    replies["/ours/mlc-chat-config.json"] = { body: JSON.stringify(config) };
    const shard = { dataPath: "params_shard_0.bin", nbytes: 100, sha256: hash("b") };
    const files = [{ name: "tokenizer.json", nbytes: 30, sha256: hash("a") }];
    replies["/ours/tensor-cache.json"] = { body: JSON.stringify({ records: [shard], files }) };
    const found = await inspect(`${origin}/ours/`);
    expect(
      found.files.map(({ name, bytes, sha256, sha256From }) => [name, bytes, sha256, sha256From]),
    ).toEqual([
      ["mlc-chat-config.json", null, null, null],
      ["tensor-cache.json", null, null, null],
      ["tokenizer.json", 30, hash("a"), "package"],
      ["params_shard_0.bin", 100, hash("b"), "package"],
    ]);
  });

  it("is refused when its list is missing or leads out of it", async () => {
    replies["/m/mlc-chat-config.json"] = { body: JSON.stringify(config) };
    expect((await refusal(`${origin}/m/`)).message).toMatch(/no readable list of its weights/);
    for (const dataPath of ["../x.bin", "/x.bin", "https://a.example/x.bin", "a/../../x"]) {
      replies["/m/tensor-cache.json"] = {
        body: JSON.stringify({ records: [{ dataPath, nbytes: 1 }] }),
      };
      expect(await refusal(`${origin}/m/`)).toBeInstanceOf(IntegrityError);
    }
  });
});

describe("what is no model", () => {
  it("is refused with its reason", async () => {
    replies["/page.gguf"] = { body: "<!doctype html>", headers: { "content-type": "text/html" } };
    replies["/page2.gguf"] = { body: "<!DOCTYPE html><title>Sign in</title>" };
    replies["/zip.gguf"] = { body: "PK zip" };
    replies["/empty.gguf"] = { body: "", ranges: false };
    replies["/empty2.gguf"] = { status: 416, body: "" };
    replies["/login.gguf"] = { status: 401, body: "" };
    replies["/busy.gguf"] = { status: 503, body: "" };
    const errors = await Promise.all(
      ["page", "page2", "zip", "empty", "empty2", "login", "busy", "none"].map(async (name) => {
        const { message, name: kind } = await refusal(`${origin}/${name}.gguf`);
        return `${kind}: ${message}`;
      }),
    );
    expect(errors).toEqual([
      expect.stringMatching(/^IntegrityError: A web page came instead/),
      expect.stringMatching(/^IntegrityError: A web page came instead/),
      expect.stringMatching(/^IntegrityError: .*no GGUF model file/),
      expect.stringMatching(/^IntegrityError: .*empty or cut off/),
      expect.stringMatching(/^IntegrityError: .*empty or cut off/),
      expect.stringMatching(/^DownloadRefusedError: .*HTTP 401/),
      expect.stringMatching(/^DownloadError: The server is busy\. Check/),
      expect.stringMatching(/^DownloadRefusedError: There is no such file/),
    ]);
    expect((await refusal(`${origin}/folder/`)).message).toMatch(/no model at this address/);
  });

  it("is told from a server that can't be reached", async () => {
    const error = await refusal("http://127.0.0.1:9/m.gguf");
    expect(error).toBeInstanceOf(DownloadError);
    expect(error.message).toMatch(/127\.0\.0\.1:9 can't be reached, or doesn't let web pages/);
  });

  it("stops when it is given up", async () => {
    replies["/m.gguf"] = { body: gguf };
    const controller = new AbortController();
    controller.abort(new Error("given up"));
    await expect(inspectAddress(`${origin}/m.gguf`, controller.signal)).rejects.toThrow("given up");
    await expect(
      inspectAddress(`${origin}/owner/repo/blob/main/m.gguf`, controller.signal),
    ).rejects.toThrow("given up");
  });
});

describe("completeDescription", () => {
  it("adds to a catalogue entry what the hub tells, and leaves it alone where it doesn't", async () => {
    const entry = findEntry("openmath-1.5b-q8_0");
    if (entry?.source.kind !== "download") throw new Error("The catalogue lacks it.");
    const { model } = entry.source;
    const [file] = model.files;
    if (!file) throw new Error("It has no file.");
    const url = `${origin}/owner/repo/resolve/main/${file.name}`;
    const here = { ...model, files: [{ ...file, url }] };
    expect(await completeDescription(here, never)).toEqual(here);
    serveRepo([{ name: file.name, size: 5000, sha256: hash("d") }]);
    expect(await completeDescription(here, never)).toEqual({
      ...model,
      files: [
        {
          name: file.name,
          url: `${origin}/owner/repo/resolve/${commit}/${file.name}`,
          bytes: 5000,
          sha256: hash("d"),
          sha256From: "server",
        },
      ],
    });
  });
});
