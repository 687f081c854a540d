import * as v from "valibot";
import { inForm } from "../copy/copy-forms";
import { exportLatex } from "../history/export/latex";
import { exportMarkdown } from "../history/export/markdown";
import { exportNotebook } from "../history/export/notebook";
import { makeReport } from "../history/export/report";
import { loadTexts } from "../texts/load-texts";
import { type DocumentRequest, documentRequestSchema, type RunForm } from "./document-request";
import type { DocumentAnswer } from "./write-document";

/** In a worker: writes what the page asks for. */
export async function serveDocument(request: unknown): Promise<DocumentAnswer> {
  try {
    return { kind: "written", text: await write(v.parse(documentRequestSchema, request)) };
  } catch (error) {
    return { kind: "failed", reason: error instanceof Error ? error.message : String(error) };
  }
}

async function write(request: DocumentRequest): Promise<string> {
  const texts = await loadTexts(request.language);
  if (request.kind === "copy") return inForm(request.source, request.form, texts.report);
  return writers[request.form](makeReport(request.opened, texts));
}

const writers: Readonly<Record<RunForm, typeof exportLatex>> = {
  latex: exportLatex,
  markdown: exportMarkdown,
  notebook: exportNotebook,
};
