import { describe, expect, it } from "vitest";
import { framedPage, readAttributes, readLang } from "../../../src/embed/element/attributes";
import { readAddress } from "../../../src/embed/frame/read-address";

function read(attributes: Readonly<Record<string, string>>, lang: string | null = null) {
  return readAttributes((name) => attributes[name] ?? null, lang);
}

const defaults = {
  ...{ problem: "", model: "demo", samples: null, mode: null, lang: null, theme: "auto" },
  ...{ readonly: false, controls: "solve", autorun: false, applink: true },
};
const rule = { reveal: "always", maxAttempts: 3 };

describe("attributes", () => {
  it("are options", () => {
    expect(read({})).toEqual({ options: defaults, rule, faults: [] });
    const { options, faults } = read({
      ...{ problem: "1+1", model: "openmath-1.5b-q8_0", samples: "8", mode: "cot", lang: "de" },
      ...{ theme: "dark", readonly: "", controls: "all", autorun: "", "app-link": "none" },
    });
    expect(faults).toEqual([]);
    expect(options).toEqual({
      ...{ problem: "1+1", model: "openmath-1.5b-q8_0", samples: 8, mode: "cot", lang: "de" },
      ...{ theme: "dark", readonly: true, controls: "all", autorun: true, applink: false },
    });
  });

  it("say when a solution may be seen", () => {
    expect(read({ reveal: "after-attempts", "max-attempts": "5" })).toMatchObject({
      rule: { reveal: "after-attempts", maxAttempts: 5 },
      faults: [],
    });
    const { rule: read0, faults } = read({ reveal: "later", "max-attempts": "0" });
    expect(read0).toEqual(rule);
    expect(faults).toHaveLength(2);
  });

  it("that frameworks write as text are off where they say so", () => {
    const { options } = read({ readonly: "false", autorun: "true" });
    expect(options).toMatchObject({ readonly: false, autorun: true });
  });

  it("take the language of the place where the element stands, which its own precedes", () => {
    expect(read({}, "zh").options.lang).toBe("zh");
    expect(read({ lang: "de-AT" }, "zh").options.lang).toBe("de-AT");
    expect(readLang("<b>")).toBe(null);
    expect(readLang(undefined)).toBe(null);
  });

  it("that are wrong count as absent, and are named", () => {
    const { options, faults } = read({
      samples: "many",
      mode: "fast",
      model: "https://x.example/",
    });
    expect(options).toEqual(defaults);
    expect(faults).toHaveLength(3);
    expect(faults.join()).toContain("samples must be a whole number from 1 to 64, not “many”");
    const long = "x".repeat(12_037);
    expect(read({ problem: long })).toEqual({
      options: { ...defaults, problem: long },
      rule,
      faults: [],
    });
    expect(read({ problem: "x".repeat(1_000_001) }).faults).toHaveLength(1);
    expect(read({ samples: "0" }).faults).toHaveLength(1);
    expect(read({ samples: "1e1" }).faults).toHaveLength(1);
  });
});

describe("the solver's address", () => {
  const page = (src: string) => framedPage(src, "https://school.example/course/").href;

  it("is that of a folder, or of the page", () => {
    const framed = "https://solver.example/math/embed.html#element";
    expect(page("https://solver.example/math/")).toBe(framed);
    expect(page("https://solver.example/math")).toBe(framed);
    expect(page("https://solver.example/math/embed.html?x=1#y")).toBe(framed);
    expect(page("/solver/")).toBe("https://school.example/solver/embed.html#element");
  });

  it("is never a script", () => {
    for (const src of ["javascript:alert(1)", "data:text/html,x", "blob:https://a/b", "http://"]) {
      expect(() => page(src), src).toThrow();
    }
  });
});

describe("the address of a plain frame", () => {
  const plain = { ...defaults, revealed: true };

  it("holds the same options", () => {
    expect(readAddress("")).toEqual(plain);
    const problem = encodeURIComponent("1 + 1 = $x$");
    expect(readAddress(`#problem=${problem}&samples=4&mode=tir&readonly=1&theme=dark`)).toEqual({
      ...plain,
      ...{ problem: "1 + 1 = $x$", samples: 4, mode: "tir", readonly: true, theme: "dark" },
    });
  });

  it("that is damaged loses only options that are none; the problem is taken as it stands", () => {
    const read = readAddress(
      "#problem=%E0%A4%A&samples=999&lang=%3Cscript%3E&theme=dark&model=../x",
    );
    expect(read).toEqual({ ...plain, problem: "%E0%A4%A", theme: "dark" });
  });

  it("is read as a problem's link is", () => {
    expect(readAddress("#problem=3x+5=20&samples=2").problem).toBe("3x+5=20");
    expect(readAddress("#problem=What+is+the+gcd&readonly=1").problem).toBe("What is the gcd");
    expect(readAddress("#problem=50%&theme=dark").problem).toBe("50%");
    expect(readAddress("#problem=a&b&theme=dark")).toEqual({
      ...plain,
      ...{ problem: "a&b", theme: "dark" },
    });
    const long = "x".repeat(12_037);
    expect(readAddress(`#problem=${long}`).problem).toBe(long);
  });
});
