"""Reads an answer: what it may say, the likeliest reading first."""

import ast
import re
from functools import lru_cache

import sympy as sp
from judge import python_spelling, regions, words
from judge.mathematics import value
from judge.measuring import quantity
from judge.model import (
    Choice,
    Clock,
    Group,
    Named,
    Ratio,
    Region,
    Remainder,
    Residue,
    Solutions,
    TooLarge,
    Unread,
    Unreadable,
    Value,
    Words,
)
from judge.relations import is_name, name_of, relation
from judge.splitting import AND, OR, cut, enclosed, with_connectors

COMMA = re.compile(r"\s*,\s*(?:\\AND\s*|\\OR\s*)?|\s*;\s*(?:\\AND\s*|\\OR\s*)?|\s*\\AND\s*|\s*\\OR\s*")
SPACED_COMMA = re.compile(COMMA.pattern.replace(r"\s*,\s*", r"\s*,\s+", 1))
SEMICOLON = re.compile(r"\s*;\s*")
THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?\Z")
SPACED = re.compile(r"[-+]?[1-9]\d{0,2}(?:[ ']\d{3})+(?:\.\d+)?\Z")
POINTED = re.compile(r"[-+]?[1-9]\d{0,2}(?:\.\d{3})+,\d+\Z|[-+]?[1-9]\d{0,2}(?:\.\d{3}){2,}\Z")
PRICED = re.compile(
    r"[^\d,;]{0,12}(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d{3})*,\d+)(?![\d,])\s*[^\d,;()\[\]]*(?:\^\{?\d\}?[^\d,;()\[\]]*)?\Z"
)
DECIMAL_COMMA = re.compile(r"([-+]?\d+),(\d+)\Z")
LEADING = re.compile(
    r"\s*(?:\\text\s*\{)?\s*(?:the |our |die |la )?(?:final )?(?:answers?|antwort|lösung|réponse|result|ergebnis)\s*"
    r"(?:(?:\s(?:is|are|ist|lautet|est)(?![a-z]))\s*:?|:)\s*\}?\s*|\s*(?:\\text\s*\{)?\s*(?:答案|结果)(?:是|为|：|:)\s*\}?\s*",
    re.I,
)


@lru_cache(maxsize=512)
def read(text):
    """All readings of an answer, as a tuple. Never empty."""
    text = unwrapped(text)
    if text == "":
        return (Words(""),)
    for reader in (special, several):
        found = reader(text)
        if found:
            return tuple(found)
    return tuple(item(text))


def unwrapped(text):
    """Without what stands around all of it."""
    text = facing(text)
    text = re.sub(LEADING, "", text, count=1) if LEADING.match(text) else text
    boxes = boxed(text)
    if boxes:
        text = ", ".join(boxes)
    text = cases(text)
    while True:
        inner = re.fullmatch(r"\s*\\text\s*\{((?:[^{}]|\{[^{}]*\})*)\}\s*", text)
        if not inner:
            return text.strip()
        text = inner[1]


def facing(text):
    r"""]0, 1[ and [0, 1[ in the usual brackets, (0, 1) and [0, 1)."""
    inside = r"([^\[\]()]*?[,;][^\[\]()]*?)"
    before = r"(^|=|\\cup|\\cap|\\in|\\setminus|\\OR|,|;)(\s*)"
    text = re.sub(rf"{before}\]{inside}\[", r"\1\2(\3)", text)
    text = re.sub(rf"{before}\]{inside}\]", r"\1\2(\3]", text)
    return re.sub(rf"{before}\[{inside}\[", r"\1\2[\3)", text)


def boxed(text):
    """What several boxes hold."""
    found, at = [], 0
    while (at := text.find(r"\boxed{", at)) >= 0:
        depth, end = 1, at + 7
        while end < len(text) and depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        found.append(text[at + 7 : end - 1])
        at = end
    return found


