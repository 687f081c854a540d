"""What the `tokenizers` library of Hugging Face makes of some strings.

    python reference.py TOKENIZER.json STRINGS.json OUT.json

Writes for the strings in order, with control tokens read as such and as plain text: the SHA-256 of
all ids (unsigned, 32 bits, little-endian, each string's ids behind their number), and 16 bits of each
string's own SHA-256, in base64, so that a string that differs can be found.
"""

import base64
import hashlib
import json
import sys
from array import array
from pathlib import Path

from tokenizers import Tokenizer


def answers(tokenizer: Tokenizer, strings: list[str]) -> dict[str, str]:
    lists = [tokenizer.encode(text, add_special_tokens=False).ids for text in strings]
    packed = [array("I", [len(ids), *ids]).tobytes() for ids in lists]
    short = b"".join(hashlib.sha256(ids).digest()[:2] for ids in packed)
    return {
        "sha256": hashlib.sha256(b"".join(packed)).hexdigest(),
        "each": base64.b64encode(short).decode(),
    }


def main() -> None:
    source, texts, out = map(Path, sys.argv[1:])
    tokenizer = Tokenizer.from_file(str(source))
    strings = json.loads(texts.read_text("utf-8"))
    result = {"count": len(strings), "encode": answers(tokenizer, strings)}
    tokenizer.encode_special_tokens = True
    result["plain"] = answers(tokenizer, strings)
    out.write_text(json.dumps(result, indent=2) + "\n")


if __name__ == "__main__":
    main()
