import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { functions, symbols } from "../../../../src/ui/history/export/harmless-latex";
import { exportLatex } from "../../../../src/ui/history/export/latex";
import { latexFormula } from "../../../../src/ui/history/export/latex-text";
import { makeReport, type Report } from "../../../../src/ui/history/export/report";
import { de } from "../../../../src/ui/texts/de";
import { en } from "../../../../src/ui/texts/en";
import { zh } from "../../../../src/ui/texts/zh";
import { hostileFormulas, hostileTexts } from "../../../fixtures/hostile-latex";
import { type Compiled, compileTex } from "../../../harness/tex";
import { fuzzRuns } from "../../fuzz/fuzz-runs";
import { sampleRun } from "./sample-run";

// KaTeX says on the console what it finds odd.
vi.spyOn(console, "warn").mockImplementation(() => {});

const typical = makeReport(sampleRun, en);
const own = ["document.aux", "document.fls", "document.log", "document.pdf", "document.tex"];

/** A run whose problem, answer and one sample's text these are. */
function reportOf(texts: readonly string[], formulas: readonly string[]): Report {
  const parts = texts.map((text, id) => ({ kind: "reasoning" as const, id, text }));
  return {
    ...typical,
    title: texts.join(" ").slice(0, 2000),
    problem: formulas.map((tex) => `$${tex}$`).join("\n\n"),
    votes: formulas.map((answer) => ({ answer, votes: "1 vote", samples: [1] })),
    comparisons: [{ number: 1, answers: formulas, verdict: texts[0] ?? "" }],
    samples: [{ number: 1, state: "done", note: texts[0] ?? null, parts }],
  };
}

/** What is no formula to LaTeX as it stands, and one as the page draws it. */
const mended = new Set(["$$x$$", "#1", "\\begin {align}x\\end {align}", "a\n\nb"]);

function expectHarmless(compiled: Compiled): void {
  expect(compiled.errors).toEqual([]);
  expect(compiled.read).toEqual([]);
  expect(compiled.files).toEqual(own);
}

