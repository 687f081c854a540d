"""Checks every family: templates filled, each code variant prints the answer, recoveries run.

    python check_families.py [--draws 30]
"""

import argparse
import random
import re

from cells import Notebook
from families import FAMILIES
from families.base import Family, choose, render, render_problem


def leftovers(text: str, names: set[str]) -> list[str]:
    return [name for name in re.findall(r"\{(\w+)\}", text) if name in names]


def check(family: Family, draws: int) -> list[str]:
    rng = random.Random(f"check/{family.name}")
    faults: list[str] = []
    for _ in range(draws):
        values = family.draw(rng)
        values = {**values, "answer": family.answer(values)}
        expected = family.printed(values) if family.printed else values["answer"]
        names = set(values)
        texts = [render_problem(t, values, rng) for t in (*family.train, *family.held_out)]
        texts += [render(t, values, rng) for t in (*family.plans, *family.closings)]
        texts += [family.worked(values)]
        faults += [f"unfilled: {t}" for t in texts if leftovers(t, names)]
        faults += [f"boxed: {t}" for t in texts if "boxed" in t]
        for code in family.codes:
            cell = render(code, values, rng)
            output, completed = Notebook().run(cell)
            if not completed or output.strip() != expected:
                faults.append(f"prints {output!r}, not {expected!r}: {cell!r}")
        for recovery in family.recoveries:
            output, completed = Notebook().run(render(recovery.bad, values, rng))
            if completed and output.strip() == expected:
                faults.append(f"bad code is right: {recovery.bad!r}")
        faults += [f"trained on and held out: {t}" for t in set(family.train) & set(family.held_out)]
        missing = [name for name in family.stated if name not in values]
        faults += [f"stated but not drawn: {missing}"] if missing else []
    return faults


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=30)
    draws = parser.parse_args().draws
    failed = 0
    for family in FAMILIES:
        faults = check(family, draws)
        failed += bool(faults)
        variants = len({choose(t, random.Random(i)) for t in family.train for i in range(50)})
        print(f"{family.name:24} {len(family.train)} wordings ({variants}+ variants), "
              f"{len(family.held_out)} held out, {len(family.codes)} codes: "
              f"{'ok' if not faults else f'{len(faults)} faults, e.g. {faults[0][:200]}'}")
    print(f"{len(FAMILIES)} families, {failed} with faults")
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
