// A packed matrix is an `array<vec4u>`. A row is a few planes, one after another (quants, scales, …), each
// filled up to whole quads (a quad is 4 words). `rowGroup` rows lie interleaved, a quad of each in turn: so
// neighbouring threads that take neighbouring rows read neighbouring memory.

/** Rows that lie interleaved. Slices of a matrix begin at a multiple of it. */
export const rowGroup = 8;

/** Columns of which a kernel takes all weights at once. */
export const chunkColumns = 32;

/** Words that a plane has for each chunk: 0.5 is 16 bits, 0.125 a word for 8 chunks. */
export type Planes = readonly number[];

/** Quads of a plane in a row of `columns`. */
function planeQuads(wordsPerChunk: number, columns: number): number {
  return Math.ceil(((columns / chunkColumns) * wordsPerChunk) / 4);
}

/** Quads of a packed row. */
export function packedQuads(planes: Planes, columns: number): number {
  return planes.reduce((sum, words) => sum + planeQuads(words, columns), 0);
}

/** The first quad of a plane in a row. */
export function planeStart(planes: Planes, plane: number, columns: number): number {
  return packedQuads(planes.slice(0, plane), columns);
}

/** Writes the planes of one row into a packed matrix. */
export class RowWriter {
  private readonly words: Uint32Array;
  private readonly halves: Uint16Array;
  private readonly first: number;
  private readonly starts: readonly number[];

  constructor(planes: Planes, columns: number, words: Uint32Array, row: number) {
    this.words = words;
    const group = Math.floor(row / rowGroup);
    this.first = (group * packedQuads(planes, columns) * rowGroup + (row % rowGroup)) * 4;
    this.halves = new Uint16Array(words.buffer, words.byteOffset, words.length * 2);
    this.starts = planes.map((_, plane) => planeStart(planes, plane, columns) * 4);
  }

  word(plane: number, index: number, value: number): void {
    this.words[this.place((this.starts[plane] ?? 0) + index)] = value;
  }

  /** The half-word `index` of a plane, counted in 16 bits. */
  half(plane: number, index: number, value: number): void {
    this.halves[this.place((this.starts[plane] ?? 0) + (index >>> 1)) * 2 + (index & 1)] = value;
  }

  private place(word: number): number {
    return this.first + (word >>> 2) * 4 * rowGroup + (word & 3);
  }
}

/** A row of a packed matrix in a shader. */
export interface RowReader {
  /** WGSL of a quad (vec4u) of a plane; `index` is WGSL, counted in quads. */
  quad(plane: number, index: string): string;
  /** WGSL of a word (u32) of a plane; `index` is WGSL, counted in words. */
  word(plane: number, index: string): string;
}

/**
 * @param buffer the name of an `array<vec4u>`
 * @param base WGSL of the row's first quad: `rowBase`
 */
export function rowReader(
  planes: Planes,
  columns: number,
  buffer: string,
  base: string,
): RowReader {
  const at = (plane: number, quad: string) => {
    const start = planeStart(planes, plane, columns) * rowGroup;
    return `${buffer}[${base} + ${start}u + (${quad}) * ${rowGroup}u]`;
  };
  return {
    quad: at,
    word: (plane, index) => `${at(plane, `(${index}) / 4u`)}[(${index}) % 4u]`,
  };
}

/** WGSL of a row's first quad. */
export function rowBase(planes: Planes, columns: number, row: string): string {
  const quads = packedQuads(planes, columns);
  return `((${row}) / ${rowGroup}u * ${quads * rowGroup}u + (${row}) % ${rowGroup}u)`;
}
