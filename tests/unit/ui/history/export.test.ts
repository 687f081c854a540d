import { readFileSync } from "node:fs";
import Ajv from "ajv";
import { describe, expect, it } from "vitest";
import { exportLatex } from "../../../../src/ui/history/export/latex";
import { escapeLatex, latexFormula } from "../../../../src/ui/history/export/latex-text";
import { exportMarkdown } from "../../../../src/ui/history/export/markdown";
import { exportNotebook } from "../../../../src/ui/history/export/notebook";
import { portableMath } from "../../../../src/ui/history/export/portable-markdown";
import { makeReport } from "../../../../src/ui/history/export/report";
import { fileNameOf } from "../../../../src/ui/history/run-title";
import { de } from "../../../../src/ui/texts/de";
import { en } from "../../../../src/ui/texts/en";
import { zh } from "../../../../src/ui/texts/zh";
import { code, png, sampleRun, stdout } from "./sample-run";

const report = makeReport(sampleRun, en);
const unfinished = makeReport(
  {
    record: { ...sampleRun.record, state: "running" },
    events: sampleRun.events.slice(0, 6),
  },
  en,
);

describe("a report", () => {
  it("tells the samples of the answer first, and leaves out those without text", () => {
    expect(report.samples.map(({ number }) => number)).toEqual([2, 1, 3]);
    expect(report).toMatchObject({ answer: "\\frac{1}{2}", votes: [{ samples: [2] }, {}] });
    const empty = makeReport({ ...sampleRun, events: sampleRun.events.slice(0, 1) }, en);
    expect(empty.samples).toEqual([]);
  });

  it("says so where the run was cut off, or failed", () => {
    expect(unfinished.note).toMatch(/cut off/);
    const failed = makeReport(
      {
        record: { ...sampleRun.record, state: "failed", failure: "Out of memory." },
        events: sampleRun.events.slice(0, 6),
      },
      en,
    );
    expect(failed.note).toBe("This run ended with an error: Out of memory.");
  });
});

describe("Markdown", () => {
  it("writes all formulas in dollars, and no other dollars", () => {
    expect(portableMath("\\(x\\) costs $5 or `$6`, \\[y\n= 1\\] \\boxed{7}")).toBe(
      "$x$ costs \\$5 or `$6`, $$y\n= 1$$ $\\boxed{7}$",
    );
    expect(portableMath("\\begin{align*}a &= b\\end{align*}")).toBe(
      "$$\\begin{aligned}a &= b\\end{aligned}$$",
    );
    expect(portableMath("```python\ncost = '$5'\n```\n$x$")).toBe(
      "```python\ncost = '$5'\n```\n$x$",
    );
    expect(portableMath("already \\$5 and $x$")).toBe("already \\$5 and $x$");
  });

  it("keeps code and output in fences that they can't close", () => {
    const markdown = exportMarkdown(report);
    expect(markdown).toContain(`\`\`\`\`python\n${code}\n\`\`\`\``);
    expect(markdown).toContain(`\`\`\`\`text\n${stdout}a warning\n\`\`\`\``);
    expect(markdown).toContain(`![A line & a \\[dot\\]](data:image/png;base64,${png})`);
    expect(markdown).toContain("| $\\frac{1}{2}$ | 1 vote | 2 |");
    expect(markdown.indexOf("Sample 2")).toBeLessThan(markdown.indexOf("Sample 1"));
    expect(markdown).toContain("*This code was not run to its end.*");
  });
});

