"""Units by Pint; of our own are only their words in other languages, and money.

Pint is loaded when the first unit is seen: the caller imports it, then calls `load`.
"""

import re
from fractions import Fraction
from functools import lru_cache

import sympy as sp
from judge.model import Unreadable, UnitsNeeded

registry = None

# Each line: Pint's name, then other names for it. Pint itself knows the English ones.
WORDS = """
meter|Meter|Metern|mètre|mètres|metro|米|公尺
centimeter|Zentimeter|Zentimetern|centimètre|centimètres|厘米|公分
millimeter|Millimeter|millimètre|millimètres|毫米
decimeter|Dezimeter|décimètre|décimètres|分米
kilometer|Kilometer|Kilometern|kilomètre|kilomètres|千米|公里
micrometer|Mikrometer|微米
nanometer|Nanometer|纳米
foot|feet|Fuß|pied|pieds|英尺
inch|inches|Zoll|pouce|pouces|英寸
mile|Meile|Meilen|英里
yard|码
gram|Gramm|gramme|grammes|gm|gms|克
kilogram|Kilogramm|kilogramme|kilogrammes|kgs|kilo|kilos|Kilo|千克|公斤
milligram|Milligramm|milligramme|milligrammes|毫克
metric_ton|Tonne|Tonnen|tonne|tonnes|t|吨
pound|pounds|lb|lbs|Pfund|磅
ounce|ounces|oz
liter|litre|litres|l|L|ltr|Liter|Litern|升|公升
milliliter|millilitre|millilitres|Milliliter|毫升
deciliter|Deziliter
centiliter|Zentiliter
second|sec|secs|Sekunde|Sekunden|seconde|secondes|秒|秒钟
minute|min|mins|Minute|Minuten|分钟|分
hour|hr|hrs|h|Stunde|Stunden|Std|heure|heures|小时|时|个小时
day|days|Tag|Tage|Tagen|jour|jours|天|日
week|weeks|Woche|Wochen|semaine|semaines|周|星期
month|months|Monat|Monate|Monaten|mois|个月
decade_of_years|decade|decades|Jahrzehnt|Jahrzehnte|décennie|décennies
century|centuries|Jahrhundert|Jahrhunderte|siècle|siècles|世纪
year|years|yr|yrs|Jahr|Jahre|Jahren|an|ans|année|années|年
hectare|Hektar|hectares|公顷
are|Ar
degree|degrees|deg|Grad|degré|degrés|度
radian|radians|rad|弧度
degree_Celsius|degC|celsius|Celsius|摄氏度|℃
degree_Fahrenheit|degF|fahrenheit|Fahrenheit|华氏度|℉
kelvin|Kelvin
newton|Newton|牛|牛顿
joule|Joule|焦|焦耳
watt|Watt|瓦
volt|Volt|伏|伏特
ampere|Ampere|安培|amp|amps
ohm|Ohm|Ω|欧姆
pascal|Pascal|帕
hertz|Hertz|赫兹
mile/hour|mph
kilometer/hour|kmh|kmph|kph
meter/second|mps
cubic_centimeter|cc|ccm
square_meter|qm|平方米|㎡
square_centimeter|qcm|平方厘米
square_kilometer|qkm|平方公里|平方千米
cubic_meter|立方米
cubic_centimeter|立方厘米
percent|%|pct|Prozent|pourcent|百分之
permille|‰|Promille
""".strip()
NAMES = {
    name: line.split("|")[0] for line in WORDS.split("\n") for name in line.split("|")[1:]
}
NAMES["°"] = NAMES[r"\degree"] = "degree"

# Every currency is a kind of its own; hundredths belong to theirs.
MONEY = """
dollar|dollars|$|USD|US$|Dollar|美元
euro|euros|€|EUR|Euro|欧元
pound_sterling|£|GBP|pounds sterling|Pfund Sterling|英镑
yuan|¥|CNY|RMB|元|块|块钱|人民币
yen|JPY|円|日元
rupee|rupees|₹|INR|Rs|卢比
franc|francs|CHF|Franken|法郎
ruble|rubles|₽|RUB|卢布
won|₩|KRW|韩元
peso|pesos|MXN
""".strip()
CENTS = {
    "cent|cents|¢|Cent": Fraction(1, 100),
    "nickel|nickels": Fraction(5, 100),
    "dime|dimes": Fraction(10, 100),
    "quarter_dollar": Fraction(25, 100),
}
CURRENCIES = {
    name: line.split("|")[0] for line in MONEY.split("\n") for name in line.split("|")
}
PENCE = ("pence", "penny", "p_gbp")
COINS = {name for line in CENTS for name in line.split("|")}
SYMBOLS = "$€£¥₹₽₩"

# Words that count the outcomes of something and may be left out or exchanged.
COUNTS = set(
    "way ways arrangement arrangements permutation permutations combination combinations outcome"
    " outcomes possibility possibilities choice choices option options solution solutions number"
    " numbers value values sequence sequences case cases time times unit units u element elements"
    " möglichkeit möglichkeiten lösung lösungen einheit einheiten le mal façons solution 种 个 次 种方法"
    " 个解 单位 倍 individuals item items".split()
)
SCALES = {
    **dict.fromkeys(("hundred", "hundert", "cent_fr", "百"), 100),
    **dict.fromkeys(("thousand", "tausend", "mille", "千"), 1000),
    **dict.fromkeys(("万", "萬"), 10**4),
    **dict.fromkeys(("million", "millions", "millionen", "mio", "mln", "百万"), 10**6),
    **dict.fromkeys(("亿",), 10**8),
    **dict.fromkeys(("billion", "billions", "milliarde", "milliarden", "mrd", "十亿"), 10**9),
    **dict.fromkeys(("trillion", "trillions"), 10**12),
    **dict.fromkeys(("dozen", "dozens", "dutzend"), 12),
}
# As plain letters behind a number, without \text, these are units and not variables.
PLAIN_LETTERS = set("m g s h l L N J W V A K".split())

