"""Finds the value and the unit in an answer."""

import re

import sympy as sp
from judge import units, words
from judge.mathematics import value
from judge.model import Quantity, Unreadable, Value

# What begins here is a unit's word; commands other than these are mathematics.
WORD = rf"(?:\\text\s*\{{[^{{}}]*\}}|\\degree(?![A-Za-z])(?:\s*(?:\\text\s*\{{\s*)?[CFK](?![A-Za-z])\s*\}}?)?|[{words.LETTERS}%€£¥₹₽₩°℃℉‰Ω¢㎡²³µμ'′″.]++|\\%|\\\$)"
POWER = r"(?:\s*\^\s*\{?\s*[-+]?\d\s*\}?)?"
UNIT = re.compile(rf"\s*(?:{WORD}{POWER})(?:\s*(?:/|\\cdot(?![A-Za-z])|\*|·)?\s*(?:{WORD}{POWER}))*\s*\Z")
NUMBER = r"(?:\d[\d.,]*(?:\s*\\frac\s*\{\d+\}\s*\{\d+\}|\s+\d+/\d+|/\d+)?|\\frac\s*\{\d+\}\s*\{\d+\})"
PART = re.compile(rf"\s*({NUMBER})\s*((?:{WORD}{POWER})(?:\s*/\s*{WORD}{POWER})?)\s*,?")
MONEY_BEFORE = re.compile(r"\s*([-+]?)\s*(\\\$|US\$|[€£¥₹₽₩]|\\pounds(?![A-Za-z])|\\euro(?![A-Za-z])|(?:USD|EUR|GBP|CNY|RMB|CHF)(?=[\s\d]))\s*")
BASE = re.compile(r"\s*(-?[0-9A-Fa-f]+)\s*_\s*\{?\s*(?:\\text\s*\{\s*)?(\d{1,2}|two|three|five|eight|ten|sixteen)\s*\}*\s*\Z")
TRIGONOMETRY = re.compile(r"\\(?:sin|cos|tan|cot|sec|csc)(?![A-Za-z])|(?<![A-Za-z])(?:sin|cos|tan)\b")
# Text that goes on with the sentence.
SENTENCE = re.compile(
    r"(?:and|or|if|for|when|where|mod|is|are|but|in(?=\s+\S)|with|otherwise|remainder|R|wenn|falls|für|si|pour|不)\b", re.I
)


def quantity(text, compound=False):
    """Readings of a value with its unit; None where there is no unit.

    @param compound only several units that add up, 1 h 30 min
    """
    several = parts_of(text)
    if several and (len(several) > 1 or not compound):
        return [Quantity(several)] if len(several) > 1 else single(text)
    return None if compound else single(text)


def parts_of(text):
    """1 h 30 min, as ((1, h), (30, min)); empty where the text is more than that."""
    found, at = [], 0
    text = angle_marks(text)
    while at < len(text):
        part = PART.match(text, at)
        if not part:
            return ()
        found.append((number(part[1]), clean(part[2])))
        at = part.end()
    if len(found) > 1 and not all(known(unit) for _, unit in found):
        return ()
    return tuple(found)


def angle_marks(text):
    """12° 30' and 5' 2''."""
    if re.search(r"\\degree\s*\d+(?:\.\d+)?\s*(?:'|′|\^\{?\\prime)", text):
        text = re.sub(r"(?:''|″|\^\{?\\prime\\prime\}?)", " arcsecond", text)
        return re.sub(r"(?:'|′|\^\{?\\prime\}?)", " arcminute ", text)
    if re.fullmatch(r"\s*\d+\s*(?:'|′)\s*\d+(?:\.\d+)?\s*(?:''|″|\")\s*", text):
        return re.sub(r"(\d+)\s*['′]\s*([\d.]+).*", r"\1 ft \2 in", text)
    return text


def number(text):
    text = text.strip().rstrip(",")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", text):
        text = text.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})*,\d{1,2}", text):
        text = text.replace(".", "").replace(",", ".")
    elif re.fullmatch(r"\d+,\d+", text):
        text = text.replace(",", ".")
    return value(text)


def clean(unit):
    unit = re.sub(r"\\text\s*\{([^{}]*)\}", r" \1 ", unit)
    unit = re.sub(r"\\degree\s*([CFK])(?![A-Za-z])", r"deg\1", unit.replace("°", r"\degree "))
    unit = re.sub(r"\\degree(?![A-Za-z])", " degree ", unit)
    unit = re.sub(r"\\([%$])", r"\1", unit).strip(" .,")
    unit = re.sub(r"(?<=[A-Za-z])\.", "", unit)
    if re.fullmatch(r"(?:degrees?|deg|Grad)\s+(?:C|Celsius|celsius)", unit):
        return "degC"
    if re.fullmatch(r"(?:degrees?|deg|Grad)\s+(?:F|Fahrenheit|fahrenheit)", unit):
        return "degF"
    return re.sub(r"\s+", " ", unit)


