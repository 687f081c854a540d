import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { drawn } from "./outline";

const fixture = (name: string) => readFileSync(`tests/fixtures/render/${name}.md`, "utf8");

describe("texts of bug reports", () => {
  const expected: Readonly<Record<string, readonly string[]>> = {
    "01-powers": ["Since x**2 + y**2 = 25 and x**2 - y**2 = 7, we get <\\boxed{16}>"],
    "02-percent-answer": ["So the rate is <r = 20%> and <\\boxed{20%}>."],
    "02b-percent-list": ["<\\boxed{20%, 30%}>"],
    "03-table-pipe": ["|f|value|\n|<|x-1|>|3|\n|<P(A|B)>|0.5|\n|<|x|>|3|"],
    "04-cjk-bold": [
      "因此，{{最大公约数}}是12。",
      "{{答案：}}42是正确的。",
      "따라서 {{정답}}은 42입니다.",
      "これは{{「重要」}}な点です。",
      "the {{n}}th term",
    ],
    "05-blank-line-display": [
      "Hence",
      "<<x^2 + 1\n\n= 5>>",
      "and",
      "<<x^2 + 1\n\n= 5>>",
      "and",
      "<<\\begin{align*}\na &= 1 \\\\\n\nb &= 2\n\\end{align*}>>",
    ],
    "06-glued-dollars": ["We get <<x=6>> so y.", "We have<<x=6>>./Then done."],
    "07-text-dollar": [
      "<f(x) = \\begin{cases} 1 & \\text{if $x>0$} \\\\ 0 & \\text{else} \\end{cases}> done.",
    ],
    "08-katex-gaps": [
      "<x \\mbox{ if } y>",
      "<<\\begin{multline*} a+b+c \\\\ +d+e \\end{multline*}>>",
      "<<\\begin{eqnarray*} x &=& 1 \\\\ y &=& 2 \\end{eqnarray*}>>",
      "<<\\begin{dcases} x & y \\\\ 1 & 2 \\end{dcases}>>",
      "<<\\begin{alignedat}{2} x &= 1 \\\\ y &= 2\\end{alignedat}>>",
      "<\\begin{align*} a &= 1 \\end{align*}>",
      "<<\\begin{equation}\\label{eq:1} x = 1 \\end{equation}>>",
      "<\\tfrac12 + \\nicefrac{1}{2}>, <\\lcm(4,6)>, <\\abs{x}>",
    ],
    "09-text-underscore": [
      "<\\boxed{\\text{total_cost} = 5}>",
      "<\\text{50% of x}> and <\\text{A & B}>",
    ],
    "10-currency": [
      "Tickets: $12/adult, $7/child (or 9$ at the door).",
      "The price rises from $40 (i.e. 40$) to $50.",
      "Price ($): 5. Price (€): 4. Sum ($): 9.",
    ],
    "11-spaced-dollars": ["[1. <\\frac{1}{a}> and <x + 1>]"],
    "12-list-zero": ["[0. zero][1. one]"],
    "13-calc-as-list": ["The difference:/10/- 3/- 5/= 2"],
    "14-boxed-dollar": ["The answer is <\\boxed{$5}>. Or <\\boxed{$5$}>."],
  };

  it.each(Object.keys(expected))("%s is read as what was meant", (name) => {
    expect(drawn(fixture(name))).toEqual(expected[name]);
  });
});

/** Texts of one kind, each with what the page makes of it. */
function reads(cases: Readonly<Record<string, string>>): void {
  for (const [text, expected] of Object.entries(cases)) {
    expect(drawn(text).join("¶"), text).toBe(expected);
  }
}

