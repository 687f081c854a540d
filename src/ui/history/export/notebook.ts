import type { PythonResult } from "../../../python/python-session";
import type { CodePart } from "../../solve/transcript";
import { reportHead, sampleHeading } from "./markdown";
import { plainText } from "./markdown-text";
import { portableMath } from "./portable-markdown";
import type { Report } from "./report";

/** nbformat 4.5: https://nbformat.readthedocs.io/en/latest/format_description.html */
interface Notebook {
  readonly nbformat: 4;
  readonly nbformat_minor: 5;
  readonly metadata: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly cells: readonly Cell[];
}

type Cell = { readonly id: string; readonly metadata: Record<string, never> } & (
  | { readonly cell_type: "markdown"; readonly source: readonly string[] }
  | {
      readonly cell_type: "code";
      readonly execution_count: number | null;
      readonly source: readonly string[];
      readonly outputs: readonly Output[];
    }
);

type Output =
  | {
      readonly output_type: "stream";
      readonly name: "stdout" | "stderr";
      readonly text: readonly string[];
    }
  | {
      readonly output_type: "display_data";
      readonly data: { readonly "image/png": string; readonly "text/plain": readonly string[] };
      readonly metadata: Record<string, never>;
    }
  | {
      readonly output_type: "error";
      readonly ename: string;
      readonly evalue: string;
      readonly traceback: readonly string[];
    };

/**
 * A run as a Jupyter notebook: the samples' text and code, with what the code printed. Each sample
 * begins in an empty namespace, as it did here, so that all cells can be run again in order.
 */
export function exportNotebook(report: Report): string {
  const cells = new Cells();
  cells.markdown([...reportHead(report), ...warning(report)].join("\n\n"));
  for (const sample of report.samples) addSample(cells, sample, report.words);
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { name: "python", file_extension: ".py", mimetype: "text/x-python" },
    },
    cells: cells.all,
  };
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/** Jupyter has none of the walls that stood around the code here. */
function warning({ samples, words }: Report): string[] {
  const hasCode = samples.some(({ parts }) => parts.some(({ kind }) => kind === "code"));
  return hasCode ? [`**${plainText(words.beforeRunAll)}**`] : [];
}

function addSample(cells: Cells, sample: Report["samples"][number], words: Report["words"]): void {
  cells.markdown(sampleHeading(sample, words));
  if (sample.parts.some(({ kind }) => kind === "code")) cells.reset();
  for (const part of sample.parts) {
    if (part.kind === "code") cells.code(part);
    else cells.markdown(portableMath(part.text));
  }
}

class Cells {
  readonly all: Cell[] = [];
  #executions = 0;

  markdown(text: string): void {
    this.all.push({ ...this.#head(), cell_type: "markdown", source: lines(text) });
  }

  /** Forgets the sample before: its names must not be found by the next one's code. */
  reset(): void {
    this.all.push({
      ...{ ...this.#head(), cell_type: "code", source: ["%reset -f"], outputs: [] },
      execution_count: ++this.#executions,
    });
  }

  code({ code, state }: CodePart): void {
    const ran = state.kind === "finished";
    this.all.push({
      ...{ ...this.#head(), cell_type: "code", source: lines(code) },
      outputs: ran ? outputs(state.result) : [],
      execution_count: ran ? ++this.#executions : null,
    });
  }

  #head() {
    return { id: `cell-${this.all.length + 1}`, metadata: {} };
  }
}

const tracebackHead = "Traceback (most recent call last):\n";

function outputs({ status, stdout, stderr, figures = [] }: PythonResult): Output[] {
  // Our Python prints a traceback after what the code printed; Jupyter keeps them apart.
  const at = status === "raised" ? stdout.lastIndexOf(tracebackHead) : -1;
  const printed = at < 0 ? stdout : stdout.slice(0, at);
  return [
    ...stream("stdout", printed),
    ...stream("stderr", stderr),
    ...figures.map(
      ({ png, alt }): Output => ({
        output_type: "display_data",
        data: { "image/png": png, "text/plain": lines(alt) },
        metadata: {},
      }),
    ),
    ...(at < 0 ? [] : [readTraceback(stdout.slice(at))]),
  ];
}

function stream(name: "stdout" | "stderr", text: string): Output[] {
  return text ? [{ output_type: "stream", name, text: lines(text) }] : [];
}

function readTraceback(traceback: string): Output {
  const all = traceback.trimEnd().split("\n");
  // Lines of code are indented; the error's name and message follow.
  const at = all.findIndex((line, index) => index > 0 && !line.startsWith(" "));
  const said = at < 0 ? "Error" : all.slice(at).join("\n");
  const [, ename = "Error", evalue = ""] = /^([\w.]+)(?::\s?([\s\S]*))?$/.exec(said) ?? [];
  return { output_type: "error", ename, evalue, traceback: all };
}

/** As notebooks keep text: one string a line, each with its line end. */
function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}
