import * as v from "valibot";
import type { OpenedRun } from "../../journal/journal";
import { copyForms } from "../copy/copy-form";
import type { CopySource } from "../copy/copy-forms";
import { languages } from "../texts/language";

/** A run as the journal has read and checked it, and parts of one: looked at no closer. */
const opened = v.custom<OpenedRun>((value) =>
  v.is(v.looseObject({ record: v.looseObject({}) }), value),
);
const source = v.custom<CopySource>((value) => v.is(v.looseObject({ kind: v.string() }), value));
const language = v.picklist(languages);
const runForm = v.picklist(["markdown", "latex", "notebook"]);

/** What is to be written, in the page's language. */
export const documentRequestSchema = v.variant("kind", [
  v.object({ kind: v.literal("run"), form: runForm, opened, language }),
  v.object({ kind: v.literal("copy"), form: v.picklist(copyForms), source, language }),
]);

export type DocumentRequest = v.InferOutput<typeof documentRequestSchema>;
export type RunForm = v.InferOutput<typeof runForm>;
