import type { Journal, OpenedRun } from "../../journal/journal";
import type { Texts } from "../texts/texts";
import { downloadText } from "./download-text";
import { makeReport } from "./export/report";
import { fileNameOf } from "./run-title";

export type ExportForm = "markdown" | "latex" | "notebook" | "json";

/** What each form is called; null: by a name that isn't the same in all languages. */
export const exportForms: readonly {
  readonly form: ExportForm;
  readonly name: string | null;
}[] = [
  { form: "markdown", name: "Markdown" },
  { form: "latex", name: "LaTeX" },
  { form: "notebook", name: null },
  { form: "json", name: "JSON" },
];

/**
 * Saves a run as a file, in the page's language. Only JSON holds all of it, and can be imported again.
 * The writers are loaded when they are wanted: they bring the lexer along.
 */
export async function saveRun(
  journal: Journal,
  opened: OpenedRun,
  form: ExportForm,
  texts: Texts,
): Promise<void> {
  const { record } = opened;
  switch (form) {
    case "markdown": {
      const { exportMarkdown } = await import("./export/markdown");
      const text = exportMarkdown(makeReport(opened, texts));
      return downloadText(fileNameOf(record, "md"), text, "text/markdown");
    }
    case "latex": {
      const { exportLatex } = await import("./export/latex");
      const text = exportLatex(makeReport(opened, texts));
      return downloadText(fileNameOf(record, "tex"), text, "application/x-tex");
    }
    case "notebook": {
      const { exportNotebook } = await import("./export/notebook");
      const text = exportNotebook(makeReport(opened, texts));
      return downloadText(fileNameOf(record, "ipynb"), text, "application/x-ipynb+json");
    }
    case "json": {
      const text = await journal.export([record.id]);
      return downloadText(fileNameOf(record, "json"), text, "application/json");
    }
  }
}
