"""Counting, probability, and sequences."""

import random
from collections import Counter
from fractions import Fraction
from math import comb, factorial, perm, prod

from .base import Family, Recovery, Values

# ---------------------------------------------------------------- helpers


def fraction_text(value: Fraction) -> str:
    """As Python prints it."""
    return str(value)


def fraction_latex(value: Fraction) -> str:
    if value.denominator == 1:
        return str(value.numerator)
    return rf"\frac{{{value.numerator}}}{{{value.denominator}}}"


def ordinal(n: int) -> str:
    if n % 100 in (11, 12, 13):
        return f"{n}th"
    return f"{n}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(n % 10, 'th') }"


def join_and(words: list[str]) -> str:
    return " and ".join([*([", ".join(words[:-1])] if words[1:] else []), words[-1]])


def signed(n: int) -> str:
    """A factor in a product: negative numbers in parentheses."""
    return str(n) if n >= 0 else f"({n})"


def binomial_steps(n: int, k: int) -> list[str]:
    """C(n, k) by one multiplication and one division at a time; at most about six lines."""
    small = min(k, n - k)
    lines = [] if small == k else [f"C({n}, {k}) = C({n}, {small})"]
    value, steps = 1, []
    for i in range(1, small + 1):
        before, value = value, value * (n - i + 1) // i
        steps.append(f"{before} * {n - i + 1} / {i} = {value}")
    per_line = 1 if small <= 6 else 2
    lines += [", ".join(steps[i : i + per_line]) for i in range(0, small, per_line)]
    return [*lines, f"C({n}, {k}) = {value}"]


def product_steps(factors: list[int]) -> list[str]:
    value, lines = factors[0], []
    for factor in factors[1:]:
        lines.append(f"{value} * {factor} = {value * factor}")
        value *= factor
    return lines


def reduce_step(top: int, bottom: int) -> list[str]:
    value = Fraction(top, bottom)
    if value.denominator == bottom:
        return []
    return [f"{top}/{bottom} = {fraction_text(value)}"]


NOT_DEFINED = "is not defined. Let me correct the code."
DECIMAL = "This is a decimal number. Let me use an exact fraction."
POWER_SIGN = "In Python `^` is not a power, so this is wrong. Let me use `**`."

# ---------------------------------------------------------------- committees


def draw_committees(rng: random.Random) -> Values:
    while True:
        n, k = rng.randint(5, rng.choice((15, 30, 99))), rng.randint(2, 8)
        if k < n and comb(n, k) < 10_000_000:
            return {"n": n, "k": k}


def worked_committees(v: Values) -> str:
    n, k = int(v["n"]), int(v["k"])
    return "\n".join([f"The order does not matter, so we need C({n}, {k}).", *binomial_steps(n, k)])


COMMITTEES = Family(
    name="committees",
    area="counting",
    draw=draw_committees,
    answer=lambda v: str(comb(int(v["n"]), int(v["k"]))),
    train=(
        "[How many ways are there to|In how many ways can we] choose a committee of {k} [people|members|students] from {n} [people|members|students][|, where order does not matter]?",
        "A [club|class|group|team] has {n} [members|people|students]. How many [different committees|committees|groups] of {k} can be [formed|chosen|made]?",
        "How many [different|possible] [committees|groups|teams] of {k} [people|players|students] can be [chosen|formed|made] from a [group|class|club] of {n}?",
        "[Ana|Ben|Emma|Omar] wants to [take|pack|choose] {k} of [her|his|the] {n} [books|shirts|games] for a trip. [In how many ways is this possible?|How many choices are there?|How many different sets are possible?]",
        "There are {n} [questions|problems|tasks] on a test, and a student must [answer|choose|solve] {k} of them. In how many ways can the student choose?",
        "[Compute|Find|Evaluate|Calculate] [the value of |]$\\binom{{n}}{{k}}$.",
        "What is [the value of |the number |]$\\binom{{n}}{{k}}$[?|, the number of ways to choose {k} from {n}?]",
        "[{n} choose {k}|What is {n} choose {k}?|Compute {n} choose {k}.|Find {n} choose {k}.|Evaluate {n} choose {k}.|{n} choose {k}?]",
        "[Find|Determine|Compute] the number of subsets with [exactly |]{k} elements of a set with {n} elements.",
        "A set [has|contains] {n} elements. How many [of its subsets|subsets] have [exactly |]{k} elements?",
        "A pizza shop [offers|has] {n} toppings. How many [different|possible] pizzas with {k} different toppings [can be made|are there]?",
        "{k} [students|people|players] are [chosen|selected|picked] from {n} to [form a team|clean the room|join a trip]. The order does not matter. [How many selections are there?|In how many ways can this be done?]",
        "A [teacher|coach|trainer] must [choose|select|pick] {k} out of {n} [students|players|children] for a [team|group|trip]. How many [different choices|selections|teams] are possible?",
        "[Number of|Find the number of|Give the number of] combinations of {k} [objects|things|items] out of {n}[.|, without order.]",
        "From a [box|shelf|list] with {n} different [books|cards|items], [we choose|Tom takes|Ivy picks] {k} at once. How many [selections|combinations|choices] are possible?",
        "How many [different |][hands|sets] of {k} cards can be [dealt|chosen] from {n} different cards?",
    ),
    held_out=(
        "A group of {n} students needs a team of {k} for the trip. How many different teams could be chosen?",
        "Paula owns {n} different games and may take {k} of them. Find the number of ways to choose the games.",
        "If order does not matter, how many selections of {k} items can be made from {n} items?",
        "The members of a committee of {k} are chosen from {n} people. Determine how many committees are possible.",
    ),
    plans=(
        "We choose {k} out of {n}, and the order does not matter.",
        "This is the number of combinations of {k} out of {n}.",
        "We need the binomial coefficient {n} choose {k}.",
    ),
    codes=(
        "from math import comb\nprint(comb({n}, {k}))",
        "from math import factorial\nn = {n}\nk = {k}\nprint(factorial(n) // (factorial(k) * factorial(n - k)))",
        "from sympy import binomial\nprint(binomial({n}, {k}))",
        "n = {n}\nk = {k}\nc = 1\nfor i in range(k):\n    c = c * (n - i) // (i + 1)\nc",
    ),
    closings=(
        "There are {answer} ways to choose {k} out of {n} when the order does not matter.",
        "The number of combinations of {k} out of {n} is {answer}.",
        "Choosing {k} from {n} without order gives {answer} possibilities.",
    ),
    worked=worked_committees,
    recoveries=(
        Recovery("print(comb({n}, {k}))", f"`comb` {NOT_DEFINED}"),
        Recovery(
            "from math import comb\nprint(comb({k}, {n}))",
            "The result 0 is impossible, because I swapped {n} and {k}. Let me choose {k} out of {n}.",
        ),
    ),
    stated=("n", "k"),
)

# ---------------------------------------------------------------- ordered selection

ROLES = ["a president", "a secretary", "a treasurer", "a captain", "a speaker"]
PLACES = ["first", "second", "third", "fourth", "fifth"]


def draw_ordered(rng: random.Random) -> Values:
    while True:
        n, k = rng.randint(4, rng.choice((12, 30, 80))), rng.randint(2, 5)
        if k < n and perm(n, k) < 10_000_000:
            return {
                "n": n, "k": k,
                "roles": join_and(ROLES[:k]),
                "places": join_and(PLACES[:k]) + " place",
            }


def worked_ordered(v: Values) -> str:
    n, k = int(v["n"]), int(v["k"])
    factors = list(range(n, n - k, -1))
    lines = [f"The order matters: {n} choices for the first one, then one less each time."]
    lines.append(f"We multiply {k} factors: " + " * ".join(map(str, factors)))
    return "\n".join([*lines, *product_steps(factors)])


