import { expect, it } from "vitest";
import { filesFor } from "../../../src/offline/files-for";

const files = ["index.html", "assets/wllama-main-x.wasm", "assets/wllama-compat-x.wasm"].map(
  (url) => ({ url, revision: null }),
);
const urls = (needsCompat: boolean) => filesFor(files, needsCompat).map(({ url }) => url);

it("a browser keeps one of llama.cpp's two builds, and all else", () => {
  expect(urls(false)).toEqual(["index.html", "assets/wllama-main-x.wasm"]);
  expect(urls(true)).toEqual(["index.html", "assets/wllama-compat-x.wasm"]);
});
