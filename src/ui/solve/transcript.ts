import type { PythonResult } from "../../python/python-session";
import type { SampleEvent } from "../../solver/sample-events";

/** What became of a block of code that the model wrote. */
export type CodeState =
  /** The model is still writing it. */
  | { readonly kind: "writing" }
  /** Closed; whether it runs is not known yet. */
  | { readonly kind: "closed" }
  | { readonly kind: "running"; readonly call: number }
  | {
      readonly kind: "finished";
      readonly call: number;
      readonly result: PythonResult;
      readonly executionsLeft: number;
    }
  /** The run was stopped while the code ran. */
  | { readonly kind: "interrupted"; readonly call: number }
  /** The model went on, or ended, without the code being run. */
  | { readonly kind: "not-run" };

export interface ProsePart {
  readonly kind: "reasoning" | "solution";
  readonly id: number;
  readonly text: string;
}

export interface CodePart {
  readonly kind: "code";
  readonly id: number;
  readonly code: string;
  readonly state: CodeState;
}

export type Part = ProsePart | CodePart;

/** A sample's text as people read it: the tags of the wire format turned into parts. */
export interface Transcript {
  readonly parts: readonly Part[];
  /** Where the next text goes. */
  readonly mode: "reasoning" | "solution" | "code";
  /** Where a block of code returns to. */
  readonly proseMode: "reasoning" | "solution";
  /** What ends the block of code that is being written. */
  readonly codeEnd: CodeEnd;
  /** The beginning of what may become a tag; not shown. */
  readonly pending: string;
  readonly sawThink: boolean;
}

export const emptyTranscript: Transcript = {
  parts: [],
  // Text before any tag reads as a solution; a later `</think>` makes it reasoning.
  mode: "solution",
  proseMode: "solution",
  codeEnd: "</tool_call>",
  pending: "",
  sawThink: false,
};

const codeFence = "```python";
/** Asks for the block before it to be run; only text where nobody runs it. */
const outputBegin = "```output";

const proseTags = ["<think>", "</think>", "<tool_call>", codeFence] as const;
type CodeEnd = "</tool_call>" | "\n```";
type Tag = (typeof proseTags)[number] | CodeEnd;

/** The transcript after one more event. Parts that did not change keep their identity. */
export function readEvent(transcript: Transcript, event: SampleEvent): Transcript {
  switch (event.kind) {
    case "text":
      return readText(transcript, event.text);
    case "code-started":
      return startCode(transcript, event.call, event.code);
    case "code-finished": {
      const { call, result, executionsLeft } = event;
      return withCodeState(transcript, { kind: "finished", call, result, executionsLeft });
    }
    case "appended":
      // The cell already shows the output.
      return transcript;
    case "forced":
      return readText(endTag(transcript), event.text);
    case "finished":
      return close(transcript);
  }
}

/** The blocks that completed before a part's code ran: they made the state it ran in. */
export function blocksBefore(parts: readonly Part[], part: CodePart): string[] {
  return parts.flatMap((other) =>
    other.kind === "code" &&
    other.id < part.id &&
    other.state.kind === "finished" &&
    other.state.result.status === "completed"
      ? [other.code]
      : [],
  );
}

/** Ends the transcript where it stands: nothing is being written or run any more. */
export function close(transcript: Transcript): Transcript {
  // One or two characters may be a "less than"; more are a tag that was cut off.
  const flushed =
    transcript.pending.length > 0 && transcript.pending.length <= 2
      ? write(transcript, transcript.pending)
      : transcript;
  const state = lastCode(flushed)?.state;
  const closed = { ...flushed, pending: "" };
  if (state?.kind === "running") {
    return withCodeState(closed, { kind: "interrupted", call: state.call });
  }
  if (state?.kind === "writing" || state?.kind === "closed") {
    return withCodeState(closed, { kind: "not-run" });
  }
  return closed;
}

/** Code that was being written between tags ends here; fences are closed by the text that follows. */
function endTag(transcript: Transcript): Transcript {
  const fenced = transcript.mode === "code" && transcript.codeEnd !== "</tool_call>";
  return fenced ? transcript : { ...transcript, mode: transcript.proseMode };
}

