import { describe, expect, it } from "vitest";
import { describeServer, dialects } from "../../../../src/engine/http/dialect";
import { de } from "../../../../src/ui/texts/de";
import { messages as german } from "../../../../src/ui/texts/messages/de";
import { messages as english } from "../../../../src/ui/texts/messages/en";
import { messages as chinese } from "../../../../src/ui/texts/messages/zh";
import { zh } from "../../../../src/ui/texts/zh";
import { type SourceText, sourceTexts, textsIn } from "./source-texts";

/** Modules whose texts reach the page, apart from `notShown`. */
const houses = ["engine", "models", "python", "solver", "journal", "offline"];

/** Files none of whose texts a visitor reads. */
const otherFiles: readonly (readonly [file: RegExp, reason: string])[] = [
  [/solver\/form\/(?:chat|qwen-math)-form\.ts/, "what the model reads"],
  [/solver\/units\.ts/, "names of units in answers"],
  [/solver\/judge\/source\.ts/, "Python that the judge runs"],
  [/python\/(?:sandbox-frame|frame-script)\.ts/, "the sandbox's own page"],
  [/python\/(?:calls|watched-worker)\.ts/, "why a worker was ended, and another started"],
  [/solver\/(?:placeholder|said-answer)\.ts/, "how models write answers"],
  [/-locks?\.ts/, "names of locks"],
  [/packages\/requirement\.ts/, "the language of requirements"],
  [/engine\/web-llm\/chat-form\.ts/, "what the model reads"],
  [
    /engine\/webgpu\/(?:kernel|kernels|weights|activations|graphs|page-table|pages|pass-runner|slots|step-layout)\b/,
    "shaders, names of buffers, and faults of the program",
  ],
];

/** Texts that nobody reads on the page, by reason. */
const notShown: Readonly<Record<string, readonly string[]>> = {
  "faults of the program, which a test finds before a visitor does": [
    "This engine is unloaded.",
    "This sequence is closed.",
    "This sequence is already generating.",
    "Text can be appended only between generations.",
    "The engine has no model yet.",
    "The generation has not ended.",
    "There is no GGUF file to open.",
    "The GPU gave fewer draws than texts.",
    "The weights end {0} bytes before the end of {1}.",
    "{0} is stored here already.",
    "{0} was not announced.",
    "The package was not begun.",
    "The package was not finished.",
    "The interpreter has not been started.",
    "The supervisor has not been started.",
    "The interpreter was ended.",
    "its worker is gone.",
    "The snapshot has no head.",
    "it did not start.",
    "Python was closed.",
    "nobody needs the sandbox.",
  ],
  "how a run ends that was stopped; the page says so itself": ["The sample was stopped."],
  "what the model reads": [
    "The session's memory ceiling is reached.",
    "SystemError: the Python interpreter crashed and was started anew\n",
    "RecursionError: maximum recursion depth exceeded\nCalls can't go that deep here. Write it as a loop, from the smallest case up.\n",
    "Solution {0}:\n{1}",
    "import sympy",
    'import sys; sys.path += ["/lib/math-solver", "/lib/ipython.zip"]',
  ],
  "what a chat template is tried with": ["What is $1+1$?\n\n{{ a < b }} & \\boxed{c}"],
  "no language of people": ["Bearer {0}", "version https://git-lfs", "base {0}"],
  "what settled a pair, in the lines of `npm run judge`": ["too long"],
  "the name of a lock": ["python package {0}"],
  "the title of a paper": ["AIMO-2 Winning Solution (arXiv 2504.16891)"],
};