def cases(text):
    """Lines of equations below each other are all meant."""
    lines = re.fullmatch(r"\s*\\begin\{(?:cases|aligned|array)\}(?:\{[lcr]*\})?(.*)\\end\{\w+\}\s*", text, re.S)
    if lines and "\\text" not in lines[1] and not re.search(r"&\s*[^=\s]", lines[1]):
        return ", ".join(row.strip(" ,&").replace("&", "") for row in lines[1].split(r"\\") if row.strip())
    return text


def special(text):
    """What would be read wrongly if it were cut at its commas, words or signs."""
    for reader in (clock, grouped, meaning, remainder, choice, residue, united, measured, built):
        try:
            found = reader(text)
        except Unreadable:
            continue
        if found:
            return found if isinstance(found, list) else [found]
    return None


CLOCK = re.compile(
    r"(上午|下午|早上|晚上|中午|凌晨)?\s*(\d{1,2})\s*(?::|点|h|时|\.(?=\d\d\s*(?:Uhr|[ap]\.?\s?m)))\s*(\d{2})?(?::(\d{2}))?\s*分?\s*"
    r"([ap]\.?\s*m\.?|Uhr|o'clock|noon|midnight|hours)?\s*",
    re.I,
)
HOUR = re.compile(r"(上午|下午|早上|晚上)?\s*(\d{1,2})()()\s*(点|[ap]\.?\s*m\.?|Uhr|o'clock)\s*", re.I)


def clock(text):
    """12:00, 2:40 PM, 9.15 Uhr, 下午2点40分; as a ratio where no word says that it is a time."""
    plain = re.sub(r"\\text\s*\{([^{}]*)\}", r" \1 ", text).strip()
    plain = re.sub(r"\s+", " ", plain)
    found = CLOCK.fullmatch(plain) or HOUR.fullmatch(plain)
    if not found:
        return None
    early, hour, minute, second, word = found.groups()
    word = re.sub(r"[.\s]", "", word or "").lower()
    if minute is None and not word and not early and "点" not in plain:
        return None
    if "h" in plain.lower() and not word and not minute:
        return None
    hours, minutes, seconds = int(hour), int(minute or 0), int(second or 0)
    if hours > 24 or minutes > 59 or seconds > 59:
        return None
    half = word if word in ("am", "pm") else ""
    half = {"上午": "am", "早上": "am", "凌晨": "am", "下午": "pm", "晚上": "pm"}.get(early or "", half)
    if half and hours <= 12:
        hours = hours % 12 + (12 if half == "pm" else 0)
    elif hours > 12 or hour.startswith("00") or word == "uhr":
        half = "pm" if hours >= 12 else "am"
    at = Clock(hours * 3600 + minutes * 60 + seconds, half)
    certain = word or early or half or ":" not in plain
    return [at] if certain else [at, *(ratio(plain) or [])]


def grouped(text):
    """Numbers with separators: 12,144 is a number, or two; 0,5 is a half."""
    plain = text.strip()
    if THOUSANDS.match(plain):
        number = value(plain.replace(",", ""))
        if "." in plain:
            return [number]
        return [number, Group("bare", tuple((value(part),) for part in plain.split(",")), doubtful=True)]
    if SPACED.match(plain):
        return [value(re.sub(r"[ ']", "", plain))]
    if POINTED.match(plain):
        return [value(plain.replace(".", "").replace(",", "."))]
    found = DECIMAL_COMMA.match(plain)
    if not found:
        return None
    number = value(f"{found[1]}.{found[2]}")
    items = Group("bare", ((value(found[1]),), (value(found[2]),)), doubtful=True)
    # 0,5 and 1000,99 and 3,05 are no two numbers that anybody writes so.
    certain = found[1].lstrip("+-") == "0" and found[2] != "0"
    certain = certain or len(found[2]) > 1 and found[2].startswith("0")
    return [number, items] if certain else [items, number]


def meaning(text):
    """Words and signs for what has no number."""
    spelt = words.spelt(text)
    if spelt == words.EMPTY or re.fullmatch(r"\\emptyset|\\\{\s*\\\}|set\(\)|\[\]|\{\s*\}|EmptySet|S\.EmptySet", text.strip()):
        return [Region(sp.S.EmptySet), Words(words.EMPTY)]
    if spelt == words.REALS:
        return [Region(sp.S.Reals)]
    if spelt == words.INFINITE:
        return [Value(text, sp.oo)]
    if spelt in set(words.MEANING.values()):
        return [Words(spelt)]
    number = words.number_of(spelt)
    return [Words(spelt), Value(text, sp.Integer(number))] if number is not None else None


