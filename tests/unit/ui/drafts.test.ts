import { expect, it } from "vitest";
import { keepDraft, readDraft } from "../../../src/ui/solve/drafts";

it("a cell's changed code is there again, and another cell's is its own", () => {
  expect(readDraft("x = 1", [])).toBe("x = 1");
  keepDraft("x = 1", [], "x = 2");
  keepDraft("x = 1", ["import math"], "x = 3");
  expect(readDraft("x = 1", [])).toBe("x = 2");
  expect(readDraft("x = 1", ["import math"])).toBe("x = 3");
  expect(readDraft("x = 1", ["import sympy"])).toBe("x = 1");
});

it("code that is as it was before is no draft, and an empty text is one", () => {
  keepDraft("y", [], "");
  expect(readDraft("y", [])).toBe("");
  keepDraft("y", [], "y");
  expect(readDraft("y", [])).toBe("y");
});

it("the oldest of a hundred drafts makes room for another", () => {
  for (let n = 0; n < 100; n++) keepDraft(`cell ${n}`, [], "changed");
  keepDraft("cell 0", [], "changed again");
  keepDraft("one more", [], "changed");
  expect(readDraft("cell 1", [])).toBe("cell 1");
  expect(readDraft("cell 0", [])).toBe("changed again");
  expect(readDraft("one more", [])).toBe("changed");
});