ORDERED = Family(
    name="ordered_selection",
    area="counting",
    draw=draw_ordered,
    answer=lambda v: str(perm(int(v["n"]), int(v["k"]))),
    train=(
        "[How many ways are there to|In how many ways can we] choose {roles} from a [club|class|group] of {n} [people|members|students][|, if nobody has two jobs]?",
        "A [club|class|team|group] has {n} [members|people|students]. In how many ways can it [choose|elect|select] {roles}[?|, all different people?]",
        "{n} [runners|swimmers|players|children] take part in a race. In how many [different ways|ways|orders] can {places} be [taken|decided|won]?",
        "How many [different|possible] [results|outcomes] are there for {places} in a race with {n} [runners|cars|horses|swimmers]?",
        "{k} different prizes are [given|awarded] to {k} of {n} [students|people|players], at most one prize each. [In how many ways can this be done?|How many ways are there?]",
        "In how many ways can {k} different prizes be [given out|awarded] among {n} [people|students|children] if [nobody|no one] gets more than one prize?",
        "[Find|Compute|Determine] the number of [ordered selections|permutations|arrangements] of {k} [objects|things|items] [out of|from|chosen from] {n}.",
        "How many [permutations|ordered lists|ordered selections] of {k} out of {n} different [objects|letters|cards] are there?",
        "[Ana|Ben|Lena|Max] has {n} [books|photos|pictures] and [puts|places] {k} of them in a row [on a shelf|on the wall]. How many [orders|arrangements|rows] are possible?",
        "A code [has|consists of] {k} different letters taken from {n} letters. How many [such|different|possible] codes are there?",
        "Order matters: in how many ways can we [pick|choose|select] {k} [people|players|cards] from {n}, one after another?",
        "[Compute|Find|Evaluate] $P({n}, {k})$, the number of [permutations|ordered selections] of {k} from {n}.",
        "[number of permutations|number of ordered selections|permutations|ordered selections] of {k} from {n}[.|]",
        "From {n} [students|members|people], {roles} [are|must be] [chosen|elected|selected]. How many [different results|results|ways] are possible?",
        "In a [contest|race|game] with {n} [players|teams|runners], the [top|best] {k} are [listed|ranked] in order. How many such [lists|rankings] are possible?",
        "{k} [friends|people|children] sit down on {n} [chairs|seats] in a row, one on each. In how many ways can they [sit|take seats]?",
    ),
    held_out=(
        "The {n} members of a team elect {roles}. How many different results are possible?",
        "There are {n} swimmers in a race. Find the number of ways in which {places} can be won.",
        "If order matters, how many ways are there to select {k} of {n} cards?",
        "At a contest, {n} students want the {k} different prizes, and no one gets more than one. How many ways are there to award them?",
    ),
    plans=(
        "We choose {k} out of {n}, and the order matters.",
        "This is the number of permutations of {k} out of {n}.",
        "There are {k} different places to fill from {n}, so the order matters.",
    ),
    codes=(
        "from math import perm\nprint(perm({n}, {k}))",
        "from math import factorial\nn = {n}\nk = {k}\nprint(factorial(n) // factorial(n - k))",
        "n = {n}\nk = {k}\np = 1\nfor i in range(k):\n    p = p * (n - i)\nprint(p)",
        "from math import comb, factorial\nn = {n}\nk = {k}\ncomb(n, k) * factorial(k)",
    ),
    closings=(
        "There are {answer} ways to choose {k} out of {n} in order.",
        "The number of ordered selections of {k} out of {n} is {answer}.",
        "Filling {k} different places from {n} gives {answer} possibilities.",
    ),
    worked=worked_ordered,
    recoveries=(
        Recovery("print(perm({n}, {k}))", f"`perm` {NOT_DEFINED}"),
        Recovery(
            "from math import perm\nprint(perm({k}, {n}))",
            "The result 0 is impossible, because I swapped {n} and {k}. Let me choose {k} out of {n}.",
        ),
    ),
    stated=("n", "k"),
)

# ---------------------------------------------------------------- word arrangements

WORDS = (
    "LEVEL BANANA MISSISSIPPI APPLE LETTER BALLOON COFFEE PEPPER TENNESSEE COMMITTEE MATH NUMBER "
    "BOOK TREE SCHOOL SUMMER WINTER GARDEN TOMATO POTATO ORANGE CHERRY PAPAYA COCONUT BUTTER "
    "CHEESE KITTEN RABBIT PUPPY PARROT BEETLE GIRAFFE PANDA TIGER ZEBRA HORSE LLAMA CANADA "
    "ALASKA HAWAII PANAMA SWEDEN GREECE MADAM RADAR ROTOR KAYAK CIVIC REFER NOON DEED MAMA PAPA "
    "BUBBLE PUZZLE SUCCESS ADDRESS BALANCE STREET MATHEMATICS STATISTICS BOOKKEEPER GOOGLE "
    "FOOTBALL TENNIS HOCKEY SOCCER PENCIL"
).split()
# The rest is made up, so that the model learns to copy words that it has not seen, letter by letter.
MADE_UP = 0.75
_ONSETS = (*"BCDFGHJKLMNPRSTVWZ", "CH", "SH", "ST", "TR", "BL", "GR", "PL", "")
_CODAS = (*"LMNPRST", "LL", "SS", "TT", "NN", "RR", "PP", "CK", "RT")


def _syllable(rng: random.Random) -> str:
    vowel = rng.choice("AEIOU") * (2 if rng.random() < 0.2 else 1)
    return rng.choice(_ONSETS) + vowel + (rng.choice(_CODAS) if rng.random() < 0.5 else "")


def made_up_word(rng: random.Random) -> str:
    """3 to 11 letters: syllables, some twice, or a few letters in any order. Equal letters are
    common, also side by side: there a model that copies loses its place."""
    if rng.random() < 0.3:
        letters = rng.sample("ABCDEFGHIJKLMNOPRSTUVWXYZ", rng.randint(2, 5))
        return "".join(rng.choice(letters) for _ in range(rng.randint(4, 9)))
    syllables = [_syllable(rng) for _ in range(rng.randint(2, 4))]
    if rng.random() < 0.3:
        syllables.insert(rng.randint(1, len(syllables)), rng.choice(syllables))
    word = "".join(syllables)
    return word[: rng.randint(6, 11)] if len(word) > 2 else word + "ET"


def draw_word(rng: random.Random) -> Values:
    word = made_up_word(rng) if rng.random() < MADE_UP else rng.choice(WORDS)
    return {"word": word, "length": len(word)}


def arrangements(word: str) -> int:
    return factorial(len(word)) // prod(factorial(c) for c in Counter(word).values())


def worked_word(v: Values) -> str:
    word = str(v["word"])
    n, counts = len(word), Counter(word)
    lines = [f"{word} has {n} letters.", ", ".join(f"{c}: {m}" for c, m in counts.items())]
    lines.append(f"{n}! = {factorial(n)}")
    repeats = [m for m in counts.values() if m > 1]
    if not repeats:
        return "\n".join([*lines, "No letter is repeated."])
    bottom = prod(map(factorial, repeats))
    lines.append("We divide by " + " * ".join(f"{m}!" for m in repeats) + f" = {bottom}")
    return "\n".join([*lines, f"{factorial(n)} / {bottom} = {arrangements(word)}"])


WORD = Family(
    name="word_arrangements",
    area="counting",
    draw=draw_word,
    answer=lambda v: str(arrangements(str(v["word"]))),
    train=(
        "[In how many ways|In how many different ways] can the letters of [the word |]{word} be [arranged|rearranged|ordered]?",
        "How many [distinct|different] arrangements of the letters [of|in] [the word |]{word} are [there|possible]?",
        "[Find|Compute|Determine|Calculate] the number of [distinct|different] [arrangements|permutations|rearrangements] of the letters [of|in] [the word |]{word}.",
        "What is the number of [distinct|different] ways to [arrange|order|rearrange] the letters of {word}?",
        "How many [different|distinct] [words|strings] can be [made|formed|written] with all the letters of [the word |]{word}[?|, with or without meaning?]",
        "[Ana|Ben|Emma|Tom] [writes|has written] the word {word} on cards, one letter on each card. How many [different words|different orders|distinct arrangements] can be made from [all the cards|the cards]?",
        "[distinct arrangements|distinct permutations|anagrams|number of arrangements] of [the word |the letters of |]{word}",
        "How many anagrams does [the word |]{word} have[?|, counting the word itself?| in all?]",
        "The letters of [the word |]{word} are [arranged|written|put] in a row. How many [different|distinct] [results|rows|orders|arrangements] are [there|possible]?",
        "Using [all the letters|each letter] of {word} once, [find the number of|count the] [different|distinct] arrangements.",
        "Take the word {word}. In how many [different|distinct] ways can its letters be [ordered|arranged|rearranged]?",
        "Count the [anagrams|distinct permutations|different arrangements] of [the word |]\"{word}\".",
        "The word \"{word}\" has {length} letters. How many [different|distinct] arrangements [do they have|of them are there|are possible]?",
        "[A child|Nora|Hugo|Felix] [plays with|has] letter blocks that spell {word}. How many [different|distinct] strings of all the blocks are possible?",
        "How many [distinct|different] [permutations|arrangements] does the [word|string] \"{word}\" have?",
        "The word {word} is written on cards, one letter on each. In how many different ways can the letters be put in a row?",
        "Find how many different strings can be formed by ordering the letters of {word}.",
        "If all the letters in {word} are rearranged, how many distinct words are possible?",
        "Omar counts the distinct arrangements of the letters of \"{word}\". What is the number he should find?",
    ),
    held_out=(
        "Fridge magnets spell {word}. By moving the magnets around in their line, how many different strings of {length} letters can be shown, including {word} itself?",
        "A password is made up of exactly the {length} letters of {word}, in any order. How many different passwords are possible?",
        "Letters that look the same are not told apart. In how many ways can the letters of {word} be lined up?",
        "A computer prints every string that can be obtained by rearranging the letters of {word}, each string on one line and none twice. How many lines does it print?",
        "Regard {word} as a multiset of {length} letters. How many distinct permutations does this multiset have?",
        "Someone scrambles {word}. How many different letter sequences could come out, if the original spelling is allowed as well?",
    ),
    plans=(
        "We count the distinct arrangements of the letters of {word}.",
        "Equal letters of {word} are not told apart, so we divide by the factorials of their counts.",
        "We need the number of different orders of the letters in {word}.",
    ),
    codes=(
        "from math import factorial\nw = \"{word}\"\nn = factorial(len(w))\nfor c in set(w):\n    n = n // factorial(w.count(c))\nprint(n)",
        "from collections import Counter\nfrom math import factorial, prod\nw = \"{word}\"\nc = Counter(w).values()\nprint(factorial(len(w)) // prod(factorial(m) for m in c))",
        "from math import comb\nw = \"{word}\"\np = 1\nfor i in range(len(w)):\n    p = p * (i + 1) // w[:i + 1].count(w[i])\np",
    ),
    closings=(
        "The letters of {word} have {answer} distinct arrangements.",
        "The letters of {word} can be arranged in {answer} different ways.",
        "There are {answer} different orders of the letters in {word}.",
    ),
    worked=worked_word,
    recoveries=(
        Recovery(
            "w = \"{word}\"\nn = factorial(len(w))\nfor c in set(w):\n    n = n // factorial(w.count(c))\nprint(n)",
            f"`factorial` {NOT_DEFINED}",
        ),
        Recovery(
            "from math import factorial\nw = \"{word}\"\nprint(factorial(w))",
            "`factorial` needs a number, not a word. Let me count the letters of {word}.",
        ),
    ),
    stated=("word",),
)

