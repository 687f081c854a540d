import { Environment, Interpreter, Template } from "@huggingface/jinja";

/** The texts that a chat template puts before and after a question. */
export interface ChatFrame {
  readonly prefix: string;
  readonly suffix: string;
}

/** A chat template that can't be used; `message` says why. */
export class ChatTemplateError extends Error {
  override name = "ChatTemplateError";
}

/** Longer than any known template; the library's reader takes time with the square of the length. */
const longestTemplate = 20_000;
/** Values made while a template is rendered, and characters in them. Known templates need up to 4000. */
const mostWork = 50_000;

const probes = ["What is $1+1$?\n\n{{ a < b }} & \\boxed{c}", "7"] as const;

/**
 * The frame that a model's chat template puts around a question of a user who says nothing else. The
 * template is a program from a foreign file: it is interpreted with bounded work, sees nothing but the
 * question, and is asked only here, so that a prompt is no more than three texts one after the other.
 * The begin-of-text token is left out: llama.cpp adds it where the model's file says so.
 * @throws {@link ChatTemplateError}
 */
export function readChatFrame(template: string): ChatFrame {
  const [probe, other] = probes;
  const rendered = render(template, probe);
  const [prefix, suffix, ...more] = rendered.split(probe);
  if (prefix === undefined || suffix === undefined || more.length > 0) {
    throw new ChatTemplateError("it does not write the question exactly once");
  }
  if (render(template, other) !== prefix + other + suffix) {
    throw new ChatTemplateError("what it writes depends on the question");
  }
  return { prefix, suffix };
}

/** Renders as Transformers does. */
function render(template: string, question: string): string {
  if (template.length > longestTemplate) throw new ChatTemplateError("it is too long");
  try {
    const interpreter = new BoundedInterpreter(environment(question));
    return interpreter.run(new Template(template).parsed).toString();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new ChatTemplateError(why.slice(0, 200), { cause });
  }
}

function environment(question: string): Environment {
  const variables = {
    ...{ true: true, false: false, none: null, True: true, False: false, None: null },
    messages: [{ role: "user", content: question }],
    add_generation_prompt: true,
    bos_token: "",
    eos_token: "",
    range,
    raise_exception(message: unknown) {
      throw new Error(String(message));
    },
  };
  const made = new Environment();
  for (const [name, value] of Object.entries(variables)) made.set(name, value);
  return made;
}

/** Python's `range`. The library's own would fill all memory. */
function range(...numbers: readonly number[]): number[] {
  const [start = 0, stop = 0, step = 1] = numbers.length === 1 ? [0, ...numbers] : numbers;
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (!(length <= mostWork)) throw new Error("it takes too long");
  return Array.from({ length }, (_, index) => start + index * step);
}

type Evaluate = Interpreter["evaluate"];

/** Every value costs its size, so that neither loops nor growing texts and lists go on for ever. */
class BoundedInterpreter extends Interpreter {
  #left = mostWork;

  override evaluate(...[statement, scope]: Parameters<Evaluate>): ReturnType<Evaluate> {
    const value = super.evaluate(statement, scope);
    this.#spend(value);
    return value;
  }

  #spend({ value }: { readonly value: unknown }): void {
    this.#left -= typeof value === "string" ? 1 + value.length : 1;
    if (this.#left < 0) throw new Error("it takes too long");
    const parts = Array.isArray(value) || value instanceof Map ? value.values() : [];
    for (const part of parts) this.#spend(part);
  }
}
