import type { Journal, OpenedRun } from "../../journal/journal";
import type { RunForm } from "../documents/document-request";
import { writeDocument } from "../documents/write-document";
import type { Language } from "../texts/language";
import { downloadText } from "./download-text";
import { fileNameOf } from "./run-title";

export type ExportForm = RunForm | "json";

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

const files: Readonly<Record<RunForm, { readonly ending: string; readonly type: string }>> = {
  markdown: { ending: "md", type: "text/markdown" },
  latex: { ending: "tex", type: "application/x-tex" },
  notebook: { ending: "ipynb", type: "application/x-ipynb+json" },
};

/**
 * Saves a run as a file, in the page's language. Only JSON holds all of it, and can be imported again.
 * @throws DocumentError, JournalError
 */
export async function saveRun(
  journal: Journal,
  opened: OpenedRun,
  form: ExportForm,
  language: Language,
): Promise<void> {
  const { record } = opened;
  if (form === "json") {
    const text = await journal.export([record.id]);
    return downloadText(fileNameOf(record, "json"), text, "application/json");
  }
  const text = await writeDocument({ kind: "run", form, opened, language });
  const { ending, type } = files[form];
  downloadText(fileNameOf(record, ending), text, type);
}
