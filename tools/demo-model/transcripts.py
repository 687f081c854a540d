"""Makes training transcripts: whole texts in the OpenMath wire format, with their loss weights."""

import random
from collections.abc import Callable
from dataclasses import dataclass

import wire
from cells import Notebook
from families import FAMILIES
from families.base import Family, Values, render, render_problem
from off_scope import REPLY, off_scope_problem
from pasting import TRAIN, paste

# Share of the training problems that look as if pasted from somewhere.
PASTED = 0.25

# A span is trained on (the model's own text) or only read (prompt, tool output, wrong first tries).
Span = tuple[str, bool]
READ, LEARN = False, True


@dataclass(frozen=True)
class Problem:
    family: Family
    values: Values
    text: str


def is_reserved(family: Family, values: Values) -> bool:
    """True for the one draw in twenty that is kept for evaluation and never trained on."""
    key = family.name + repr(sorted((k, v) for k, v in values.items()))
    return random.Random(key).random() < 0.05


def draw_problem(
    family: Family, rng: random.Random, *, reserved: bool = False, held_out: bool = False
) -> Problem:
    """One problem of a family. Training takes unreserved draws, evaluation reserved ones."""
    while True:
        values = family.draw(rng)
        if is_reserved(family, values) == reserved:
            break
    values = {**values, "answer": family.answer(values)}
    wordings = family.held_out if held_out else family.train
    text = render_problem(rng.choice(wordings), values, rng)
    return Problem(family, values, text if reserved else sometimes_pasted(text, rng))


def sometimes_pasted(text: str, rng: random.Random) -> str:
    """Some training problems have remarks around them, which the model learns to overlook."""
    return paste(text, TRAIN, rng) if rng.random() < PASTED else text


def printed(problem: Problem) -> str:
    family = problem.family
    return family.printed(problem.values) if family.printed else family.answer(problem.values)


_READINGS = ("The output is {printed}.", "Python gives {printed}.", "The result is {printed}.")
_CHECKS = ("Let me check this with another method.", "Let me verify it in a second way.")
_BOXED = (
    "The answer is $\\boxed{<answer>}$.",
    "The final answer is $\\boxed{<answer>}$.",
    "So the answer is $\\boxed{<answer>}$.",
)


def _solution(problem: Problem, rng: random.Random) -> str:
    closing = render(rng.choice(problem.family.closings), problem.values, rng)
    boxed = rng.choice(_BOXED).replace("<answer>", str(problem.values["answer"]))
    return f"{closing} {boxed}"


def _executions(rng: random.Random) -> int:
    return 8 if rng.random() < 0.6 else rng.randint(1, 8)


def tir(problem: Problem, rng: random.Random) -> list[Span]:
    """Plan, code, output, answer; sometimes a failed first try or a check with other code."""
    family, values = problem.family, problem.values
    total = _executions(rng)
    left = total
    notebook = Notebook()
    spans: list[Span] = [
        (wire.prompt("tir", problem=problem.text, total_code_executions=total), READ)
    ]
    plan = render(rng.choice(family.plans), values, rng)
    learn = f"<think>\n{plan}\n"

    def call(code: str, learnt: bool) -> str:
        """Adds one code call and its output; `learn` holds the text before it."""
        nonlocal left, learn
        left -= 1
        output, _ = notebook.run(code)
        spans.append((learn, LEARN))
        learn = ""
        spans.append((f"<tool_call>\n{code}\n</tool_call>", learnt))
        spans.append((wire.tool_output(output, left), READ))
        return output

    codes = [render(code, values, rng) for code in family.codes]
    code = rng.choice(codes)
    if family.recoveries and rng.random() < 0.18:
        recovery = rng.choice(family.recoveries)
        call(render(recovery.bad, values, rng), READ)
        if left == 0:
            # No call is left: go on by hand.
            worked = render(family.worked(values), values, rng)
            learn = f"I have no code calls left, so I go on by hand.\n{worked}\n"
            spans.append((f"{learn}</think>\n\n{_solution(problem, rng)}{wire.END}", LEARN))
            return spans
        learn = render(recovery.remark, values, rng) + "\n"
    output = call(code, LEARN)
    if output.strip() != printed(problem):
        raise ValueError(f"{family.name}: {code!r} printed {output!r}, not {printed(problem)!r}")
    reading = rng.choice(_READINGS).format(printed=printed(problem))
    others = [other for other in codes if other != code]
    if left and others and rng.random() < 0.06:
        learn = f"{reading} {rng.choice(_CHECKS)}\n"
        call(rng.choice(others), LEARN)
        reading = "Both methods agree."
    spans.append((f"{learn}{reading}\n</think>\n\n{_solution(problem, rng)}{wire.END}", LEARN))
    return spans


def cot(problem: Problem, rng: random.Random) -> list[Span]:
    """The same problem by hand."""
    worked = render(problem.family.worked(problem.values), problem.values, rng)
    return [
        (wire.prompt("cot", problem=problem.text), READ),
        (f"<think>\n{worked}\n</think>\n\n{_solution(problem, rng)}{wire.END}", LEARN),
    ]


