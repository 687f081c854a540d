const pageBytes = 65536;
/** What holds nothing but zeros is left out, in pieces of this size. */
const pieceBytes = 4096;

const [customSection, importSection, dataSection] = [0, 2, 11];
const memoryKind = 2;
const [i32Const, end] = [0x41, 0x0b];

/**
 * A WebAssembly module (https://webassembly.github.io/spec/core/binary/modules.html) without code that
 * writes `memory` into the memory that it imports as "python.memory". Workers share such a module
 * without copying it, and can't change it. Its custom sections: those in `notes`, and "bytes", how
 * large the memory is (32 bits, little-endian).
 * @param {Uint8Array} memory
 * @param {Record<string, Uint8Array>} notes
 * @returns {Uint8Array}
 */
export function memoryModule(memory, notes) {
  const runs = runsOf(memory);
  const bytes = Buffer.from(Uint32Array.of(memory.length).buffer);
  const name = (text) => [unsigned(text.length), Buffer.from(text)];
  const sections = [
    ...Object.entries({ ...notes, bytes }).map(([key, note]) => [
      customSection,
      [...name(key), note],
    ]),
    [
      importSection,
      [
        unsigned(1),
        ...name("python"),
        ...name("memory"),
        Buffer.of(memoryKind, 0),
        unsigned(Math.ceil(memory.length / pageBytes)),
      ],
    ],
    [dataSection, [unsigned(runs.length), ...runs.flatMap((run) => segment(memory, run))]],
  ];
  const parts = [Buffer.from("\0asm\x01\0\0\0", "latin1")];
  for (const [id, content] of sections) {
    const length = content.reduce((sum, part) => sum + part.length, 0);
    parts.push(Buffer.of(id), unsigned(length), ...content);
  }
  return Buffer.concat(parts);
}

function segment(memory, { from, to }) {
  const place = Buffer.concat([Buffer.of(0, i32Const), signed(from), Buffer.of(end)]);
  return [place, unsigned(to - from), memory.subarray(from, to)];
}

function runsOf(memory) {
  const runs = [];
  for (let from = 0; from < memory.length; from += pieceBytes) {
    const piece = memory.subarray(from, from + pieceBytes);
    if (piece.every((byte) => byte === 0)) continue;
    const last = runs.at(-1);
    if (last?.to === from) last.to += piece.length;
    else runs.push({ from, to: from + piece.length });
  }
  return runs;
}

/** LEB128, as the format has its numbers. */
function unsigned(value) {
  const bytes = [];
  let left = value;
  do {
    const low = left & 0x7f;
    left >>>= 7;
    bytes.push(left === 0 ? low : low | 0x80);
  } while (left !== 0);
  return Buffer.from(bytes);
}

function signed(value) {
  const bytes = [];
  for (let left = value; ; left >>= 7) {
    const low = left & 0x7f;
    const rest = left >> 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return Buffer.from(bytes);
  }
}
