import type { StoredModel } from "../../src/models/store/model-store";
import { openModelStore } from "../../src/models/store/open-model-store";

// Runs in the page: Vitest rewrites `import()` inside functions handed to `page.evaluate`.

async function sha256(bytes: BufferSource): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Bytes that look random, the same for the same seed. */
function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed + 1;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}

function model(id: string, changes: Partial<StoredModel> = {}): StoredModel {
  const url = `https://example.org/${id}.gguf`;
  return {
    id,
    description: {
      id,
      title: `Model ${id}`,
      format: "gguf",
      files: [{ name: `${id}.gguf`, url, bytes: 3000, sha256: null, sha256From: null }],
      licence: null,
    },
    files: [
      {
        name: `${id}.gguf`,
        url,
        bytes: 3000,
        pieceBytes: 1000,
        version: '"tag"',
        expectedSha256: null,
        trust: null,
      },
    ],
    state: "partial",
    createdAt: 1,
    verifiedAt: null,
    ...changes,
  };
}

const tools = {
  openModelStore,
  sha256,
  noise,
  model,
  /** The piece's info and its bytes, to be stored. */
  async piece(index: number, bytes: Uint8Array<ArrayBuffer>) {
    const info = { index, bytes: bytes.length, sha256: await sha256(bytes) };
    return [info, new Blob([bytes])] as const;
  },
  async fails(work: Promise<unknown>): Promise<string> {
    return work.then(() => "done", String);
  },
};

declare global {
  interface Window {
    storeTools: typeof tools;
  }
}

window.storeTools = tools;