describe("an exported LaTeX document, compiled", () => {
  it("has no error in any of the page's languages", () => {
    for (const texts of [en, de, zh]) {
      expectHarmless(compileTex(exportLatex(makeReport(sampleRun, texts))));
    }
  });

  it("has no error, and reads and writes no other file, whatever a model wrote", () => {
    expectHarmless(compileTex(exportLatex(reportOf(hostileTexts, hostileFormulas))));
    for (const answer of hostileFormulas.filter((one) => !mended.has(one))) {
      expect(latexFormula(answer, true), answer).toMatch(/^\\texttt\{/);
    }
  });

  it("would be caught here reading or writing a file", () => {
    const raw = (body: string) =>
      `\\documentclass{article}\\begin{document}x ${body}\\end{document}`;
    const stolen = compileTex(raw("\\input{document.log}"));
    expect(stolen.read).not.toContain("/etc/passwd");
    expect(compileTex(raw("\\input{/etc/hostname}")).errors).not.toEqual([]);
    const written = compileTex(raw("\\newwrite\\w\\immediate\\openout\\w=evil.sty"));
    expect(written.files).toContain("evil.sty");
  });
});

/** Formulas as a document's body sets them, each in both ways; those refused are left out. */
function setFormulas(
  formulas: Iterable<string>,
): { readonly source: string; readonly tex: string }[] {
  return [...new Set(formulas)].flatMap((source) =>
    [false, true].flatMap((displayed) => {
      const tex = latexFormula(source, displayed);
      return tex.startsWith("\\texttt{") ? [] : [{ source, tex }];
    }),
  );
}

/** The first formulas at which LaTeX stopped, with its message. */
function failing(formulas: readonly { readonly source: string; readonly tex: string }[]): string[] {
  const signs = formulas.map(({ source }) => source.replace(/[ -~\n]/g, "")).join("");
  const head = exportLatex({ ...typical, problem: [...new Set(signs)].join(" ") });
  const body = formulas.map(({ tex }, at) => `\\typeout{@@${at}}{${tex}}`).join("\n\n");
  const { log } = compileTex(
    `${head.slice(0, head.indexOf("\\begin{document}"))}\\begin{document}\n${body}\n\\end{document}\n`,
  );
  let at = -1;
  const found: string[] = [];
  for (const line of log.split("\n")) {
    at = Number(/^@@(\d+)/.exec(line)?.[1] ?? at);
    if (line.startsWith("!")) found.push(`${formulas[at]?.source}: ${line}`);
  }
  if (at < formulas.length - 1) found.push(`${formulas[at]?.source}: LaTeX read no further`);
  return found.slice(0, 20);
}

const commands = [...symbols, ...functions].filter(
  (name) => !["begin", "end", "color", "textcolor", "hspace"].includes(name),
);

describe("LaTeX takes", () => {
  it("every command of the list, alone, with arguments and as an argument", () => {
    const forms = [
      "@ x",
      "@{x}{y}",
      "x^@",
      "\\frac{@}1",
      "\\sqrt@",
      "\\text{@}",
      "\\left@ x\\right.",
    ];
    const cells = "\\begin{array}{cc}@{x}&@{y}\\\\ @{z}\\end{array}";
    const formulas = commands.flatMap((name) =>
      [...forms, cells].map((form) => form.replaceAll("@", () => `\\${name}`)),
    );
    const set = setFormulas(formulas);
    expect(set.length).toBeGreaterThan(commands.length * 6);
    expect(failing(set)).toEqual([]);
  });

  it("every formula that is not refused", () => {
    const formulas = fc.sample(formula, { numRuns: fuzzRuns(4000), seed: 17 });
    const set = setFormulas(formulas);
    expect(set.length).toBeGreaterThan(formulas.length / 20);
    for (let from = 0; from < set.length; from += 5000) {
      expect(failing(set.slice(from, from + 5000))).toEqual([]);
    }
  });
});

const leaf = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(...["x", "1", "n", "+", "=", "<", " ", "'", ",", "(", "]", "["]),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...["≤", "α", "²", "é", "中", "−", "°", "😀", "\u0301"]),
  },
  { weight: 2, arbitrary: fc.constantFrom(...commands).map((name) => `\\${name} `) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...[
        "\\%",
        "\\$",
        "\\{",
        "\\}",
        "\\,",
        "\\\\",
        "\\\\[1em]",
        "&",
        "^",
        "_",
        "~",
        "*",
        "|",
        '"',
        "`",
      ],
    ),
  },
);

const environments = [
  ...[
    "matrix",
    "pmatrix",
    "smallmatrix",
    "cases",
    "dcases",
    "aligned",
    "gathered",
    "split",
    "align",
  ],
  ...["align*", "gather", "equation", "equation*"],
].map((name) => [name, ""]);
const withArgument = [
  ...[
    ["array", "{cc}"],
    ["array", "{l|r}"],
    ["subarray", "{c}"],
    ["alignat", "{2}"],
  ],
  ["alignedat", "{2}"],
];

const { formula } = fc.letrec<{ formula: string; piece: string }>((tie) => ({
  formula: fc.array(tie("piece"), { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join("")),
  piece: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.tuple(fc.constantFrom(...commands), tie("formula")).map(([name, a]) => `\\${name}{${a}}`),
    fc.tuple(tie("formula"), tie("formula")).map(([a, b]) => `\\frac{${a}}{${b}}`),
    fc.tuple(tie("piece"), tie("formula")).map(([a, b]) => `{${a}}^{${b}}`),
    tie("formula").map((a) => `\\left( ${a} \\right]`),
    fc.constantFrom("if ", "$x$", "≤", "a_b", "\\textbf{b}", "50\\%").map((a) => `\\text{${a}}`),
    fc
      .tuple(
        fc.constantFrom(...environments, ...withArgument),
        fc.array(tie("formula"), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(" & ", "\\\\", "\\\\ ", "\\\\[1ex]", "\\\\ \\hline "),
      )
      .map(
        ([[name, argument], cells, between]) =>
          `\\begin{${name}}${argument}${cells.join(between)}\\end{${name}}`,
      ),
  ),
}));