# ---------------------------------------------------------------- lattice paths


def draw_paths(rng: random.Random) -> Values:
    while True:
        a, b = (rng.randint(2, rng.choice((9, 14, 30))) for _ in range(2))
        if comb(a + b, a) < 10_000_000:
            # "an" goes with eight, eleven and eighteen.
            return {"a": a, "b": b, "an": "an" if a in (8, 11, 18) else "a"}


def worked_paths(v: Values) -> str:
    a, b = int(v["a"]), int(v["b"])
    n = a + b
    lines = [f"A path has {a} + {b} = {n} steps.", f"We choose {a} of the {n} steps, so we need C({n}, {a})."]
    return "\n".join([*lines, *binomial_steps(n, a)])


PATHS = Family(
    name="lattice_paths",
    area="counting",
    draw=draw_paths,
    answer=lambda v: str(comb(int(v["a"]) + int(v["b"]), int(v["a"]))),
    train=(
        "How many [lattice paths|paths|shortest paths] [go|are there|lead] from $(0, 0)$ to $({a}, {b})$ [using only|with only|with] steps [right and up|up and right|to the right and up]?",
        "[Find|Compute|Determine] the number of [lattice paths|paths] from the origin to the point $({a}, {b})$ [using|with] only [right and up|up and right] [steps|moves].",
        "On {an} {a} by {b} grid, how many paths [go|lead] from one corner to the opposite corner, moving only [right and up|up and right|right or up]?",
        "How many [shortest paths|shortest ways|ways] are there from the [bottom left|lower left] corner to the [top right|upper right] corner of {an} {a} by {b} grid[?|, moving only right or up?]",
        "A robot [starts|stands] at $(0, 0)$ and [moves|walks] only right or up, one unit [at a time|in each step]. In how many ways can it reach $({a}, {b})$?",
        "[Ana|Ben|Grace|Jonas] walks {a} blocks east and {b} blocks north [to school|to the park|home]. How many [different|shortest] [routes|ways|paths] are there?",
        "A [school|shop|park] is {b} blocks north and {a} blocks east of [a house|the station]. How many shortest [routes|paths|ways] [lead|go] there along the streets?",
        "A path [has|consists of|is made of] {a} steps right and {b} steps up[, in any order|]. How many such paths are there?",
        "How many [grid paths|paths] with {b} steps up and {a} steps to the right [are there|are possible|exist]?",
        "[Count|Find] the paths on a grid with {a} columns and {b} rows of squares from the [lower left|bottom left] to the [upper right|top right] corner, [going|moving] only up or right.",
        "[lattice paths|paths right and up|number of lattice paths] from [the origin|$(0,0)$|$(0, 0)$] to $({a},{b})$",
        "In how many ways can [a bug|an ant|a piece] [go|walk|move] along the lines of {an} {a} by {b} grid from one corner to the opposite one by a shortest path?",
        "An ant [may move|moves] one [unit|step] right or one [unit|step] up [each time|at a time]. [How many|How many different] paths are there from $(0, 0)$ to $({a}, {b})$?",
        "What is the number of [lattice paths|grid paths|shortest paths] in {an} ${a} \\times {b}$ grid from corner to opposite corner with moves [right and up|up and right]?",
        "How many ways are there to [go|walk|travel] {a} [steps|blocks] to the right and {b} [steps|blocks] up on a grid?",
        "An ant walks on a grid from the origin to $({a}, {b})$. If each step goes right or up by one unit, how many different paths are possible?",
        "A city is a grid of streets. Emma must walk {b} blocks north and {a} blocks east. Find the number of shortest routes.",
        "What is the number of paths that start at $(0, 0)$, end at $({a}, {b})$ and only go up and right?",
        "A robot stands at the lower left corner of a grid of {a} by {b} squares. In how many ways can it move to the upper right corner with steps right or up?",
    ),
    held_out=(
        "In a city with a square street grid, a taxi driver has to get to a place {a} blocks east and {b} blocks north of here. He never drives west or south. How many routes can he choose from?",
        "How many different sequences consist of {a} letters R (one unit right) and {b} letters U (one unit up), so that each of them describes a path on a grid?",
        "A token lies on $(0, 0)$. One move takes it from $(x, y)$ to $(x + 1, y)$ or to $(x, y + 1)$. How many different sequences of moves bring it to $({a}, {b})$?",
        "The streets of a town centre form a rectangle, {a} blocks long and {b} blocks wide, with a street between any two neighbouring rows of blocks. Nora lives at one corner and works at the diagonally opposite one. How many routes of the least possible length can she take?",
        "On squared paper, a rectangle is {a} squares wide and {b} squares high. We draw a line along the grid from its lower left corner to its upper right corner, never going left or down. In how many ways can we draw it?",
        "Calculate the number of monotone lattice paths that join $(0, 0)$ and $({a}, {b})$, where each step goes one unit up or one unit right.",
    ),
    plans=(
        "A path has {a} steps right and {b} steps up, in any order.",
        "We count the grid paths with {a} steps to the right and {b} steps up.",
        "We choose which of the {a} + {b} steps go right.",
    ),
    codes=(
        "from math import comb\na = {a}\nb = {b}\nprint(comb(a + b, a))",
        "from math import factorial\na = {a}\nb = {b}\nprint(factorial(a + b) // (factorial(a) * factorial(b)))",
        "a, b = {a}, {b}\nrow = [1] * (a + 1)\nfor j in range(b):\n    for i in range(1, a + 1):\n        row[i] += row[i - 1]\nprint(row[a])",
        "from sympy import binomial\na = {a}\nb = {b}\nbinomial(a + b, b)",
    ),
    closings=(
        "There are {answer} paths with {a} steps right and {b} steps up.",
        "The number of paths with {a} steps to the right and {b} steps up is {answer}.",
        "On the {a} by {b} grid there are {answer} such paths.",
    ),
    worked=worked_paths,
    recoveries=(
        Recovery("a = {a}\nb = {b}\nprint(comb(a + b, a))", f"`comb` {NOT_DEFINED}"),
        Recovery(
            "from math import factorial\na = {a}\nb = {b}\nprint(factorial(a + b) / (factorial(a) * factorial(b)))",
            "The number of paths must be an integer. Let me avoid the decimal point.",
        ),
    ),
    stated=("a", "b"),
)

# ---------------------------------------------------------------- dice


def draw_dice(rng: random.Random) -> Values:
    s = rng.choice((4, 6, 6, 8, 10, 12))
    kinds = [f"{s}-sided dice", f"dice with {s} sides", f"dice with {s} sides each"]
    if s == 6:
        kinds += ["dice", "standard dice", "ordinary dice"]
    return {"s": s, "t": rng.randint(2, 2 * s), "dice": rng.choice(kinds)}


def dice_probability(v: Values) -> Fraction:
    s, t = int(v["s"]), int(v["t"])
    return Fraction(s - abs(t - s - 1), s * s)


def worked_dice(v: Values) -> str:
    s, t = int(v["s"]), int(v["t"])
    low, high = max(1, t - s), min(s, t - 1)
    count = high - low + 1
    return "\n".join([
        f"There are {s} * {s} = {s * s} pairs.",
        f"For the sum {t} the first die can show {low} to {high}.",
        f"{high} - {low} + 1 = {count} pairs",
        f"The probability is {count}/{s * s}.",
        *reduce_step(count, s * s),
    ])