def remainder(text):
    found = re.fullmatch(
        r"(-?\d+)\s*(?:\\text\s*\{\s*)?(?:,?\s*(?:R|r|remainder|rem|Rest|reste|余|余数|with (?:a )?remainder(?: of)?|mit Rest|\.{3}|\\ldots)\.?)\s*:?\s*\}?\s*(\d+)\s*",
        text,
    )
    return Remainder(value(found[1]), value(found[2])) if found else None


def choice(text):
    """(C), C), C.: and perhaps what it stands for."""
    found = re.fullmatch(
        r"\s*(?:\\text\s*\{)?\s*(?:\(([A-Z])\)|([A-Z])[).:](?=\s*\}?\s*(?:[^\s}]|$))|(?:[Oo]ption|[Cc]hoice|选项)\s*\(?([A-Z])\)?)\s*\}?\s*[.:]?\s*(.*)",
        text,
        re.S,
    )
    if not found:
        return Choice(text) if re.fullmatch(r"[A-Z]", text) else None
    letter = found[1] or found[2] or found[3]
    content = found[4].strip()
    if re.match(r"[-+=^_/*,;]|\\(?:cdot|cup|cap|AND|OR|in)(?![A-Za-z])", content):
        return None
    return Choice(letter, read(content) if content else None)


def residue(text):
    found = re.fullmatch(r"(?:[A-Za-z]\s*\\equiv\s*)?(.+?)\s*\(?\s*\\(?:pmod|mod)(?![A-Za-z])\s*\{?\s*(\d+)\s*\}?\s*\)?", text)
    if not found or "," in found[1]:
        return None
    return Residue(value(found[1]), value(found[2]))


def ratio(text):
    parts, found = cut(text, re.compile(r"\s*:\s*|\s*\\colon\s*"))
    if not found or "=" in text or "|" in text:
        return None
    return [Ratio(tuple(item(part) for part in parts))]


def united(text):
    """Unions, differences and single sets of numbers."""
    return regions.read_set(text)


def measured(text):
    """A quantity of several units would be cut at its "and", and 12,50 € at its comma."""
    if PRICED.match(text):
        return quantity(text)
    return quantity(with_connectors(text).replace(AND, " "), compound=True)


def built(text):
    r"""\{x | x > 2\}, Interval(0, 1), {x: 2, y: 3}."""
    around = enclosed(text)
    if around and around[0] in ("\\{", "{"):
        parts, bars = cut(around[1], re.compile(r"\s*(?:\\mid(?![A-Za-z])|\||:)\s*"))
        if bars and len(parts) >= 2 and re.match(r"[A-Za-z]\s*(?:\\in\b.*)?$", parts[0]) and not re.fullmatch(r"[-+\d./, ]+", "|".join(parts[1:])) and not (bars[0] == ":" and "," in around[1] and ":" in around[1].split(",", 1)[1]):
            found = read("|".join(parts[1:]))
            return list(found) if isinstance(found[0], Region) else None
    try:
        tree, source = python_spelling.tree_of(text)
    except Unreadable:
        return None
    if isinstance(tree, ast.Dict):
        names = [ast.get_source_segment(source, key) for key in tree.keys]
        values = [ast.get_source_segment(source, one) for one in tree.values]
        return Named(tuple((name_of(name), read(one)) for name, one in zip(names, values)))
    if isinstance(tree, ast.Compare) and isinstance(tree.ops[0], ast.Eq) and len(tree.ops) == 1:
        return list(read(source.replace("==", "=")))
    called = python_spelling.called(tree) if isinstance(tree, ast.Call) else ""
    inner = [ast.get_source_segment(source, child) for child in getattr(tree, "args", [])]
    if called in ("Eq", "Equality") and len(inner) == 2:
        return list(read(f"{inner[0]} = {inner[1]}"))
    if called in ("And", "Or"):
        return list(read((AND if called == "And" else OR).join(f"{one} " for one in inner)))
    if called in ("array", "Matrix", "ImmutableMatrix", "list", "tuple", "set", "frozenset", "dict_values", "Tuple") and len(inner) == 1:
        return list(read(inner[0]))
    return Region(python_spelling.real_set(tree, source))


