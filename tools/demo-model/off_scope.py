"""Problems outside every family: the model must decline them instead of guessing.

Own wordings: higher mathematics, other school topics, contest-like texts put together from
clauses, and requests that are no mathematics at all.
"""

import random

from contest_like import MIDDLES, OPENINGS, PROBLEMS, QUESTIONS
from families.base import choose, fill

REPLY = (
    "<think>\nThis problem is not one of the kinds that I have learned.\n</think>\n\n"
    "I am a small demonstration model and this problem is outside the kinds that I know, "
    "so I give no answer. A larger model such as OpenMath-Nemotron may solve it."
)

TRAIN = (
    "[Find|Compute|Evaluate|Determine] the [derivative|second derivative] of ${a}x^{b} + {c}x$[.| at $x = {d}$.]",
    "[Evaluate|Compute|Find] the [integral|definite integral] $\\int_{0}^{{a}} ({b}x + {c}) \\, dx$.",
    "What is the limit of $\\frac{\\sin({a}x)}{x}$ as $x$ approaches [0|zero]?",
    "[Prove|Show] that [the square root of {p} is irrational|there are infinitely many primes|every even number above 2 is a sum of two primes].",
    "[Solve|Find the general solution of] the differential equation $y'' + {a}y' + {b}y = 0$.",
    "[Find|Compute] the [determinant|inverse|eigenvalues|rank] of the matrix $\\begin{pmatrix} {a} & {b} \\\\ {c} & {d} \\end{pmatrix}$.",
    "[Write|Tell me|Give me] a [poem|story|joke|letter|song] about [numbers|the sea|a cat|winter|a teacher].",
    "[What is the capital of|Which river flows through|Who was the first president of] [France|Germany|Italy|Spain|Japan|Brazil]?",
    "[Who|Which person] [wrote|painted|invented|discovered] [the Mona Lisa|Hamlet|the telephone|penicillin|gravity]?",
    "[Translate|Put] the sentence \"[I am hungry|Good morning|Where is the station]\" into [German|French|Spanish|Latin].",
    "[Explain|Describe|Summarise] [how a computer works|what a prime number is|the theory of relativity|the French Revolution|how plants grow].",
    "[Hello|Hi|Good morning], [how are you|who are you|what can you do|what is your name][?| today?]",
    "Let $ABC$ be a triangle with $AB = {a}$, $BC = {b}$ and $CA = {c}$. [Find the length of the angle bisector from $A$|Find the radius of its incircle|Find the circumradius|Let $D$ be the foot of the altitude from $A$; find $BD$].",
    "Let $ABCD$ be a [cyclic quadrilateral|parallelogram|trapezoid|tetrahedron] with $AB = {a}$ and $CD = {b}$. [Find its area|Find the largest possible value of $AC$|The diagonals meet at $E$; find $AE \\cdot EC$].",
    "Let $f$ be a function [from the reals to the reals|on the positive integers] such that $f(x + y) = f(x) + f(y) + {a}xy$ for all $x$ and $y$. Find $f({b})$[.| given that $f(1) = {c}$.]",
    "[Find|Determine] all [functions|polynomials|real numbers] $P$ [such that|with] $P(x)^2 = P(x^2) + {a}$.",
    "[Find|Determine] the number of ordered [pairs|triples|quadruples] of [integers|positive integers|real numbers] $(x, y)$ [such that|with] $x^2 + {a}y^2 = {b}$ and $xy + x = {c}$.",
    "Let $z$ be a complex number with $|z| = {a}$ and $z + \\frac{{b}}{z}$ real. [Find the largest value of $z^2$|Find the argument of $z$|How many such $z$ are there?]",
    "[Evaluate|Simplify|Compute] $\\log_{{a}} {b} + \\log_{{c}} {d}$.",
    "[Simplify|Evaluate] $\\sin^2({a}^\\circ) + \\cos({b}^\\circ)$.",
    "What is the [sine|cosine|tangent] of {a} degrees?",
    "[Find|Compute] the [median|mode|standard deviation|variance] of {a}, {b}, {c}, {d} and {e}.",
    "[Factor|Expand|Simplify] the [polynomial|expression] $({a}x + {b})({c}x - {d})$.",
    "[Factor|Factorise] $x^3 - {a}x^2 + {b}x - {c}$ [completely|over the integers].",
    "A circle has [radius|diameter] {a}. [What is its area?|Find its circumference.|A chord of length {b} is drawn; how far is it from the centre?]",
    "[A cone|A sphere|A cylinder|A pyramid] has [radius {a} and height {b}|a volume of {a}]. [Find its surface|What is its slant height?|What is its volume?]",
    "[Graph|Draw|Sketch] the [function|line|parabola] $y = {a}x^2 - {b}$.",
    "[Convert|Change] {a} [miles|pounds|degrees Fahrenheit|gallons|inches] to [kilometres|kilograms|degrees Celsius|litres|centimetres].",
    "How many [grams|litres|atoms] of [water|salt|oxygen|iron] are in {a} [moles|kilograms|cups] of [seawater|air|rock]?",
    "A [ball|stone|rocket] is thrown upwards with a velocity of {a} metres per second. [How high does it rise?|When does it land?|What is its acceleration?]",
    "[What is|Find] the [force|energy|momentum|power] of a body of mass {a} kg [moving at|accelerated to] {b} metres per second?",
    "The graph $G$ has {a} vertices and {b} edges. [Is it planar?|How many colours are needed?|Show that it has a cycle.]",
    "In how many ways can a {a} by {b} board be [tiled with dominoes|covered with L-shaped pieces|coloured so that no two neighbours agree]?",
    "[Alice|Bob|Two players] and [a friend|Bob|a machine] play a game with {a} stones. On each turn a player removes 1 or {b} stones. Who wins?",
    "Let $S$ be the set of all [subsets|permutations|partitions] of $\\{1, 2, \\ldots, {a}\\}$ [without two consecutive elements|with exactly {b} fixed points|whose elements sum to {c}]. Find $|S|$.",
    "[Find|Determine] the [largest|smallest|least] positive integer $n$ [such that|for which] $n^2 + {a}n + {b}$ is [a perfect square|divisible by {c}|prime].",
    "[Find the|What is the] [remainder|quotient] when the polynomial $x^{a} + {b}x + 1$ is divided by $x^2 - {c}$.",
    "[Sort|Order|Arrange] the numbers {a}, {b}, {c}, {d} from [smallest to largest|largest to smallest].",
    "[Round|Estimate] {a}.{b} to the nearest [tenth|whole number|hundred].",
    "Which is [larger|smaller], $\\frac{{a}}{{b}}$ or $\\frac{{c}}{{d}}$?",
    "[Write|Express] {a} in [words|Roman numerals|scientific notation|letters].",
    "[What will the weather be|Who will win the match|What should I eat] [tomorrow|today|on Sunday]?",
    "[asdf|qwer|blah|foo] [jkl|uiop|bar|xyz] {a} [zzz|qqq|???|...]",
    "{a}", "[?|x|help|test|ok|the|n/a]", "$x$", "$\\alpha + \\beta = {a}$",
    "[Find|Compute] the [dot product|cross product|angle] of the vectors $({a}, {b}, {c})$ and $({d}, {e}, 1)$.",
    "[Is|Decide if] {a} [a perfect number|a palindrome|a happy number|a Fibonacci number|divisible by {p}][?|.]",
    "[Solve|Find all solutions of] the inequality ${a}x - {b} < {c}$.",
    "[Solve|Find all $x$ with] $|{a}x - {b}| = {c}$.",
    "[Solve|Find all real $x$ with] ${a}^x = {b}$.",
    "[Find|Write] the equation of the line through $({a}, {b})$ and $({c}, {d})$.",
    "What is the [slope|midpoint|distance] [of|between] the points $({a}, {b})$ and $({c}, {d})$?",
    "[Ana|Ben|Carla|David] is {a} years old. In {b} years [she|he] will be twice as old as [her sister|his brother]. How old is [the sister|the brother] now?",
    "[Ana|Ben|Emma|Max] has {a} [apples|stamps|books] and [gives|sells] {b} of them [to a friend|to Tom]. [How many are left?|How many remain?]",
    "What is {a} [plus|minus|times|divided by] {b}?",
    "[Compute|Calculate|Evaluate] ${a} \\times {b} - {c}$.",
    "A clock shows {d}:{e}. What is the angle between its hands?",
    "[Find|Compute] the continued fraction of $\\sqrt{{a}}$.",
    "[A bank|Ana] [pays|earns] interest of {d} percent a year on {a} euros. [How much is it worth|What is the balance] after {b} years?",
    "[Write|Give] a [program|function|script] that [sorts a list|prints the first {a} primes|reads a file].",
)

