import { HtmlRenderer, Parser } from "commonmark";
import fc from "fast-check";
import { Marked } from "marked";
import { describe, expect, it } from "vitest";
import { inForm } from "../../../../src/ui/copy/copy-forms";
import { exportMarkdown } from "../../../../src/ui/history/export/markdown";
import { exportNotebook } from "../../../../src/ui/history/export/notebook";
import { portableMath } from "../../../../src/ui/history/export/portable-markdown";
import { makeReport, type Report } from "../../../../src/ui/history/export/report";
import { de } from "../../../../src/ui/texts/de";
import { en } from "../../../../src/ui/texts/en";
import { zh } from "../../../../src/ui/texts/zh";
import { fuzzRuns } from "../../fuzz/fuzz-runs";
import { sampleRun } from "./sample-run";

/** Readers that pass HTML through, as the most careless do: the reference one, and that of GitHub's kind. */
const reference = (text: string) => new HtmlRenderer().render(new Parser().parse(text));
const github = new Marked({ gfm: true });
const readers = [reference, (text: string) => String(github.parse(text))];

const ownTags = new Set(
  "p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code em strong del a br hr table thead tbody tr th td input".split(
    " ",
  ),
);

/** What a reader makes of a text that it should not: tags, images, addresses. */
function danger(text: string): string[] {
  return readers.flatMap((read) =>
    [...read(text).matchAll(/<\/?([^\s>/]+)([^>]*)>/g)].flatMap(([whole, tag = "", rest = ""]) => {
      const address = /(?:href|src)="([^"]*)"/.exec(rest)?.[1];
      const known = ownTags.has(tag) && !/\bon\w+=/.test(rest);
      return known && (address === undefined || /^(?:https?:|mailto:)/.test(address))
        ? []
        : [whole];
    }),
  );
}

const hostile = [
  ...["<script>alert(1)</script>", "<img src=http://x/t onerror=alert(1)>", "<iframe src=//x>"],
  ...["![x](https://evil.example/t.png)", "[x](javascript:alert(1))", "[x](data:text/html,x)"],
  ...["![x][y]\n\n[y]: https://evil.example/t.png", "[y]: javascript:alert(1)\n\n[y]", "[y]: <x>"],
  ...["\\`<script>alert(1)</script>\\`", "```a`b\n<script>alert(1)</script>", "<!-- -->", "<?x ?>"],
  ...[
    "```\na\n```python\n<b>\n```\n<script>alert(1)</script>\n```",
    "<a href='javascript:x'>x</a>",
  ],
  ...[
    "- a\n  ```\n  b\n- <script>x</script>",
    "> ```\n<script>x</script>",
    "    <script>x</script>",
  ],
  ...[
    "$<script>alert(1)</script>$",
    "\\(`\\) `<script>x</script>`",
    "\\[ ![x](https://evil.example/) \\]",
  ],
  ...[
    "| a |\n|---|\n| <img src=x> `|<b>` |",
    "&lt;b&gt; &#60;b>",
    '<https://evil.example/"onclick=x>',
  ],
  ...[
    "[![x](https://evil.example/t.png)](https://good.example)",
    "![](https://evil.example/t.png)",
  ],
  ...[
    "**<b>**",
    "# <b>x</b>",
    "[<b>x</b>](https://good.example/<b>)",
    "<div\n\nonclick=x>",
    "\\<b>",
  ],
  ...["\\begin{align}<b>x</b>\\\\![x](https://evil.example/)\\end{align}", "\\boxed{<b>x</b>}"],
  ...[
    "~~~\n<b>\n~~~~\n<b>",
    "1. <b>\n\n   <b>",
    '[x](  javascript:alert(1) "t")',
    "[x](/local/path)",
  ],
];

function reportOf(text: string): Report {
  const report = makeReport(sampleRun, en);
  return {
    ...report,
    ...{ title: text, problem: text, answer: text, note: text, facts: [text] },
    votes: [1, 2].map((sample) => ({ answer: text, votes: "1", samples: [sample] })),
    comparisons: [{ number: 1, answers: [text, text], verdict: text }],
    samples: [
      {
        ...{ number: 1, state: "done", note: text },
        parts: [
          { kind: "reasoning", id: 0, text },
          {
            ...{ kind: "code", id: 1, call: 1, code: text },
            state: {
              kind: "finished",
              result: { status: "completed", stdout: text, stderr: text, seconds: 0, figures: [] },
            },
          },
        ],
      },
    ] as Report["samples"],
  };
}

