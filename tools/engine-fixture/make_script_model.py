"""Writes tests/fixtures/script.gguf: a model whose every next token is known.

    python tools/engine-fixture/make_script_model.py     (needs numpy and gguf)

It is a Markov chain in the clothes of a Qwen2 model: one layer that adds nothing, one-hot
embeddings, and an output matrix that holds log-probabilities. What follows a character:

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
"""

from pathlib import Path
from string import ascii_lowercase, digits

import gguf
import numpy as np

OUT = Path(__file__).parents[2] / "tests" / "fixtures" / "script.gguf"
HIDDEN, HEADS, FFN, CONTEXT = 128, 2, 32, 8192
IMPOSSIBLE = -60.0


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


ADDED = {
    "<|endoftext|>": gguf.TokenType.CONTROL,
    "<|im_start|>": gguf.TokenType.CONTROL,
    "<|im_end|>": gguf.TokenType.CONTROL,
    "<tool_call>": gguf.TokenType.USER_DEFINED,
    "</tool_call>": gguf.TokenType.USER_DEFINED,
}
TOKENS = [*byte_names(), *ADDED]
ID = {token: 256 + index for index, token in enumerate(ADDED)} | {chr(b): b for b in range(128)}


def chain() -> dict[int, dict[int, float]]:
    """What may follow a token, with probabilities; tokens not named here go on with "a"."""
    end = {ID["<|im_end|>"]: 1.0}
    following = {ID[c]: {ID[ascii_lowercase[(i + 1) % 26]]: 1.0} for i, c in enumerate(ascii_lowercase)}
    following |= {ID[c]: {ID[d]: 0.1 for d in digits} for c in digits}
    following |= {ID[c]: {ID["P"]: 0.6, ID["Q"]: 0.3, ID["R"]: 0.1} for c in "PQR"}
    # Inside the tags the letters are capitals: the small ones belong to the alphabet.
    steps = ["T", "<tool_call>", "X", "Y", "</tool_call>", "!"]
    following |= {ID[one]: {ID[other]: 1.0} for one, other in zip(steps, steps[1:], strict=False)}
    following |= {ID["!"]: end, ID["?"]: end, ID["<|im_start|>"]: end, ID["<|im_end|>"]: end}
    following |= {ID["U"]: {0xC3: 1.0}, 0xC3: {0xA9: 1.0}, 0xA9: {ID["U"]: 1.0}}
    following |= {ID["B"]: {0xFF: 1.0}, ID["E"]: {ID["<|endoftext|>"]: 1.0}}
    return following


def main() -> None:
    following = chain()
    assert len(following) < HIDDEN
    embedding = np.zeros((len(TOKENS), HIDDEN), np.float32)
    embedding[:, HIDDEN - 1] = 1
    output = np.full((len(TOKENS), HIDDEN), IMPOSSIBLE, np.float32)
    output[ID["a"], HIDDEN - 1] = 0
    for index, (token, nexts) in enumerate(following.items()):
        embedding[token] = 0
        embedding[token, index] = 1
        for other, probability in nexts.items():
            output[other, index] = np.log(probability)

    writer = gguf.GGUFWriter(OUT, "qwen2")
    writer.add_name("Script")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(HIDDEN)
    writer.add_block_count(1)
    writer.add_feed_forward_length(FFN)
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(1)
    writer.add_rope_freq_base(500_000.0)
    writer.add_layer_norm_rms_eps(1e-6)
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("qwen2")
    writer.add_token_list(TOKENS)
    writer.add_token_types([gguf.TokenType.NORMAL] * 256 + list(ADDED.values()))
    # llama.cpp asks for at least one merge; this one never applies, its result is no token.
    writer.add_token_merges(["a b"])
    writer.add_eos_token_id(ID["<|im_end|>"])
    writer.add_add_bos_token(False)

    def add(name: str, tensor: np.ndarray) -> None:
        writer.add_tensor(name, tensor)

    def zeros(*shape: int) -> np.ndarray:
        return np.zeros(shape, np.float16 if len(shape) == 2 else np.float32)

    head = HIDDEN // HEADS
    add("token_embd.weight", embedding.astype(np.float16))
    add("output.weight", output.astype(np.float16))
    # Undoes the factor that RMS normalisation puts on a one-hot vector.
    add("output_norm.weight", np.full(HIDDEN, HIDDEN**-0.5, np.float32))
    for name in ("attn_norm", "ffn_norm"):
        add(f"blk.0.{name}.weight", np.ones(HIDDEN, np.float32))
    add("blk.0.attn_q.weight", zeros(HIDDEN, HIDDEN))
    add("blk.0.attn_k.weight", zeros(head, HIDDEN))
    add("blk.0.attn_v.weight", zeros(head, HIDDEN))
    add("blk.0.attn_q.bias", zeros(HIDDEN))
    add("blk.0.attn_k.bias", zeros(head))
    add("blk.0.attn_v.bias", zeros(head))
    add("blk.0.attn_output.weight", zeros(HIDDEN, HIDDEN))
    add("blk.0.ffn_gate.weight", zeros(FFN, HIDDEN))
    add("blk.0.ffn_up.weight", zeros(FFN, HIDDEN))
    add("blk.0.ffn_down.weight", zeros(HIDDEN, FFN))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(f"{OUT}: {OUT.stat().st_size / 1e3:.0f} kB")


if __name__ == "__main__":
    main()
