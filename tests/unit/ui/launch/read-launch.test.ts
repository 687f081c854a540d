import { describe, expect, it } from "vitest";
import { readLaunchedFile, readShared, withoutShared } from "../../../../src/ui/launch/read-launch";

const problem = (text: string) => ({ kind: "problem", problem: text });
const refused = (reason: string) => ({ kind: "refused", reason });
const file = (content: BlobPart, name: string) => new File([content], name);

describe("what another app shares", () => {
  it("is the text, else the title, else the address", () => {
    const search =
      "?shared-title=Homework&shared-text=+1%2B1%3F%0D%0A&shared-url=https://a.invalid";
    expect(readShared(search)).toEqual(problem("1+1?"));
    expect(readShared("?shared-title=2%2B2&shared-text=")).toEqual(problem("2+2"));
    expect(readShared("?shared-url=https://a.invalid/")).toEqual(problem("https://a.invalid/"));
  });

  it("is nothing at an ordinary start", () => {
    expect(readShared("")).toEqual({ kind: "none" });
    expect(readShared("?from=bookmark&problem=1")).toEqual({ kind: "none" });
  });

  it("is refused when it is empty, and taken whole when it is too long to be solved", () => {
    expect(readShared("?shared-text=%20%00")).toEqual(refused("empty"));
    expect(readShared(`?shared-text=${"1".repeat(12_037)}`)).toEqual(problem("1".repeat(12_037)));
  });

  it("goes from the address, and nothing else does", () => {
    expect(withoutShared("https://a.invalid/x/?lang=de&shared-text=1&shared-title=2#history")).toBe(
      "https://a.invalid/x/?lang=de#history",
    );
  });
});

describe("a file that is opened with the app", () => {
  it("is a problem, whatever its line ends and its byte order mark", async () => {
    const text = "\u{feff}What is $1+1$?\r\nSay why.\n";
    expect(await readLaunchedFile(file(text, "a.tex"))).toEqual(
      problem("What is $1+1$?\nSay why."),
    );
    const long = "数".repeat(12_037);
    expect(await readLaunchedFile(file(long, "a.txt"))).toEqual(problem(long));
  });

  it("holds exported runs when its name says so", async () => {
    const runs = file("{}", "runs.JSON");
    expect(await readLaunchedFile(runs)).toEqual({ kind: "runs", file: runs });
  });

  it("is refused when it is empty, too large or no text", async () => {
    expect(await readLaunchedFile(file(" \n", "a.txt"))).toEqual(refused("empty"));
    expect(await readLaunchedFile(file("1".repeat(1_000_001), "a.txt"))).toEqual(refused("large"));
    const latin1 = new Uint8Array([0x66, 0xfc, 0x72]);
    expect(await readLaunchedFile(file(latin1, "a.txt"))).toEqual(refused("unreadable"));
  });
});
