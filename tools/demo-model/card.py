"""Writes the model card from the summaries of `npm run eval`.

    python card.py --tir tir.summary.json --cot cot.summary.json \
        --pasted pasted.summary.json --aime aime.summary.json
"""

import argparse
import json
from pathlib import Path

from families import FAMILIES
from train import STEPS

MODELS = Path(__file__).parents[2] / "public" / "models"

CARD = """# Math Solver Demo (demo.gguf)

**This is a demonstration model, not OpenMath-Nemotron.** It has {parameters:.1f} million parameters and knows {families} kinds of school problems, nothing else. It exists so that the app solves something at once, offline, and so that its tests run a real model. For other problems it says that it can't; trust none of its answers where one matters.

- **Shape**: Qwen2 architecture, 6 layers, hidden size 256, 4 heads of 64 with 2 key/value heads, tied embeddings, RoPE base 500000, context 4096, vocabulary 3072 (byte-level BPE, digits single). Matrices Q8_0, norms and biases f32.
- **Size**: {size:.1f} MB.
- **Format**: OpenMath's own prompts (CoT, TIR, GenSelect, summary) with the empty system turn, `<think>`, `<tool_call>`, `\\boxed{{}}`, `Judgment: N`. The sentences of these prompts that never change are single tokens of its vocabulary, which spares a small model long prompts.
- **Data**: made by generators of our own (`tools/demo-model/families`): {families} families, each with many wordings, numbers, LaTeX and plain text, Python that was really run, failed first tries, used-up budgets, wrong candidates for GenSelect, and problems to decline. No published data set was used.
- **Training**: from scratch, {steps} steps of about 6,000 tokens, on two CPU cores in about two hours. `tools/demo-model/build.py` repeats it.
- **Licence**: Apache-2.0, as this repository.

## Accuracy

Measured through the app's own engine in Chromium (`npm run eval`) on `tools/demo-model/held-out.jsonl`: numbers that were never trained on, in trained wordings (*new numbers*) and in wordings that were never trained on (*new wordings*). Temperature 0.6, top-p 0.95, one sample unless said otherwise; in parentheses the 95 % interval.

| | new numbers | new wordings |
| --- | --- | --- |
| TIR, pass@1 | {tir_numbers} | {tir_wordings} |
| CoT, pass@1 | {cot_numbers} | {cot_wordings} |

Problems outside its families that it rightly declined (TIR): {declined} of our own held-out ones, {aime} AIME problems of 2024 and 2025. (Until November 2026 seven of the templates that it learnt to decline were close to AIME problems, so the latter figure may flatter it.)

Many samples, on `tools/demo-model/pasted.jsonl`: held-out wordings as people paste them, with exercise numbers, remarks and typing errors; {pasted_problems} problems, {k} samples each:

| pass@1 | maj@{k} | weighted@{k} | GenSelect@{k} | pass@{k} |
| --- | --- | --- | --- | --- |
| {pasted_pass} | {pasted_majority} | {pasted_weighted} | {pasted_genselect} | {pasted_any} |

As a judge (GenSelect) it is poor: it looks whether a solution states the problem's numbers, not whether its method is right.

| family | area | TIR, new numbers | TIR, new wordings | CoT, both |
| --- | --- | --- | --- | --- |
{rows}

{weak} Each figure of a family stands on 10 problems (CoT: about 7), so it is rough. Without Python the model is of little use: it was trained for Python, and is too small to calculate.

## How to repeat

```sh
npm run eval -- --data tools/demo-model/held-out.jsonl --model demo --mode tir --out tir.jsonl
npm run eval -- --data tools/demo-model/held-out.jsonl --model demo --mode cot --limit 300 --out cot.jsonl
npm run eval -- --data tools/demo-model/pasted.jsonl --model demo --mode tir --samples {k} --select genselect --out pasted.jsonl
python tools/demo-model/card.py --tir tir.summary.json --cot cot.summary.json --pasted pasted.summary.json --aime aime.summary.json
```
"""


def share(value: dict) -> str:
    return f"{value['value']:.1%} ({value['low']:.1%}–{value['high']:.1%})".replace("%", " %")


def short(figures: dict) -> str:
    return f"{figures['pass_at_1']['value']:.0%}".replace("%", " %")


def declined(summary: dict) -> str:
    figures = summary["to_decline"]
    return f"{figures['declined']['value'] * figures['problems']:.0f} of {figures['problems']}"


def family_rows(tir: dict, cot: dict) -> str:
    return "\n".join(
        f"| {family.name.replace('_', ' ')} | {family.area} "
        f"| {short(tir['numbers'][family.name])} | {short(tir['wordings'][family.name])} "
        f"| {short(cot[family.name])} |"
        for family in FAMILIES
    )


def weak_families(tir: dict) -> str:
    found = [
        f"{family.name.replace('_', ' ')} ({split})"
        for split in ("numbers", "wordings")
        for family in FAMILIES
        if tir[split][family.name]["pass_at_1"]["value"] < 0.6
    ]
    return f"With Python, below 60 %: {', '.join(found) or 'none'}."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("tir", "cot", "pasted", "aime"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    args = parser.parse_args()
    tir, cot, pasted, aime = (
        json.loads(path.read_text()) for path in (args.tir, args.cot, args.pasted, args.aime)
    )
    size = (MODELS / "demo.gguf").stat().st_size
    of_all = pasted["all"]["by_k"][-1]
    text = CARD.format(
        # Q8_0 takes 34 bytes for 32 weights.
        parameters=size / 1e6 * 32 / 34,
        size=size / 1e6,
        families=len(FAMILIES),
        steps=STEPS,
        tir_numbers=share(tir["by_split"]["numbers"]["pass_at_1"]),
        tir_wordings=share(tir["by_split"]["wordings"]["pass_at_1"]),
        cot_numbers=share(cot["by_split"]["numbers"]["pass_at_1"]),
        cot_wordings=share(cot["by_split"]["wordings"]["pass_at_1"]),
        declined=declined(tir),
        aime=declined(aime),
        pasted_problems=of_all["problems"],
        k=of_all["k"],
        pasted_pass=share(pasted["all"]["pass_at_1"]),
        pasted_majority=share(of_all["majority"]),
        pasted_weighted=share(of_all["weighted"]),
        pasted_genselect=share(of_all["genselect"]["share"]),
        pasted_any=share(of_all["pass"]),
        weak=weak_families(tir["by_split_and_family"]),
        rows=family_rows(tir["by_split_and_family"], cot["by_family"]),
    )
    (MODELS / "README.md").write_text(text)


if __name__ == "__main__":
    main()