describe("asterisks", () => {
  it("are powers and products between numbers, letters and brackets", () => {
    for (const text of [
      "2**10 = 1024 and 3**5 = 243",
      "f(x)**2 and g(y)**2",
      "(a+b)**2 - (a-b)**2 = 4*a*b",
      "a[0]**2 + a[1]**2",
      "x ** 2 + y ** 2",
      "5!*3! and n*(n+1)*(2*n+1)/6",
      "x_1**2 + x_2**2",
    ]) {
      expect(drawn(text), text).toEqual([text]);
    }
    reads({ "**2**10 = 1024**": "{{2**10 = 1024}}", "*x**2 + y*": "{x**2 + y}" });
  });

  it("are bold and italics beside letters where no operator is in them", () => {
    reads({
      "the *n*th and the **k**-th": "the {n}th and the {{k}}-th",
      "**Answer:**42 and **Note:**the rest": "{{Answer:}}42 and {{Note:}}the rest",
      "***both*** and **bold *it* bold**": "{{{both}}} and {{bold {it} bold}}",
      "so **$x$** is **not** zero": "so {{<x>}} is {{not}} zero",
      "It was **$15** and is now **$12**.": "It was {{$15}} and is now {{$12}}.",
    });
  });

  it("are emphasis beside Chinese, Japanese and Korean letters and signs", () => {
    reads({
      "因此**x**是": "因此{{x}}是",
      "（**注意**）请看": "（{{注意}}）请看",
      "答案是**42**。": "答案是{{42}}。",
      "これは*重要*です": "これは{重要}です",
      "**結論：**「x = 3」": "{{結論：}}「x = 3」",
      "값은**12**입니다": "값은{{12}}입니다",
    });
  });
});

describe("tables", () => {
  it("keep bars of formulas and code in their cells", () => {
    reads({
      "| a | b |\n|:-:|--|\n| `x|y` | \\(\\|v\\|\\) |": "|a|b|\n|x|y|<|v|>|",
      "| a | b |\n|--|--|\n| $\\{x | x>0\\}$ | 1 |": "|a|b|\n|<\\{x | x>0\\}>|1|",
      "| $|x|$ | $|y|$ |\n|--|--|\n| 1 | 2 |": "|<|x|>|<|y|>|\n|1|2|",
    });
  });

  it("keep prices in theirs", () => {
    reads({
      "| a | b |\n|--|--|\n| $5 | $6 |\n|$7|$8|": "|a|b|\n|$5|$6|\n|$7|$8|",
    });
  });
});

describe("displayed formulas", () => {
  it("end paragraphs on lines of their own, and not in sentences", () => {
    reads({
      "x=5\n$$\ny\n$$\n\nwe $$a$$.": "x=5¶<<y>>¶we <<a>>.",
      "- We get $$\n  x=6\n  $$ so y.\n- b": "[- We get <<x=6>> so y.][- b]",
      "$$x$$ so $$y$$\n$$z$$": "<<x>> so <<y>><<z>>",
    });
  });

  it("are no openers of what prose follows", () => {
    expect(drawn("\\[\nSo this is prose and no formula.\n\nIt ends.\n\\]").join("¶")).not.toContain(
      "<",
    );
  });
});

describe("money", () => {
  it("is no formula", () => {
    for (const text of [
      "Tickets: $12/adult or 9$ at the door",
      "US$5 and C$6 (or 5$-10$)",
      "Cost ($), price ($) and sum ($).",
      "from $ 5 to $ 10",
      "It's 5$, or 6$; or 7$.",
      "Das kostet $5 oder 6$.",
      "价格是$5或6$。",
    ]) {
      expect(drawn(text), text).toEqual([text]);
    }
  });

  it("leaves formulas what they are", () => {
    reads({
      "$n$th and ($a$,$b$)": "<n>th and (<a>,<b>)",
      "$5$ apples, $3 cm$, $ n $": "<5> apples, <3 cm>, <n>",
      "2$x$ and 3$\\times$4": "2<x> and 3<\\times>4",
      "$7 \\bmod 3 = 1$ and $2 sin(x)$": "<7 \\bmod 3 = 1> and <2 sin(x)>",
    });
  });
});

describe("calculations below each other", () => {
  it("stay lines with their signs", () => {
    reads({
      "10\n- 3\n- 5\n= 2": "10/- 3/- 5/= 2",
      "7\n+ 3\n= 10\nand more": "7/+ 3/= 10/and more",
      "7\n> 5": "7/> 5",
      "So x = 12\n* 3\n= 36": "So x = 12/* 3/= 36",
    });
  });

  it("are no lists, and lists no calculations", () => {
    reads({
      "Solutions for n = 4:\n- 3\n- 5": "Solutions for n = 4:[- 3][- 5]",
      "For n = 4\n- 3 apples\n- 5 pears": "For n = 4[- 3 apples][- 5 pears]",
      "> 5 is quoted": "5 is quoted",
    });
  });
});
