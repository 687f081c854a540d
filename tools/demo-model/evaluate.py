"""A quick look at a checkpoint, in PyTorch: the published figures come from the app's engine.

    python evaluate.py WORK/checkpoint.pt WORK/tokenizer.json [--wording held_out] [--mode cot]
"""

import argparse
import random
from collections import defaultdict
from pathlib import Path

import torch
import wire
from cells import Notebook
from families import FAMILIES
from model import Config, Model
from off_scope import off_scope_problem
from tokenizers import Tokenizer
from transcripts import draw_problem

ROOM = 448


class Row:
    """One sample: tokens that are still to be read, then sampled ones; runs its own code."""

    def __init__(self, tokenizer: Tokenizer, prompt: str, executions: int) -> None:
        self.tokenizer = tokenizer
        self.waiting = tokenizer.encode(prompt, add_special_tokens=False).ids
        self.prompt = len(self.waiting)
        self.tokens: list[int] = []
        self.left = executions
        self.notebook = Notebook()
        self.done = False

    def text(self) -> str:
        return self.tokenizer.decode(self.tokens[self.prompt :], skip_special_tokens=False)

    def accept(self, token: int) -> None:
        """Takes the sampled token (unless the row still reads)."""
        self.waiting.append(token)
        end = self.tokenizer.id_to_token(token)
        if end == wire.END:
            self.done = True
        elif end == wire.TAGS["codeEnd"] and self.left:
            code = (self.text() + end).rsplit("<tool_call>", 1)[-1].removesuffix("</tool_call>")
            self.left -= 1
            output, _ = self.notebook.run(code.strip("\n"))
            more = wire.tool_output(output[:1000], self.left)
            self.waiting += self.tokenizer.encode(more, add_special_tokens=False).ids


def boxed(text: str) -> str | None:
    _, found, rest = text.rpartition("\\boxed{")
    depth = 1
    for index, char in enumerate(rest):
        depth += {"{": 1, "}": -1}.get(char, 0)
        if depth == 0:
            return rest[:index] if found else None
    return None


@torch.no_grad()
def run(model: Model, rows: list[Row], temperature: float, top_p: float = 0.95) -> None:
    cache = model.new_cache(len(rows), ROOM)
    for at in range(ROOM):
        live = [row for row in rows if row.waiting and len(row.tokens) == at]
        if not live:
            return
        for row in live:
            row.tokens.append(row.waiting.pop(0))
        tokens = torch.tensor([row.tokens[at] if row in live else 0 for row in rows])
        logits = model.step(tokens, torch.full((len(rows),), at), cache)
        probs = torch.softmax(logits / max(temperature, 1e-4), -1)
        ordered, order = probs.sort(-1, descending=True)
        ordered[ordered.cumsum(-1) - ordered > top_p] = 0
        picks = order.gather(-1, torch.multinomial(ordered, 1))[:, 0].tolist()
        for row, pick in zip(rows, picks, strict=True):
            if row in live and not row.waiting and not row.done:
                row.accept(pick)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("tokenizer", type=Path)
    parser.add_argument("--wording", choices=("train", "held_out"), default="train")
    parser.add_argument("--mode", choices=("tir", "cot"), default="tir")
    parser.add_argument("--each", type=int, default=4, help="problems for each family")
    parser.add_argument("--temperature", type=float, default=0.6)
    parser.add_argument("--show", type=int, default=6, help="wrong samples to print")
    args = parser.parse_args()
    torch.manual_seed(0)
    tokenizer = Tokenizer.from_file(str(args.tokenizer))
    model = Model(Config())
    saved = torch.load(args.checkpoint)
    model.load_state_dict(saved["model"])
    model.eval()
    rng = random.Random("evaluate")
    problems = [
        draw_problem(family, rng, reserved=True, held_out=args.wording == "held_out")
        for family in FAMILIES
        for _ in range(args.each)
    ]
    items = [(p.family.name, p.text, p.values["answer"]) for p in problems]
    items += [("off scope", off_scope_problem(rng, args.wording == "held_out"), None)
              for _ in range(2 * args.each)]
    rows = [
        Row(tokenizer, wire.prompt(args.mode, problem=text, total_code_executions=8), 8)
        for _, text, _ in items
    ]
    for start in range(0, len(rows), 96):
        run(model, rows[start : start + 96], args.temperature)
    right: dict[str, list[bool]] = defaultdict(list)
    shown = 0
    for (name, text, answer), row in zip(items, rows, strict=True):
        correct = boxed(row.text()) == answer
        right[name].append(correct)
        if not correct and shown < args.show:
            shown += 1
            print(f"--- {name} (expected {answer})\n{text}\n>>> {row.text()}")
    for name, results in sorted(right.items(), key=lambda e: sum(e[1]) / len(e[1])):
        print(f"{name:24} {sum(results)}/{len(results)}")
    inside = [ok for name, results in right.items() if name != "off scope" for ok in results]
    print(f"step {saved['step']} {args.mode} {args.wording}: {sum(inside)}/{len(inside)} = "
          f"{sum(inside) / len(inside):.1%}")


if __name__ == "__main__":
    main()