function readText(transcript: Transcript, text: string): Transcript {
  let next = { ...transcript, pending: "" };
  let rest = transcript.pending + text;
  while (rest) {
    const tags = next.mode === "code" ? [next.codeEnd] : proseTags;
    const found = firstTag(rest, tags);
    if (!found) {
      const held = Math.max(
        partialTagLength(rest, tags),
        rest.endsWith(outputBegin) ? outputBegin.length : partialTagLength(rest, [outputBegin]),
      );
      next = write(next, rest.slice(0, rest.length - held));
      return { ...next, pending: rest.slice(rest.length - held) };
    }
    next = applyTag(write(next, rest.slice(0, found.at)), found.tag);
    rest = rest.slice(found.at + found.tag.length);
  }
  return next;
}

function firstTag(text: string, tags: readonly Tag[]): { at: number; tag: Tag } | null {
  let first: { at: number; tag: Tag } | null = null;
  for (const tag of tags) {
    const at = text.indexOf(tag);
    if (at >= 0 && (first === null || at < first.at)) first = { at, tag };
  }
  return first;
}

/** Length of the end of `text` that is the beginning of a tag. */
function partialTagLength(text: string, tags: readonly string[]): number {
  const longest = Math.max(...tags.map((tag) => tag.length - 1));
  for (let length = Math.min(longest, text.length); length > 0; length -= 1) {
    const end = text.slice(-length);
    if (tags.some((tag) => tag.startsWith(end))) return length;
  }
  return 0;
}

function applyTag(transcript: Transcript, tag: Tag): Transcript {
  switch (tag) {
    case "<think>":
      return { ...transcript, mode: "reasoning", proseMode: "reasoning", sawThink: true };
    case "</think>":
      return {
        ...transcript,
        parts: transcript.sawThink ? transcript.parts : transcript.parts.map(asReasoning),
        mode: "solution",
        proseMode: "solution",
        sawThink: true,
      };
    case "<tool_call>":
    case codeFence:
      return {
        ...addPart(transcript, { kind: "code", code: "", state: { kind: "writing" } }),
        mode: "code",
        codeEnd: tag === "<tool_call>" ? "</tool_call>" : "\n```",
      };
    case "</tool_call>":
    case "\n```": {
      const code = lastCode(transcript);
      const closed = code
        ? replaceCode(transcript, {
            ...code,
            code: code.code.trimEnd(),
            state: { kind: "closed" },
          })
        : transcript;
      return { ...closed, mode: transcript.proseMode };
    }
  }
}

function asReasoning(part: Part): Part {
  return part.kind === "solution" ? { ...part, kind: "reasoning" } : part;
}

function write(transcript: Transcript, text: string): Transcript {
  if (!text) return transcript;
  const last = transcript.parts.at(-1);
  if (transcript.mode === "code") {
    if (last?.kind !== "code") return transcript;
    const code = last.code ? last.code + text : text.replace(/^\s*\n/, "");
    return replaceLast(transcript, { ...last, code });
  }
  if (last?.kind === transcript.mode) {
    return replaceLast(transcript, { ...last, text: last.text + text });
  }
  const started = text.trimStart();
  if (!started) return transcript;
  // The model goes on after a block that nobody ran.
  const settled =
    last?.kind === "code" && last.state.kind === "closed"
      ? withCodeState(transcript, { kind: "not-run" })
      : transcript;
  return addPart(settled, { kind: transcript.mode, text: started });
}

function startCode(transcript: Transcript, call: number, code: string): Transcript {
  const running = withCodeState({ ...transcript, pending: "" }, { kind: "running", call });
  const last = lastCode(running);
  return last ? replaceCode(running, { ...last, code: code.trimEnd() || last.code }) : running;
}

function lastCode(transcript: Transcript): CodePart | null {
  return transcript.parts.findLast((part) => part.kind === "code") ?? null;
}

function withCodeState(transcript: Transcript, state: CodeState): Transcript {
  const last = lastCode(transcript);
  return last ? replaceCode(transcript, { ...last, state }) : transcript;
}

function replaceCode(transcript: Transcript, code: CodePart): Transcript {
  const parts = transcript.parts.map((part) => (part.id === code.id ? code : part));
  return { ...transcript, parts };
}

function replaceLast(transcript: Transcript, part: Part): Transcript {
  return { ...transcript, parts: [...transcript.parts.slice(0, -1), part] };
}

type NewPart = Omit<ProsePart, "id"> | Omit<CodePart, "id">;

function addPart(transcript: Transcript, part: NewPart): Transcript {
  return { ...transcript, parts: [...transcript.parts, { ...part, id: transcript.parts.length }] };
}
