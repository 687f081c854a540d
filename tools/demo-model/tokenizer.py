"""The demo model's tokenizer: byte-level BPE with Qwen2's pre-tokenizer, digits single."""

import json
import random
import re
from pathlib import Path

import wire
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, pre_tokenizers, trainers
from transcripts import transcript

# The pre-tokenizer pattern that llama.cpp calls "qwen2" (Qwen2's tokenizer.json, Apache-2.0).
QWEN2_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
CONTROL = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
VOCABULARY = 3072


def user_defined() -> list[str]:
    """Added tokens that show in the text: the code tags and the fixed sentences."""
    return [wire.TAGS["codeBegin"], wire.TAGS["codeEnd"], *wire.fixed_phrases()]


def with_single_capitals(tokenizer: Tokenizer) -> Tokenizer:
    """Drops the merges that join capital letters: a word to be spelt is read letter by letter.

    The merged tokens stay in the vocabulary, where nothing reaches them.
    """
    data = json.loads(tokenizer.to_str())
    merges = data["model"]["merges"]
    data["model"]["merges"] = [m for m in merges if not re.search("[A-Z]{2}", "".join(m))]
    return Tokenizer.from_str(json.dumps(data))


def train_tokenizer(path: Path, seed: int, texts: int = 20_000) -> Tokenizer:
    added = CONTROL + user_defined()
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(QWEN2_PATTERN), "isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=VOCABULARY - len(added),
        initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()),
        min_frequency=3,
        show_progress=False,
    )
    rng = random.Random(seed)

    def corpus():
        for _ in range(texts):
            text = "".join(part for part, _ in transcript(rng))
            for token in added:
                text = text.replace(token, "\n")
            yield text

    tokenizer.train_from_iterator(corpus(), trainer)
    tokenizer = with_single_capitals(tokenizer)
    # The vocabulary is filled up so that the embedding has a round shape even if BPE ran dry.
    while tokenizer.get_vocab_size() < VOCABULARY - len(added):
        tokenizer.add_tokens([AddedToken(f"<|unused_{tokenizer.get_vocab_size()}|>")])
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in CONTROL])
    tokenizer.add_tokens([AddedToken(token, normalized=False) for token in user_defined()])
    tokenizer.save(str(path))
    return tokenizer
