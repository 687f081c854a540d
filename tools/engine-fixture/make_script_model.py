"""Writes tests/fixtures/script*.gguf: models whose every next token is known.

    python tools/engine-fixture/make_script_model.py     (needs numpy and gguf)

They are Markov chains in the clothes of a Qwen2 model: one layer that adds nothing, one-hot
embeddings, and an output matrix that holds log-probabilities.

script.gguf has no chat template. What follows a character:

    a b c … z    the next letter, z goes on with a: text that never ends
    0 … 9        a digit, all equally likely
    P Q R        P (0.6), Q (0.3) or R (0.1)
    T            <tool_call> X Y </tool_call> ! and the end of the turn
    ?            the end of the turn
    E            the end of the text (<|endoftext|>), which also ends a turn
    U            é, as two byte tokens, then U again
    B            a byte that is no UTF-8
    <|im_start|> the end of the turn
    others       the letter a

script-qwen-math.gguf is called a Qwen2.5-Math-Instruct, and script-chat.gguf has a chat template that
is not ChatML. Both answer any question in their own form with a ```python block, and after an
```output block with 42 in a box. Asked in another form, they write the alphabet.
"""

from dataclasses import dataclass
from pathlib import Path
from string import ascii_lowercase, digits

import gguf
import numpy as np

FIXTURES = Path(__file__).parents[2] / "tests" / "fixtures"
HEADS, FFN, CONTEXT = 2, 32, 8192
IMPOSSIBLE = -60.0
CONTROL, SHOWN = gguf.TokenType.CONTROL, gguf.TokenType.USER_DEFINED

Chain = dict[int, dict[int, float]]


def byte_names() -> list[str]:
    """GPT-2's printable name of each byte."""
    plain = [*range(33, 127), *range(161, 173), *range(174, 256)]
    names, extra = [], 0
    for byte in range(256):
        if byte not in plain:
            names.append(chr(256 + extra))
            extra += 1
        else:
            names.append(chr(byte))
    return names


@dataclass
class ScriptModel:
    file: str
    name: str
    hidden: int
    # Tokens beside the 256 bytes.
    added: dict[str, gguf.TokenType]
    # What may follow a token, with probabilities; tokens not named here go on with "a".
    following: Chain
    end: str
    chat_template: str | None = None


def ids(added: dict[str, gguf.TokenType]) -> dict[str, int]:
    return {token: 256 + index for index, token in enumerate(added)} | {chr(b): b for b in range(128)}


def letters(token: dict[str, int]) -> Chain:
    return {
        token[c]: {token[ascii_lowercase[(i + 1) % 26]]: 1.0} for i, c in enumerate(ascii_lowercase)
    }


def path(token: dict[str, int], *steps: str) -> Chain:
    return {token[a]: {token[b]: 1.0} for a, b in zip(steps, steps[1:], strict=False)}


def alphabet_model() -> ScriptModel:
    added = {
        "<|endoftext|>": CONTROL, "<|im_start|>": CONTROL, "<|im_end|>": CONTROL,
        "<tool_call>": SHOWN, "</tool_call>": SHOWN,
    }
    token = ids(added)
    end = {token["<|im_end|>"]: 1.0}
    following = letters(token)
    following |= {token[c]: {token[d]: 0.1 for d in digits} for c in digits}
    following |= {token[c]: {token["P"]: 0.6, token["Q"]: 0.3, token["R"]: 0.1} for c in "PQR"}
    # Inside the tags the letters are capitals: the small ones belong to the alphabet.
    following |= path(token, "T", "<tool_call>", "X", "Y", "</tool_call>", "!")
    following |= {token[c]: end for c in ("!", "?", "<|im_start|>", "<|im_end|>")}
    following |= {token["U"]: {0xC3: 1.0}, 0xC3: {0xA9: 1.0}, 0xA9: {token["U"]: 1.0}}
    following |= {token["B"]: {0xFF: 1.0}, token["E"]: {token["<|endoftext|>"]: 1.0}}
    return ScriptModel("script.gguf", "Script", 128, added, following, "<|im_end|>")


# Whole passages are single tokens. The longest that fits is found first when a text is read again.
CODE = "Let me compute.\n```python\nprint(6 * 7)\n```\n"
OUTPUT, FENCE = "```output", "```\n"
ANSWER = "\nIt is $\\boxed{42}$."