# Wordings that are never trained on; the AIME problems are a second held-out set.
HELD_OUT = (
    "Find the area between the curves $y = {a}x$ and $y = x^2$.",
    "Prove that the sum of two odd numbers is even.",
    "Let $P$ be a point inside a square with side {a}. Find the least value of $PA + PB$.",
    "What is the population of Germany?",
    "Simplify $\\sqrt{{a}} + \\sqrt{{b}}$.",
    "How many faces has a cube?",
    "Let $a_1, a_2, \\ldots$ be real numbers with $a_n^2 = {a}$ for all $n$. Show that the sequence is bounded.",
    "Recommend a good book about algebra.",
    "Find the complex roots of $z^{p} = {a}$.",
    "A bicycle wheel of radius {a} cm turns {b} times. How far does it roll?",
)

_OPENINGS = (
    "Let $n$ be a positive integer.", "Suppose that $x$, $y$ and $z$ are positive real numbers.",
    "Consider a regular hexagon $ABCDEF$.", "A sequence of moves is called good if it visits every vertex once.",
    "Points $P$ and $Q$ lie on a circle with centre $O$.",
    "A coin is placed on one of the {a} squares of a board.",
    "A group of {a} people sit around a round table.",
    "A rectangular box is inscribed in a sphere of radius {a}.",
)
_MIDDLES = (
    "Every day one of them moves to a neighbour.", "The lines $AP$ and $BQ$ meet at a point $R$ with $PR = {c}$.",
    "No two chosen elements differ by {d}.", "Each pair shares at least one common friend.",
    "The bisector of the angle at $O$ cuts the segment at $M$.", "The process ends when all the lamps are off.",
    "Assume that the expression takes its least value only once.", "The segments are all tangent to the same circle.",
    "",
)
_QUESTIONS = (
    "Find $m + n$, where the answer is $\\frac{m}{n}$ in lowest terms.",
    "How many such colourings are there?", "What is the greatest possible area?",
    "Find the value of $\\lfloor 100r \\rfloor$.", "Find the probability that the two paths cross.",
    "Determine all possible values.", "Prove that this is always possible.", "Find the number of such sets.",
)


def off_scope_problem(rng: random.Random, held_out: bool = False) -> str:
    values = {name: rng.randint(2, rng.choice((9, 40, 300))) for name in "abcde"}
    values["p"] = rng.choice((3, 5, 7, 11, 13))
    if held_out:
        return fill(choose(rng.choice(HELD_OUT), rng), values)
    if rng.random() < 0.25:
        parts = (
            rng.choice((*_OPENINGS, *OPENINGS)),
            rng.choice((*_MIDDLES, *MIDDLES)),
            rng.choice((*_QUESTIONS, *QUESTIONS)),
        )
        return fill(" ".join(part for part in parts if part), values)
    return fill(choose(rng.choice((*TRAIN, *PROBLEMS)), rng), values)