describe("a notebook", () => {
  const schema = JSON.parse(
    readFileSync("tests/fixtures/nbformat/nbformat.v4.5.schema.json", "utf8"),
  );
  // Of draft 04, which Ajv no longer knows by name; nothing in it means another thing since.
  delete schema.$schema;
  const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

  it("is valid nbformat 4.5", () => {
    for (const one of [report, unfinished]) {
      validate(JSON.parse(exportNotebook(one)));
      expect(validate.errors).toBeNull();
    }
    // The check can fail.
    expect(validate({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: [{}] })).toBe(false);
  });

  it("has the cells and their real outputs", () => {
    const { cells } = JSON.parse(exportNotebook(report));
    const ran = cells.find(
      ({ cell_type, outputs }: { cell_type: string; outputs: unknown[] }) =>
        cell_type === "code" && outputs.length > 0,
    );
    expect(ran.source.join("")).toBe(code);
    expect(ran.execution_count).toBe(2);
    expect(ran.outputs).toEqual([
      { output_type: "stream", name: "stdout", text: ["```\n", "\\end{Verbatim}\n"] },
      { output_type: "stream", name: "stderr", text: ["a warning\n"] },
      {
        output_type: "display_data",
        data: { "image/png": png, "text/plain": ["A line & a [dot]"] },
        metadata: {},
      },
      {
        output_type: "error",
        ename: "ZeroDivisionError",
        evalue: "division by zero",
        traceback: [
          "Traceback (most recent call last):",
          "    1/0",
          "ZeroDivisionError: division by zero",
        ],
      },
    ]);
    const sources = cells.map(({ source }: { source: string[] }) => source.join(""));
    // Each sample with code begins in an empty namespace; the last block never ran.
    expect(sources.filter((source: string) => source === "%reset -f")).toHaveLength(2);
    expect(cells.at(-1)).toMatchObject({ execution_count: null, outputs: [] });
    const ids = cells.map(({ id }: { id: string }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe("LaTeX", () => {
  const latex = exportLatex(report);

  it("escapes what is text", () => {
    expect(escapeLatex('5% & #1_a^b ~ {x} $ \\end | < > `" \u0007')).toBe(
      "5\\% \\& \\#1\\_a\\textasciicircum{}b \\textasciitilde{} \\{x\\} \\$ \\textbackslash{}end " +
        "\\textbar{} \\textless{} \\textgreater{} \\textasciigrave{}\\textquotedbl{} ",
    );
  });

  it("takes formulas as they are, and displays as displays", () => {
    expect(latexFormula("\\frac{1}{2}", false)).toBe("\\(\\frac{1}{2}\\)");
    expect(latexFormula("x", true)).toBe("\\[\nx\n\\]");
    const align = "\\begin{align}a &= b\\end{align}";
    expect(latexFormula(align, true)).toBe(align);
    expect(latexFormula(`x = ${align}`, true)).toContain("\\begin{aligned}");
  });

  it("sets as source what is no formula, or more than one", () => {
    const bad = [
      ...["\\frac{1", "\\def\\x{1}x", "\\input{/etc/passwd}", "\\write18{rm}", "}{"],
      ...["\\href{http://x}{y}", "\\newcommand{\\x}{1}", "\\catcode`\\{=1", "\\undefinedcommand"],
      ...["\\end{document}", "\\verb|x|", "\\csname input\\endcsname"],
    ];
    for (const tex of bad) {
      expect(latexFormula(tex, false), tex).toBe(`\\texttt{${escapeLatex(tex)}}`);
    }
  });

  it("has the signs that the page shows", () => {
    expect(latexFormula("20%", false)).toBe("\\(20\\%\\)");
    expect(latexFormula("a\n\nb", true)).toBe("\\[\na\nb\n\\]");
    expect(latexFormula("\\lcm(4, 6)", false)).toBe("\\(\\operatorname{lcm}(4, 6)\\)");
    expect(latexFormula("\\text{total_cost}", false)).toBe("\\(\\text{total\\_cost}\\)");
  });

  it("is one document, whatever the model wrote", () => {
    const verbatim = /\\begin\{Verbatim\}\[[^\]]*\]\n[\s\S]*?\n\\end\{Verbatim\}/g;
    expect(latex.match(verbatim)).toHaveLength(3);
    const outside = latex.replace(verbatim, "");
    expect(outside.match(/(?<!textbackslash\{\})\\end\{document\}/g)).toHaveLength(1);
    expect(outside).not.toMatch(/\\(?:input|def)(?![A-Za-z])/);
    // Each environment ends where it should.
    const open: string[] = [];
    for (const [, what, name] of outside.matchAll(/\\(begin|end)\{(\w+\*?)\}/g)) {
      if (what === "begin") open.push(name ?? "");
      else expect(open.pop()).toBe(name);
    }
    expect(open).toEqual([]);
    expect(outside).toContain("\\item {}one \\textbf{bold} item");
    expect(outside).toContain("\\(1\\) & 50\\% \\\\");
    expect(outside).toContain("[Figure: A line \\& a [dot]]");
    expect(outside).toContain("It costs \\$5 \\& more");
  });

  it("tells pdfLaTeX how to set what is not in its fonts", () => {
    expect(latex).toContain("\\DeclareUnicodeCharacter{2264}{\\ensuremath{\\le}}");
    expect(latex).toContain("\\DeclareUnicodeCharacter{4E2D}{\\texttt{[U+4E2D]}}");
    expect(latex).not.toContain("\\DeclareUnicodeCharacter{00E9}");
  });
});

describe("the language of the page", () => {
  it("is that of the document around what the model wrote", () => {
    const german = exportMarkdown(makeReport(sampleRun, de));
    expect(german).toContain("## Antwort");
    expect(german).toContain("| $\\frac{1}{2}$ | 1 Stimme | 2 |");
    expect(german).toContain("*Dieser Code wurde nicht zu Ende ausgeführt.*");
    expect(german).not.toMatch(/\bSample|\bAnswer|\bVotes?\b/);
    const failed = {
      ...sampleRun.record,
      state: "failed" as const,
      failure: "The model was unloaded.",
    };
    const events = sampleRun.events.slice(0, 6);
    expect(makeReport({ record: failed, events }, de).note).toBe(
      "Dieser Lauf endete mit einem Fehler: Das Modell wurde entladen.",
    );
  });

  it("gives LaTeX the fonts that Chinese needs", () => {
    const fonts = "\\usepackage[scheme=plain,fontset=fandol]{ctex}";
    expect(exportLatex(makeReport(sampleRun, zh))).toContain(fonts);
    expect(
      exportLatex(makeReport({ ...sampleRun, events: sampleRun.events.slice(0, 3) }, de)),
    ).not.toContain(fonts);
  });
});

describe("a file's name", () => {
  it("is made of the problem, or of the name that it was given", () => {
    const { record } = sampleRun;
    expect(fileNameOf(record, "md")).toBe("what-is-2-4-in-or.md");
    expect(fileNameOf({ ...record, title: "Übung 3/4: „Primes“" }, "tex")).toBe(
      "ubung-3-4-primes.tex",
    );
    expect(fileNameOf({ ...record, title: "一加一" }, "json")).toBe("run.json");
  });
});