def qwen_math_model() -> ScriptModel:
    added = {
        "<|endoftext|>": CONTROL, "<|im_start|>": CONTROL, "<|im_end|>": CONTROL,
        CODE: SHOWN, OUTPUT: SHOWN, FENCE: SHOWN, ANSWER: SHOWN,
    }
    token = ids(added)
    # A prompt ends in "assistant" and a new line. Without Python it makes the output up.
    following = letters(token) | path(token, "\n", CODE, OUTPUT, ANSWER, "<|im_end|>")
    following |= path(token, FENCE, ANSWER)
    name = "Script of Qwen2.5 Math 0.0B Instruct"
    return ScriptModel("script-qwen-math.gguf", name, 64, added, following, "<|im_end|>")


CHAT_TEMPLATE = """\
{%- for message in messages %}
    {{- '<|' + message['role'] + '|>' + message['content'] | trim + '<|end|>' }}
{%- endfor %}
{%- if add_generation_prompt %}
    {{- '<|assistant|>' }}
{%- endif %}
"""


def chat_model() -> ScriptModel:
    added = {
        "<|user|>": CONTROL, "<|assistant|>": CONTROL, "<|end|>": CONTROL,
        CODE: SHOWN, OUTPUT: SHOWN, FENCE: SHOWN, ANSWER: SHOWN,
    }
    token = ids(added)
    following = letters(token) | path(token, "<|assistant|>", CODE, ANSWER, "<|end|>")
    following |= path(token, FENCE, ANSWER)
    return ScriptModel(
        "script-chat.gguf", "Script of a chat model", 64, added, following, "<|end|>", CHAT_TEMPLATE
    )


def write(model: ScriptModel) -> None:
    hidden, following = model.hidden, model.following
    assert len(following) < hidden
    tokens, token = [*byte_names(), *model.added], ids(model.added)
    embedding = np.zeros((len(tokens), hidden), np.float32)
    embedding[:, hidden - 1] = 1
    output = np.full((len(tokens), hidden), IMPOSSIBLE, np.float32)
    output[token["a"], hidden - 1] = 0
    for index, (one, nexts) in enumerate(following.items()):
        embedding[one] = 0
        embedding[one, index] = 1
        for other, probability in nexts.items():
            output[other, index] = np.log(probability)

    out = FIXTURES / model.file
    writer = gguf.GGUFWriter(out, "qwen2")
    writer.add_name(model.name)
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(hidden)
    writer.add_block_count(1)
    writer.add_feed_forward_length(FFN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(1)
    writer.add_rope_freq_base(500_000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.NORMAL] * 256 + list(model.added.values()))
    # llama.cpp asks for at least one merge; this one never applies, its result is no token.
    writer.add_token_merges(["a b"])
    writer.add_eos_token_id(token[model.end])
    writer.add_add_bos_token(False)
    if model.chat_template is not None:
        writer.add_chat_template(model.chat_template)

    def add(name: str, tensor: np.ndarray) -> None:
        writer.add_tensor(name, tensor)

    def zeros(*shape: int) -> np.ndarray:
        return np.zeros(shape, np.float16 if len(shape) == 2 else np.float32)

    head = hidden // HEADS
    add("token_embd.weight", embedding.astype(np.float16))
    add("output.weight", output.astype(np.float16))
    # Undoes the factor that RMS normalisation puts on a one-hot vector.
    add("output_norm.weight", np.full(hidden, hidden**-0.5, np.float32))
    for name in ("attn_norm", "ffn_norm"):
        add(f"blk.0.{name}.weight", np.ones(hidden, np.float32))
    add("blk.0.attn_q.weight", zeros(hidden, hidden))
    add("blk.0.attn_k.weight", zeros(head, hidden))
    add("blk.0.attn_v.weight", zeros(head, hidden))
    add("blk.0.attn_q.bias", zeros(hidden))
    add("blk.0.attn_k.bias", zeros(head))
    add("blk.0.attn_v.bias", zeros(head))
    add("blk.0.attn_output.weight", zeros(hidden, hidden))
    add("blk.0.ffn_gate.weight", zeros(FFN, hidden))
    add("blk.0.ffn_up.weight", zeros(FFN, hidden))
    add("blk.0.ffn_down.weight", zeros(hidden, FFN))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{out}: {out.stat().st_size / 1e3:.0f} kB")


def main() -> None:
    for model in (alphabet_model(), qwen_math_model(), chat_model()):
        write(model)


if __name__ == "__main__":
    main()
