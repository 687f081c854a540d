import * as v from "valibot";
import { RemoteError } from "../errors";
import type { ServerKind } from "./dialect";
import { RequestFailure } from "./failures";
import { request, type Server } from "./server";

/** What a server told of itself before the first completion. */
export interface ProbedServer {
  readonly kind: ServerKind;
  readonly model: string;
  readonly models: readonly string[];
  /** Tokens a sequence can hold; null where the server doesn't say. */
  readonly contextLength: number | null;
}

const modelSchema = v.object({
  id: v.string(),
  aliases: v.fallback(v.optional(v.array(v.string()), []), []),
  owned_by: v.nullish(v.string()),
  // vLLM and SGLang
  max_model_len: v.nullish(v.number()),
  // llama-server: `n_ctx` is one slot's share, `n_ctx_train` what the model was trained for.
  meta: v.fallback(
    v.nullish(v.object({ n_ctx: v.nullish(v.number()), n_ctx_train: v.nullish(v.number()) })),
    null,
  ),
});
const modelsSchema = v.object({ data: v.array(modelSchema) });
type ListedModel = v.InferOutput<typeof modelSchema>;

/**
 * Asks the server for its models and finds the wanted one.
 * @param wanted the model's name; empty for the server's only or first one
 * @throws {@link RemoteError}
 */
export async function probeServer(
  server: Server,
  wanted: string,
  signal: AbortSignal,
): Promise<ProbedServer> {
  const listed = await listModels(server, signal);
  if (!listed) {
    // Some gateways offer completions and no list.
    if (!wanted) {
      throw new RemoteError(
        `${server.address.label} has no list of models (/v1/models). Enter the model's name.`,
      );
    }
    return { kind: "plain", model: wanted, models: [], contextLength: null };
  }
  const model = choose(listed, wanted, server.address.label);
  const models = listed.map(({ id }) => id);
  const kind = kindOf(model) ?? ((await isOllama(server, signal)) ? "ollama" : "plain");
  const contextLength = await contextOf(server, kind, model, signal);
  return { kind, model: model.id, models, contextLength };
}

async function listModels(server: Server, signal: AbortSignal): Promise<ListedModel[] | null> {
  let response: Response;
  try {
    response = await request(server, { url: `${server.address.api}/models`, body: null, signal });
  } catch (error) {
    if (error instanceof RequestFailure && (error.status === 404 || error.status === 405)) {
      return null;
    }
    throw error;
  }
  const json: unknown = await response.json().catch(() => null);
  const parsed = v.safeParse(modelsSchema, json);
  if (!parsed.success) {
    throw new RemoteError(
      `${server.address.label} answers, but not as an OpenAI-compatible server (/v1/models gave ` +
        "something else). Check the address: is it the model server's own?",
    );
  }
  return parsed.output.data;
}

function choose(listed: readonly ListedModel[], wanted: string, label: string): ListedModel {
  const [first] = listed;
  if (!first)
    throw new RemoteError(`${label} has no model loaded. Load one there, then try again.`);
  if (!wanted) return first;
  const found =
    listed.find(({ id, aliases }) => id === wanted || aliases.includes(wanted)) ??
    // Ollama lists "name:latest" for what people call "name".
    listed.find(({ id }) => id === `${wanted}:latest`);
  if (found) return found;
  const some = listed.slice(0, 8).map(({ id }) => id);
  const more = listed.length > some.length ? " …" : "";
  throw new RemoteError(`${label} has no model "${wanted}". It has: ${some.join(", ")}${more}`);
}

function kindOf(model: ListedModel): ServerKind | null {
  if (model.owned_by === "vllm") return "vllm";
  if (model.owned_by === "sglang") return "sglang";
  if (model.owned_by === "llamacpp") return "llama-server";
  // Only Ollama gives neither; asking it costs a request that elsewhere is a 404.
  return model.max_model_len || model.meta ? "plain" : null;
}

async function isOllama(server: Server, signal: AbortSignal): Promise<boolean> {
  const version = await tryJson(server, "/api/version", null, signal);
  return v.is(v.object({ version: v.string() }), version);
}

async function contextOf(
  server: Server,
  kind: ServerKind,
  model: ListedModel,
  signal: AbortSignal,
): Promise<number | null> {
  if (model.max_model_len) return model.max_model_len;
  if (kind === "llama-server") {
    if (model.meta?.n_ctx) return model.meta.n_ctx;
    const props = v.safeParse(
      v.object({ default_generation_settings: v.object({ n_ctx: v.number() }) }),
      await tryJson(server, "/props", null, signal),
    );
    if (props.success) return props.output.default_generation_settings.n_ctx;
  }
  if (kind === "ollama") return await ollamaContext(server, model.id, signal);
  return model.meta?.n_ctx_train ?? null;
}

/** What Ollama gives a model when nothing else was said; it cuts longer prompts silently. */
const ollamaDefaultContext = 4096;

/**
 * Ollama's `/v1/completions` puts the prompt into the model's chat template, and ours is a finished
 * one, with a half-written answer at its end: the model would see garbage. Only a model whose
 * template is bare reads what we send.
 */
async function ollamaContext(server: Server, model: string, signal: AbortSignal): Promise<number> {
  const shown = v.safeParse(
    v.object({ template: v.nullish(v.string(), ""), parameters: v.nullish(v.string(), "") }),
    await tryJson(server, "/api/show", JSON.stringify({ model }), signal),
  );
  if (!shown.success) return ollamaDefaultContext;
  const { template, parameters } = shown.output;
  if (template.replace(/\s/g, "") !== "{{.Prompt}}") {
    throw new RemoteError(
      `Ollama wraps prompts for "${model}" into a chat template of its own, which garbles the ` +
        `format this app needs. Make a copy without it: a Modelfile with the three lines ` +
        `"FROM ${model}", 'TEMPLATE "{{ .Prompt }}"' and "PARAMETER num_ctx 16384", then ` +
        `"ollama create ${model.replace(/:.*$/, "")}-raw -f Modelfile", and enter that name here.`,
    );
  }
  const set = /^\s*num_ctx\s+(\d+)/m.exec(parameters)?.[1];
  return set ? Number(set) : ollamaDefaultContext;
}

/** JSON of a route that may not exist; null where it doesn't. One try. */
async function tryJson(
  server: Server,
  path: string,
  body: string | null,
  signal: AbortSignal,
): Promise<unknown> {
  const impatient = { ...server, patience: { ...server.patience, tries: 1 } };
  try {
    const url = `${server.address.root}${path}`;
    return await (await request(impatient, { url, body, signal })).json();
  } catch {
    return null;
  }
}
