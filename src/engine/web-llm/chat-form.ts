import * as v from "valibot";
import type { PromptForm } from "../prompt-form";

const text = v.optional(v.string(), "");

/** The part of `mlc-chat-config.json` that says how a package's model is asked. */
const configSchema = v.object({
  conv_template: v.object({
    system_template: v.optional(v.string(), "{system_message}"),
    system_message: text,
    roles: v.object({ user: v.string(), assistant: v.string() }),
    role_content_sep: text,
    role_empty_sep: text,
    seps: v.pipe(v.array(v.string()), v.minLength(1)),
    role_templates: v.optional(v.object({ user: v.optional(v.string(), "{user_message}") }), {
      user: "{user_message}",
    }),
  }),
});

/**
 * The texts around a question, as MLC's conversation template gives them: system text, role, separator,
 * message, separator, and the assistant's role before its answer (mlc-llm, `conversation_protocol.py`).
 * @returns null where the configuration has no such template
 */
export function chatFormOf(config: unknown): Extract<PromptForm, { kind: "chat" }> | null {
  const parsed = v.safeParse(configSchema, config);
  if (!parsed.success) return null;
  const { system_template, system_message, roles, role_content_sep, role_empty_sep, seps } =
    parsed.output.conv_template;
  const [before = "", after = ""] =
    parsed.output.conv_template.role_templates.user.split("{user_message}");
  const system = system_template.replace("{system_message}", () => system_message);
  return {
    ...{ kind: "chat", fault: null },
    prefix: `${system}${roles.user}${role_content_sep}${before}`,
    suffix: `${after}${seps[0]}${roles.assistant}${role_empty_sep}`,
  };
}
