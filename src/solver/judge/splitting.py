"""Cuts an answer at its top level, outside of all brackets."""

import re

OPEN, CLOSE = "([{", ")]}"
AND, OR = r"\AND ", r"\OR "

_ANDS = "and|und|et|和|与|及|以及|且|并且"
_ORS = "or|oder|ou|或|或者|或是"


def with_connectors(text):
    """`and` and `or` in all their spellings as two commands."""
    for words, command in ((_ANDS, AND), (_ORS, OR)):
        mark = command.replace("\\", "\\\\")
        text = re.sub(rf"\\text\s*\{{\s*,?\s*(?:{words})\s*,?\s*\}}", mark, text)
        # Also inside of a text: \text{A and C}.
        plain = "|".join(word for word in words.split("|") if word.isascii())
        text = re.sub(rf"(?<![A-Za-z\\])(?:{plain})(?![A-Za-z])", mark, text)
        text = re.sub(rf"(?<=\d)(?:{plain})(?=[A-Z])", mark, text)
        signs = "|".join(sorted((w for w in words.split("|") if not w.isascii()), key=len)[::-1])
        text = re.sub(rf"\s*(?:{signs})\s*", f" {mark}", text)
    text = re.sub(r"\\(?:lor|vee)(?![A-Za-z])", lambda _: OR, text)
    text = re.sub(r"\\(?:land|wedge)(?![A-Za-z])", lambda _: AND, text)
    if "\\begin" in text:
        return text
    # Python's (x > 2) & (x < 5) and (x < 2) | (x > 5).
    text = re.sub(r"(?<=\))\s*&\s*(?=\()", lambda _: AND, text)
    return re.sub(r"(?<=\))\s*\|\s*(?=\()", lambda _: OR, text)


def cut(text, separators):
    """The parts between separators (a compiled pattern), and the separators found."""
    parts, found, start, depth, at = [], [], 0, 0, 0
    while at < len(text):
        character = text[at]
        if text.startswith(("\\{", "\\}"), at):
            depth += 1 if text[at + 1] == "{" else -1
            at += 2
            continue
        if character in OPEN:
            depth += 1
        elif character in CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0:
            separator = separators.match(text, at)
            if separator and separator.end() > at:
                parts.append(text[start:at])
                found.append(separator[0].strip())
                at = start = separator.end()
                continue
        if character == "\\":
            # A command is one thing: \leq is no \le.
            command = re.compile(r"\\(?:[A-Za-z]+|.)", re.S).match(text, at)
            at = command.end() if command else at + 1
        else:
            at += 1
    parts.append(text[start:])
    return [part.strip() for part in parts], found


def enclosed(text):
    """(opening, inside, closing) of a text that one pair of brackets holds; else None."""
    text = text.strip()
    for opening, closing in (("\\{", "\\}"), ("{", "}"), ("(", ")"), ("[", "]"), ("(", "]"), ("[", ")")):
        if len(text) > len(opening) + len(closing) - 1 and text.startswith(opening) and text.endswith(closing):
            if opening == "{" and text.endswith("\\}"):
                continue
            inside = text[len(opening) : len(text) - len(closing)]
            if balanced(inside):
                return opening, inside.strip(), closing
    return None


def balanced(text):
    """Whether no bracket is closed that was not opened in it."""
    depth = 0
    for character in re.sub(r"\\[{}]", lambda m: m[0][1], text):
        depth += (character in OPEN) - (character in CLOSE)
        if depth < 0:
            return False
    return depth == 0