DICE = Family(
    name="dice_sum",
    area="probability",
    draw=draw_dice,
    answer=lambda v: fraction_latex(dice_probability(v)),
    train=(
        "Two [fair |]{dice} are [rolled|thrown]. What is the [probability|chance] that the sum [is|equals] {t}?",
        "[Find|Compute|Determine] the probability that two [fair |]{dice} [show|give|have] a sum of {t}.",
        "What is the [probability|chance] of [rolling|getting|throwing] a [sum|total] of {t} with two [fair |]{dice}?",
        "[Ana|Ben|Ivy|Felix] [rolls|throws] two [fair |]{dice}. [Find|Compute|Give] the probability that the total is {t}[.|, as a fraction.]",
        "If two [fair |]{dice} are [rolled|thrown], what is the [probability|chance] of a [total|sum] of {t}?",
        "[probability of|chance of] [sum|total|a sum of|a total of] {t} with two {dice}",
        "Two dice with {s} sides each are [rolled|thrown][ at once| together|]. What is the probability that the numbers add up to {t}?",
        "What is the [probability|chance] that the numbers on two [fair |]{dice} [add up to|have the sum] {t}?",
        "A [sum|total] of {t} is needed to win. What is the probability to win with one [roll|throw] of two [fair |]{dice}?",
        "[Carla|Max|Tom|Nora] has two fair dice, each with sides from 1 to {s}. What is the probability of [rolling|getting] a [sum|total] of {t}?",
        "Each of two fair dice shows a number from 1 to {s}. [Find|Compute|Determine] the [probability|chance] that the sum is {t}.",
        "[Roll|Throw] two {dice}. [Find|Give] the probability that their [sum|total] is [exactly |]{t}.",
        "In a game a player [rolls|throws] two {dice} and needs a [sum|total] of {t}. What is the [probability|chance]?",
        "Two {s}-sided dice are [rolled|thrown]. With what [probability|chance] [is the sum|do the numbers have the sum] {t}?",
        "[Give|Write|Find] as a fraction the probability that the [total|sum] of two {dice} [is|equals] {t}.",
    ),
    held_out=(
        "With what probability is the total {t} when Ana rolls two {dice}?",
        "Two fair {dice} are thrown and the two numbers are added. Find the chance that the result is {t}.",
        "To win a game, Ben needs a sum of {t} on two dice with {s} sides each. What is the probability that he wins?",
        "Determine the probability of the sum {t} for two fair {s}-sided dice.",
    ),
    plans=(
        "Two dice with {s} sides each must show the sum {t}.",
        "We count the pairs of numbers from 1 to {s} with sum {t}.",
        "We want the probability of the sum {t} with two {s}-sided dice.",
    ),
    codes=(
        "from fractions import Fraction\ns = {s}\nt = {t}\nd = range(1, s + 1)\nc = sum(1 for i in d for j in d if i + j == t)\nprint(Fraction(c, s * s))",
        "from fractions import Fraction\nfrom itertools import product\ns = {s}\npairs = list(product(range(1, s + 1), repeat=2))\nc = sum(1 for p in pairs if sum(p) == {t})\nprint(Fraction(c, len(pairs)))",
        "from fractions import Fraction\ns = {s}\nt = {t}\nc = sum(1 for i in range(1, s + 1) if 1 <= t - i <= s)\nprint(Fraction(c, s ** 2))",
    ),
    closings=(
        "The probability that two {s}-sided dice show the sum {t} is ${answer}$.",
        "With two dice of {s} sides each, the sum is {t} with probability ${answer}$.",
        "The chance of a sum of {t} with two {s}-sided dice is ${answer}$.",
    ),
    worked=worked_dice,
    recoveries=(
        Recovery(
            "s = {s}\nt = {t}\nc = sum(1 for i in range(1, s + 1) if 1 <= t - i <= s)\nprint(Fraction(c, s ** 2))",
            f"`Fraction` {NOT_DEFINED}",
        ),
        Recovery(
            "s = {s}\nt = {t}\nc = sum(1 for i in range(1, s + 1) if 1 <= t - i <= s)\nprint(c / s ** 2)",
            DECIMAL,
        ),
    ),
    printed=lambda v: fraction_text(dice_probability(v)),
    stated=("s", "t"),
)

# ---------------------------------------------------------------- marbles

COLOURS = ("red", "blue", "green", "white", "black", "yellow")


def draw_marbles(rng: random.Random) -> Values:
    top = rng.choice((9, 20, 40))
    c1, c2 = rng.sample(COLOURS, 2)
    thing = rng.choice(("marble", "marble", "ball", "ball", "bead", "button"))
    m = rng.choice((1, 2, 2))
    if m == 1:
        picks = f"one {thing}"
        drawn = picks + rng.choice((" is drawn at random", " is taken out at random", " is chosen at random"))
        event = rng.choice(("it is", f"the {thing} is")) + f" {c1}"
    else:
        picks = f"{rng.choice(('two', 'two', '2'))} {thing}s without replacement"
        drawn = f"{rng.choice(('two', 'two', '2'))} {thing}s " + rng.choice((
            "are drawn without replacement", "are drawn at random without replacement",
            "are taken out without replacement", "are chosen at random at once",
            "are drawn one after the other without replacement",
            "are drawn without putting them back",
        ))
        event = rng.choice(("both are", f"both {thing}s are", "they are both")) + f" {c1}"
    return {
        "r": rng.randint(2, top), "b": rng.randint(2, top), "c1": c1, "c2": c2, "m": m,
        "things": thing + "s", "picks": picks, "drawn": drawn, "event": event,
        "Drawn": drawn[0].upper() + drawn[1:],
    }


def marbles_probability(v: Values) -> Fraction:
    r, b = int(v["r"]), int(v["b"])
    first = Fraction(r, r + b)
    return first if v["m"] == 1 else first * Fraction(r - 1, r + b - 1)


def worked_marbles(v: Values) -> str:
    r, b, c1 = int(v["r"]), int(v["b"]), v["c1"]
    n = r + b
    lines = [f"There are {r} + {b} = {n} {v['things']}, and {r} of them are {c1}."]
    lines.append(f"The first one is {c1} with probability {r}/{n}.")
    if v["m"] == 1:
        return "\n".join([*lines, *reduce_step(r, n)])
    top, bottom = r * (r - 1), n * (n - 1)
    lines.append(f"The second one is {c1} with probability {r - 1}/{n - 1}.")
    lines += [f"{r} * {r - 1} = {top}", f"{n} * {n - 1} = {bottom}", f"The probability is {top}/{bottom}."]
    return "\n".join([*lines, *reduce_step(top, bottom)])


MARBLES = Family(
    name="marbles",
    area="probability",
    draw=draw_marbles,
    answer=lambda v: fraction_latex(marbles_probability(v)),
    train=(
        "A [bag|box|jar] [contains|holds|has] {r} {c1} and {b} {c2} {things}. {Drawn}. [Find|Compute|Give] the probability that {event}[.|, as a fraction.]",
        "A [bag|box|jar] [contains|holds|has] {b} {c2} and {r} {c1} {things}. {Drawn}. [Find|Compute|Give] the probability that {event}[.|, as a fraction.]",
        "There are {r} {c1} {things} and {b} {c2} {things} in a [bag|box|jar]. If {drawn}, what is the [probability|chance] that {event}?",
        "There are {b} {c2} {things} and {r} {c1} {things} in a [bag|box|jar]. If {drawn}, what is the [probability|chance] that {event}?",
        "{Drawn} from a [bag|box|jar] with {r} {c1} and {b} {c2} {things}. [Find|Determine|Compute] the probability that {event}.",
        "{Drawn} from a [bag|box|jar] with {b} {c2} and {r} {c1} {things}. [Find|Determine|Compute] the probability that {event}.",
        "[Ana|Ben|Carla|Omar] [draws|takes|picks] {picks} from a [bag|box|jar] with {r} {c1} and {b} {c2} {things}. What is the [probability|chance] that {event}?",
        "[Ivy|Hugo|Paula|Tom] has {b} {c2} and {r} {c1} {things} in a [bag|box] and [draws|takes|picks] {picks}. What is the [probability|chance] that {event}?",
        "What is the [probability|chance] that {event} if {drawn} from [a bag of |a box of |]{r} {c1} and {b} {c2} {things}?",
        "What is the [probability|chance] that {event} when {drawn} from a [bag|box|jar] with {b} {c2} and {r} {c1} {things}?",
        "[Find|Compute|Determine] the probability that {event} when {drawn} from a [bag|box|jar] of {r} {c1} {things} and {b} {c2} {things}.",
        "In a [bag|box|jar], {r} {things} are {c1} and {b} are {c2}. {Drawn}. What is the [probability|chance] that {event}?",
        "In a [bag|box|jar], {b} {things} are {c2} and {r} are {c1}. {Drawn}. What is the [probability|chance] that {event}?",
        "[bag|box|jar]: {r} {c1}, {b} {c2} {things}; {drawn}; [probability|chance] that {event}",
        "[bag|box|jar]: {b} {c2}, {r} {c1} {things}; {drawn}; [probability|chance] that {event}",
        "[Someone|A child|Emma] [draws|takes|picks] {picks}. The [bag|box|jar] [had|contained|held] {r} {c1} {things} and {b} {c2} ones. With what probability can we say that {event}?",
    ),
    held_out=(
        "Felix has a box of {things}: {b} are {c2} and {r} are {c1}. He picks {picks}. Find the probability that {event}.",
        "What is the chance that {event}, if a jar has {r} {c1} and {b} {c2} {things} and {drawn}?",
        "A child takes {picks} out of a bag in which there are {r} {c1} {things} and {b} {c2} {things}. Determine the probability that {event}.",
        "{Drawn}. The box contained {b} {c2} and {r} {c1} {things}. Compute the probability that {event}.",
    ),
    plans=(
        "There are {r} {c1} and {b} {c2} {things}; we draw {m} and want only {c1}.",
        "We draw {m} from {r} {c1} and {b} {c2} {things}, and all drawn must be {c1}.",
        "We want {c1}: {r} of that colour, {b} others, {m} drawn.",
    ),
    codes=(
        "from fractions import Fraction\nfrom math import comb\nr = {r}\nb = {b}\nm = {m}\nprint(Fraction(comb(r, m), comb(r + b, m)))",
        "from fractions import Fraction\nr, b = {r}, {b}\np = Fraction(1)\nfor i in range({m}):\n    p *= Fraction(r - i, r + b - i)\nprint(p)",
        "from fractions import Fraction\nfrom itertools import combinations\nbag = [1] * {r} + [0] * {b}\ndraws = list(combinations(bag, {m}))\nc = sum(1 for d in draws if all(d))\nprint(Fraction(c, len(draws)))",
    ),
    closings=(
        "With {r} {c1} and {b} {c2} {things}, the probability that {event} is ${answer}$.",
        "The probability that {event} is ${answer}$, with {r} {c1} and {b} {c2} {things}.",
        "From {r} {c1} and {b} {c2} {things}, drawing {m}, the probability of only {c1} is ${answer}$.",
    ),
    worked=worked_marbles,
    recoveries=(
        Recovery(
            "from math import comb\nr = {r}\nb = {b}\nm = {m}\nprint(Fraction(comb(r, m), comb(r + b, m)))",
            f"`Fraction` {NOT_DEFINED}",
        ),
        Recovery(
            "from math import comb\nr = {r}\nb = {b}\nm = {m}\nprint(comb(r, m) / comb(r + b, m))",
            DECIMAL,
        ),
    ),
    printed=lambda v: fraction_text(marbles_probability(v)),
    stated=("r", "b"),
)

