"""What SmolLM2-135M-Instruct writes: by llama.cpp's native code, and by forward.py in 64 bits.

    node fetch-smollm2.mjs && pip install -r requirements.txt xllamacpp==2026.10.11549 && python smollm2.py

Writes tests/fixtures/engine-reference/smollm2.json. llama.cpp's own products on a CPU round activations to
8 bits, so where two tokens are nearly as likely it may take the other one. `exact` tells by how much.
"""

import json
import platform
from importlib.metadata import version
from pathlib import Path

import numpy as np
import xllamacpp
from forward import Cache, Model

ROOT = Path(__file__).parents[2]
MODEL = ROOT / ".setup/SmolLM2-135M-Instruct.Q4_1.gguf"
OUT = ROOT / "tests/fixtures/engine-reference/smollm2.json"
TOKENS = 64
QUESTIONS = [
    "What is 12 + 30?",
    "Name the planets of our solar system, in order from the sun.",
    "Write a Python function that tells whether a number is prime.",
    "Übersetze ins Französische: „Die Schüler lösen 3½ Aufgaben.“ 数学 🧮",
]


def prompt(question: str) -> str:
    return f"<|im_start|>user\n{question}<|im_end|>\n<|im_start|>assistant\n"


def native(server, text: str) -> list[dict]:
    """llama.cpp's greedy tokens, to the end of its turn, with the log-probabilities of the two likeliest."""
    answer = server.handle_completions({
        "prompt": text, "n_predict": TOKENS, "temperature": 0, "n_probs": 2, "cache_prompt": False,
    })
    return answer["choices"][0]["logprobs"]["content"]


def log_softmax(logits: np.ndarray) -> np.ndarray:
    shifted = logits - logits.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))


def encode(model: Model, text: str) -> list[int]:
    """By the file's merges, after the split that `tokenizer.ggml.pre: smollm` names."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers

    tokens = model.metadata["tokenizer.ggml.tokens"]
    merges = [tuple(merge.split(" ")) for merge in model.metadata["tokenizer.ggml.merges"]]
    tokenizer = Tokenizer(models.BPE({token: at for at, token in enumerate(tokens)}, merges))
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False),
    ])
    tokenizer.decoder = decoders.ByteLevel()
    types = model.metadata["tokenizer.ggml.token_type"]
    tokenizer.add_special_tokens([
        AddedToken(token) for token, kind in zip(tokens, types, strict=True) if kind == 3
    ])
    return tokenizer.encode(text, add_special_tokens=False).ids


def main() -> None:
    parameters = xllamacpp.CommonParams()
    parameters.model.path = str(MODEL)
    parameters.n_ctx, parameters.n_parallel = 2048, 1
    server, model = xllamacpp.Server(parameters), Model(MODEL)
    cases = []
    for question in QUESTIONS:
        text = prompt(question)
        content = native(server, text)
        start, tokens = encode(model, text), [token["id"] for token in content]
        everything = model.logits([*start, *tokens[:-1]], np.arange(len(start) - 1, len(start) + len(tokens) - 1))
        exact = log_softmax(everything)
        best = np.argsort(-exact, -1)[:, :2]
        greedy, lead = model.greedy(start, TOKENS)
        cases.append({
            "prompt": text, "promptTokens": start, "tokens": tokens,
            "text": b"".join(bytes(token["bytes"]) for token in content).decode(errors="replace"),
            # After llama.cpp's own text so far.
            "second": [token["top_logprobs"][1]["id"] for token in content],
            "lead": [round(token["logprob"] - token["top_logprobs"][1]["logprob"], 5) for token in content],
            "exact": {
                "best": best[:, 0].tolist(), "logprob": np.take_along_axis(exact, best, -1)[:, 0].round(5).tolist(),
                "lead": (-np.diff(np.take_along_axis(exact, best, -1))[:, 0]).round(5).tolist(),
            },
            "greedy": greedy, "leastLead": lead,
        })
        differs = [at for at, (a, b) in enumerate(zip(tokens, greedy, strict=False)) if a != b][:1]
        worst = max(
            abs(token["logprob"] - exact[at, token["id"]]) for at, token in enumerate(content)
        )
        print(repr(question), "differs at", differs, f"leads from {lead:.4f}, log-probabilities differ by {worst:.3f}")
    about = {"llamaCpp": f"xllamacpp {version('xllamacpp')}, CPU ({platform.machine()})", "cases": cases}
    OUT.write_text(json.dumps(about, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