def known(unit):
    try:
        units.unit_of(unit)
    except Unreadable:
        return units.coin(unit) is not None or unit.lower() in units.SCALES
    return True


def single(text):
    """One value and one unit: 5 cm, $20, 72°F, 12 ways, 50 %, 1011_2."""
    base = BASE.match(text)
    if base:
        return [Quantity(((digits(base[1]), f"base {base[2]}"),))]
    money = MONEY_BEFORE.match(text)
    if money and text[money.end() :].strip():
        sign = {"\\$": "$", "\\pounds": "£", "\\euro": "€", "US$": "$"}.get(money[2], money[2])
        rest = text[money.end() :]
        scaled = single(rest) if re.search(r"[A-Za-z\u4e00-\u9fff]\s*\}?\s*$", rest) else None
        if scaled and isinstance(scaled[0], Value):
            return [Quantity(((signed(scaled[0], money[1]), sign),))]
        if scaled and isinstance(scaled[0], Quantity):
            amount, word = scaled[0].parts[0]
            if units.CURRENCIES.get(word) == units.CURRENCIES[sign] or not word:
                return [Quantity(((amount, sign),))]
            raise Unreadable(text)
        return [Quantity(((signed(number(rest), money[1]), sign),))]
    return at_the_end(text)


def signed(amount, sign):
    return Value(amount.text, -amount.expr, amount.places, amount.digits) if sign == "-" else amount


def digits(text):
    """Of a number in another base; letters are digits too."""
    return value(text) if text.lstrip("-").isdigit() else Value(text, sp.Symbol(text))


def at_the_end(text):
    """The longest end that is a unit, behind something that is a value."""
    if TRIGONOMETRY.search(text) and not re.search(r"\\text", text):
        return None
    for start in starts(text):
        body, tail = text[:start].strip(), text[start:]
        if not body or not UNIT.match(tail):
            continue
        unit = clean(tail)
        if not is_unit(text[:start], tail, unit):
            continue
        try:
            amount = number(body)
        except Unreadable:
            continue
        readings = [scaled(amount, unit)]
        if re.fullmatch(r"\s*[A-Za-z]\s*", tail):
            # 5 m may be five times m.
            readings.append(value(text))
        return readings
    return None


def starts(text):
    """Places where a unit may begin, the first one first."""
    places = [0]
    for found in re.finditer(rf"\\text\s*\{{|\\degree|\\%|\\\$|[{words.LETTERS}%€£¥₹₽₩°℃℉‰Ω¢㎡µμ]+", text):
        before = text[: found.start()]
        if before.count("{") - before.count("\\{") == before.count("}") - before.count("\\}"):
            if not before.endswith("\\"):
                places.append(found.start())
    return places


def is_unit(before, tail, unit):
    """Whether the end of an answer is a unit or says what is counted, and no variable."""
    body = before.rstrip()
    if unit == "" or SENTENCE.match(unit):
        return False
    if re.search(r"[,;=<>]$|[-+*/^_]$|\\(?:cdot|times|AND|OR|pm|frac|in)$", body):
        return False
    upright = re.search(r"\\text|\\degree|[%€£¥₹₽₩°℃℉‰Ω¢㎡]", tail) is not None
    if not upright and re.search(r"[A-Za-z]$", body):
        return False
    if not upright and re.fullmatch(r"[A-Za-z]", unit):
        # 5 m is a length; 5m is a product, as 5t and 2h are.
        return unit in units.PLAIN_LETTERS and re.search(r"\d\s+$", before) is not None
    if not upright and not is_plain_unit(unit):
        return is_counted(before, unit, upright)
    if unit.lower() in units.SCALES or known(unit):
        return True
    # square units, units²
    if re.sub(r"^(?:square|cubic) |\^.*", "", unit).strip().lower() in units.COUNTS:
        return True
    return is_counted(before, unit, upright)


def is_plain_unit(unit):
    """Whether letters that nothing marks as text may be a unit: cm is one, ab is a product."""
    names = re.findall(rf"[{words.LETTERS}]+", unit)
    return all(
        len(name) > 3 or not name.isascii() or name in units.SHORT or name in units.PLAIN_LETTERS
        for name in names
    )


def is_counted(before, unit, upright):
    """Whether it says what is counted: apples, ways."""
    body = before.rstrip()
    if re.search(r"[{}^\d]", unit):
        return False
    # Words behind a number say what is counted; behind a letter they may say anything.
    if not re.search(r"\d|\\pi", body) or not re.search(r"[A-Za-z]{3}|[^\x00-\x7f]", unit):
        return unit == "u" and upright
    return upright or not unit.isascii() or before != body or words.is_word(unit)


def scaled(amount, unit):
    """Millions are part of the number; what is left is the unit."""
    first, _, rest = unit.partition(" ")
    factor = units.SCALES.get(first.lower())
    if factor is None:
        return Quantity(((amount, unit),))
    rest = re.sub(r"^(?:of|von|de)\s+", "", rest)
    number = Value(f"{amount.text} {first}", amount.expr * factor)
    return Quantity(((number, rest),)) if rest else number