# ---------------------------------------------------------------- coin flips


def draw_coins(rng: random.Random) -> Values:
    n = rng.randint(2, rng.choice((8, 20)))
    k = rng.randint(1, n)
    side = rng.choice(("head", "head", "tail"))
    return {"n": n, "k": k, "side": side + "s" * (k > 1), "sides": side + "s"}


def coin_probability(v: Values) -> Fraction:
    return Fraction(comb(int(v["n"]), int(v["k"])), 2 ** int(v["n"]))


def worked_coins(v: Values) -> str:
    n, k = int(v["n"]), int(v["k"])
    top, bottom = comb(n, k), 2**n
    return "\n".join([
        f"We choose which {k} of the {n} flips are right: C({n}, {k}).",
        *binomial_steps(n, k),
        f"2^{n} = {bottom}",
        f"The probability is {top}/{bottom}.",
        *reduce_step(top, bottom),
    ])


COINS = Family(
    name="coin_flips",
    area="probability",
    draw=draw_coins,
    answer=lambda v: fraction_latex(coin_probability(v)),
    train=(
        "A fair coin is [flipped|tossed|thrown] {n} times. What is the [probability|chance] of [getting |]exactly {k} {side}?",
        "[Find|Compute|Determine] the probability of [getting |]exactly {k} {side} in {n} [flips|tosses] of a [fair |]coin.",
        "What is the [probability|chance] that exactly {k} {side} [appear|come up|show] in {n} [coin flips|coin tosses|flips of a fair coin]?",
        "[Ana|Ben|Lena|David] [flips|tosses] a [fair |]coin {n} times. [Find|Compute|Give] the probability of exactly {k} {side}[.|, as a fraction.]",
        "{n} fair coins are [flipped|tossed|thrown][ at once|]. What is the probability that exactly {k} [show|land as|give] {sides}?",
        "[probability of|chance of] exactly {k} {side} in {n} [coin flips|coin tosses|flips|tosses]",
        "If a [fair |]coin is [flipped|tossed] {n} times, what is the [probability|chance] of exactly {k} {side}?",
        "What is the probability to [get|see|have] {k} {side} [exactly |]when [flipping|tossing] a [fair |]coin {n} times?",
        "To win, [Max|Tom|Omar] needs exactly {k} {side} in {n} [flips|tosses] of a fair coin. What is the [probability|chance] [to win|that he wins]?",
        "[Someone|Nora|Grace] [tosses|flips] {n} fair coins. What is the [probability|chance] of exactly {k} {side}?",
        "In {n} [flips|tosses] of a fair coin, [with what probability|how likely is it that|what is the chance that] exactly {k} {side} [come up|appear][?|, as a fraction?]",
        "[Give|Write|Find] as a fraction the probability that {n} coin [flips|tosses] give exactly {k} {side}.",
        "[Flip|Toss] a [fair |]coin {n} times. [Find|Give] the [probability|chance] of seeing exactly {k} {side}.",
        "Exactly {k} {side} [shall|must] come up in {n} coin [tosses|flips]. What is the [probability|chance] of this?",
        "Let $X$ be the number of {sides} in {n} [flips|tosses] of a fair coin. [Find|Compute|Determine] $P(X = {k})$.",
    ),
    held_out=(
        "Emma flips a fair coin, {n} times in all. With what probability does she see exactly {k} {side}?",
        "How likely is it to get exactly {k} {side} if {n} fair coins are tossed?",
        "A game is won when exactly {k} {side} appear in {n} tosses of a coin. Find the probability to win.",
        "Determine the chance that a fair coin shows {sides} exactly {k} times in {n} flips.",
    ),
    plans=(
        "We flip a fair coin {n} times and want exactly {k} {side}.",
        "We want the probability of exactly {k} {side} in {n} flips.",
        "Of {n} flips, exactly {k} must be {side}.",
    ),
    codes=(
        "from fractions import Fraction\nfrom math import comb\nn = {n}\nk = {k}\nprint(Fraction(comb(n, k), 2 ** n))",
        "from fractions import Fraction\nfrom math import factorial\nn = {n}\nk = {k}\nc = factorial(n) // (factorial(k) * factorial(n - k))\nprint(Fraction(c, 2 ** n))",
        "from fractions import Fraction\nn = {n}\np = [Fraction(1)] + [Fraction(0)] * n\nfor i in range(n):\n    p = [p[0] / 2] + [(p[j] + p[j - 1]) / 2 for j in range(1, n + 1)]\nprint(p[{k}])",
    ),
    closings=(
        "The probability of exactly {k} {side} in {n} flips is ${answer}$.",
        "In {n} flips of a fair coin, exactly {k} {side} come up with probability ${answer}$.",
        "The chance of exactly {k} {side} in {n} coin flips is ${answer}$.",
    ),
    worked=worked_coins,
    recoveries=(
        Recovery(
            "from fractions import Fraction\nn = {n}\nk = {k}\nprint(Fraction(comb(n, k), 2 ** n))",
            f"`comb` {NOT_DEFINED}",
        ),
        Recovery("from math import comb\nn = {n}\nk = {k}\nprint(comb(n, k) / 2 ** n)", DECIMAL),
    ),
    printed=lambda v: fraction_text(coin_probability(v)),
    stated=("n", "k"),
)

# ---------------------------------------------------------------- arithmetic sequences


def draw_arithmetic_term(rng: random.Random) -> Values:
    d = rng.randint(2, rng.choice((9, 50))) * rng.choice((1, 1, -1))
    n = rng.randint(5, rng.choice((30, 300)))
    change = "more" if d > 0 else "less"
    return {
        "a": rng.randint(-30, 200), "d": d, "n": n, "nth": ordinal(n),
        "than": f"{abs(d)} {change} than", "change": f"{'in' if d > 0 else 'de'}creases by {abs(d)}",
    }


def worked_arithmetic_term(v: Values) -> str:
    a, d, n = int(v["a"]), int(v["d"]), int(v["n"])
    return "\n".join([
        f"To reach term {n} we add the difference {d} exactly {n} - 1 = {n - 1} times.",
        f"{n - 1} * {signed(d)} = {(n - 1) * d}",
        f"{a} + {signed((n - 1) * d)} = {a + (n - 1) * d}",
    ])


ARITHMETIC_TERM = Family(
    name="arithmetic_term",
    area="sequences",
    draw=draw_arithmetic_term,
    answer=lambda v: str(int(v["a"]) + (int(v["n"]) - 1) * int(v["d"])),
    train=(
        "[Find|Compute|Determine] the {nth} term of the arithmetic sequence with first term {a} and [common difference|difference] {d}.",
        "[Find|Compute|Determine] the {nth} term of an arithmetic sequence [whose|where the] [common difference|difference] is {d} and [whose|the] first term is {a}.",
        "An arithmetic sequence [has|starts with] first term {a} and [common difference|difference] {d}. What is [its|the] {nth} term?",
        "The [common difference|difference] of an arithmetic [sequence|progression] is {d} and its first term is {a}. [Find|Compute|Determine] [the|its] {nth} term.",
        "What is term number {n} of the arithmetic [sequence|progression] that [starts|begins] with {a} and has [common difference|difference] {d}?",
        "A [sequence|list of numbers] [starts|begins] with {a}, and [each|every] term is {than} the one before. What is the {nth} term?",
        "[Each|Every] term of a sequence is {than} the term before it, and the first term is {a}. [Find|Compute|Determine] the {nth} term.",
        "In an arithmetic [sequence|progression], $a_1 = {a}$ [and|and the difference is] $d = {d}$. What is [the value of |]$a_{{n}}$?",
        "[Find|Compute|Determine] $a_{{n}}$ [for|of] the arithmetic sequence with $d = {d}$ and $a_1 = {a}$.",
        "[arithmetic sequence|arithmetic progression], first term {a}, [common difference|difference] {d}, [find the |]{nth} term",
        "{nth} term of [an |]arithmetic [sequence|progression] with [difference {d} and first term {a}|first term {a} and difference {d}]",
        "A number pattern [starts|begins] at {a} and [always |]{change} from each term to the next. [Find|Compute|Determine] term {n}.",
        "[Ana|Ben|Ivy|Jonas] writes a list of numbers. The first number is {a}, and [each|every] next number is {than} the last one. What is the {nth} number?",
        "The {nth} term of an arithmetic [sequence|progression] is [wanted|needed]. The first term is {a} and the [common difference|difference] is {d}.",
        "A [value|price|number] is {a} on day 1 and {change} [every|each] day. What is it on day {n}?",
        "Let $a_n$ be an arithmetic [sequence|progression] with first term {a} and [common difference|difference] {d}. [Find|Determine|Compute] the value of $a_{{n}}$.",
    ),
    held_out=(
        "The first term of an arithmetic sequence is {a}. If the common difference is {d}, what is the term number {n}?",
        "Carla starts with the number {a} and makes a sequence in which each number is {than} the one before. What is the {nth} number?",
        "An arithmetic progression with difference {d} begins with {a}. Determine its {nth} term.",
        "Find the value of $a_{{n}}$ if $a_1 = {a}$ and the sequence is arithmetic with common difference {d}.",
    ),
    plans=(
        "We want term {n} of the arithmetic sequence with first term {a} and difference {d}.",
        "First term {a}, difference {d}: we need term {n}.",
        "Start at {a} and add {d} until term {n}.",
    ),
    codes=(
        "a = {a}\nd = {d}\nn = {n}\nprint(a + (n - 1) * d)",
        "x = {a}\nfor i in range(2, {n} + 1):\n    x = x + {d}\nprint(x)",
        "a = {a}\nd = {d}\nterms = [a + i * d for i in range({n})]\nterms[-1]",
    ),
    closings=(
        "With first term {a} and difference {d}, term {n} is {answer}.",
        "Term {n} of the arithmetic sequence with first term {a} and difference {d} is {answer}.",
        "Starting at {a} with difference {d}, the sequence has {answer} as term {n}.",
    ),
    worked=worked_arithmetic_term,
    recoveries=(
        Recovery("a = {a}\nd = {d}\nprint(a + (n - 1) * d)", f"`n` {NOT_DEFINED}"),
        Recovery(
            "a = {a}\nd = {d}\nterms = [a + i * d for i in range({n})]\nprint(terms[{n}])",
            "The list counts from 0, so there is no such index. Let me take term {n} correctly.",
        ),
    ),
    stated=("a", "d", "n"),
)


