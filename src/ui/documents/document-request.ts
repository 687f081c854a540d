import type { OpenedRun } from "../../journal/journal";
import type { CopyForm, CopySource } from "../copy/copy-forms";
import type { Language } from "../texts/language";

/** What is to be written, in the page's language. */
export type DocumentRequest = { readonly language: Language } & (
  | { readonly kind: "run"; readonly form: RunForm; readonly opened: OpenedRun }
  | { readonly kind: "copy"; readonly form: CopyForm; readonly source: CopySource }
);

export type RunForm = "markdown" | "latex" | "notebook";
