"""Answers in words, and words for mathematical things."""

import re

# What means the same in the languages that the page speaks, and what Python prints for it.
SYNONYMS = [
    "undefined|nan|zoo|not defined|does not exist|dne|nicht definiert|undefiniert|existiert nicht|"
    "non défini|indéfini|n'existe pas|未定义|无定义|不存在|无意义",
    "no solution|no solutions|no real solution|no real solutions|has no solution|empty set|emptyset|"
    "the empty set|keine lösung|keine lösungen|leere menge|aucune solution|无解|没有解|空集|无实数解",
    "all real numbers|all reals|real numbers|reals|the real numbers|alle reellen zahlen|"
    "tous les réels|全体实数|所有实数|任意实数|实数集",
    "infinity|infinite|unendlich|infini|无穷|无穷大|正无穷",
    "yes|ja|oui|是|是的",
    "no|nein|non|否|不是",
    "true|wahr|vrai|真|正确|对",
    "false|falsch|faux|假|错误|错",
    "even|gerade|pair|偶数",
    "odd|ungerade|impair|奇数",
]
MEANING = {
    name: line.split("|", 1)[0] for line in SYNONYMS for name in line.replace("\n", "").split("|")
}
EMPTY, REALS, INFINITE = "no solution", "all real numbers", "infinity"

NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
).split()

ROMAN = re.compile(r"[IVXLCDM]{2,}\Z")
ARTICLE = re.compile(r"^(?:the|a|an|der|die|das|ein|eine|le|la|les|un|une) (?=\S)")
CJK = r"\u3400-\u9fff\u3040-\u30ff\uac00-\ud7af"
LETTERS = rf"A-Za-zÀ-ÖØ-öø-ÿ{CJK}"


def spelt(text):
    """Words in one spelling. A single letter keeps its case: e is not E."""
    text = re.sub(r"\\text\s*\{([^{}]*)\}", r" \1 ", text)
    text = re.sub(r"[\s~]+", " ", text.replace("\\", " ")).strip(" .!?;,。！？")
    text = text.replace("’", "'")
    if len(text) > 1 and text.lower() in MEANING:
        return MEANING[text.lower()]
    if len(text) > 1 and not is_letters(text):
        text = ARTICLE.sub("", text.lower().replace("-", " "))
    return MEANING.get(text.lower() if len(text) > 1 else text, text)


def is_letters(text):
    """Letters in an order, as points or Roman numerals have them, where a capital is no beginning."""
    return re.fullmatch(r"[A-Z]{2,}", text) is not None and text.lower() not in MEANING


def number_of(text):
    """The number that a word says, or None."""
    return NUMBERS.index(text) if text in NUMBERS else None


def is_word(text):
    """Whether letters are a word or an order, and no product of variables.

    Capitals are never a product. Of small letters abc and xyz are one; where vowels make them
    pronounceable (cat, on) they are a word.
    """
    if not re.fullmatch(rf"[{LETTERS}]{{2,}}", text):
        return False
    if re.search(rf"[^A-Za-z]", text) or text.lower() in MEANING or text.lower() in NUMBERS:
        return True
    if re.fullmatch(r"[A-Z]{2,}|[A-Z][a-z]{2,}", text):
        return True
    if not text.islower():
        return len(text) > 4
    if text in ("pi", "oo", "inf", "sin", "cos", "tan", "log", "ln", "exp", "sqrt"):
        return False
    if len(text) > 4:
        return True
    letters = sorted({ord(letter) for letter in text})
    in_a_row = letters[-1] - letters[0] == len(letters) - 1 and len(letters) == len(text)
    return not in_a_row and re.search(r"[aeiou]", text) is not None
