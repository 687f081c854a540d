import { expect, it } from "vitest";
import { simulateLookup } from "../../../bench/lookup/simulate";

const text = (tokens: readonly number[], given: number) => ({
  tokens,
  drawn: tokens.map((_, place) => place >= given),
});

it("takes a pass a token where nothing comes again", () => {
  const result = simulateLookup(text([1, 2, 3, 4, 5, 6], 2), { match: 2, proposals: 4 });
  expect(result).toEqual({ drawn: 4, passes: 4, rows: 4 });
});

it("gives what was proposed rightly, and one token more, in one pass", () => {
  // After 1 2 again, 3 4 5 6 is proposed; 9 comes instead of 5.
  const result = simulateLookup(text([1, 2, 3, 4, 5, 6, 1, 2, 3, 4, 9], 8), {
    match: 2,
    proposals: 4,
  });
  expect(result).toEqual({ drawn: 3, passes: 1, rows: 5 });
});

it("doesn't count what was given to the model, nor propose into it", () => {
  const tokens = [1, 2, 3, 1, 2, 3, 7];
  const drawn = [false, false, false, false, false, true, false];
  const result = simulateLookup({ tokens, drawn }, { match: 2, proposals: 2 });
  expect(result).toEqual({ drawn: 1, passes: 1, rows: 3 });
});
