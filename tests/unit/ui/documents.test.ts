import { expect, it } from "vitest";
import { serveDocument } from "../../../src/ui/documents/serve-document";

const source = { kind: "answer", tex: "\\frac{1}{2}" };

it("writes what is copied, also without a DOM", async () => {
  const inForm = async (form: string) =>
    serveDocument({ kind: "copy", form, source, language: "de" });
  expect(await inForm("latex")).toEqual({ kind: "written", text: "\\frac{1}{2}" });
  expect(await inForm("markdown")).toEqual({ kind: "written", text: "$\\frac{1}{2}$" });
  expect(await inForm("text")).toEqual({ kind: "written", text: "1/2" });
});

it("refuses what is no request, and tells why something could not be written", async () => {
  for (const request of [null, {}, { kind: "copy", form: "pdf", source, language: "en" }]) {
    expect(await serveDocument(request)).toMatchObject({ kind: "failed" });
  }
  const broken = { kind: "run", form: "latex", opened: { record: {} }, language: "en" };
  expect(await serveDocument(broken)).toMatchObject({ kind: "failed", reason: expect.any(String) });
});
