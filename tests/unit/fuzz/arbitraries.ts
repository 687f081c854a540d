import fc from "fast-check";

/** Values that are seldom what somebody counts on. */
export const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    ...[-1, 0.5, 1e308, 2 ** 53, "", "x".repeat(10_000), [], {}, null, undefined],
  ),
);

/** A value with one place replaced by another value. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  return fc.tuple(fc.array(fc.nat(50), { maxLength: 8 }), odd).map(([path, put]) => {
    const copy: unknown = structuredClone(value);
    return replaceAt(copy, path, put);
  });
}

function replaceAt(value: unknown, path: readonly number[], put: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined || typeof value !== "object" || value === null) return put;
  const keys = Object.keys(value);
  const key = keys[first % Math.max(1, keys.length)];
  if (key === undefined) return put;
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    name === key ? replaceAt(one, rest, put) : one,
  ]);
  return Array.isArray(value) ? entries.map(([, one]) => one) : Object.fromEntries(entries);
}
