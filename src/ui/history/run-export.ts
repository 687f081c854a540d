import type { Journal, OpenedRun } from "../../journal/journal";
import { downloadText } from "./download-text";
import { exportLatex } from "./export/latex";
import { exportMarkdown } from "./export/markdown";
import { exportNotebook } from "./export/notebook";
import { makeReport } from "./export/report";
import { fileNameOf } from "./run-title";

export type ExportForm = "markdown" | "latex" | "notebook" | "json";

export const exportForms: readonly { readonly form: ExportForm; readonly label: string }[] = [
  { form: "markdown", label: "Markdown" },
  { form: "latex", label: "LaTeX" },
  { form: "notebook", label: "Jupyter notebook" },
  { form: "json", label: "JSON" },
];

/** Saves a run as a file. Only JSON holds all of it, and can be imported again. */
export async function saveRun(
  journal: Journal,
  opened: OpenedRun,
  form: ExportForm,
): Promise<void> {
  const { record } = opened;
  switch (form) {
    case "markdown": {
      const text = exportMarkdown(makeReport(opened));
      return downloadText(fileNameOf(record, "md"), text, "text/markdown");
    }
    case "latex": {
      const text = exportLatex(makeReport(opened));
      return downloadText(fileNameOf(record, "tex"), text, "application/x-tex");
    }
    case "notebook": {
      const text = exportNotebook(makeReport(opened));
      return downloadText(fileNameOf(record, "ipynb"), text, "application/x-ipynb+json");
    }
    case "json": {
      const text = await journal.export([record.id]);
      return downloadText(fileNameOf(record, "json"), text, "application/json");
    }
  }
}
