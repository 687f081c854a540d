"""Compares forward.py with transformers' own models on the same numbers: an independent check, run by hand.

    pip install -r requirements.txt torch==2.15.0 transformers==5.24.0 && python against_transformers.py
"""

import json

import numpy as np
import torch
from forward import Model
from make_fixtures import OUT, text
from random_models import MODELS, RandomModel
from transformers import AutoConfig, AutoModelForCausalLM

NAMES = {
    "attn_norm": "input_layernorm", "ffn_norm": "post_attention_layernorm", "attn_q": "self_attn.q_proj",
    "attn_k": "self_attn.k_proj", "attn_v": "self_attn.v_proj", "attn_output": "self_attn.o_proj",
    "attn_q_norm": "self_attn.q_norm", "attn_k_norm": "self_attn.k_norm", "ffn_gate": "mlp.gate_proj",
    "ffn_up": "mlp.up_proj", "ffn_down": "mlp.down_proj", "token_embd": "model.embed_tokens",
    "output_norm": "model.norm", "output": "lm_head",
}


def rope_parameters(spec: RandomModel) -> dict:
    scaling = spec.scaling
    kind = scaling.get("kind", "default")
    parameters = {"rope_type": kind, "rope_theta": spec.base}
    if kind != "default":
        parameters["factor"] = scaling["factor"]
    if kind in ("llama3", "yarn"):
        parameters["original_max_position_embeddings"] = scaling["original"]
    if kind == "llama3":
        parameters |= {"low_freq_factor": scaling["low"], "high_freq_factor": scaling["high"]}
    return parameters


def name_in_transformers(name: str) -> str:
    stem, ending = name.rsplit(".", 1)
    *at, last = stem.split(".")
    place = f"model.layers.{at[1]}." if at else ""
    return f"{place}{NAMES[last]}.{ending}"


def apart(matrix: np.ndarray, heads: int) -> np.ndarray:
    """GGUF keeps the two halves of each of Llama's heads interleaved; transformers keeps them apart."""
    size = len(matrix) // heads
    return matrix.reshape(heads, size // 2, 2, -1).swapaxes(1, 2).reshape(matrix.shape)


def transformers_model(spec: RandomModel, model: Model):
    config = AutoConfig.for_model(
        spec.architecture, vocab_size=spec.vocabulary, hidden_size=spec.hidden,
        intermediate_size=spec.intermediate, num_hidden_layers=spec.layers, num_attention_heads=spec.heads,
        num_key_value_heads=spec.kv_heads, head_dim=spec.head_size, rms_norm_eps=spec.eps,
        max_position_embeddings=spec.context, rope_parameters=rope_parameters(spec),
        tie_word_embeddings=spec.output is None,
    )
    other = AutoModelForCausalLM.from_config(config, dtype=torch.float64).eval()
    state = {}
    for name, values in model.tensors.items():
        if name == "rope_freqs.weight":
            continue
        if spec.architecture == "llama" and ("attn_q." in name or "attn_k." in name):
            values = apart(values, spec.heads if "attn_q." in name else spec.kv_heads)
        state[name_in_transformers(name)] = torch.from_numpy(np.ascontiguousarray(values))
    missing, unexpected = other.load_state_dict(state, strict=False)
    assert not unexpected and set(missing) <= ({"lm_head.weight"} if spec.output is None else set())
    return other


def main() -> None:
    for spec in MODELS:
        model = Model(OUT / f"{spec.name}.gguf")
        places = [place for place in json.loads((OUT / f"{spec.name}.json").read_text())["places"] if place < 2000]
        tokens = text(max(places) + 1, spec.vocabulary)
        ours = model.logits(tokens, places)
        with torch.no_grad():
            theirs = transformers_model(spec, model)(torch.tensor([tokens])).logits[0, places].numpy()
        print(f"{spec.name}: largest difference {np.abs(ours - theirs).max():.1e}, deviation {theirs.std():.2f}", flush=True)


if __name__ == "__main__":
    main()
