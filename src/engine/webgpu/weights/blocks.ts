import { type Planes, type RowReader, RowWriter } from "./layout";

// GGUF's block types as ggml-quants.c and gguf-py's quants.py define them. On the GPU the bits are sorted so
// that 4 neighbouring weights lie in the same bits of a word's 4 bytes: one mask takes them out together.

/** WGSL that yields the 32 weights of a chunk. */
export interface ChunkCode {
  /** Statements that load what the chunk needs. */
  readonly load: string;
  /** The weights 4i..4i+3 as a vec4f, for i of 0..7: WGSL, a u32 that need not be constant. */
  readonly weights: (i: string) => string;
}

export interface Block {
  /** Weights of a block in the file, in one row. */
  readonly blockSize: number;
  /** Bytes of a block in the file. */
  readonly blockBytes: number;
  readonly planes: Planes;
  /** Repacks one row. `row` counts in `words`. */
  packRow(source: Uint8Array, columns: number, words: Uint32Array, row: number): void;
  /**
   * @param chunk WGSL, the number of the chunk in its row
   * @param id ends the names of what is loaded, so that several chunks can lie in one scope
   */
  chunk(row: RowReader, chunk: string, id: string): ChunkCode;
}

function u16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function u32(bytes: Uint8Array, at: number): number {
  return (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;
}

/** The value of a half-precision number. */
function f16(bits: number): number {
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  const size =
    exponent === 31
      ? fraction
        ? Number.NaN
        : Number.POSITIVE_INFINITY
      : exponent
        ? (1 + fraction / 1024) * 2 ** (exponent - 15)
        : fraction * 2 ** -24;
  return bits & 0x8000 ? -size : size;
}

const float = new Float32Array(1);
const floatBits = new Uint32Array(float.buffer);

function f32Bits(value: number): number {
  float[0] = value;
  return floatBits[0] ?? 0;
}

/** Bits 0..3 of a number in the lowest bits of 4 bytes. */
function spread(bits: number): number {
  return (bits * 0x00204081) & 0x01010101;
}

/** A block of `blockSize` weights, repacked block by block. */
function block(
  blockSize: number,
  blockBytes: number,
  planes: Planes,
  /** `at` is the block's first byte, `chunk` the number of its first chunk. */
  pack: (write: RowWriter, source: Uint8Array, at: number, chunk: number) => void,
  chunk: Block["chunk"],
): Block {
  return {
    blockSize,
    blockBytes,
    planes,
    packRow(source, columns, words, row) {
      const write = new RowWriter(planes, columns, words, row);
      const step = blockSize / 32;
      for (let at = 0, first = 0; at < source.length; at += blockBytes, first += step) {
        pack(write, source, at, first);
      }
    },
    chunk,
  };
}

/** Plain numbers: copied. */
function plain(bytes: number, chunk: Block["chunk"]): Block {
  return {
    blockSize: 1,
    blockBytes: bytes,
    planes: [8 * bytes],
    packRow(source, columns, words, row) {
      const write = new RowWriter([8 * bytes], columns, words, row);
      for (let at = 0; at < source.length; at += 4) write.word(0, at / 4, u32(source, at));
    },
    chunk,
  };
}

const f32Type = plain(4, (row, chunk) => ({
  load: "",
  weights: (i) => `bitcast<vec4f>(${row.quad(0, `${chunk} * 8u + ${i}`)})`,
}));

/** A quad holds 8 weights of 16 bits; `pair` makes two floats of a word. */
function sixteenBits(pair: (word: string) => string): Block {
  return plain(2, (row, chunk) => ({
    load: "",
    weights: (i) => {
      const quad = row.quad(0, `${chunk} * 4u + ${i} / 2u`);
      return `vec4f(${pair(`${quad}[${i} % 2u * 2u]`)}, ${pair(`${quad}[${i} % 2u * 2u + 1u]`)})`;
    },
  }));
}

const f16Type = sixteenBits((word) => `unpack2x16float(${word})`);
const bf16Type = sixteenBits(
  (word) => `bitcast<vec2f>(vec2u(${word} << 16u, ${word} & 0xffff0000u))`,
);

/** The low 4 bits of weights 4i..4i+3, one in each byte, out of the quad `q`. */
function nibbles(i: string, id: string): string {
  return `((q${id}[${i} % 4u] >> (${i} / 4u * 4u)) & 0x0f0f0f0fu)`;
}

/** Bit 4 of weights 4i..4i+3, out of the word `h`. */
function fifthBits(i: string, id: string): string {
  return `(((h${id} >> ${i}) & 0x01010101u) << 4u)`;
}

/** Bits 4 and 5 of weights 4i..4i+3, out of the two words `h`. */
function upperBits(i: string, id: string): string {
  return `(((h${id}[${i} / 4u] >> (${i} % 4u * 2u)) & 0x03030303u) << 4u)`;
}

/** The half-word `index` of a plane. */
function halfWord(row: RowReader, plane: number, index: string): string {
  return `((${row.word(plane, `(${index}) / 2u`)} >> (((${index}) & 1u) * 16u)) & 0xffffu)`;
}

/** A plane of one f16 a chunk, as f32. */
function halfScale(row: RowReader, plane: number, index: string): string {
  return `unpack2x16float(${halfWord(row, plane, index)}).x`;
}

const q8 = block(
  32,
  34,
  [8, 0.5],
  (write, source, at, chunk) => {
    for (let i = 0; i < 8; i++) write.word(0, chunk * 8 + i, u32(source, at + 2 + 4 * i));
    write.half(1, chunk, u16(source, at));
  },
  (row, chunk, id) => ({
    load: `let q0${id} = ${row.quad(0, `${chunk} * 2u`)};
      let q1${id} = ${row.quad(0, `${chunk} * 2u + 1u`)};
      let s${id} = ${halfScale(row, 1, chunk)};`,
    weights: (i) => `(vec4f(unpack4xI8(select(q0${id}, q1${id}, ${i} >= 4u)[${i} % 4u])) * s${id})`,
  }),
);

/** Q4_0, Q4_1, Q5_0, Q5_1: `fifth` says whether there is a plane of fifth bits, `min` whether a minimum. */
function legacy(fifth: boolean, min: boolean): Block {
  const scales = fifth ? 2 : 1;
  const head = min ? 4 : 2;
  const offset = fifth ? 16 : 8;
  return block(
    32,
    head + (fifth ? 4 : 0) + 16,
    [4, ...(fifth ? [1] : []), min ? 1 : 0.5],
    (write, source, at, chunk) => {
      if (min) write.word(scales, chunk, u32(source, at));
      else write.half(scales, chunk, u16(source, at));
      let quants = at + head;
      if (fifth) {
        const bits = u32(source, quants);
        let word = 0;
        for (let i = 0; i < 8; i++) word |= spread((bits >>> (4 * i)) & 15) << i;
        write.word(1, chunk, word);
        quants += 4;
      }
      for (let i = 0; i < 4; i++) write.word(0, chunk * 4 + i, u32(source, quants + 4 * i));
    },
    (row, chunk, id) => ({
      load: `let q${id} = ${row.quad(0, chunk)};
        ${fifth ? `let h${id} = ${row.word(1, chunk)};` : ""}
        ${
          min
            ? `let d${id} = unpack2x16float(${row.word(scales, chunk)});`
            : `let s${id} = ${halfScale(row, scales, chunk)};`
        }`,
      weights: (i) => {
        const quants = `vec4f(unpack4xU8(${nibbles(i, id)}${fifth ? ` | ${fifthBits(i, id)}` : ""}))`;
        return min
          ? `fma(${quants}, vec4f(d${id}.x), vec4f(d${id}.y))`
          : `((${quants} - ${offset}.0) * s${id})`;
      },
    }),
  );
}

/** The nibbles of a chunk out of 32 bytes that hold it in their low (`shift` 0) or high (4) halves. */
function packNibbles(
  write: RowWriter,
  chunk: number,
  source: Uint8Array,
  at: number,
  shift: number,
): void {
  for (let i = 0; i < 4; i++) {
    const first = (u32(source, at + 4 * i) >>> shift) & 0x0f0f0f0f;
    const second = (u32(source, at + 16 + 4 * i) >>> shift) & 0x0f0f0f0f;
    write.word(0, chunk * 4 + i, first | (second << 4));
  }
}

/** Q4_K and Q5_K: 8 chunks of 6-bit scale and minimum, times two f16. */
function kQuant(fifth: boolean): Block {
  const scales = fifth ? 2 : 1;
  return block(
    256,
    fifth ? 176 : 144,
    [4, ...(fifth ? [1] : []), 0.5, 0.125],
    (write, source, at, chunk) => {
      write.word(scales + 1, chunk / 8, u32(source, at));
      const packed = (i: number) => source[at + 4 + i] ?? 0;
      const high = at + 16;
      const quants = fifth ? high + 32 : high;
      for (let i = 0; i < 8; i++) {
        // The first four lie in 6 bits; of the others the upper 2 bits lie above those.
        const scale = i < 4 ? packed(i) & 63 : (packed(i + 4) & 15) | ((packed(i - 4) >> 6) << 4);
        const min = i < 4 ? packed(i + 4) & 63 : (packed(i + 4) >> 4) | ((packed(i) >> 6) << 4);
        write.half(scales, chunk + i, scale | (min << 8));
        packNibbles(write, chunk + i, source, quants + 32 * (i >> 1), i & 1 ? 4 : 0);
        if (fifth) {
          let word = 0;
          for (let j = 0; j < 8; j++) {
            word |= ((u32(source, high + 4 * j) >>> i) & 0x01010101) << j;
          }
          write.word(1, chunk + i, word);
        }
      }
    },
    (row, chunk, id) => ({
      load: `let q${id} = ${row.quad(0, chunk)};
        ${fifth ? `let h${id} = ${row.word(1, chunk)};` : ""}
        let sm${id} = ${halfWord(row, scales, chunk)};
        let d${id} = unpack2x16float(${row.word(scales + 1, `(${chunk}) / 8u`)})
          * vec2f(f32(sm${id} & 0xffu), f32(sm${id} >> 8u));`,
      weights: (i) =>
        `fma(vec4f(unpack4xU8(${nibbles(i, id)}${fifth ? ` | ${fifthBits(i, id)}` : ""})), vec4f(d${id}.x), vec4f(-d${id}.y))`,
    }),
  );
}

const q6k = block(
  256,
  210,
  [4, 2, 0.5, 0.125],
  (write, source, at, chunk) => {
    write.word(3, chunk / 8, f32Bits(f16(u16(source, at + 208))));
    for (let i = 0; i < 8; i++) {
      const part = i & 3;
      const half = i >> 2;
      packNibbles(write, chunk + i, source, at + 64 * half + 32 * (part & 1), part < 2 ? 0 : 4);
      for (let word = 0; word < 2; word++) {
        let bits = 0;
        for (let j = 0; j < 4; j++) {
          const high = u32(source, at + 128 + 32 * half + 16 * word + 4 * j);
          bits |= ((high >>> (2 * part)) & 0x03030303) << (2 * j);
        }
        write.word(1, (chunk + i) * 2 + word, bits);
      }
      write.half(2, chunk + i, u16(source, at + 192 + 2 * i));
    }
  },
  (row, chunk, id) => ({
    load: `let q${id} = ${row.quad(0, chunk)};
      let h${id} = vec2u(${row.word(1, `(${chunk}) * 2u`)}, ${row.word(1, `(${chunk}) * 2u + 1u`)});
      let ss${id} = ${halfWord(row, 2, chunk)};
      let d${id} = bitcast<f32>(${row.word(3, `(${chunk}) / 8u`)});
      let s${id} = d${id} * vec2f(f32(extractBits(i32(ss${id}), 0u, 8u)), f32(extractBits(i32(ss${id}), 8u, 8u)));`,
    weights: (i) =>
      `((vec4f(unpack4xU8(${nibbles(i, id)} | ${upperBits(i, id)})) - 32.0) * s${id}[${i} / 4u])`,
  }),
);

export const blocks = {
  F32: f32Type,
  F16: f16Type,
  BF16: bf16Type,
  Q8_0: q8,
  Q4_0: legacy(false, false),
  Q4_1: legacy(false, true),
  Q5_0: legacy(true, false),
  Q5_1: legacy(true, true),
  Q4_K: kQuant(false),
  Q5_K: kQuant(true),
  Q6_K: q6k,
};