describe("Markdown and notebooks", () => {
  it("hold no HTML, no remote image and no link that the page refuses", () => {
    for (const text of hostile) {
      expect(danger(portableMath(text)), text).toEqual([]);
      expect(danger(exportMarkdown(reportOf(text))), text).toEqual([]);
      const { cells } = JSON.parse(exportNotebook(reportOf(text)));
      for (const { cell_type, source } of cells) {
        if (cell_type === "markdown") expect(danger(source.join("")), text).toEqual([]);
      }
      const source = { kind: "answer", tex: text } as const;
      expect(danger(inForm(source, "markdown", en.report)), text).toEqual([]);
    }
  });

  it("are caught here when they do", () => {
    for (const text of hostile.slice(0, 5)) expect(danger(text), text).not.toEqual([]);
  });

  it("hold none whatever the pieces of a text", () => {
    const pieces = fc.constantFrom(
      ...[
        "`",
        "``",
        "```",
        "~~~",
        "\n",
        "\n\n",
        " ",
        "    ",
        "\t",
        "<b>",
        "<b",
        ">",
        "</b>",
        "<!--",
        "-->",
      ],
      ...[
        "![",
        "](https://evil.example/)",
        "](javascript:x)",
        "[",
        "]",
        "]:",
        "(",
        ")",
        "<https://x.y>",
      ],
      ...[
        "$",
        "$$",
        "\\(",
        "\\)",
        "\\[",
        "\\]",
        "\\",
        "\\begin{align}",
        "\\end{align}",
        "\\boxed{",
        "}",
      ],
      ...[
        "*",
        "**",
        "_",
        "#",
        "- ",
        "1. ",
        "> ",
        "|",
        "---",
        "===",
        "a",
        "1",
        "&lt;",
        "&#60;",
        '"',
        "'",
      ],
      ...[
        "| a |\n|---|\n|",
        "~~",
        "\u00a0",
        "中",
        "https://evil.example/`<b>`",
        "www.evil.example",
      ],
    );
    const text = fc.array(pieces, { minLength: 1, maxLength: 30 }).map((all) => all.join(""));
    fc.assert(
      fc.property(text, (one) => {
        expect(danger(portableMath(one))).toEqual([]);
        expect(danger(exportMarkdown(reportOf(one)))).toEqual([]);
      }),
      { numRuns: fuzzRuns(1500), seed: 17 },
    );
  });

  it("keep links to web addresses, lists, tables and code as they are", () => {
    const same = [
      ...[
        "[a *b*](https://good.example/x)",
        "<https://good.example/>",
        "**bold** and *em* and ~~no~~",
      ],
      ...[
        "- a\n- b\n  - c",
        "3. a\n4. b",
        "| a | b |\n| --- | :-: |\n| 1 | $x$ |",
        "# Heading $x$",
      ],
      ...[
        "```python\nif a < b: print('<b>')\n```",
        "> quote\n>\n> more",
        "a_b, x - y, f(x) = 2, [1, 2]",
      ],
      ...["`a < b` and ``a ` b``", "***", "- [ ] open\n- [x] done"],
    ];
    for (const text of same) expect(portableMath(text)).toBe(text);
    expect(portableMath("- a\n  ```\n  x < y\n  ```")).toBe("- a\n\n  ```\n  x < y\n  ```");
    expect(portableMath("a < b\n2) c\n\n    indented")).not.toContain("    ");
  });

  it("set the bars of formulas in tables so that they end no cell", () => {
    expect(portableMath("| a |\n|---|\n| $\\|x\\|$ `a\\|b` |")).toContain(
      "$\\vert x\\vert$ `a\\|b`",
    );
  });
});

describe("a notebook with code", () => {
  it("warns of it before “Run all”, in the page's language", () => {
    for (const texts of [en, de, zh]) {
      const { cells } = JSON.parse(exportNotebook(makeReport(sampleRun, texts)));
      expect(cells[0].source.join("")).toContain(texts.report.beforeRunAll.slice(0, 12));
    }
  });

  it("says nothing of it where there is none", () => {
    const report = makeReport(sampleRun, en);
    const samples = report.samples.map((sample) => ({
      ...sample,
      parts: sample.parts.filter(({ kind }) => kind !== "code"),
    }));
    expect(exportNotebook({ ...report, samples })).not.toContain("Run all");
  });
});
