import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createPages, type PageCopy } from "../../../src/engine/webgpu/pages";

describe("pages", () => {
  it("give a text a page when its first token needs it", () => {
    const pages = createPages(4, 16);
    pages.add(1);
    pages.extend(1, 16);
    expect(pages.pages(1)).toEqual([0]);
    pages.extend(1, 1);
    expect(pages.pages(1)).toEqual([0, 1]);
    expect(pages.free).toBe(2);
  });

  it("share the full pages of a fork and copy the one that is filled in part", () => {
    const pages = createPages(8, 16);
    pages.add(1);
    pages.extend(1, 40);
    expect(pages.fork(1, 2)).toEqual({ from: 2, to: 3 });
    expect(pages.pages(2)).toEqual([0, 1, 3]);
    pages.remove(1);
    expect(pages.free).toBe(5);
    pages.remove(2);
    expect(pages.free).toBe(8);
  });

  it("copy nothing where the last page is full", () => {
    const pages = createPages(8, 16);
    pages.add(1);
    pages.extend(1, 32);
    expect(pages.fork(1, 2)).toBeNull();
    expect(pages.free).toBe(6);
  });

  it("change nothing when there are too few", () => {
    const pages = createPages(2, 16);
    pages.add(1);
    pages.extend(1, 20);
    expect(() => pages.extend(1, 13)).toThrow(/full/);
    expect(() => pages.fork(1, 2)).toThrow(/full/);
    expect(pages.length(1)).toBe(20);
    expect(() => pages.length(2)).toThrow(/no text 2/);
    expect(pages.free).toBe(0);
  });

  it("keep every text's tokens apart, whatever is forked, taken back and removed", () => {
    const operation = fc.record({
      kind: fc.constantFrom("add", "fork", "extend", "shorten", "remove"),
      text: fc.nat(6),
      other: fc.nat(6),
      count: fc.integer({ min: 1, max: 23 }),
    });
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 80 }), (operations) => {
        const [count, pageSize] = [12, 4];
        const pages = createPages(count, pageSize);
        const memory: number[] = [];
        const texts = new Map<number, { tokens: number[]; own: number }>();
        let next = 0;
        const copy = ({ from, to }: PageCopy) => {
          for (let i = 0; i < pageSize; i += 1) {
            memory[to * pageSize + i] = memory[from * pageSize + i] ?? -1;
          }
        };
        for (const { kind, text, other, count: tokens } of operations) {
          const there = texts.get(text);
          try {
            if (kind === "add" && !there) {
              pages.add(text);
              texts.set(text, { tokens: [], own: 0 });
            } else if (kind === "fork" && there && !texts.has(other)) {
              const copied = pages.fork(text, other);
              texts.set(other, { tokens: [...there.tokens], own: 0 });
              there.own = 0;
              if (copied) copy(copied);
            } else if (kind === "extend" && there) {
              pages.extend(text, tokens);
              for (let i = 0; i < tokens; i += 1) {
                const place = there.tokens.length;
                const page = pages.pages(text)[Math.floor(place / pageSize)] ?? -1;
                next += 1;
                memory[page * pageSize + (place % pageSize)] = next;
                there.tokens.push(next);
                there.own += 1;
              }
            } else if (kind === "shorten" && there) {
              const back = Math.min(tokens, there.own);
              pages.shorten(text, back);
              there.tokens.length -= back;
              there.own -= back;
            } else if (kind === "remove" && there) {
              pages.remove(text);
              texts.delete(text);
            }
          } catch (error) {
            expect(String(error)).toMatch(/full/);
          }
          for (const [number, { tokens: wanted }] of texts) {
            const read = wanted.map((_, place) => {
              const page = pages.pages(number)[Math.floor(place / pageSize)] ?? -1;
              return memory[page * pageSize + (place % pageSize)];
            });
            expect(read).toEqual(wanted);
          }
        }
        for (const number of texts.keys()) pages.remove(number);
        expect(pages.free).toBe(count);
      }),
      { numRuns: 300 },
    );
  });
});