def several(text):
    """A list, or values by name."""
    text = with_connectors(text)
    separators = SEMICOLON if re.search(r"\d,\d", text) and ";" in text else COMMA
    if re.search(r"\d,\d{3}(?!\d)", text) and re.search(r",\s", text):
        # 1,000, 2,000: only a comma with a space parts answers.
        separators = SPACED_COMMA
    parts, found = cut(text, separators)
    parts = [part for part in parts if part]
    if len(parts) < 2:
        return None
    conditions = regions.joined(parts, found)
    if conditions:
        return [conditions]
    parts = without_parameters(parts)
    if len(parts) == 1:
        return list(read(parts[0]))
    named = by_name(parts)
    if named:
        return named
    dots = any("\\ldots" in part for part in parts)
    parts = [sign for part in parts for sign in signs(part)]
    return [Group("bare", tuple(list_item(part, ";" in found) for part in parts), dots)]


def list_item(part, decimal_commas=False):
    if decimal_commas and DECIMAL_COMMA.match(part):
        return (value(part.replace(",", ".")),)
    return read(part)


def without_parameters(parts):
    r"""kπ, k \in Z says the same whatever the whole number is called."""
    kept, letters = [], []
    for part in parts:
        found = re.fullmatch(r"([a-zA-Z])\s*\\in\s*\\mathbb\s*\{?\s*Z\s*\}?", part)
        (letters if found else kept).append(found[1] if found else part)
    for letter in letters if kept else ():
        kept = [re.sub(rf"(?<![A-Za-z\\]){letter}(?![A-Za-z])|(?<=\d){letter}(?![A-Za-z])", "n", part) for part in kept]
    return kept or parts


def by_name(parts):
    r"""x = 2, y = 3, or x = 1, 2, or x_1 = 1, x_2 = 2; None where there are no names."""
    split = [sides(part) for part in parts]
    if not split[0]:
        return None
    if all(split):
        named = [pair for pair in split if pair]
        names = [name for name, _ in named]
        stems = {re.sub(r"_.*|\(.*", "", name) for name in names}
        if len(stems) == 1 and (len(set(names)) == 1 or all("_" in name for name in names)):
            values = [text for _, one in named for text in signs(one)]
            stem = stems.pop()
            return [Solutions(stem, Group("bare", tuple(read(one) for one in values)))]
        if len(set(names)) == len(names):
            return [Named(tuple((name, read(one)) for name, one in named))]
        # W(n) = 1 and W(n) = -1
        return None
    if any(split[1:]):
        return None
    name, first = split[0]
    values = [text for one in (first, *parts[1:]) for text in signs(one)]
    return [Solutions(re.sub(r"_.*|\(.*", "", name), Group("bare", tuple(read(one) for one in values)))]


def sides(part):
    """(name, value) of a part such as x = 2."""
    halves, equals = cut(part, re.compile(r"\s*(?<![<>!=\\])==?(?!=)\s*"))
    if not equals or not is_name(halves[0]):
        return None
    return name_of(halves[0]), halves[-1]


def signs(text):
    r"""Both of \pm 2; with \mp the signs belong together."""
    if not re.search(r"\\(?:pm|mp)(?![A-Za-z])", text):
        return [text]
    if re.search(r"\\mp(?![A-Za-z])", text):
        pairs = [{"pm": "+", "mp": "-"}, {"pm": "-", "mp": "+"}]
        return [
            tidy(re.sub(r"\\(pm|mp)(?![A-Za-z])", lambda m, p=pair: f" {p[m[1]]} ", text)) for pair in pairs
        ]
    results = [text]
    while any("\\pm" in one for one in results) and len(results) <= 8:
        results = [
            tidy(re.sub(r"\\pm(?![A-Za-z])", f" {sign} ", one, count=1)) for one in results for sign in "+-"
        ]
    return results