# As plain letters, short names that are units and hardly a product of variables.
SHORT = set(
    "cm mm km dm nm kg mg gm gms kgs ml mL dl dL cl cL ft in yd yds mi lb lbs oz hr hrs min mins sec"
    " day yr yrs mph kph kmh kW kWh MW Hz kHz MHz GHz MB GB KB kB TB kJ kN Pa kPa mol rad deg gal qt pt"
    " ha cc ms mV kV mA USD EUR GBP CNY RMB CHF Uhr am pm Std Tag are per pro par sq cu".split()
)
POWERS = {"square": 2, "sq": 2, "cubic": 3, "cu": 3, "Quadrat": 2, "Kubik": 3, "平方": 2, "立方": 3}


KINDS = {
    "angle": ("degree", "radian", "turn", "arc", "grad"),
    "data": ("bit", "byte"),
    "share": ("percent", "permille", "ppm"),
}


def load():
    """Makes the registry; `pint` must be importable. Takes about a second."""
    global registry
    import pint

    registry = pint.UnitRegistry(non_int_type=Fraction, cache_folder=None)
    for name in dict.fromkeys(CURRENCIES.values()):
        registry.define(f"{name} = [{name}]")
    registry.define("decade_of_years = 10 * year")
    registry.define("penny_sterling = pound_sterling / 100")


@lru_cache(maxsize=512)
def unit_of(text):
    """A unit of Pint for a product of units as people write them; raises Unreadable."""
    if registry is None:
        raise UnitsNeeded
    tokens = re.findall(r"[^\s\d^{}()/.·*\-]+|\^\{?\s*[-+]?\d+\s*\}?|/|\d", joined(text))
    if not tokens:
        raise Unreadable(text)
    result, sign, power, last = registry.Unit(""), 1, 1, None
    for token in tokens:
        if token == "/" or token in ("per", "pro", "par", "每"):
            sign, last = -1, None
        elif token in POWERS or token.lower() in POWERS:
            power = POWERS.get(token) or POWERS[token.lower()]
        elif re.fullmatch(r"\^\{?\s*[-+]?\d+\s*\}?|\d", token):
            if last is None:
                raise Unreadable(text)
            # It was taken once already.
            result *= last ** (int(re.sub(r"[^\d-]", "", token)) - 1)
        else:
            last = single(token) ** (sign * power)
            result, power = result * last, 1
    return result


def joined(text):
    text = re.sub(r"\\(?:cdot|times|text|degree)(?![A-Za-z])", " ", text).replace("²", "^2").replace("³", "^3")
    text = re.sub(r"(平方|立方)", r" \1 ", text)
    text = re.sub(r"每小时", "/小时", text)
    text = re.sub(r"每秒", "/秒", text)
    text = re.sub(r"\b(Quadrat|Kubik)(?=[a-z])", r"\1 ", text)
    return re.sub(r"\b(carrés?|au carré)\b", "^2", re.sub(r"\bcubes?\b", "^3", text))


def single(word):
    """One unit without its power."""
    name = NAMES.get(word) or CURRENCIES.get(word) or NAMES.get(word.lower())
    if word in PENCE:
        name = "penny_sterling"
    if name and "/" in name:
        top, bottom = name.split("/")
        return registry.Unit(top) / registry.Unit(bottom)
    for candidate in [name] if name else [word, word.lower(), word.capitalize()]:
        # Pint would read cats as hundredths of an atmosphere: no prefix before a plural.
        if candidate.lower() in COUNTS:
            break
        try:
            return registry.Unit(candidate)
        except Exception:
            continue
    raise Unreadable(word)


def coin(word):
    """The share of its currency; None for what is no coin."""
    for names, share in CENTS.items():
        if word in names.split("|"):
            return share
    return None


def factor_and_shift(unit, other):
    """x of `unit` is a·x + b of `other`, exactly; None where they measure different things."""
    if unit == other:
        return sp.S.One, sp.S.Zero
    angles = [str(one) for one in (unit, other)] if unit.dimensionless and other.dimensionless else []
    if angles in (["degree", "radian"], ["radian", "degree"]):
        # Exactly, which Pint's fractions can't be.
        return (sp.pi / 180 if angles[0] == "degree" else 180 / sp.pi), sp.S.Zero
    if unit.dimensionality != other.dimensionality or family(unit) != family(other):
        return None
    zero = registry.convert(Fraction(0), unit, other)
    one = registry.convert(Fraction(1), unit, other)
    rational = lambda number: sp.Rational(Fraction(number))  # noqa: E731
    return rational(one) - rational(zero), rational(zero)


def family(unit):
    """Pint has no dimension for angles, information and shares; they are different things."""
    if not unit.dimensionless:
        return "dimension"
    names = " ".join(name for name, _ in registry.Quantity(1, unit).unit_items())
    for kind, marks in KINDS.items():
        if any(mark in names for mark in marks):
            return kind
    return names


def noun(text):
    """What is counted, in one spelling; "" for words that may be left out."""
    word = re.sub(r"[\s~]+", " ", re.sub(r"\\text|[{}.]|\^.*", " ", text)).strip().lower()
    if not word or all(part in COUNTS for part in re.split(r" (?:of )?|possible ", word) if part):
        return ""
    word = re.sub(r"^(?:different|distinct|possible|verschiedene|个|只|本|名|位) ?", "", word)
    word = {"people": "person", "persons": "person", "children": "child", "men": "man"}.get(word, word)
    return re.sub(r"(?<=..)(?:es|s)$", "", word)
