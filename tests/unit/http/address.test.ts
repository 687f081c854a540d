import { describe, expect, it } from "vitest";
import { RemoteError } from "../../../src/engine/errors";
import { parseAddress } from "../../../src/engine/http/address";

describe("parseAddress", () => {
  it.each([
    ["http://localhost:8000", "http://localhost:8000/v1"],
    ["http://localhost:8000/", "http://localhost:8000/v1"],
    ["http://localhost:8000/v1", "http://localhost:8000/v1"],
    [" http://localhost:8000/v1/ ", "http://localhost:8000/v1"],
    ["localhost:8000", "http://localhost:8000/v1"],
    ["10.0.0.5:11434/v1", "http://10.0.0.5:11434/v1"],
    ["https://school.example/llm/v1/completions", "https://school.example/llm/v1"],
    ["https://school.example/llm?x=1", "https://school.example/llm/v1"],
  ])("%s", (typed, api) => {
    expect(parseAddress(typed).api).toBe(api);
  });

  it.each([
    ["", /Enter the server's address/],
    ["ftp://x", /must start with http/],
    ["javascript://x", /must start with http/],
    ["http://", /not an address/],
    ["a b c", /not an address/],
    ["http://me:secret@x", /Leave the user name and password out/],
  ])("refuses %j", (typed, message) => {
    expect(() => parseAddress(typed)).toThrow(RemoteError);
    expect(() => parseAddress(typed)).toThrow(message);
  });
});
