import { describe, expect, it } from "vitest";
import { ChatTemplateError, readChatFrame } from "../../../src/models/chat-template";

/**
 * Templates of this test's own, built as those of well-known families are. What they must give was
 * written by Jinja2 3.1.6 with the settings of Transformers (trim_blocks, lstrip_blocks).
 */
const families = {
  "ChatML with a default system turn and tools, as Qwen2.5": {
    template: `{%- if tools %}
    {{- '<|im_start|>system\\nTools: ' }}
    {%- for tool in tools %}
        {{- tool | tojson }}
    {%- endfor %}
{%- else %}
    {%- if messages[0]['role'] == 'system' %}
        {{- '<|im_start|>system\\n' + messages[0]['content'] + '<|im_end|>\\n' }}
    {%- else %}
        {{- '<|im_start|>system\\nBe helpful.<|im_end|>\\n' }}
    {%- endif %}
{%- endif %}
{%- for message in messages %}
    {%- if message.role == "user" or (message.role == "assistant" and not message.tool_calls) %}
        {{- '<|im_start|>' + message.role + '\\n' + message.content + '<|im_end|>' + '\\n' }}
    {%- endif %}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|im_start|>assistant\\n' }}
{%- endif %}
`,
    prefix: "<|im_start|>system\nBe helpful.<|im_end|>\n<|im_start|>user\n",
    suffix: "<|im_end|>\n<|im_start|>assistant\n",
  },
  "opened thinking and a namespace, as DeepSeek-R1's distilled models": {
    template: `{% if not add_generation_prompt is defined %}{% set add_generation_prompt = false %}{% endif %}
{%- set ns = namespace(system='', answered=false) -%}
{%- for message in messages -%}
  {%- if message['role'] == 'system' -%}{%- set ns.system = message['content'] -%}{%- endif -%}
{%- endfor -%}{{ bos_token }}{{ ns.system }}
{%- for message in messages -%}
  {%- if message['role'] == 'user' -%}{{ '<｜User｜>' + message['content'] }}{%- endif -%}
  {%- if message['role'] == 'assistant' and message['content'] is not none -%}
    {%- set content = message['content'].split('</think>')[-1] -%}{{ '<｜Assistant｜>' + content }}
  {%- endif -%}
{%- endfor -%}
{%- if add_generation_prompt and not ns.answered -%}{{ '<｜Assistant｜><think>\\n' }}{%- endif %}`,
    prefix: "<｜User｜>",
    suffix: "<｜Assistant｜><think>\n",
  },
  "slices, macros and trimming, as Llama 3 and Gemma": {
    template: `{{ bos_token }}
{%- if messages[0].role == 'system' %}{%- set loop_messages = messages[1:] %}{%- else %}{%- set loop_messages = messages %}{%- endif %}
{% macro turn(role, content) %}
<start_of_turn>{{ 'model' if role == 'assistant' else role }}
{{ content | trim }}<end_of_turn>
{% endmacro %}
{%- for message in loop_messages[::-1] -%}
    {%- if (message['role'] == 'user') != (loop.index0 % 2 == 0) -%}
        {{ raise_exception("Roles must alternate") }}
    {%- endif -%}
    {{ turn(message['role'], message['content']) }}
{%- endfor -%}
{%- if add_generation_prompt -%}<start_of_turn>model
{% endif -%}
`,
    prefix: "<start_of_turn>user\n",
    suffix: "<end_of_turn>\n<start_of_turn>model\n",
  },
};

describe("readChatFrame", () => {
  it.each(Object.entries(families))("reads %s", (_, { template, ...frame }) => {
    expect(readChatFrame(template)).toEqual(frame);
  });

  it.each([
    ["is no Jinja", "{% if %}", /./],
    ["ends early", "{% for message in messages %}{{ message.content", /./],
    [
      "calls what isn't there",
      "{{ strftime_now('%Y') }}{{ messages[0].content }}",
      /not a function/,
    ],
    ["refuses", "{{ raise_exception('No system role') }}", /No system role/],
    ["leaves the question out", "{{ messages[0].role }}", /exactly once/],
    ["repeats the question", "{{ messages[0].content }}{{ messages[0].content }}", /exactly once/],
    ["changes the question", "{{ messages[0].content | upper }}", /exactly once/],
    [
      "looks at the question",
      "{{ messages[0].content }}{{ messages[0].content | length }}",
      /depends/,
    ],
    ["is huge", `${" ".repeat(20_001)}{{ messages[0].content }}`, /too long/],
  ])("refuses a template that %s", (_, template, why) => {
    expect(() => readChatFrame(template)).toThrow(ChatTemplateError);
    expect(() => readChatFrame(template)).toThrow(why);
  });

  const doubled = (first: string, next: string) =>
    `{% set ns = namespace(x=${first}) %}{% for i in range(60) %}{% set ns.x = ${next} %}{% endfor %}`;
  it.each([
    ["long loops", "{% for i in range(1000000000000) %}{% endfor %}"],
    ["endless ranges", "{{ range(5, 9, 1 / 0) }}{{ range(0, 1, 0) }}"],
    ["loops in loops", `${"{% for i in range(9999) %}".repeat(9)}${"{% endfor %}".repeat(9)}`],
    ["growing texts", doubled("'xx'", "ns.x ~ ns.x")],
    ["growing lists", doubled("[1, 2]", "ns.x + ns.x")],
    ["lists in lists", `${doubled("[1]", "[ns.x, ns.x]")}{{ ns.x | tojson }}`],
    ["rings", "{% set ns = namespace(x=1) %}{% set ns.x = ns %}{{ ns }}"],
    ["recursion", "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"],
    ["long paddings", "{{ messages | tojson(indent=9999999999) }}"],
  ])("stops %s", (_, template) => {
    expect(() => readChatFrame(template)).toThrow(ChatTemplateError);
  });

  it.each([
    "{{ ''.constructor.constructor('return globalThis')() }}",
    "{{ messages.constructor('return 1')() }}",
    "{{ raise_exception.constructor('globalThis.escaped = 1')() }}",
    "{{ messages[0].__proto__.polluted() }}",
    "{{ globalThis.process.exit() }}",
  ])("gives no way out: %s", (template) => {
    expect(() => readChatFrame(`${template}{{ messages[0].content }}`)).toThrow(ChatTemplateError);
    expect(globalThis).not.toHaveProperty("escaped");
  });
});
