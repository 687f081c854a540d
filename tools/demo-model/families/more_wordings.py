"""Further wordings for families in which new wordings confused an earlier model.

Written without a look at the held-out wordings; `check_families.py` refuses one that is both.
"""

MORE_WORDINGS: dict[str, tuple[str, ...]] = {
    "word_arrangements": (
        "Each letter of {word} stands on a [tile|stone|block]. In how many [different|distinct] orders can the [tiles|pieces] be laid in a line?",
        "We [permute|mix|shuffle] the letters of [the word |]{word}. How many [different|distinct] [outcomes|strings|orders] can we get?",
        "[Give|State] the number of [different|distinct] permutations of the [string|word] {word}.",
        "How often can {word} be [rearranged|reordered] without getting the same [string|word] twice, the word itself counted too?",
        "[Paula|David|Carla] puts the letters of {word} in [another|every possible] order. How many [different|distinct] orders exist?",
    ),
    "arithmetic_sum": (
        "[Let|Suppose] $a_1 = {a}$ and $a_{k+1} = a_k + {d}$. [Find|Compute] $a_1 + a_2 + \\cdots + a_{{n}}$.",
        "Starting with {a} and adding {d} each time, we write down {n} numbers. What do they add up to?",
        "A worker lays {a} bricks on the first day and {d} more on each following day. How many bricks are laid in {n} days [altogether|in total]?",
        "There are {n} numbers in a list; the first is {a} and they [grow|increase] by {d}. [Give|Find] their sum.",
        "[Evaluate|Compute] the sum of an arithmetic progression of {n} terms, first term {a}, [step|difference] {d}.",
        "Take {n} terms of the sequence that begins {a} and goes up in steps of {d}. What is their sum?",
    ),
    "arithmetic_term": (
        "Starting at {a} and changing by {d} each time, which number comes at position {n}?",
        "[Let|Suppose] $a_1 = {a}$ and $a_{k+1} - a_k = {d}$ for all $k$. What is $a_{{n}}$?",
        "The terms of a sequence change by {d} from one to the next; the first is {a}. [Give|State] the {nth} one.",
        "We count in steps of {d}, beginning with {a}. Which number do we say as number {n}?",
        "What is the {nth} number in the list that starts with {a} and in which each number is {than} its predecessor?",
    ),
    "linear_equation": (
        "A number is multiplied by {a}. Then {b} is {passive} the product. The outcome is {c}. [What was the number?|Which number was it?]",
        "For some number $x$ we have ${a}x {sign} {b} = {c}$. [Give|State] $x$.",
        "[Carla|Felix|Nora|Tom] takes {a} times a secret number, {verbs} {b} and arrives at {c}. [What is the secret number?|Find the secret number.]",
        "[Give|State|Determine] the [root|solution] of ${a}x {sign} {b} = {c}$.",
        "If ${a}n {sign} {b} = {c}$, what is $n$?",
        "The expression ${a}x {sign} {b}$ has the value ${c}$. [What is $x$?|Find $x$.]",
    ),
    "simultaneous": (
        "The numbers $x$ and $y$ are such that ${a}x {s} {b}y = {c}$; also ${d}x {t} {e}y = {f}$. [Give|State|What is] ${want}$[.|?]",
        "Suppose ${a}x {s} {b}y = {c}$ as well as ${d}x {t} {e}y = {f}$. [Work out|Calculate] ${want}$.",
        "For which ${want}$ do both ${a}x {s} {b}y = {c}$ and ${d}x {t} {e}y = {f}$ hold?",
        "Two lines are given by ${a}x {s} {b}y = {c}$ and ${d}x {t} {e}y = {f}$. What is the ${want}$-coordinate of the point where they meet?",
    ),
    "tickets": (
        "The cash desk sold {n} tickets and took in {m} dollars. An adult pays {q} dollars, a child {p} dollars. How many {want} tickets were among them?",
        "{n} visitors paid {m} euros. The entrance fee is {p} euros for children and {q} euros for adults. How many {want} tickets were [sold|bought]?",
        "At {p} dollars a child and {q} dollars an adult, {n} people came to {m} dollars. [Work out|Find] the number of {want} tickets.",
        "With child tickets at {p} dollars and adult tickets at {q} dollars, a concert with {n} guests earned {m} dollars. How many {want} tickets did it sell?",
    ),
    "recurrence": (
        "We know ${s}_1 = {a1}$ and ${s}_2 = {a2}$. For $n > 2$ the rule is ${s}_n = {rule}$. [Work out|Calculate] ${s}_{{k}}$.",
        "Starting from {a1} and {a2}, we go on so that each new term is {words}. Which number is the {kth} term?",
        "The terms of a sequence obey ${s}_n = {rule}$ and begin with ${s}_1 = {a1}$, ${s}_2 = {a2}$. [State|Give] ${s}_{{k}}$.",
        "A list of numbers begins {a1}, {a2} and continues by this rule: a term is {words}. [Give|State] term number {k}.",
    ),
    "rectangle": (
        "A rope of {p} m is laid around a rectangle that is {a} m wide. How large is the area [inside|of the rectangle]?",
        "Walking once around a rectangular [yard|field] is {p} m. One side measures {a} m. [Work out|Calculate] the area.",
        "The four sides of a rectangle add up to {p}; one of them is {a}. How big is the area?",
        "A picture frame in the form of a rectangle has a perimeter of {p} cm and a height of {a} cm. What is the area of the picture?",
        "[Calculate|Work out] the area: rectangle, one side {a}, all sides together {p}.",
    ),
    "days_between": (
        "It is {d1} {month1} {year}. In how many days will it be {d2} {month2}?",
        "From {month1} {d1} up to {month2} {d2}, {year}: how many days later is the second date?",
        "[A shop|A museum|A camp] opens on {month1} {d1} and closes on {month2} {d2} in {year}. What is the difference in days?",
        "[Work out|Calculate] how many days separate {d1} {month1} and {d2} {month2} in {year}.",
        "Both dates are in {year}: {month1} {d1} and {month2} {d2}. How many days apart are they?",
    ),
    "travel_time": (
        "[A cyclist|A driver|A ship] keeps a speed of {s} km/h. After how many hours are {d} km done?",
        "{d} km lie ahead. At {s} km per hour, how many hours will the [trip|drive] last?",
        "[Work out|Calculate] how many hours {d} km take at {s} km/h.",
        "Each hour a [truck|ship|train] covers {s} km. How many hours does it need to cover {d} km?",
        "For {d} km, driving {s} km/h all the way, one needs how many hours?",
    ),
    "speed": (
        "{d} km are done in {t} hours. [Work out|Calculate] the speed.",
        "After {t} hours a [cyclist|driver|ship] has covered {d} km. How many km was that per hour?",
        "It took {t} hours to go {d} km. At what [average |]speed was that?",
        "A journey of {d} km lasted {t} hours. [Give|State] the average speed in km/h.",
        "To do {d} km in exactly {t} hours, how many km per hour must one go?",
    ),
    "average_missing": (
        "All but one of {n} values are known: {known}. Their mean, with the unknown one, is {m}. What is the unknown value?",
        "The results so far are {known}. What must the next result be for a mean of {m}?",
        "A student has {known_and} points and wants the average {m} after one more test. How many points does the student need?",
        "To make the mean of [{known}|{known_and}] and one further number equal to {m}, what number do we need?",
        "The mean of {n} numbers should be {m}. Given are {known_and}. [Give|State] the number that is lacking.",
    ),
    "marbles": (
        "Of the {things} in a [bag|box|jar], {r} are {c1} and {b} are {c2}. {Drawn}. How likely is it that {event}?",
        "Someone reaches into a [bag|box] with {b} {c2} and {r} {c1} {things}. [If|When] {drawn}, how likely is it that {event}?",
        "[Give|State] the probability that {event}, when {drawn} out of {r} {c1} and {b} {c2} {things}.",
        "{Drawn} out of a jar. The jar has {r} {c1} {things} and also {b} {c2} ones. Work out the probability that {event}.",
    ),
}
