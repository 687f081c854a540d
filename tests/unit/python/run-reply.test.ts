import * as v from "valibot";
import { expect, it } from "vitest";
import { modulesSchema, runReplySchema } from "../../../src/python/run-reply";

const parseModules = (data: unknown) => v.parse(modulesSchema, data);
const parseRunReply = (data: unknown, characters: number) =>
  v.parse(runReplySchema(characters), data);

/** 640 by 480; what follows is no picture, and nobody looks at it here. */
const head = "iVBORw0KGgoAAAANSUhEUgAAAoAAAAHgAQAAAAAdquFJ";
const png = head + "A".repeat(1_333_332 - head.length);
/** 16,000 by 16,000 in 41,588 characters: a gigabyte when it is drawn. */
const huge = `iVBORw0KGgoAAAANSUhEUgAAPoAAAD6AAQAAAABp${"A".repeat(41_548)}`;
const figure = { png, width: 640, height: 480, alt: "Chart: titled “x”" };
const reply = {
  status: "completed",
  stdout: "1\n",
  stderr: "",
  figures: [figure],
  seconds: 0.1,
  heapBytes: 1e8,
  outOfMemory: false,
};

it("takes a reply as it should be", () => {
  expect(parseRunReply(reply, 10)).toEqual(reply);
  // Ten characters beyond 16 bits, and the mark.
  const stdout = `${"😀".repeat(10)}<output cut>`;
  expect(parseRunReply({ ...reply, stdout }, 10).stdout).toBe(stdout);
});

it.each([
  ["something else", "completed"],
  ["a status that does not exist", { ...reply, status: "timed-out" }],
  ["output that is not text", { ...reply, stdout: ["1"] }],
  ["more output than was allowed", { ...reply, stderr: "x".repeat(1000) }],
  ["a figure that is no PNG", { ...reply, figures: [{ ...figure, png: "R0lGODlh" }] }],
  ["a figure without a PNG's head", { ...reply, figures: [{ ...figure, png: "iVBORw0KGgo=" }] }],
  ["a figure that is larger than it says", { ...reply, figures: [{ ...figure, png: huge }] }],
  [
    "a figure that says how large it is",
    { ...reply, figures: [{ ...figure, png: huge, width: 16_000, height: 16_000 }] },
  ],
  ["a figure of another size than it says", { ...reply, figures: [{ ...figure, width: 639 }] }],
  ["a figure that is no base64", { ...reply, figures: [{ ...figure, png: `${head}"AAA` }] }],
  ["a figure that is too large", { ...reply, figures: [{ ...figure, png: `${png}${png}` }] }],
  ["a figure without text in its place", { ...reply, figures: [{ ...figure, alt: undefined }] }],
  ["too many figures", { ...reply, figures: new Array(5).fill(figure) }],
  ["a time before the start", { ...reply, seconds: -1 }],
  ["an endless time", { ...reply, seconds: Number.POSITIVE_INFINITY }],
  ["a time that is no number", { ...reply, seconds: Number.NaN }],
  ["more than there is to say", { ...reply, more: "x" }],
  ["less than there is to say", { ...reply, outOfMemory: undefined }],
])("refuses %s", (_, data) => {
  expect(() => parseRunReply(data, 10)).toThrow();
});

it("refuses module names that are none", () => {
  expect(parseModules(["sympy", "os.path"])).toEqual(["sympy", "os.path"]);
  expect(() => parseModules("sympy")).toThrow();
  expect(() => parseModules([1])).toThrow();
  expect(() => parseModules(["x".repeat(10_000)])).toThrow();
  expect(() => parseModules(new Array(10_000).fill("x"))).toThrow();
});
