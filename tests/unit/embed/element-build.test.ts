import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { buildElement, oembedOf } from "../../../tools/vite/solver-element";

describe("math-solver.js", () => {
  it("is one module under 15 KB compressed, which imports nothing", async () => {
    const code = await buildElement();
    expect(gzipSync(code).length).toBeLessThan(15_000);
    expect(code).not.toMatch(/^\s*import\b|\bimport\s*\(|\brequire\s*\(/m);
    expect(code).toContain("customElements.define(`math-solver`");
    // Nothing that strict policies refuse.
    expect(code).not.toMatch(/innerHTML|document\.write|\beval\b|new Function/);
  }, 60_000);
});

describe("oEmbed", () => {
  it("has whole addresses", () => {
    const { type, html, provider_url } = oembedOf("https://solver.example/math/");
    expect(type).toBe("rich");
    expect(html).toContain('src="https://solver.example/math/embed.html"');
    expect(provider_url).toBe("https://solver.example/math/");
  });
});