def off_scope(rng: random.Random) -> list[Span]:
    text = sometimes_pasted(off_scope_problem(rng), rng)
    head = (
        wire.prompt("tir", problem=text, total_code_executions=_executions(rng))
        if rng.random() < 0.7
        else wire.prompt("cot", problem=text)
    )
    return [(head, READ), (REPLY + wire.END, LEARN)]


def summary(problem: Problem, rng: random.Random) -> list[Span]:
    """A clean version of a whole transcript: the plan and the solution."""
    spans = tir(problem, rng) if rng.random() < 0.7 else cot(problem, rng)
    generation = "".join(text for text, _ in spans[1:]).removesuffix(wire.END)
    plan = render(problem.family.plans[0], problem.values, rng)
    return [
        (wire.prompt("summarize", problem=problem.text, generation=generation), READ),
        (f"{plan} {_solution(problem, rng)}{wire.END}", LEARN),
    ]


@dataclass(frozen=True)
class Candidate:
    text: str
    answer: str
    numbers: tuple[str, ...]
    fits: bool


def _candidate(problem: Problem, fits: bool, rng: random.Random) -> Candidate:
    numbers = tuple(_stated(problem))
    return Candidate(_solution(problem, rng), str(problem.values["answer"]), numbers, fits)


def _misread(problem: Problem, rng: random.Random) -> Values | None:
    """The problem's values with one digit wrong, or with two numbers in each other's place."""
    values, family = problem.values, problem.family
    stated = [name for name in family.stated if isinstance(values[name], int)]
    if not stated:
        return None
    first, second = rng.choice(stated), rng.choice(stated)
    if first != second:
        other = {**values, first: values[second], second: values[first]}
    else:
        digits = list(str(values[first]))
        digits[rng.randrange(len(digits))] = str(rng.randint(1, 9))
        other = {**values, first: int("".join(digits).lstrip("-") or "1")}
    return {**other, "answer": str(family.answer(family.draw(rng)))}


def _another_draw(family: Family, rng: random.Random) -> Values:
    values = family.draw(rng)
    return {**values, "answer": family.answer(values)}


def _wrong_candidate(problem: Problem, rng: random.Random) -> Candidate | None:
    """A solution that misread the numbers, solved other numbers, or took it for another problem."""
    family = problem.family
    for _ in range(40):
        if rng.random() < 0.25:
            other_family = rng.choice([one for one in FAMILIES if one.stated])
            other = _another_draw(other_family, rng)
        else:
            other_family = family
            misread = _misread(problem, rng) if rng.random() < 0.7 else None
            other = misread or _another_draw(family, rng)
        numbers = [str(other[name]) for name in other_family.stated]
        if other["answer"] != problem.values["answer"] and numbers != _stated(problem):
            return _candidate(Problem(other_family, other, problem.text), False, rng)
    return None


def _stated(problem: Problem) -> list[str]:
    return [str(problem.values[name]) for name in problem.family.stated]


def genselect(problem: Problem, rng: random.Random) -> list[Span] | None:
    """Candidates for one problem; the verdict names one that used the problem's own numbers."""
    family = problem.family
    if not family.stated:
        return None
    count = rng.choice((2, 2, 2, 3, 3, 4, 5))
    right = rng.randint(1, max(1, count - 1))
    candidates = [_candidate(problem, True, rng) for _ in range(right)]
    while len(candidates) < count:
        wrong = _wrong_candidate(problem, rng)
        if wrong is None:
            return None
        candidates.append(wrong)
    rng.shuffle(candidates)
    solutions = "\n\n".join(f"Solution {i}:\n{c.text}" for i, c in enumerate(candidates))
    asked = ", ".join(_stated(problem))
    lines = [f"The problem gives {asked}."]
    for index, candidate in enumerate(candidates):
        verdict = "this fits" if candidate.fits else "this does not fit"
        lines.append(f"Solution {index} uses {', '.join(candidate.numbers)}: {verdict}.")
    best = next(i for i, c in enumerate(candidates) if c.fits)
    lines.append(f"Judgment: {best}")
    head = wire.prompt(
        "genselect",
        num_solutions=count,
        max_idx=count - 1,
        problem=problem.text,
        solutions=solutions,
    )
    return [(head, READ), ("\n".join(lines) + wire.END, LEARN)]


# How often each kind of transcript is drawn; TIR is what the demo model is for.
KINDS: tuple[tuple[str, float], ...] = (
    ("tir", 0.60), ("cot", 0.14), ("genselect", 0.13), ("summary", 0.03), ("off_scope", 0.10),
)


def transcript(rng: random.Random, weights: dict[str, float] | None = None) -> list[Span]:
    """One random transcript. `weights` (by family name) draws weak families more often."""
    kind = rng.choices([k for k, _ in KINDS], [w for _, w in KINDS])[0]
    if kind == "off_scope":
        return off_scope(rng)
    family_weights = [(weights or {}).get(family.name, 1.0) for family in FAMILIES]
    problem = draw_problem(rng.choices(FAMILIES, family_weights)[0], rng)
    make: Callable[[Problem, random.Random], list[Span] | None] = {
        "tir": tir, "cot": cot, "genselect": genselect, "summary": summary,
    }[kind]
    return make(problem, rng) or tir(problem, rng)