def tidy(text):
    """A sign alone at the beginning of something."""
    return re.sub(r"(^|[=({,]|\\frac\{)\s*\+\s*", r"\1", text.strip())


def item(text):
    """One thing: no list at its top level."""
    text = text.strip()
    both = signs(text)
    if len(both) > 1 and not sides(text):
        return [Group("bare", tuple(read(one) for one in both))]
    for reader in (bracketed, relation_item, ratio, printed, single_quantity, wordy, value):
        try:
            found = reader(text)
        except Unreadable:
            continue
        except TooLarge:
            return [Unread(text, large=True)]
        if found:
            return found if isinstance(found, list) else [found]
    return [Unread(text)]


def bracketed(text):
    """A tuple, an interval, a list of Python's, a set."""
    around = enclosed(text)
    if not around:
        return None
    opening, inside, closing = around
    python = opening == "{" and not re.search(r"[,;]", inside)
    if python or inside == "":
        return list(read(inside)) if python and inside else None
    parts, found = cut(inside, SEMICOLON if ";" in inside else re.compile(r"\s*,\s*"))
    parts = [part for part in parts if part]
    if not found and opening in ("(", "["):
        if opening == "(":
            return list(read(inside))
        return [Group("brackets", (read(inside),))]
    if opening in ("\\{", "{"):
        parts = [sign for part in parts for sign in signs(part)]
    kind = {"\\{": "set", "{": "set", "(": "tuple", "[": "brackets"}[opening]
    dots = any("\\ldots" in part for part in parts)
    items = tuple(list_item(part, ";" in inside) for part in parts)
    region = [regions.interval(items, opening, closing)] if opening not in ("\\{", "{") else []
    group = [Group(kind, items, dots)] if (opening, closing) not in (("(", "]"), ("[", ")")) else []
    return [one for one in (*group, *region) if one] or None


def relation_item(text):
    """x = 5, an equation, an inequality; of 110 + 2 = 112 the right side."""
    named = sides(text)
    if named and not re.search(r"\\(?:leq|geq|neq)|[<>]", text):
        name, right = named
        if len(both := signs(right)) > 1:
            return [Solutions(re.sub(r"_.*|\(.*", "", name), Group("bare", tuple(read(one) for one in both)))]
        names = re.fullmatch(r"\(([^()]*)\)", name)
        values = enclosed(right)
        if names and values:
            keys, ends = names[1].split(","), cut(values[1], re.compile(r"\s*[,;]\s*"))[0]
            if len(keys) == len(ends):
                by = Named(tuple((key, read(end)) for key, end in zip(keys, ends)))
                return [by, *(one for one in read(right) if isinstance(one, Group))]
            return None
        return [Named(((name, read(right)),), relation(text, read))]
    return relation(text, read, alone=True)


def single_quantity(text):
    return quantity(text)


def wordy(text):
    """Words, letters in an order, names."""
    spelt = words.spelt(text)
    if words.is_word(re.sub(r"\\text|[{}\s]", "", text)) and not re.search(r"\\(?!text)", text):
        return Words(spelt)
    if re.search(r"\\(?!text|[ ])[A-Za-z]", text) or re.search(r"[=<>^_*/]", text):
        return None
    # A single letter that is set as text may be e or i.
    if re.fullmatch(r"\\text\s*\{\s*[A-Za-z]\s*\}", text):
        return None
    runs = re.findall(rf"[{words.LETTERS}]{{2,}}", text)
    if "\\text" in text and re.search(rf"\\text\s*\{{[^}}]*[{words.LETTERS}]{{2}}", text) or len(runs) > 1 or any(words.is_word(run) for run in runs) and " " in text.strip():
        return Words(spelt)
    return None


def printed(text):
    """What Python prints has words in it that are functions."""
    tree, source = python_spelling.tree_of(text)
    return Value(text, sp.sympify(python_spelling.expression(tree, source)))
