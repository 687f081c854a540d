import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchLibrary, fetchLibraryIndex } from "../../../src/engine/mlc/fetch-library";
import type { LibraryEntry } from "../../../src/engine/mlc/library-index";

const wasm = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const packed = gzipSync(wasm);
const html = Buffer.from("<!doctype html><title>Home</title>");
const entry: LibraryEntry = {
  file: "good.wasm.gz",
  sha256: createHash("sha256").update(wasm).digest("hex"),
  bytes: packed.length,
  format: "q4f16_1",
  shape: {
    ...{ layers: 1, embeddingSize: 32, heads: 1, kvHeads: 1, headSize: 32 },
    ...{ feedForwardSize: 32, vocabularySize: 10, ropeBase: 1e4, normEpsilon: 1e-6 },
  },
  needs: {
    shaderF16: true,
    maxStorageBuffersPerShaderStage: 10,
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupStorageSize: 16_384,
  },
};

let server: Server;
let address: string;
beforeAll(async () => {
  server = createServer((request, response) => {
    const files: Record<string, Buffer> = {
      "/right/index.json": Buffer.from(JSON.stringify({ version: 1, libraries: [entry] })),
      "/right/good.wasm.gz": packed,
      "/page/index.json": html,
      "/page/good.wasm.gz": html,
      "/newer/index.json": Buffer.from(JSON.stringify({ version: 2, libraries: [] })),
      "/cut/good.wasm.gz": packed.subarray(0, 10),
      "/other/good.wasm.gz": Buffer.from([...wasm, 1]),
    };
    if (request.url === "/encoded/good.wasm.gz") {
      response.setHeader("content-encoding", "gzip");
      response.end(packed);
      return;
    }
    const file = files[request.url ?? ""];
    response.statusCode = file ? 200 : 404;
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const place = server.address();
  address = `http://127.0.0.1:${typeof place === "object" ? place?.port : ""}/`;
});
afterAll(() => server.close());

describe("fetchLibraryIndex", () => {
  it("reads ours", async () => {
    expect(await fetchLibraryIndex(`${address}right/`)).toEqual([entry]);
  });

  it.each([
    ["page/", /in the place of a GPU library is something else\. Reload/],
    ["newer/", /another version\. Reload/],
    ["missing/", /the server answered 404/],
  ])("says what is wrong with %s", async (folder, message) => {
    const index = fetchLibraryIndex(`${address}${folder}`);
    await expect(index).rejects.toMatchObject({
      name: "ModelLoadError",
      message: expect.stringMatching(message),
    });
  });

  it("says when the server can't be reached", async () => {
    await expect(fetchLibraryIndex("http://127.0.0.1:9/")).rejects.toMatchObject({
      name: "ModelLoadError",
      message: expect.stringMatching(/no connection/),
    });
  });
});

describe("fetchLibrary", () => {
  it.each(["right/", "encoded/"])("unpacks %s", async (folder) => {
    expect(Buffer.from(await fetchLibrary(`${address}${folder}`, entry))).toEqual(wasm);
  });

  it.each(["page/", "cut/", "other/"])("refuses what is not the library: %s", async (folder) => {
    await expect(fetchLibrary(`${address}${folder}`, entry)).rejects.toMatchObject({
      name: "ModelLoadError",
      message: expect.stringMatching(/something else/),
    });
  });
});
