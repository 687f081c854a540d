"""Number theory: divisors, primes, remainders, digits and bases."""

import random
from itertools import accumulate
from math import gcd, isqrt, lcm, prod

from .base import Family, Recovery, Values

# ---------------------------------------------------------------- helpers


def sized(rng: random.Random, low: int, high: int) -> int:
    """A number from low to high; each number of digits is about equally likely."""
    digits = rng.randint(len(str(low)), len(str(high)))
    return rng.randint(max(low, 10 ** (digits - 1)), min(high, 10**digits - 1))


def is_prime(n: int) -> bool:
    return n > 1 and all(n % d for d in range(2, isqrt(n) + 1))


PRIMES = tuple(p for p in range(2, 5000) if is_prime(p))
SMALL_PRIMES = PRIMES[:25]


def factors(n: int) -> dict[int, int]:
    """Prime factors with their exponents, smallest first."""
    found: dict[int, int] = {}
    p = 2
    while p * p <= n:
        while n % p == 0:
            found[p] = found.get(p, 0) + 1
            n //= p
        p += 1
    if n > 1:
        found[n] = found.get(n, 0) + 1
    return found


def draw_composite(rng: random.Random, low: int, high: int) -> int:
    """A composite number, in most cases with small prime factors only."""
    while True:
        n = sized(rng, low, high)
        if rng.random() < 0.7:
            top, n = n, 1
            while n * 2 <= top:
                p = rng.choice((2, 2, 2, 3, 3, 5, 7, *SMALL_PRIMES))
                if n * p > top:
                    break
                n *= p
        if low <= n and not is_prime(n):
            return n


def power_text(p: int, k: int) -> str:
    return str(p) if k == 1 else f"{p}^{k}"


def factor_steps(n: int) -> list[str]:
    """`360 = 2^3 * 45`, `45 = 3^2 * 5`, `5 is prime.`"""
    lines, rest = [], n
    for p, k in factors(n).items():
        before, rest = rest, rest // p**k
        if rest > 1:
            lines.append(f"{before} = {power_text(p, k)} * {rest}")
        elif k > 1:
            lines.append(f"{before} = {power_text(p, k)}")
        else:
            lines.append(f"{before} is prime.")
    return lines


def euclid_steps(a: int, b: int) -> list[str]:
    """`84 = 2 * 36 + 12` until the remainder is 0."""
    lines, (x, y) = [], (max(a, b), min(a, b))
    while y:
        lines.append(f"{x} = {x // y} * {y} + {x % y}")
        x, y = y, x % y
    return [*lines, f"The last divisor is {x}."]


def add_steps(digits: str) -> list[str]:
    """Adds digits in groups of ten: `1 + 2 + 3 = 6`, then the total of the groups."""
    groups = [digits[i : i + 10] for i in range(0, len(digits), 10)]
    sums = [sum(map(int, group)) for group in groups]
    lines = [
        f"{' + '.join(group)} = {total}" if len(group) > 1 else f"The last digit is {total}."
        for group, total in zip(groups, sums)
    ]
    return lines if len(sums) == 1 else [*lines, f"{' + '.join(map(str, sums))} = {sum(sums)}"]


def digit_total(n: int) -> int:
    return sum(map(int, str(n)))


def not_imported(name: str) -> str:
    return f"`{name}` is not imported. Let me import it first."


DIGITS_ARE_TEXT = "The digits are still text. Let me turn them into integers first."
POWER_SIGN = "In Python `^` is not a power, so this is wrong. Let me use a real power."

# ---------------------------------------------------------------- greatest common divisor


def draw_gcd(rng: random.Random) -> Values:
    while True:
        g = rng.choice((1, rng.randint(2, 12), rng.randint(2, 60), rng.randint(10, 200)))
        a, b = g * sized(rng, 2, 300), g * sized(rng, 2, 300)
        if a != b and 10 <= min(a, b) and max(a, b) < 10_000 and len(euclid_steps(a, b)) <= 10:
            return {"a": a, "b": b}


GCD = Family(
    name="gcd",
    area="number theory",
    draw=draw_gcd,
    answer=lambda v: str(gcd(int(v["a"]), int(v["b"]))),
    train=(
        "[Find|Compute|Calculate|Determine|Give] the [greatest common divisor|greatest common factor|highest common factor|largest common divisor] of {a} and {b}.",
        "[What is|What's] the [greatest common divisor|greatest common factor|GCD|largest common factor|highest common factor] of {a} and {b}?",
        "[Compute|Find|Evaluate|Calculate|Determine|Find the value of|Give the value of] $\\gcd({a}, {b})$.",
        "[Let $d = \\gcd({a}, {b})$. Find $d$.|Let $d = \\gcd({a}, {b})$. What is $d$?|What is $\\gcd({a}, {b})$?|Given that $a = {a}$ and $b = {b}$, find $\\gcd(a, b)$.|Given $a = {a}$ and $b = {b}$, what is $\\gcd(a, b)$?|If $a = {a}$ and $b = {b}$, compute $\\gcd(a, b)$.]",
        "[gcd of|GCD of|gcd|greatest common divisor of|HCF of|greatest common factor of] {a} and {b}[|?|.]",
        "What is the [largest|greatest|biggest] [integer|positive integer|number|whole number] that divides both {a} and {b}[?| without a remainder?| evenly?]",
        "[Find|Determine|Give] the [largest|greatest|biggest] [positive integer|number|whole number] that is a [divisor|factor] of both {a} and {b}.",
        "The numbers {a} and {b} have [some|several] common [divisors|factors]. [What is the largest one?|Which one is the greatest?|Find the greatest of them.]",
        "A [floor|wall|room] is {a} cm [long|wide] and {b} cm [wide|high]. It is covered with equal square tiles, without cutting. What is the [largest possible|greatest possible|largest] side of a tile[?| in cm?]",
        "[Ana|Ben|Grace|Hugo] wants to cover a {a} cm by {b} cm [floor|table|sheet|wall] with square tiles of [the same|equal] size. [How long is the side of the largest possible tile?|Find the side of the largest tile that fits.]",
        "Two [ropes|ribbons|boards|wires] are {a} cm and {b} cm long. They are cut into equal pieces with nothing left over. [How long can a piece be at most?|What is the greatest possible length of a piece?|Find the longest possible piece.]",
        "[Emma|Felix|Nora|Omar] has a rope of {a} [metres|cm] and a rope of {b} [metres|cm]. What is the [longest|greatest] equal length into which both can be cut [without waste|with nothing left over]?",
        "There are {a} [apples|pens|red balls] and {b} [pears|books|blue balls]. They are put into identical [bags|boxes|packs] with nothing left over. What is the [largest|greatest] possible number of [bags|boxes|packs]?",
        "[Lena|Max|Paula|David] makes equal [bags|gift bags|packs] from {a} [sweets|pens|cards] and {b} [nuts|books|stickers], using all of them. [At most how many bags are possible?|What is the greatest number of bags?|How many bags can be made at most?]",
        "Let $d$ be the [largest|greatest] [integer|number|positive integer] [dividing both|that divides] {a} and {b}. [Find|Compute|Determine] $d$.",
        "[By which largest number|By what largest integer] can {a} and {b} both be divided [without a remainder|with no remainder|evenly]?",
        "To [simplify|reduce] the fraction $\\frac{{a}}{{b}}$ we divide both numbers by their greatest common [divisor|factor]. [What is this number?|Find this divisor.|Which number is it?]",
        "{a} [girls|students] and {b} [boys|teachers] are split into [equal teams|identical groups], each with the same number of both. [What is the greatest number of teams?|Find the largest possible number of groups.]",
    ),
    held_out=(
        "Which is the greatest common factor that {a} and {b} have?",
        "Given two numbers, {a} and {b}, find their greatest common divisor.",
        "A sheet of {a} cm by {b} cm is cut into equal squares with nothing left over. What is the largest possible side of a square?",
        "Both {a} and {b} are divided by the same positive integer without a remainder. How large can this integer be at most?",
    ),
    plans=(
        "We want the greatest common divisor of {a} and {b}.",
        "We need the largest number that divides both {a} and {b}.",
        "The answer is gcd({a}, {b}).",
    ),
    codes=(
        "from math import gcd\nprint(gcd({a}, {b}))",
        "a = {a}\nb = {b}\nwhile b:\n    a, b = b, a % b\nprint(a)",
        "a = {a}\nb = {b}\nprint(max(d for d in range(1, a + 1) if a % d == 0 and b % d == 0))",
        "from sympy import igcd\nigcd({a}, {b})",
    ),
    closings=(
        "The greatest common divisor of {a} and {b} is {answer}.",
        "The largest number that divides both {a} and {b} is {answer}.",
        "So gcd({a}, {b}) = {answer}.",
    ),
    worked=lambda v: "\n".join(
        [f"We want gcd({v['a']}, {v['b']}).", *euclid_steps(int(v["a"]), int(v["b"]))]
    ),
    recoveries=(
        Recovery("print(gcd({a}, {b}))", not_imported("gcd")),
        Recovery(
            "a = {a}\nb = {b}\nprint(max(d for d in range(1, a / 2) if a % d == 0 and b % d == 0))",
            "The range needs an integer, but `a / 2` is a float. Let me correct the code.",
        ),
    ),
    stated=("a", "b"),
)