/** Two words, or a word beside a value. */
const prose =
  /[A-Za-z]{2,}[,;:]? (?:[a-z]+ )*\(?[A-Za-z]{2,}|\{\d\}[,;:]? [a-z]{3,}|[A-Za-z]{3,} \{\d\}/;

/** Of the page's own modules only sentences count: the rest are names of styles. */
function ofPage({ text, place }: SourceText): boolean {
  return (
    /^(?:[A-Z]|\{0\}).*[.?!]$/s.test(text) && !/\/(?:texts|math|export)\/|examples\.ts/.test(place)
  );
}

const ofHouses = houses.flatMap((house) => sourceTexts(`src/${house}`));
// The tables name each message themselves.
const ofUi = sourceTexts("src/ui").filter(({ place }) => !place.includes("/texts/messages/"));

const shown = [...ofHouses, ...ofUi.filter(ofPage)].filter(
  ({ text, place }) =>
    prose.test(text) &&
    !otherFiles.some(([file]) => file.test(place)) &&
    !Object.values(notShown).some((texts) => texts.includes(text)),
);

describe("messages", () => {
  it.each([
    ["German", german],
    ["Chinese", chinese],
  ])("all have a translation in %s, and each translation has its message", (_, table) => {
    const missing = shown.filter(({ text }) => !(text in table));
    expect(missing.map(({ text, place }) => `${place}: ${text}`)).toEqual([]);
    const said = new Set([...ofHouses, ...ofUi].map(({ text }) => text));
    expect(Object.keys(table).filter((text) => !said.has(text))).toEqual([]);
  });

  it("for who hosts the app are reworded in English, each of them, for who visits it", () => {
    const said = new Set([...ofHouses, ...ofUi].map(({ text }) => text));
    expect(Object.keys(english).filter((text) => !said.has(text))).toEqual([]);
    const spoken = shown.filter(({ text }) => text.includes("npm run") && !(text in english));
    expect(spoken.map(({ text, place }) => `${place}: ${text}`)).toEqual([]);
  });

  it.each([
    ["English", english],
    ["German", german],
    ["Chinese", chinese],
  ])("send no visitor to a command line in %s", (_, table) => {
    expect(Object.values(table).filter((text) => text.includes("npm"))).toEqual([]);
  });

  it.each([
    ["English", english],
    ["German", german],
    ["Chinese", chinese],
  ])("keep all their values in %s", (_, table) => {
    const places = (text: string) => (text.match(/\{\d\}/g) ?? []).toSorted();
    for (const [original, translation] of Object.entries(table)) {
      expect(places(translation), original).toEqual(places(original));
    }
  });

  it("are found in the source, however they are put together", () => {
    const source = `
      const noun = "file";
      class FileError extends Error {}
      export function fail(n: number, name: string) {
        throw new FileError(
          \`The \${noun} \${name} has \${n === 1 ? "one part" : \`\${n} parts\`}. \` +
            "Give all of them.",
        );
      }`;
    expect(textsIn(source, "made-up.ts").map(({ text }) => text)).toEqual([
      "file",
      "The file {0} has one part. Give all of them.",
      "The file {0} has {1} parts. Give all of them.",
    ]);
  });

  it("are translated with the messages that they hold, and sentence by sentence", () => {
    expect(
      de.message(
        "It needs about 4.6 GB of memory, more than this device can spare (about 2.1 GB). " +
          "The GPU engine can't run it because this browser has no WebGPU.",
      ),
    ).toBe(
      "Es braucht etwa 4,6 GB Arbeitsspeicher, mehr als dieses Gerät erübrigen kann (etwa 2,1 GB). " +
        "Die GPU-Engine kann es nicht ausführen; der Grund: dieser Browser hat kein WebGPU.",
    );
    expect(zh.message("The connection broke. It is tried again in 12 s.")).toBe(
      "连接中断了。12 秒后重试。",
    );
    expect(de.message("The connection broke. Nobody knows why.")).toBe(
      "Die Verbindung ist abgebrochen. Nobody knows why.",
    );
  });

  it("name a server that doesn't tell what it is in the page's language", () => {
    const name = describeServer("localhost:8000", dialects.plain);
    expect(de.message(name)).toBe("localhost:8000 (OpenAI-kompatibler Server)");
    expect(zh.message(name)).toBe("localhost:8000（与 OpenAI 兼容的服务器）");
    const known = describeServer("localhost:8000", dialects.vllm);
    expect(de.message(known)).toBe("localhost:8000 (vLLM)");
  });
});