def draw_arithmetic_sum(rng: random.Random) -> Values:
    return {
        "a": rng.randint(1, rng.choice((20, 100))), "d": rng.randint(2, rng.choice((9, 30))),
        "n": rng.randint(5, rng.choice((20, 100))),
    }


def worked_arithmetic_sum(v: Values) -> str:
    a, d, n = int(v["a"]), int(v["d"]), int(v["n"])
    last = a + (n - 1) * d
    return "\n".join([
        f"({n} - 1) * {d} = {(n - 1) * d}",
        f"The last term is {a} + {(n - 1) * d} = {last}.",
        f"First plus last: {a} + {last} = {a + last}",
        f"{n} * {a + last} = {n * (a + last)}",
        f"{n * (a + last)} / 2 = {n * (a + last) // 2}",
    ])


ARITHMETIC_SUM = Family(
    name="arithmetic_sum",
    area="sequences",
    draw=draw_arithmetic_sum,
    answer=lambda v: str(int(v["n"]) * (2 * int(v["a"]) + (int(v["n"]) - 1) * int(v["d"])) // 2),
    train=(
        "What is the [sum|total] of the first {n} terms of [the|an] arithmetic sequence with first term {a} and [common difference|difference] {d}?",
        "[Find|Compute] the sum of {n} terms of an arithmetic [series|sequence|progression] with [common difference|difference] {d} and first term {a}.",
        "An arithmetic [sequence|progression|series] has first term {a} and [common difference|difference] {d}. What is the sum of its first {n} terms?",
        "The [common difference|difference] of an arithmetic [sequence|progression] is {d}, and its first term is {a}. [Add up|Find the sum of|Compute the sum of] the first {n} terms.",
        "A [theatre|hall|cinema] has {n} rows of seats. The first row has {a} seats, and each [next row|row after it] has {d} more. How many seats are there [in all|in total|altogether]?",
        "The first row of a [theatre|hall|cinema] has {a} seats, and [each next row|every row after it] has {d} seats more than the one before. How many seats do {n} rows have [in all|in total|altogether]?",
        "[Ana|Ben|Emma|Tom] saves {a} euros in the first month and {d} euros more in each month than in the one before. How much is saved [in all|in total|altogether] after {n} months?",
        "Add up the first {n} terms of the arithmetic [sequence|progression] that [starts|begins] with {a} and has [common difference|difference] {d}.",
        "In an arithmetic [sequence|progression], $a_1 = {a}$ and $d = {d}$. [Find|Compute|Determine] the sum of the first {n} terms.",
        "[Find|Compute|Determine] $S_{{n}}$, the sum of the first {n} terms, for the arithmetic [sequence|series] with $a_1 = {a}$ and $d = {d}$.",
        "[sum of|add] first {n} terms, arithmetic [sequence|series|progression], first term {a}, difference {d}",
        "[sum|total] of [an |]arithmetic [series|sequence]: difference {d}, first term {a}, {n} terms",
        "A sequence has {n} terms. It [starts|begins] with {a}, and [each|every] term is {d} more than the [one|term] before. What is the sum of all terms?",
        "[Each|Every] term is {d} more than the term before it, and the first term is {a}. What is the [total|sum] of [the|all the] first {n} terms?",
        "[Max|Lena|Omar|Paula] runs {a} km in the first week and {d} km more each week. How many km are run [in total|in all|altogether] in {n} weeks?",
        "A stack of boxes has {n} layers. The [top|first] layer has {a} boxes, and each layer below has {d} more. [How many boxes are there in total?|How many boxes are in the stack altogether?|Find the total number of boxes.]",
        "The first term of an arithmetic series is {a} and its common difference is {d}. If it has {n} terms, what is their sum?",
        "A hall has {a} seats in the first row and {d} more in each next row. Find the total number of seats in {n} rows.",
        "If the first {n} terms of the arithmetic progression with difference {d} and first term {a} are added, what is the total?",
        "Ivy reads {a} pages on the first day and {d} pages more each day than on the day before. How many pages are read in all after {n} days?",
        "Calculate $\\sum_{i=1}^{{n}} \\left({a} + (i - 1) \\cdot {d}\\right)$.",
        "A gardener plants trees in {n} rows. There are {a} trees in the front row, and each row behind it has {d} trees more than the row just in front of it. How many trees does the gardener plant?",
        "The numbers $u_1, u_2, \\ldots, u_{{n}}$ form an arithmetic progression with $u_1 = {a}$ and $u_2 - u_1 = {d}$. What is $u_1 + u_2 + \\cdots + u_{{n}}$?",
        "A loan is paid back in {n} instalments. The first instalment is {a} dollars, and each later one is {d} dollars higher than the one before. How many dollars are paid back altogether?",
        "Write {a} on the board, next to it the number that is {d} bigger, then the number that is {d} bigger than that, and so on, until {n} numbers are on the board. Find the total of the numbers on the board.",
        "How much do you get if you sum {n} numbers of which the smallest is {a} and, in order of size, neighbours always differ by {d}?",
    ),
    held_out=(
        "An arithmetic series has {n} terms, begins with {a} and has the common difference {d}. Give its value.",
        "Ivy saves money. She puts {a} cents aside in the first week and in each week {d} cents more than in the week before. How many cents has she put aside after {n} weeks?",
        "The $k$-th term of a sequence is $b_k = {a} + (k-1) \\cdot {d}$. Determine $b_1 + b_2 + \\cdots + b_{{n}}$.",
        "A theatre has {n} rows of seats. The first row has {a} seats and every further row has {d} seats more than the previous one. How many seats does the theatre have?",
        "What do the first {n} members of the arithmetic sequence with initial member {a} and constant difference {d} add up to?",
        "During her training, Emma runs {a} minutes on day 1 and raises the time by {d} minutes every day. How many minutes does she run in the first {n} days together?",
        "Compute $\\sum_{k=0}^{{n}-1} ({a} + {d}k)$.",
        "In a pile of logs, the top layer has {a} logs and each layer has {d} logs more than the one above it. There are {n} layers. How many logs are in the pile?",
    ),
    plans=(
        "We add the first {n} terms; the first term is {a} and the difference is {d}.",
        "We want the sum of {n} terms with first term {a} and difference {d}.",
        "The sum starts at {a}, each term is {d} more, and there are {n} terms.",
    ),
    codes=(
        "a = {a}\nd = {d}\nn = {n}\nprint(n * (2 * a + (n - 1) * d) // 2)",
        "a = {a}\nd = {d}\nn = {n}\nprint(sum(a + i * d for i in range(n)))",
        "x = {a}\ns = 0\nfor i in range({n}):\n    s += x\n    x += {d}\nprint(s)",
        "a = {a}\nd = {d}\nn = {n}\nlast = a + (n - 1) * d\nn * (a + last) // 2",
    ),
    closings=(
        "With first term {a} and difference {d}, the sum of the first {n} terms is {answer}.",
        "The {n} terms that start with {a} and grow by {d} have the sum {answer}.",
        "The total of {n} terms with first term {a} and difference {d} is {answer}.",
    ),
    worked=worked_arithmetic_sum,
    recoveries=(
        Recovery("a = {a}\nd = {d}\nprint(sum(a + i * d for i in range(n)))", f"`n` {NOT_DEFINED}"),
        Recovery(
            "a = {a}\nd = {d}\nn = {n}\nprint(n * (2 * a + (n - 1) * d) / 2)",
            "The sum is an integer. Let me avoid the decimal point.",
        ),
    ),
    stated=("a", "d", "n"),
)

# ---------------------------------------------------------------- geometric series


def geometric_sum(v: Values) -> int:
    a, r, n = int(v["a"]), int(v["r"]), int(v["n"])
    return a * (r**n - 1) // (r - 1)


def draw_geometric(rng: random.Random) -> Values:
    while True:
        v: Values = {
            "a": rng.randint(1, rng.choice((9, 99))), "r": rng.randint(2, rng.choice((4, 10))),
            "n": rng.randint(3, 15),
        }
        if geometric_sum(v) < 10_000_000:
            return v


def worked_geometric(v: Values) -> str:
    a, r, n = int(v["a"]), int(v["r"]), int(v["n"])
    power = r**n
    return "\n".join([
        f"The sum is {a} * ({r}^{n} - 1) / ({r} - 1).",
        f"{r}^{n} = {power}",
        f"({power} - 1) / ({r} - 1) = {power - 1} / {r - 1} = {(power - 1) // (r - 1)}",
        f"{a} * {(power - 1) // (r - 1)} = {geometric_sum(v)}",
    ])


GEOMETRIC = Family(
    name="geometric_term_sum",
    area="sequences",
    draw=draw_geometric,
    answer=lambda v: str(geometric_sum(v)),
    train=(
        "[Find|Compute|Determine] the sum of the first {n} terms of the geometric [series|sequence] with first term {a} and [common ratio|ratio] {r}.",
        "[Find|Compute] the sum of {n} terms of a geometric [series|sequence|progression] with [common ratio|ratio] {r} and first term {a}.",
        "A geometric [sequence|progression|series] has first term {a} and [common ratio|ratio] {r}. What is the sum of its first {n} terms?",
        "The [common ratio|ratio] of a geometric [sequence|progression] is {r}, and its first term is {a}. [Add up|Find the sum of|Compute the sum of] the first {n} terms.",
        "In a geometric [sequence|progression], $a_1 = {a}$ [and|and the ratio is] $r = {r}$. What is the [sum|total] of the first {n} terms?",
        "[Find|Compute|Determine] $S_{{n}}$, the sum of the first {n} terms, for the geometric [sequence|series] with $r = {r}$ and $a_1 = {a}$.",
        "[sum of|add] first {n} terms, geometric [sequence|series|progression], first term {a}, ratio {r}",
        "[sum|total] of [a |]geometric [series|sequence]: ratio {r}, first term {a}, {n} terms",
        "A sequence has {n} terms. It [starts|begins] with {a}, and each term is {r} times the one before. [Find|Compute|Determine] the sum of all terms.",
        "[Each|Every] term is {r} times the term before it, and the first term is {a}. What is the [total|sum] of [the|all the] first {n} terms?",
        "[Ana|Ben|Nora|Felix] saves {a} cents in the first week and in each week {r} times as much as in the one before. How [much is|many cents are] saved [in all|in total|altogether] after {n} weeks?",
        "A [shop|website|museum] has {a} visitors on the first day, and on each next day {r} times as many as on the day before. How many visitors are there in {n} days [in all|in total|altogether]?",
        "Add up the first {n} terms of the geometric [sequence|progression] that [starts|begins] with {a} and has [common ratio|ratio] {r}.",
        "[Compute|Evaluate|Find] [the sum |the value of |]$\\sum_{i=1}^{{n}} {a} \\cdot {r}^{i-1}$.",
        "What is [the sum |the value of |the geometric sum |the total of |the result of |]$\\sum_{k=1}^{{n}} {a} \\cdot {r}^{k-1}$?",
        "A [list|row] of {n} numbers starts with {a}. [Every|Each] number after the first is {r} times the last one. What is their [sum|total]?",
    ),
    held_out=(
        "The first term of a geometric series is {a} and its common ratio is {r}. If it has {n} terms, what is their sum?",
        "A museum has {a} visitors in the first week and each week {r} times as many as in the week before. Find the total number of visitors in {n} weeks.",
        "If the first {n} terms of the geometric progression with ratio {r} and first term {a} are added, what is the total?",
        "Hugo writes {n} numbers. The first number is {a}, and each next number is {r} times the one before. What is the sum of all his numbers?",
    ),
    plans=(
        "We add the first {n} terms; the first term is {a} and the ratio is {r}.",
        "We want the sum of {n} terms with first term {a} and ratio {r}.",
        "The sum starts at {a}, each term is {r} times the last, and there are {n} terms.",
    ),
    codes=(
        "a = {a}\nr = {r}\nn = {n}\nprint(a * (r ** n - 1) // (r - 1))",
        "a = {a}\nr = {r}\nn = {n}\nprint(sum(a * r ** i for i in range(n)))",
        "x = {a}\ns = 0\nfor i in range({n}):\n    s += x\n    x *= {r}\nprint(s)",
    ),
    closings=(
        "With first term {a} and ratio {r}, the sum of the first {n} terms is {answer}.",
        "The {n} terms that start with {a} and have ratio {r} have the sum {answer}.",
        "The total of {n} terms with first term {a} and ratio {r} is {answer}.",
    ),
    worked=worked_geometric,
    recoveries=(
        Recovery("a = {a}\nr = {r}\nprint(sum(a * r ** i for i in range(n)))", f"`n` {NOT_DEFINED}"),
        Recovery("a = {a}\nr = {r}\nn = {n}\nprint(sum(a * r ^ i for i in range(n)))", POWER_SIGN),
    ),
    stated=("a", "r", "n"),
)

# ---------------------------------------------------------------- recurrences


def coefficient(n: int, symbol: str) -> str:
    return symbol if n == 1 else f"{n}{symbol}"


def times(n: int, what: str) -> str:
    return what if n == 1 else f"{n} times {what}"


def recurrence_terms(v: Values) -> list[int]:
    terms = [int(v["a1"]), int(v["a2"])]
    while len(terms) < int(v["k"]):
        terms.append(int(v["p"]) * terms[-1] + int(v["q"]) * terms[-2])
    return terms


def draw_recurrence(rng: random.Random) -> Values:
    while True:
        p, q = rng.randint(1, 5), rng.choice((-4, -3, -2, -1, 1, 1, 2, 3, 4, 5))
        s = rng.choice("aaaxub")
        sign = "+" if q > 0 else "-"
        k = rng.randint(4, 10)
        v: Values = {
            "a1": rng.randint(0, 12), "a2": rng.randint(1, 12), "p": p, "q": q, "k": k, "s": s,
            "kth": ordinal(k),
            "rule": f"{coefficient(p, s + '_{n-1}')} {sign} {coefficient(abs(q), s + '_{n-2}')}",
            "rule2": f"{coefficient(p, s + '_{n+1}')} {sign} {coefficient(abs(q), s + '_n')}",
            "words": f"{times(p, 'the previous term')} {'plus' if q > 0 else 'minus'} "
            f"{times(abs(q), 'the term before that')}",
        }
        if max(map(abs, recurrence_terms(v))) < 1_000_000:
            return v


def worked_recurrence(v: Values) -> str:
    s, p, q = v["s"], int(v["p"]), int(v["q"])
    terms = recurrence_terms(v)
    lines = [f"{s}_1 = {terms[0]}, {s}_2 = {terms[1]}"]
    for i in range(2, len(terms)):
        x, y = terms[i - 2], terms[i - 1]
        sign = "+" if q > 0 else "-"
        lines.append(
            f"{s}_{i + 1} = {p} * {signed(y)} {sign} {abs(q)} * {signed(x)}"
            f" = {p * y} {sign} {signed(abs(q) * x)} = {terms[i]}"
        )
    return "\n".join(lines)


RECURRENCE = Family(
    name="recurrence",
    area="sequences",
    draw=draw_recurrence,
    answer=lambda v: str(recurrence_terms(v)[-1]),
    train=(
        "A sequence is [defined|given] by ${s}_1 = {a1}$, ${s}_2 = {a2}$ and ${s}_n = {rule}$ for $n \\ge 3$. [Find|Compute|Determine] ${s}_{{k}}$.",
        "[Find|Compute|Determine] ${s}_{{k}}$ if ${s}_1 = {a1}$, ${s}_2 = {a2}$ and ${s}_n = {rule}$ for [all |]$n > 2$.",
        "Let ${s}_n = {rule}$ for $n \\ge 3$, [with|where|and let] ${s}_1 = {a1}$ and ${s}_2 = {a2}$. What is [the value of |]${s}_{{k}}$?",
        "What is [the value of |the term |]${s}_{{k}}$ [when|if] ${s}_n = {rule}$ with ${s}_2 = {a2}$ and ${s}_1 = {a1}$?",
        "[The|A] sequence $({s}_n)$ satisfies ${s}_n = {rule}$. Given that ${s}_1 = {a1}$ and ${s}_2 = {a2}$, [find|compute|determine] ${s}_{{k}}$.",
        "A sequence has ${s}_1 = {a1}$ and ${s}_2 = {a2}$, and ${s}_{n+2} = {rule2}$ for [all |]$n \\ge 1$. [Find|Compute|Determine] ${s}_{{k}}$.",
        "Let ${s}_{n+2} = {rule2}$ [with|where] ${s}_1 = {a1}$, ${s}_2 = {a2}$. [Find|Compute|Determine] the value of ${s}_{{k}}$.",
        "The first two terms of a sequence are {a1} and {a2}. [Each|Every] [later|next] term [is|equals] {words}. What is the {kth} term?",
        "A sequence [starts|begins] with {a1}, {a2}. After that, [each|every] term [is|equals] {words}. [Find|Compute|Determine] the {kth} term.",
        "[Find|Compute|Determine] the {kth} term of the sequence with first term {a1} and second term {a2}, where each [next|later] term is {words}.",
        "In a sequence, [each|every] term from the third on [is|equals] {words}. The first term is {a1} and the second [is|term is] {a2}. What is the {kth} term?",
        "[recurrence|sequence]: ${s}_1 = {a1}$, ${s}_2 = {a2}$, ${s}_n = {rule}$, [find |compute |]${s}_{{k}}$",
        "[Ana|Ben|Grace|David] writes {a1} and then {a2}. [Each|Every] next number is {words}. What is the {kth} number?",
        "[Use|Take] the [rule|recurrence] ${s}_n = {rule}$ and the first terms ${s}_1 = {a1}$, ${s}_2 = {a2}$ to [find|compute] ${s}_{{k}}$.",
        "[Find|Compute|Determine] term {k} of the [sequence|recurrence] ${s}_n = {rule}$ with ${s}_1 = {a1}$ and ${s}_2 = {a2}$.",
        "Given ${s}_1 = {a1}$, ${s}_2 = {a2}$ and the rule ${s}_n = {rule}$ for all $n \\ge 3$, what is the value of ${s}_{{k}}$?",
        "If ${s}_n = {rule}$ for $n > 2$ and the sequence starts with ${s}_1 = {a1}$ and ${s}_2 = {a2}$, compute ${s}_{{k}}$.",
        "The first term of a sequence is {a1}, the second term is {a2}, and each term after that is {words}. Determine the {kth} term.",
        "What is the {kth} number in a list that begins with {a1} and {a2}, if every later term equals {words}?",
    ),
    held_out=(
        "Consider the sequence $({s}_n)_{n \\ge 1}$ whose first two terms are ${s}_1 = {a1}$ and ${s}_2 = {a2}$ and which obeys ${s}_{n+2} = {rule2}$ for every positive integer $n$. Calculate ${s}_{{k}}$.",
        "A computer program prints {a1}, then {a2}, and from then on every term that it prints is {words}. What does it print as the {kth} term?",
        "The recursive formula ${s}_n = {rule}$ holds from $n = 3$ onwards, and the starting values are ${s}_1 = {a1}$ and ${s}_2 = {a2}$. Evaluate the term with index ${k}$.",
        "Continue the sequence {a1}, {a2}, ... as far as its {kth} term, where a new term is always {words}. What is the last term that you write down?",
        "Which number is ${s}_{{k}}$, given the initial values ${s}_1 = {a1}$, ${s}_2 = {a2}$ and the recurrence relation ${s}_{n+2} = {rule2}$ for $n \\ge 1$?",
        "To get the next term of a certain sequence, one looks at the last two terms: the next one is {words}. The sequence opens with {a1} and {a2}. Calculate its {kth} term.",
    ),
    plans=(
        "The first terms are {a1} and {a2}; the next is {p} times the last plus {q} times the one before. We want term {k}.",
        "The coefficients are {p} and {q}, the first terms {a1} and {a2}, and we need term {k}.",
        "Start with {a1} and {a2}, use p = {p} and q = {q}, and go on to term {k}.",
    ),
    codes=(
        "x, y = {a1}, {a2}\np, q = {p}, {q}\nfor n in range(3, {k} + 1):\n    x, y = y, p * y + q * x\nprint(y)",
        "a = [0, {a1}, {a2}]\np, q = {p}, {q}\nwhile len(a) <= {k}:\n    a.append(p * a[-1] + q * a[-2])\nprint(a[{k}])",
        "p, q = {p}, {q}\ndef f(n):\n    if n <= 2:\n        return [{a1}, {a2}][n - 1]\n    return p * f(n - 1) + q * f(n - 2)\nf({k})",
    ),
    closings=(
        "With first terms {a1} and {a2} and coefficients {p} and {q}, term {k} is {answer}.",
        "Starting with {a1} and {a2} and using the coefficients {p} and {q}, we get {answer} for term {k}.",
        "Term {k} of the sequence with first terms {a1}, {a2} and coefficients {p}, {q} is {answer}.",
    ),
    worked=worked_recurrence,
    recoveries=(
        Recovery(
            "a = [{a1}, {a2}]\np, q = {p}, {q}\nwhile len(a) < {k}:\n    a.append(p * a[-1] + q * a[-2])\nprint(a[{k}])",
            "The list counts from 0, so there is no such index. Let me take term {k} correctly.",
        ),
        Recovery(
            "x, y = {a1}, {a2}\nfor n in range(3, {k} + 1):\n    x, y = y, p * y + q * x\nprint(y)",
            "`p` is not defined. The coefficients are {p} and {q}. Let me add them.",
        ),
    ),
    stated=("a1", "a2", "p", "q", "k"),
)

# ---------------------------------------------------------------- power sums


def draw_power_sum(rng: random.Random) -> Values:
    k = rng.choice((2, 3))
    a = 1 if rng.random() < 0.2 else rng.randint(2, 60)
    b = a + rng.randint(3, rng.choice((9, 40)))
    return {
        "a": a, "b": b, "k": k, "next": a + 1, "powers": "squares" if k == 2 else "cubes",
    }


def power_total(n: int, k: int) -> int:
    return n * (n + 1) * (2 * n + 1) // 6 if k == 2 else (n * (n + 1) // 2) ** 2


def worked_power_sum(v: Values) -> str:
    a, b, k = int(v["a"]), int(v["b"]), int(v["k"])

    def up_to(n: int) -> str:
        if k == 2:
            return f"1^2 + ... + {n}^2 = {n} * {n + 1} * {2 * n + 1} / 6 = {power_total(n, 2)}"
        half = n * (n + 1) // 2
        return f"1^3 + ... + {n}^3 = ({n} * {n + 1} / 2)^2 = {half}^2 = {power_total(n, 3)}"

    if a == 1:
        return up_to(b)
    high, low = power_total(b, k), power_total(a - 1, k)
    return "\n".join([
        f"We take the {v['powers']} up to {b} and subtract those up to {a} - 1 = {a - 1}.",
        up_to(b), up_to(a - 1), f"{high} - {low} = {high - low}",
    ])


POWER_SUM = Family(
    name="power_sum",
    area="sequences",
    draw=draw_power_sum,
    answer=lambda v: str(
        power_total(int(v["b"]), int(v["k"])) - power_total(int(v["a"]) - 1, int(v["k"]))
    ),
    train=(
        "[Find|Compute|Determine|Calculate] the sum of the {powers} of [the|all] [integers|whole numbers|numbers] from {a} to {b}.",
        "What is the sum of the {powers} of [the|all] [integers|whole numbers|numbers] from {a} [to|up to] {b}?",
        "[Add|Add up] the {powers} of [the|all] [integers|whole numbers|numbers] from {a} to {b}[.|. What is the result?]",
        "[Compute|Evaluate|Find|Calculate] [the value of |the sum |]$\\sum_{n={a}}^{{b}} n^{k}$.",
        "What is [the value of|the sum|the total of|the result of|the number|the exact value of] $\\sum_{i={a}}^{{b}} i^{k}$?",
        "[Compute|Evaluate|Find|Calculate] [the value of |the sum |]${a}^{k} + {next}^{k} + \\cdots + {b}^{k}$.",
        "What is [the value of|the sum|the total of|the result of|the number|the exact value of] ${a}^{k} + {next}^{k} + \\ldots + {b}^{k}$?",
        "[sum|total] of [the |all |]{powers} from {a} to {b}",
        "{powers} of [the numbers |all integers |]{a} to {b}, [sum|total|added up]",
        "[Ana|Ben|Jonas|Lena] [adds|adds up] the {powers} of [the|all] [integers|numbers] from {a} to {b}. What [is the result|result should come out|is the total]?",
        "The [integers|numbers|whole numbers] from {a} to {b} are replaced by their {powers} and then added. [Find|Compute|Determine] the [sum|total].",
        "[Take|Consider] [the|all] [integers|numbers] from {a} to {b}. What is the sum of their {powers}?",
        "[Find|Compute] the total of the {powers} of [the|all] [integers|numbers] between {a} and {b}, [both included|with both ends included].",
        "If [each|every] [integer|number] from {a} to {b} is raised to the power {k}, what is the [sum|total] of the results?",
        "Let $S$ be the sum of the {powers} of the [integers|numbers] $n$ with ${a} \\le n \\le {b}$. [Find|Compute|Determine] $S$.",
        "[Ending|Stopping] at {b} and [starting|beginning] at {a}, add the {powers} of [all integers|the whole numbers]. [Find|Compute|Determine] the [total|result].",
    ),
    held_out=(
        "The {powers} of all whole numbers starting at {a} and ending at {b} are added. What is the result?",
        "Omar takes the numbers from {a} to {b} and adds up their {powers}. Find his total.",
        "Determine the total of all the {powers} of integers $n$ with ${a} \\le n \\le {b}$.",
        "Let $S = {a}^{k} + {next}^{k} + \\cdots + {b}^{k}$. What is the value of $S$?",
    ),
    plans=(
        "We add the {powers}, so the power is {k}, of the integers from {a} to {b}.",
        "We want the sum of n^{k} for n from {a} to {b}.",
        "The {powers} of {a} to {b} are added; the power is {k}.",
    ),
    codes=(
        "print(sum(i ** {k} for i in range({a}, {b} + 1)))",
        "s = 0\nfor i in range({a}, {b} + 1):\n    s += i ** {k}\nprint(s)",
        "from sympy import summation, symbols\ni = symbols(\"i\")\nprint(summation(i ** {k}, (i, {a}, {b})))",
        "a = {a}\nb = {b}\npowers = [i ** {k} for i in range(a, b + 1)]\nsum(powers)",
    ),
    closings=(
        "The sum of the {powers} of the integers from {a} to {b} is {answer}.",
        "Adding the {powers} from {a} to {b} gives {answer}.",
        "From {a} to {b}, the {powers} have the sum {answer}.",
    ),
    worked=worked_power_sum,
    recoveries=(
        Recovery("print(sum(i ^ {k} for i in range({a}, {b} + 1)))", POWER_SIGN),
        Recovery("print(sum(j ** {k} for i in range({a}, {b} + 1)))", f"`j` {NOT_DEFINED}"),
    ),
    stated=("a", "b"),
)

FAMILIES: tuple[Family, ...] = (
    COMMITTEES, ORDERED, WORD, PATHS, DICE, MARBLES, COINS,
    ARITHMETIC_TERM, ARITHMETIC_SUM, GEOMETRIC, RECURRENCE, POWER_SUM,
)