# ---------------------------------------------------------------- least common multiple


def draw_lcm(rng: random.Random) -> Values:
    while True:
        top = rng.choice((30, 99, 99, 400))
        a, b = rng.randint(4, top), rng.randint(4, top)
        if rng.random() < 0.4:
            g = rng.randint(2, 12)
            a, b = g * max(2, a // g), g * max(2, b // g)
        if a % b and b % a and len(euclid_steps(a, b)) <= 8:
            return {"a": a, "b": b}


def worked_lcm(v: Values) -> str:
    a, b = int(v["a"]), int(v["b"])
    g = gcd(a, b)
    return "\n".join([
        f"We want lcm({a}, {b}). First the greatest common divisor:",
        *euclid_steps(a, b),
        f"{a} / {g} = {a // g}",
        f"{a // g} * {b} = {a // g * b}",
    ])


LCM = Family(
    name="lcm",
    area="number theory",
    draw=draw_lcm,
    answer=lambda v: str(lcm(int(v["a"]), int(v["b"]))),
    train=(
        "[Find|Compute|Calculate|Determine|Give] the [least common multiple|lowest common multiple|smallest common multiple] of {a} and {b}.",
        "[What is|What's] the [least common multiple|lowest common multiple|LCM|smallest common multiple] of {a} and {b}?",
        "[Compute|Find|Evaluate|Calculate|Determine|What is] $\\operatorname{lcm}({a}, {b})$.",
        "[Find $\\text{lcm}({a}, {b})$.|Let $m = \\text{lcm}({a}, {b})$. Find $m$.|Compute $\\text{lcm}({a}, {b})$, the least common multiple.|Given that $a = {a}$ and $b = {b}$, find $\\text{lcm}(a, b)$.|Given $a = {a}$ and $b = {b}$, what is $\\text{lcm}(a, b)$?|If $a = {a}$ and $b = {b}$, compute $\\text{lcm}(a, b)$.]",
        "[lcm of|LCM of|lcm|least common multiple of|lowest common multiple of|smallest common multiple of] {a} and {b}[|?|.]",
        "What is the [smallest|least] positive [integer|number|whole number] that is [divisible by both|a multiple of both] {a} and {b}?",
        "[Find|Determine|Give] the [smallest|least] positive [integer|number] that [can be divided by {a} and also by {b}|is divisible by {a} and also by {b}|is a multiple of {a} and also of {b}|{a} and {b} both divide].",
        "Let $m$ be the [smallest|least] positive integer [divisible by|that is divisible by] {a} and by {b}. [Find|Compute|Determine] $m$.",
        "Two [buses|trains|trams|ferries] leave the station [together|at the same time]. One leaves every {a} minutes, the other every {b} minutes. After how many minutes do they [leave|start] [together again|at the same time again]?",
        "[Bus|Line|Train] 1 leaves every {a} minutes and [bus|line|train] 2 every {b} minutes. Both [leave|start] now. [In how many minutes will they next leave together?|How long until they next leave at the same time?]",
        "After how many [seconds|minutes] do two [lights|lamps|bells] [flash|meet|ring] together again if one does so every {a} [seconds|minutes] and the other every {b}, and both start now?",
        "[Ana|Ben|Carla|Hugo] goes [swimming|running|to the library] every {a} days and [Emma|Felix|Ivy|Jonas] every {b} days. Today both [go|are there]. In how many days will they [meet|both be there] again?",
        "One [light|lamp|bell] [flashes|rings|blinks] every {a} seconds and another one every {b} seconds. They start together. [How many seconds pass until they do it together again?|After how many seconds do they do it together again?]",
        "Two [runners|cars|cyclists] start together on a round track. One needs {a} seconds for a [lap|round], the other needs {b} seconds. After how many seconds are they [both|together] at the start again?",
        "[Pens|Plates|Rolls] come in packs of {a} and [caps|cups|sausages] in packs of {b}. What is the [smallest|least] number of each that we must buy to have [the same number of both|equally many of both]?",
        "Two [gears|wheels] have {a} and {b} teeth. After how many teeth are they in the [starting position|first position] [again|together again]?",
        "[Of all|Among the] common multiples of {a} and {b}, [which is the smallest positive one?|find the smallest positive one.|what is the least positive one?]",
        "The numbers {a} and {b} have [many|several] common multiples. [What is the smallest positive one?|Find the least positive one.|Which positive one is the smallest?]",
        "Given two numbers, {a} and {b}, find their least common multiple.",
        "Which is the smallest positive number that both {a} and {b} divide without a remainder?",
        "Every {a} minutes a bus leaves, and every {b} minutes a train leaves. Both leave now. How many minutes pass until they leave together again?",
        "Max and Nora meet at the library today. Max goes there every {a} days, and Nora goes there every {b} days. After how many days will they meet again?",
    ),
    held_out=(
        "What is the least common denominator of the fractions $\\frac{1}{{a}}$ and $\\frac{1}{{b}}$?",
        "List the positive multiples of {a} in order, and below them those of {b}. Which is the first number that appears in both lists?",
        "A positive whole number leaves no remainder when it is divided by {a}, and none when it is divided by {b}. How small can it be?",
        "Rectangular tiles, each {a} cm wide and {b} cm high, are laid without gaps and all the same way round to form a square. How many cm long is the side of the smallest possible square?",
        "A machine is oiled every {a} days and cleaned every {b} days. Both jobs were done today. How many days from now will both jobs next fall on the same day?",
        "A pile of coins can be divided into stacks of {a} coins with none left over, and just as well into stacks of {b} coins. At least how many coins are in the pile?",
    ),
    plans=(
        "We want the least common multiple of {a} and {b}.",
        "We need the smallest positive number divisible by both {a} and {b}.",
        "The answer is lcm({a}, {b}).",
    ),
    codes=(
        "from math import lcm\nprint(lcm({a}, {b}))",
        "from math import gcd\na = {a}\nb = {b}\nprint(a * b // gcd(a, b))",
        "a = {a}\nb = {b}\nm = a\nwhile m % b != 0:\n    m += a\nprint(m)",
        "from sympy import ilcm\nilcm({a}, {b})",
    ),
    closings=(
        "The least common multiple of {a} and {b} is {answer}.",
        "The smallest positive number divisible by both {a} and {b} is {answer}.",
        "So lcm({a}, {b}) = {answer}.",
    ),
    worked=worked_lcm,
    recoveries=(
        Recovery("print(lcm({a}, {b}))", not_imported("lcm")),
        Recovery(
            "a = {a}\nb = {b}\nprint([m for m in range(1, a + b) if m % a == 0 and m % b == 0])",
            "The list is empty, so the search range was too small. Let me search further.",
        ),
    ),
    stated=("a", "b"),
)

# ---------------------------------------------------------------- primes in a range


def primes_between(a: int, b: int) -> list[int]:
    return [p for p in PRIMES if a <= p <= b]


def draw_prime_count(rng: random.Random) -> Values:
    while True:
        a = sized(rng, 1, 3000)
        b = a + rng.choice((rng.randint(8, 60), rng.randint(10, 120), rng.randint(50, 1500)))
        if primes_between(a, b):
            return {"a": a, "b": b}


def worked_prime_count(v: Values) -> str:
    a, b = int(v["a"]), int(v["b"])
    found = primes_between(a, b)
    if len(found) <= 20:
        rows = [", ".join(map(str, found[i : i + 10])) for i in range(0, len(found), 10)]
        ends = [f"These are {len(found)} primes." if found[1:] else "This is 1 prime."]
        return "\n".join([f"The primes from {a} to {b} are:", *rows, *ends])
    upto = len(primes_between(2, b))
    below = len(primes_between(2, a - 1))
    return "\n".join([
        f"There are {upto} primes up to {b}.",
        f"There are {below} primes below {a}.",
        f"{upto} - {below} = {upto - below}",
    ])


PRIME_COUNT = Family(
    name="prime_count",
    area="number theory",
    draw=draw_prime_count,
    answer=lambda v: str(len(primes_between(int(v["a"]), int(v["b"])))),
    train=(
        "How many [primes|prime numbers] are there [between {a} and {b}, inclusive?|from {a} to {b}?|between {a} and {b} (inclusive)?]",
        "[Find|Determine|Compute|Give|Count] the number of [primes|prime numbers] [from {a} to {b}|between {a} and {b} inclusive|from {a} to {b}, both included].",
        "[Count|Count all] [the primes|the prime numbers|primes] [from {a} to {b}|between {a} and {b}, inclusive|in the range from {a} to {b}].",
        "How many [prime numbers|primes] $p$ [satisfy|are there with|are there such that] ${a} \\le p \\le {b}$?",
        "[Find|Determine|Compute] the number of primes $p$ [with|such that|satisfying] ${a} \\leq p \\leq {b}$.",
        "How many of the [numbers|integers] from {a} to {b} are [prime|primes|prime numbers]?",
        "How many of the [integers|numbers] ${a}, \\ldots, {b}$ are [prime|primes|prime numbers]?",
        "[number of primes|how many primes|prime count|count primes|count of prime numbers|number of prime numbers] from {a} to {b}[|?]",
        "[What is|Give|Find] the number of [primes|prime numbers] that are at least {a} and at most {b}[?|.]",
        "How many [primes|prime numbers] are [at most|not greater than|up to] {b} and [at least|not less than|not smaller than] {a}?",
        "The [houses|rooms|tickets|pages] are numbered from {a} to {b}. How many of [them|these] have a prime number?",
        "[Ana|Ben|Carla|Jonas] writes [down all|all] integers from {a} to {b} and [circles|marks] the primes. How many [numbers|primes] are [circled|marked]?",
        "On a [list|board|sheet] are all whole numbers from {a} to {b}. [How many of them are prime?|How many primes are on it?|Count the primes among them.]",
        "[Cards|Balls|Boxes] are numbered {a} to {b}. [How many of the numbers are prime?|How many show a prime number?|Find how many have a prime number.]",
        "How many [elements|numbers] of the set $\\{{a}, \\ldots, {b}\\}$ are [prime|prime numbers|primes]?",
        "[Among|Of] the integers [from {a} to {b}|between {a} and {b} inclusive], how many are [prime|prime numbers|primes]?",
        "[Both ends included|With both ends included], how many [primes|prime numbers] [lie|are there] between {a} and {b}?",
        "Let $N$ be the number of [primes|prime numbers] [between {a} and {b}, inclusive|from {a} to {b}]. [Find|Compute|Determine] $N$.",
    ),
    held_out=(
        "Take all integers from {a} to {b}. How many of these are prime numbers?",
        "How many prime numbers can be found in the range from {a} to {b}, both included?",
        "Lena marks every prime on a list of the numbers {a} to {b}. How many numbers does she mark?",
        "If we count the primes that are at least {a} but not greater than {b}, how many are there?",
    ),
    plans=(
        "We count the primes from {a} to {b}, both included.",
        "We test each number from {a} to {b} and count the primes.",
        "We need the number of primes p with {a} <= p <= {b}.",
    ),
    codes=(
        "from sympy import primerange\nprint(len(list(primerange({a}, {b} + 1))))",
        "from sympy import isprime\nprint(sum(1 for n in range({a}, {b} + 1) if isprime(n)))",
        "count = 0\nfor n in range({a}, {b} + 1):\n    if n > 1 and all(n % d for d in range(2, int(n**0.5) + 1)):\n        count += 1\nprint(count)",
        "from sympy import primepi\nprint(primepi({b}) - primepi({a} - 1))",
    ),
    closings=(
        "The number of primes from {a} to {b} is {answer}.",
        "Counting the primes between {a} and {b}, both included, gives {answer}.",
        "From {a} to {b} the prime count is {answer}.",
    ),
    worked=worked_prime_count,
    recoveries=(
        Recovery(
            "print(sum(1 for n in range({a}, {b} + 1) if isprime(n)))", not_imported("isprime")
        ),
        Recovery(
            "from sympy import primerange\nprint(list(primerange({b}, {a})))",
            "The list is empty, because I swapped the ends. The range goes from {a} to {b}.",
        ),
    ),
    stated=("a", "b"),
)

# ---------------------------------------------------------------- remainder of a power


def draw_mod_power(rng: random.Random) -> Values:
    while True:
        a, b, m = sized(rng, 2, 150), sized(rng, 3, 1500), sized(rng, 3, 400)
        if a % m and a != b and pow(a, b, m) != a ^ (b % m):
            return {"a": a, "b": b, "m": m, "power": f"{a}^{b}"}


def worked_mod_power(v: Values) -> str:
    """Left to right through the exponent's binary digits: square, and multiply by a."""
    a, b, m = int(v["a"]), int(v["b"]), int(v["m"])
    lines = [f"We work modulo {m} and double the exponent step by step."]
    value, exponent = a % m, 1
    base = value
    lines.append(f"{a}^1: {a} mod {m} = {value}")
    for bit in bin(b)[3:]:
        exponent = 2 * exponent + int(bit)
        text = f"{value} * {value}" + (f" * {base}" if bit == "1" else "")
        square = value * value * (base if bit == "1" else 1)
        value = square % m
        lines.append(f"{a}^{exponent}: {text} = {square}, mod {m} = {value}")
    return "\n".join(lines)


MOD_POWER = Family(
    name="mod_power",
    area="number theory",
    draw=draw_mod_power,
    answer=lambda v: str(pow(int(v["a"]), int(v["b"]), int(v["m"]))),
    train=(
        "[What is|Find|Compute|Determine|Calculate] the remainder when ${a}^{{b}}$ is divided by ${m}$[?|.]",
        "[What|Which number] is the remainder [when|if] {power} is divided by [{m}|the number {m}]?",
        "[Find|Compute|Determine|Give|Calculate] the remainder of {power} [when divided by|on division by|modulo] {m}.",
        "[Compute|Find|Evaluate|Calculate] ${a}^{{b}} \\bmod {m}$[.|, the remainder.]",
        "[Find|Compute|Evaluate|Determine] ${a}^{{b}} \\pmod{{m}}$.",
        "[{power} mod {m}|{power} modulo {m}|remainder of {power} by {m}|compute {power} mod {m}|what is {power} mod {m}|remainder: {power} divided by {m}][|?]",
        "[When|If] {a} to the power [of |]{b} is divided by {m}, [what is the remainder?|find the remainder.]",
        "[Divide|We divide] {a} to the power [of |]{b} by {m}. [What remainder is left?|What is the remainder?|Find the remainder.]",
        "[Dividing|On dividing] ${a}^{{b}}$ by ${m}$, [which|what] remainder do [we|you] get?",
        "[The number|The power] ${a}^{{b}}$ is divided by {m}. [Find the remainder.|What is the remainder?|What remainder is left?|Determine the remainder.]",
        "[What|Which] remainder does ${a}^{{b}}$ [leave|give|have] [when divided by|on division by|modulo] ${m}$?",
        "[Modulo {m},|With the modulus {m},] what is [the value of |]{a} to the power [of |]{b}?",
        "Find the [smallest|least] [nonnegative|non-negative] integer [congruent to|that is congruent to|$r$ congruent to] ${a}^{{b}}$ modulo ${m}$.",
        "Let $r$ be the remainder [when|if] ${a}^{{b}}$ is divided by ${m}$. [Find|Compute|Determine|What is] $r$.",
        "[Ana|Ben|Felix|Paula] has ${a}^{{b}}$ [coins|stamps|beads] and packs them in [bags|boxes] of {m}. How many [are left over|remain]?",
        "[The number|The integer] {a} is raised to the power {b}, and the result is divided by {m}. [What remainder is left?|What is the remainder?|Find the remainder.]",
        "[Multiply|We multiply] {b} [factors|copies] of {a} together and divide the [product|result] by {m}. What is the remainder?",
        "If ${a}^{{b}} \\equiv r \\pmod{{m}}$ [with|and] $0 \\le r < {m}$, [find $r$.|what is $r$?|determine $r$.]",
    ),
    held_out=(
        "Which remainder is left when we divide {power} by {m}?",
        "Raise {a} to the power {b} and divide by {m}. Find the remainder.",
        "On division by ${m}$, what is the remainder of ${a}^{{b}}$?",
        "Hugo packs ${a}^{{b}}$ stamps in boxes of {m}. Determine how many stamps are left over.",
    ),
    plans=(
        "We want the remainder of {a}^{b} divided by {m}.",
        "We compute {a} to the power {b} modulo {m}.",
        "The base is {a}, the exponent is {b} and the modulus is {m}.",
    ),
    codes=(
        "print(pow({a}, {b}, {m}))",
        "print({a}**{b} % {m})",
        "r = 1\nfor i in range({b}):\n    r = r * {a} % {m}\nprint(r)",
        "a = {a}\nb = {b}\nm = {m}\npow(a, b, m)",
    ),
    closings=(
        "The remainder of {a}^{b} divided by {m} is {answer}.",
        "When {a} to the power {b} is divided by {m}, the remainder is {answer}.",
        "Modulo {m}, the power {a}^{b} equals {answer}.",
    ),
    worked=worked_mod_power,
    recoveries=(
        Recovery("print({a} ^ {b} % {m})", POWER_SIGN),
        Recovery(
            "print(power({a}, {b}, {m}))",
            "`power` is not defined in Python. The function is called `pow`.",
        ),
    ),
    stated=("a", "b", "m"),
)

# ---------------------------------------------------------------- digit sums

DIGIT_SUM = Family(
    name="digit_sum",
    area="number theory",
    draw=lambda rng: {"n": sized(rng, 1000, 999_999_999)},
    answer=lambda v: str(digit_total(int(v["n"]))),
    train=(
        "[Find|Compute|Calculate|Determine|Give] the [sum of the digits|digit sum|sum of all digits|sum of all the digits] of {n}.",
        "[What is|What's] the [sum of the digits|digit sum|sum of all digits] of {n}?",
        "What is the [sum of the digits|digit sum|total of the digits] of the [number|integer] {n}?",
        "[digit sum of|sum of digits of|sum of the digits of|add the digits of|Digit sum of] {n}[|?|.]",
        "[Add|Add up|Sum|Sum up] [the digits|all digits|all the digits] of {n}.",
        "[Add|Add up] all [the digits|digits] of the number {n}. [What do you get?|What is the result?|What is the total?]",
        "If [you|we] add [all|up all] the digits of {n}, what [do you get|is the result|is the total]?",
        "[Ana|Ben|Grace|Tom] writes the number {n} and adds [its digits|all its digits|up its digits]. What [sum|total|result] comes out?",
        "A [ticket|house|phone|lock] has the number {n}. [What is the sum of its digits?|Find the sum of its digits.|What is its digit sum?]",
        "The [code|number|key] of a [lock|box|door] is {n}. [Find|Compute|What is] the sum of [the|its] digits.",
        "[Let $n = {n}$. Find|Let $n = {n}$. Compute|Let $n = {n}$. What is|Given that $n = {n}$, find|Given $n = {n}$, determine|Given that $n = {n}$, what is] the sum of the digits of $n$.",
        "Let $S(n)$ [be|denote] the [sum of the digits|digit sum] of $n$. [Find|Compute|Evaluate|Determine] $S({n})$.",
        "[The digits|All digits] of {n} are added. [What is the sum?|Find the sum.|What is the result?|What is the total?]",
        "[Take|Consider|Look at] the number {n}. [What is the sum of its digits?|What is its digit sum?|Find the sum of all its digits.]",
        "Each digit of {n} stands for [points|coins|euros], and all are added. [How many is that in total?|What is the total?|Find the total.]",
        "[The number|The integer] {n} has several digits. [What is their sum?|Find their sum.|Compute their sum.|Add them.]",
    ),
    held_out=(
        "Given the number {n}, find the sum of its digits.",
        "What do we get if the digits of {n} are all added up?",
        "A box has the code {n}. Emma adds all the digits of the code. What is the total?",
        "Write down the digits of {n} and compute their sum.",
    ),
    plans=(
        "We add the digits of {n}.",
        "We want the digit sum of the number {n}.",
        "We split {n} into its digits and add them.",
    ),
    codes=(
        "print(sum(int(d) for d in str({n})))",
        "n = {n}\ns = 0\nwhile n > 0:\n    s += n % 10\n    n //= 10\nprint(s)",
        "print(sum(map(int, str({n}))))",
        "n = {n}\ns = 0\nfor d in str(n):\n    s += int(d)\ns",
    ),
    closings=(
        "The sum of the digits of {n} is {answer}.",
        "Adding all digits of {n} gives {answer}.",
        "The number {n} has the digit sum {answer}.",
    ),
    worked=lambda v: "\n".join([
        f"The digits of {v['n']} are {', '.join(str(v['n']))}.",
        *add_steps(str(v["n"])),
    ]),
    recoveries=(
        Recovery(
            "print(sum({n}))",
            "An integer has no parts to add. Let me turn it into text and add the digits.",
        ),
        Recovery("print(sum(str({n})))", DIGITS_ARE_TEXT),
    ),
    stated=("n",),
)


def draw_power_digit_sum(rng: random.Random) -> Values:
    while True:
        a, b = sized(rng, 2, 400), sized(rng, 3, 150)
        value = a**b
        if a % 10 and a != b and len(str(value)) <= 60 and digit_total(value) != digit_total(a ^ b):
            return {"a": a, "b": b, "power": f"{a}^{b}"}


def worked_power_digit_sum(v: Values) -> str:
    a, b = int(v["a"]), int(v["b"])
    value = a**b
    lines = [f"We need all the digits of {a}^{b}."]
    if b <= 5:
        steps = list(accumulate([a] * b, lambda x, y: x * y))
        lines += [f"{before} * {a} = {after}" for before, after in zip(steps, steps[1:])]
    else:
        lines.append(f"{a}^{b} = {value}")
    return "\n".join([*lines, *add_steps(str(value))])


POWER_DIGIT_SUM = Family(
    name="power_digit_sum",
    area="number theory",
    draw=draw_power_digit_sum,
    answer=lambda v: str(digit_total(int(v["a"]) ** int(v["b"]))),
    train=(
        "[Find|Compute|Calculate|Determine|What is] the [sum of the digits|digit sum|sum of all digits] of ${a}^{{b}}$.",
        "[What is|What's] the [sum of the digits|digit sum|sum of all digits|total of the digits] of {power}?",
        "[Find|Compute|Calculate|Determine|Give] the [sum of the digits|digit sum|sum of all the digits] of {power}.",
        "What is the [sum of the digits|digit sum] of {a} [to the power of|to the power|raised to the power] {b}?",
        "[digit sum of|sum of digits of|sum of the digits of|add the digits of|Digit sum of|total of the digits of] {power}[|?|.]",
        "[Add|Add up|Sum|Sum up] [the digits|all digits|all the digits] of ${a}^{{b}}$.",
        "If [you|we] [compute|write out] ${a}^{{b}}$ and add [all|up all] its digits, what [do you get|is the result|is the total]?",
        "[Ana|Ben|Ivy|Omar] computes ${a}^{{b}}$ and adds [its digits|all its digits|up its digits]. What [sum|total|result] comes out?",
        "[The number|The integer] {a} is raised to the power {b}. [What is the sum of the digits of the result?|Find the digit sum of the result.|Add the digits of the result.]",
        "[Let|Suppose that|We are given] $N = {a}^{{b}}$. [Find|Compute|Determine] the sum of the digits of $N$.",
        "Let $S(n)$ [be|denote] the [sum of the digits|digit sum] of $n$. [Find|Compute|Evaluate|Determine] $S({a}^{{b}})$.",
        "[Written out|When written out|In full], the number ${a}^{{b}}$ has many digits. [What is their sum?|Find their sum.|Compute their sum.]",
        "A [calculator|computer|screen] shows [all digits|every digit] of ${a}^{{b}}$. [What is the sum of these digits?|Find the sum of these digits.|What do they add up to?]",
        "[Multiply|We multiply] {b} [factors|copies] of {a} together. [What is the sum of the digits of the product?|Find the digit sum of the product.|What is the digit sum of the product?]",
        "[The digits|All digits] of ${a}^{{b}}$ are added. [What is the sum?|Find the sum.|What is the result?|What is the total?]",
        "With the exponent {b} and the base {a}, [what is the digit sum of the power?|find the digit sum of the power.|compute the sum of the digits of the power.|find the sum of the digits of the power.|add all the digits of the power.|what is the sum of all digits of the power?]",
    ),
    held_out=(
        "Write out {power} and find the sum of all its digits.",
        "Given the number $N = {a}^{{b}}$, what do its digits add up to?",
        "Raise {a} to the power {b}, then add the digits of the result. What is the total?",
        "A computer writes the number ${a}^{{b}}$ in full. Emma adds all the digits. What is the sum?",
    ),
    plans=(
        "We compute {a}^{b} and add its digits.",
        "We want the digit sum of {a} to the power {b}.",
        "The base is {a} and the exponent is {b}. We add the digits of the power.",
    ),
    codes=(
        "print(sum(int(d) for d in str({a}**{b})))",
        "n = {a}**{b}\ns = 0\nwhile n > 0:\n    s += n % 10\n    n //= 10\nprint(s)",
        "n = pow({a}, {b})\nprint(sum(map(int, str(n))))",
        "n = {a}**{b}\ns = 0\nfor d in str(n):\n    s += int(d)\ns",
    ),
    closings=(
        "The sum of the digits of {a}^{b} is {answer}.",
        "Adding all digits of {a} to the power {b} gives {answer}.",
        "The power {a}^{b} has the digit sum {answer}.",
    ),
    worked=worked_power_digit_sum,
    recoveries=(
        Recovery("print(sum(int(d) for d in str({a} ^ {b})))", POWER_SIGN),
        Recovery("print(sum(str({a}**{b})))", DIGITS_ARE_TEXT),
    ),
    stated=("a", "b"),
)

# ---------------------------------------------------------------- divisors


def divisors(n: int) -> list[int]:
    small = [d for d in range(1, isqrt(n) + 1) if n % d == 0]
    return sorted({*small, *(n // d for d in small)})


def worked_divisor_count(v: Values) -> str:
    n = int(v["n"])
    found = factors(n)
    exponents = [k + 1 for k in found.values()]
    plus = " * ".join(f"({k} + 1)" for k in found.values())
    return "\n".join([
        *factor_steps(n),
        f"So {n} = {' * '.join(power_text(p, k) for p, k in found.items())}.",
        f"The number of divisors is {plus} = {prod(exponents)}.",
    ])


DIVISOR_COUNT = Family(
    name="divisor_count",
    area="number theory",
    draw=lambda rng: {"n": draw_composite(rng, 20, 99_999)},
    answer=lambda v: str(len(divisors(int(v["n"])))),
    train=(
        "How many [positive divisors|divisors|positive factors|factors] does [|the number |the integer ]{n} have?",
        "[Find|Compute|Determine|Give|Calculate] the number of [positive divisors|divisors|positive factors|factors] of {n}.",
        "[What is|What's] the number of [positive divisors|divisors|positive factors|factors] of {n}?",
        "[number of divisors of|how many divisors has|count the divisors of|divisor count of|number of factors of|how many factors has] {n}[|?]",
        "[Count|Count all|Count the|Count all the] [positive divisors|divisors|factors] of {n}.",
        "How many [positive integers|integers from 1 up|positive whole numbers] [divide|are divisors of|are factors of] {n}[?| without a remainder?| evenly?]",
        "By how many [different |][positive integers|positive whole numbers] [can {n} be divided|is {n} divisible][?| without a remainder?| evenly?]",
        "How many [positive integers|integers] [$d > 0$|$d \\ge 1$] [satisfy|are there with] $d \\mid {n}$?",
        "[Find|Determine|Compute] the number of positive integers $d$ [such that|for which] $d$ divides ${n}$.",
        "Let $d(n)$ be the number of [positive divisors|divisors] of $n$. [Find|Compute|Evaluate|Determine] $d({n})$.",
        "[Ana|Ben|Carla|Felix] [writes down|lists] all [positive divisors|divisors] of {n}. How many numbers [are on the list|are there|does the list have]?",
        "[Emma|Max|Paula|Tom] has {n} [stamps|chairs|cards|coins] and puts them in equal rows. How many different row [lengths|sizes] are possible?",
        "{n} [students|chairs|players|books] are split into groups of equal size. How many [different |][group sizes|sizes of a group] are possible?",
        "A [teacher|coach|trainer] splits {n} [students|children|players] into equal groups. [How many group sizes are possible?|How many different group sizes are there?|Find the number of possible group sizes.]",
        "[Including|Counting] 1 and [|the number ]{n} itself, how many [divisors|factors|positive divisors] does {n} have?",
        "The [integer|number] {n} has [some|several|many] [positive divisors|divisors|factors]. [How many are there?|How many?|Count them.]",
        "[Let $n = {n}$. How|Given that $n = {n}$, how|Given $n = {n}$, how] many [positive divisors|divisors|positive factors|factors] [does $n$ have?|has $n$?]",
    ),
    held_out=(
        "Given the number {n}, find how many positive divisors it has.",
        "Of all positive integers, how many divide {n} evenly?",
        "Grace lists each number that is a factor of {n}. How many factors are on her list?",
        "There are {n} chairs in equal rows. How many different row sizes are possible?",
    ),
    plans=(
        "We count the positive divisors of {n}.",
        "We want the number of integers that divide {n}.",
        "We test which numbers from 1 to {n} divide {n}, and count them.",
    ),
    codes=(
        "from sympy import divisor_count\nprint(divisor_count({n}))",
        "n = {n}\nprint(sum(1 for d in range(1, n + 1) if n % d == 0))",
        "from sympy import divisors\nprint(len(divisors({n})))",
        "n = {n}\ncount = 0\nfor d in range(1, n + 1):\n    if n % d == 0:\n        count += 1\ncount",
    ),
    closings=(
        "The number of positive divisors of {n} is {answer}.",
        "The number {n} has {answer} positive divisors.",
        "Counting all divisors of {n}, with 1 and {n}, gives {answer}.",
    ),
    worked=worked_divisor_count,
    recoveries=(
        Recovery("print(len(divisors({n})))", not_imported("divisors")),
        Recovery(
            "n = {n}\nprint(sum(1 for d in range(1, n) if n % d == 0))",
            "The range ends before {n}, so the divisor {n} itself is missing. Let me correct this.",
        ),
    ),
    stated=("n",),
)


def worked_divisor_sum(v: Values) -> str:
    n = int(v["n"])
    lines, total = factor_steps(n), 1
    for p, k in factors(n).items():
        terms = [p**i for i in range(k + 1)]
        lines.append(f"{power_text(p, k)} gives {' + '.join(map(str, terms))} = {sum(terms)}.")
        if total > 1:
            lines[-1] += f" {total} * {sum(terms)} = {total * sum(terms)}"
        total *= sum(terms)
    return "\n".join(lines)


DIVISOR_SUM = Family(
    name="divisor_sum",
    area="number theory",
    draw=lambda rng: {"n": draw_composite(rng, 20, 50_000)},
    answer=lambda v: str(sum(divisors(int(v["n"])))),
    train=(
        "[Find|Compute|Calculate|Determine|Give] the sum of [the positive divisors|all divisors|all positive divisors|the divisors|all factors|all positive factors] of {n}.",
        "What is the sum of [the positive divisors|all divisors|all positive divisors|the divisors|all factors|all positive factors] of {n}?",
        "[sum of divisors of|sum of all divisors of|sum of the divisors of|divisor sum of|sum of factors of|sum of all factors of] {n}[|?|.]",
        "[Add|Add up|Sum|Sum up] [all positive divisors|all divisors|all the divisors|all factors] of {n}.",
        "[Add|Add up] all [positive divisors|divisors|factors] of the number {n}. [What do you get?|What is the result?|What is the total?]",
        "If [you|we] add [all|up all] [positive divisors|divisors|factors] of {n}, what [do you get|is the result|is the total]?",
        "[Ana|Ben|Hugo|Lena] [writes down|lists] all [positive divisors|divisors] of {n} and adds them. What [total|sum|result] comes out?",
        "[Find|Compute|Determine] the sum of all positive integers that [divide|are divisors of|are factors of] {n}.",
        "[What is|Find] the sum of all positive integers $d$ [with|such that|satisfying] $d \\mid {n}$.",
        "[Compute|Evaluate|Find|Determine] $\\sigma({n})$, [the sum of the positive divisors of {n}.|the sum of all divisors.|where $\\sigma(n)$ is the sum of the divisors of $n$.]",
        "Let $\\sigma(n)$ [be|denote] the sum of [the divisors|all positive divisors|the positive divisors] of $n$. [Find|Compute|Evaluate|Determine] $\\sigma({n})$.",
        "[Compute|Find|Evaluate|Determine|Calculate] $\\sum_{d \\mid {n}} d$[.|, where $d$ is positive.]",
        "[Including|Counting] 1 and [|the number ]{n} itself, what is the sum of [the divisors|all divisors|the factors] of {n}?",
        "The [integer|number] {n} has [some|several|many] [positive divisors|divisors|factors]. [What is their sum?|Find their sum.|Compute their sum.]",
        "[Let $n = {n}$. Find|Let $n = {n}$. Compute|Let $n = {n}$. What is|Given that $n = {n}$, find|Given $n = {n}$, determine|Given that $n = {n}$, what is] the sum of all [positive divisors|divisors|positive factors] of $n$.",
        "[All divisors|The divisors|All positive divisors|The positive factors] of {n} are added. [What is the sum?|Find the sum.|What is the total?]",
        "On a [list|board|sheet] are all positive [divisors|factors] of {n}. [What is the sum of these numbers?|Find the sum of these numbers.|What do they add up to?]",
        "Given the number {n}, find the sum of its positive divisors.",
        "What do all the factors of {n} add up to?",
        "Nora lists each positive integer that divides {n}. What is the sum of the numbers on her list?",
        "Take every divisor of {n}, with 1 and {n} itself, and compute the total.",
    ),
    held_out=(
        "Calculate the total of all the positive whole numbers by which {n} can be divided without a remainder.",
        "Which positive integers go into {n} exactly? Add them together, 1 and {n} included, and give the result.",
        "Let $D$ be the set of all positive divisors of {n}. What is the sum of the elements of $D$?",
        "{n} tiles can be laid out in equal rows, using all of them, in different ways. Add up all the possible numbers of rows, where a single row and {n} rows count too. What is the sum?",
        "Work out $d_1 + d_2 + \\cdots + d_k$, where $d_1, d_2, \\ldots, d_k$ are all the positive factors of {n}.",
        "A program runs through $d = 1, 2, 3, \\ldots, {n}$ and adds $d$ to a total, which is 0 at first, whenever $d$ divides {n}. What is the total at the end?",
    ),
    plans=(
        "We add all positive divisors of {n}.",
        "We want the sum of the divisors of {n}.",
        "We find the numbers from 1 to {n} that divide {n} and add them.",
    ),
    codes=(
        "from sympy import divisor_sigma\nprint(divisor_sigma({n}))",
        "n = {n}\nprint(sum(d for d in range(1, n + 1) if n % d == 0))",
        "from sympy import divisors\nprint(sum(divisors({n})))",
        "n = {n}\ns = 0\nfor d in range(1, n + 1):\n    if n % d == 0:\n        s += d\ns",
    ),
    closings=(
        "The sum of the positive divisors of {n} is {answer}.",
        "Adding all divisors of {n} gives {answer}.",
        "All divisors of {n}, with 1 and {n}, add up to {answer}.",
    ),
    worked=worked_divisor_sum,
    recoveries=(
        Recovery("print(sum(divisors({n})))", not_imported("divisors")),
        Recovery(
            "n = {n}\nprint(sum(d for d in range(1, n) if n % d == 0))",
            "The range ends before {n}, so the divisor {n} itself is missing. Let me correct this.",
        ),
    ),
    stated=("n",),
)

# ---------------------------------------------------------------- largest prime factor

LARGEST_PRIME_FACTOR = Family(
    name="largest_prime_factor",
    area="number theory",
    draw=lambda rng: {"n": draw_composite(rng, 20, 300_000)},
    answer=lambda v: str(max(factors(int(v["n"])))),
    train=(
        "[Find|Compute|Determine|Give] the [largest|greatest|biggest] prime [factor|divisor] of {n}.",
        "What is the [largest|greatest|biggest] prime [factor|divisor] of {n}?",
        "[largest prime factor of|greatest prime factor of|largest prime divisor of|biggest prime factor of|greatest prime divisor of|Largest prime factor of] {n}[|?|.]",
        "What is the [largest|greatest|biggest] prime [number |]that [divides|is a factor of|is a divisor of] {n}?",
        "[Find|Determine|Give] the [largest|greatest|biggest] prime [number |]that [divides|is a factor of|is a divisor of] {n}.",
        "Which is the [largest|greatest|biggest] prime [factor|divisor] of the [number|integer] {n}?",
        "[Among|Of] the prime [factors|divisors] of {n}, [which is the largest?|what is the greatest one?|find the largest.]",
        "The [number|integer] {n} is [written|factored] as a product of primes. [What is the largest prime in it?|Which prime is the largest?|Find the largest of these primes.]",
        "[Factor|Write] {n} [into primes|as a product of primes]. [What is the largest prime?|Which prime is the largest?|Give the greatest prime.]",
        "Let $p$ be the [largest|greatest] prime [factor|divisor] of {n}. [Find|Compute|Determine|What is] $p$.",
        "[Find|Determine] the [largest|greatest] prime $p$ [such that|with|for which] $p \\mid {n}$.",
        "[Ana|Ben|David|Ivy] [factors|splits] the number {n} into primes. What is the [largest|greatest|biggest] prime [used|on the list|that comes out]?",
        "[Jonas|Carla|Grace|Omar] writes down all prime [factors|divisors] of {n}. [What is the largest number on the list?|Which number on the list is the greatest?]",
        "By which [largest|greatest|biggest] prime [number |]is {n} divisible?",
        "[If|When] {n} is [split|factored] into prime factors, which [factor|prime factor] is the [largest|greatest|biggest]?",
        "The [number|integer] {n} has [some|several] prime [factors|divisors]. [What is the largest one?|Find the greatest of them.|Which one is the largest?]",
        "[Let $n = {n}$. Find|Let $n = {n}$. Compute|Let $n = {n}$. What is|Given that $n = {n}$, find|Given $n = {n}$, determine|Given that $n = {n}$, what is] the [largest|greatest] prime [factor|divisor] of $n$.",
        "The prime factors of {n} are [found|listed]. [How large is the greatest of them?|How big is the largest of them?|Find the largest of them.]",
    ),
    held_out=(
        "Given the number {n}, find its largest prime factor.",
        "Which prime number that divides {n} is the greatest?",
        "Felix lists the primes that divide {n}. What is the largest prime on his list?",
        "How large is the greatest prime divisor of the number {n}?",
    ),
    plans=(
        "We want the largest prime factor of {n}.",
        "We factor {n} into primes and take the largest one.",
        "We divide {n} by its prime factors; the last one is the largest.",
    ),
    codes=(
        "from sympy import primefactors\nprint(max(primefactors({n})))",
        "from sympy import factorint\nprint(max(factorint({n})))",
        "n = {n}\np = 2\nwhile p < n:\n    if n % p == 0: n //= p\n    else: p += 1\nprint(p)",
        "from sympy import divisors, isprime\nmax(d for d in divisors({n}) if isprime(d))",
    ),
    closings=(
        "The largest prime factor of {n} is {answer}.",
        "The greatest prime that divides {n} is {answer}.",
        "Among the prime factors of {n}, the largest is {answer}.",
    ),
    worked=lambda v: "\n".join([
        *factor_steps(int(v["n"])),
        f"The primes are {', '.join(map(str, factors(int(v['n']))))}.",
    ])
    if len(factors(int(v["n"]))) > 1
    else "\n".join([*factor_steps(int(v["n"])), "There is only one prime factor."]),
    recoveries=(
        Recovery("print(max(primefactors({n})))", not_imported("primefactors")),
        Recovery(
            "from sympy import divisors\nprint(max(divisors({n})))",
            "This is {n} itself, because I took all divisors. I need only the prime ones.",
        ),
    ),
    stated=("n",),
)

# ---------------------------------------------------------------- base conversion

BASE_NAMES = {2: "binary", 8: "octal"}


def base_digits(n: int, b: int) -> str:
    text = ""
    while n:
        n, digit = divmod(n, b)
        text = str(digit) + text
    return text


def draw_base_conversion(rng: random.Random) -> Values:
    b = rng.randint(2, 9)
    n = sized(rng, 10, min(99_999, b**8 - 1))
    return {"n": n, "b": b, "base": BASE_NAMES.get(b, f"base {b}")}


def worked_base_conversion(v: Values) -> str:
    n, b = int(v["n"]), int(v["b"])
    lines = []
    while n:
        lines.append(f"{n} = {n // b} * {b} + {n % b}")
        n //= b
    return "\n".join([*lines, "We read the remainders from the last to the first."])


BASE_CONVERSION = Family(
    name="base_conversion",
    area="number theory",
    draw=draw_base_conversion,
    answer=lambda v: base_digits(int(v["n"]), int(v["b"])),
    train=(
        "[Write|Express|Give|Represent] [|the number |the decimal number ]{n} in base {b}.",
        "[Convert|Change] [|the number |the decimal number ]{n} [to|into] base {b}.",
        "[Convert|Change|Rewrite] [{n}|the number {n}] from base 10 [to|into] base {b}.",
        "[Convert|Change|Rewrite] {n} from decimal [to|into] {base}.",
        "[Write|Express|Give] [|the number ]{n} in {base}.",
        "What is [|the number |the decimal number ]{n} [written in|in] {base}?",
        "What is [|the number |the decimal number ]{n} [written in|in] base {b}?",
        "[{n} in base {b}|{n} to base {b}|{n} in {base}|convert {n} to base {b}|write {n} in base {b}|decimal {n} to base {b}][|?]",
        "How is [|the number |the decimal number ]{n} [written|expressed] in [base {b}|the number system with base {b}|the base {b} system]?",
        "[Find|Give|Determine] the base {b} [representation|form|expansion] of [|the decimal number |the number ]{n}.",
        "What is the base {b} [representation|form|expansion] of [|the decimal number |the number ]{n}?",
        "[Convert|Change|Rewrite] ${n}_{10}$ [to|into] base ${b}$.",
        "[Write|Express|Give] ${n}_{10}$ [in base|as a number in base] ${b}$.",
        "[In base|Using base] {b}, how [do you write|do we write|is written] the [number|decimal number] {n}?",
        "A [machine|computer|robot] [writes|shows] all numbers in base {b}. [How does it show the decimal number|What does it show for the number|Which digits does it use for the number] {n}?",
        "[People on an island|The people of a far land|Robots] count in base {b}. How do they write [our number|the decimal number|our decimal number] {n}?",
        "[Ana|Ben|Max|Paula] writes the [decimal number|number] {n} in base {b}. What [does the result look like|is the result|is the correct result]?",
        "[Given|Take] the base {b}. [Write|Express|What is] the [decimal number|number] {n} in [it|this base].",
    ),
    held_out=(
        "Given the decimal number {n}, find its representation in base {b}.",
        "The base is {b}. How is the decimal number {n} written in this base?",
        "How does a computer that uses base {b} write the decimal number {n}?",
        "Change the number {n}, written in decimal, into its base {b} form.",
    ),
    plans=(
        "We write the decimal number {n} in base {b}.",
        "We divide {n} by {b} again and again and collect the remainders.",
        "We need the digits of {n} in base {b}.",
    ),
    codes=(
        's = ""\nn = {n}\nwhile n > 0:\n    s = str(n % {b}) + s\n    n //= {b}\nprint(s)',
        'from sympy.ntheory import digits\nprint("".join(str(d) for d in digits({n}, {b})[1:]))',
        "def base(n, b):\n    return str(n) if n < b else base(n // b, b) + str(n % b)\nprint(base({n}, {b}))",
        "n = {n}\nr = []\nwhile n > 0:\n    n, d = divmod(n, {b})\n    r.append(str(d))\nprint(''.join(reversed(r)))",
    ),
    closings=(
        "The decimal number {n} written in base {b} is {answer}.",
        "In base {b} the number {n} is {answer}.",
        "Converting {n} to base {b} gives {answer}.",
    ),
    worked=worked_base_conversion,
    recoveries=(
        Recovery(
            'print(int("{n}", {b}))',
            "This reads {n} as a number in base {b}. I need the other direction.",
        ),
        Recovery(
            "n = {n}\nr = []\nwhile n > 0:\n    r.append(n % {b})\n    n //= {b}\nprint(r)",
            "These are the remainders, last digit first. Let me join them in the right order.",
        ),
    ),
    stated=("n", "b"),
)

# ---------------------------------------------------------------- multiples of a or b


def draw_multiples_count(rng: random.Random) -> Values:
    while True:
        n = sized(rng, 40, 20_000)
        a, b = rng.randint(2, rng.choice((12, 40))), rng.randint(2, rng.choice((12, 40)))
        if a % b and b % a and lcm(a, b) <= n:
            return {"n": n, "a": a, "b": b}


def either_count(n: int, a: int, b: int) -> int:
    return n // a + n // b - n // lcm(a, b)


def worked_multiples_count(v: Values) -> str:
    n, a, b = int(v["n"]), int(v["a"]), int(v["b"])
    m = lcm(a, b)
    x, y, z = n // a, n // b, n // m
    return "\n".join([
        f"Multiples of {a}: {n} = {x} * {a} + {n % a}, so {x}.",
        f"Multiples of {b}: {n} = {y} * {b} + {n % b}, so {y}.",
        f"The least common multiple of {a} and {b} is {m}.",
        f"Multiples of both: {n} = {z} * {m} + {n % m}, so {z}.",
        f"{x} + {y} = {x + y}",
        f"{x + y} - {z} = {x + y - z}",
    ])


MULTIPLES_COUNT = Family(
    name="multiples_count",
    area="number theory",
    draw=draw_multiples_count,
    answer=lambda v: str(either_count(int(v["n"]), int(v["a"]), int(v["b"]))),
    train=(
        "How many positive integers [up to|not greater than|at most|not exceeding] {n} are [divisible by|multiples of] {a} or {b}[?| (or both)?]",
        "[Find|Compute|Determine|Give] the number of [positive integers|integers from 1|whole numbers from 1] [up to|to] {n} that are [divisible by|multiples of] {a} or {b}.",
        "How many of the [numbers|integers] from 1 to {n} are [divisible by {a} or by {b}|multiples of {a} or of {b}|divisible by at least one of {a} and {b}]?",
        "How many [multiples of {a} or {b}|multiples of {a} or of {b}|numbers divisible by {a} or {b}] are there [from 1 to {n}|among the first {n} positive integers|up to {n}]?",
        "[Count|Count all] the [positive integers|numbers|whole numbers] [up to|from 1 to|not greater than] {n} that are divisible by {a} or by {b}.",
        "[Among|Of] the [first {n} positive integers|integers from 1 to {n}|numbers from 1 to {n}], how many are [divisible by {a} or {b}|multiples of {a} or {b}]?",
        "How many integers [$k$ with|$k$ such that|$k$ satisfying] $1 \\le k \\le {n}$ are [divisible by|multiples of] ${a}$ or ${b}$?",
        "[Find|Determine|Compute] the number of [integers|elements] in $\\{1, 2, \\ldots, {n}\\}$ that are [divisible by|multiples of] ${a}$ or ${b}$.",
        "[number of multiples of|count multiples of|how many multiples of|count the multiples of|how many numbers divisible by|count numbers divisible by] {a} or {b} up to {n}[|?]",
        "[At least one of the numbers|One or both of] {a} and {b} must divide a positive integer [not greater than|up to] {n}. How many such [integers|numbers] are there?",
        "[Ana|Ben|Emma|Tom] writes the numbers from 1 to {n} and [marks every multiple|marks each multiple] of {a} and every multiple of {b}. How many numbers are marked?",
        "The [houses|tickets|pages|rooms] are numbered from 1 to {n}. How many [of the numbers|numbers] are [divisible by {a} or by {b}|multiples of {a} or of {b}]?",
        "There are {n} [doors|lamps|boxes] in a row, numbered from 1. [Every multiple of {a} and every multiple of {b} is painted red.|Those with a multiple of {a} or of {b} are painted red.] How many are red?",
        "A [ticket|card] wins if its number is a multiple of {a} or of {b}. The [tickets|cards] are numbered 1 to {n}. How many [of them |]win?",
        "How many numbers are [divisible by|multiples of] {a} or {b} [if we look at all integers from 1 to {n}?|among the positive integers up to {n}?|in the list 1, 2, ..., {n}?]",
        "How many positive integers [$k \\le {n}$|$k$ up to {n}|$k$ not greater than {n}] [satisfy|are there with] ${a} \\mid k$ or ${b} \\mid k$?",
        "Let $N$ be the number of positive integers [up to|not greater than|at most] {n} that are [divisible by|multiples of] {a} or {b}. [Find|Compute|Determine] $N$.",
        "A number is called [good|lucky|nice] if it is divisible by {a} or by {b}. How many [good|lucky|nice] numbers are there [from 1 to {n}|among the first {n} positive integers]?",
    ),
    held_out=(
        "Take all positive integers up to {n}. How many of these are multiples of {a} or {b}?",
        "If we count the numbers from 1 to {n} that are divisible by {a} or by {b}, how many are there?",
        "Lena has {n} cards numbered from 1 to {n} and takes every card with a multiple of {a} or of {b}. How many cards does she take?",
        "Divisible by {a} or {b}: how many integers from 1 to {n} are like this?",
    ),
    plans=(
        "We count the numbers from 1 to {n} that are divisible by {a} or by {b}.",
        "We add the multiples of {a} and of {b} up to {n} and subtract those of both.",
        "The limit is {n}. We count the multiples of {a} or {b}.",
    ),
    codes=(
        "print(sum(1 for k in range(1, {n} + 1) if k % {a} == 0 or k % {b} == 0))",
        "from math import lcm\nn = {n}\na = {a}\nb = {b}\nprint(n // a + n // b - n // lcm(a, b))",
        "n = {n}\nx = set(range({a}, n + 1, {a}))\ny = set(range({b}, n + 1, {b}))\nprint(len(x.union(y)))",
        "count = 0\nfor k in range(1, {n} + 1):\n    if k % {a} == 0 or k % {b} == 0:\n        count += 1\ncount",
    ),
    closings=(
        "From 1 to {n} there are {answer} numbers divisible by {a} or by {b}.",
        "The number of multiples of {a} or {b} up to {n} is {answer}.",
        "Counting the integers up to {n} that {a} or {b} divides gives {answer}.",
    ),
    worked=worked_multiples_count,
    recoveries=(
        Recovery(
            "n = {n}\na = {a}\nb = {b}\nprint(n // a + n // b - n // lcm(a, b))",
            not_imported("lcm"),
        ),
        Recovery(
            "n = {n}\na = {a}\nb = {b}\nprint(n // a + n // b)",
            "The multiples of both {a} and {b} are counted twice here. Let me correct this.",
        ),
    ),
    stated=("n", "a", "b"),
)

FAMILIES: tuple[Family, ...] = (
    GCD,
    LCM,
    PRIME_COUNT,
    MOD_POWER,
    DIGIT_SUM,
    POWER_DIGIT_SUM,
    DIVISOR_COUNT,
    DIVISOR_SUM,
    LARGEST_PRIME_FACTOR,
    BASE_CONVERSION,
    MULTIPLES_COUNT,
)
