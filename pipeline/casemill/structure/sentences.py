"""Where sentences end: stops that are none of an abbreviation, a bracket or a number."""

from __future__ import annotations

import re
from functools import cache

from casemill.lexicons import listed, table

Span = tuple[int, int]

_LINE = re.compile(r"[^\n]+")
_STOP = re.compile(
    r"""(?P<stop>(?<![.?!…])[.?!…]{1,6})(?P<close>['"”’)\]]{0,4})(?P<cited>\s?\[\d[\d,\s–-]{0,40}\])?"""
    r"(?:(?P<gap>\s+)(?=(?P<next>\S{1,40}))|(?P<glued>(?=[A-Z][a-z]+\s)))"
)
_BRACKET = re.compile(r"[()\[\]]")
_BEFORE = re.compile(r"(?:[^\W_]|[.&-])+$")
_ITEM = re.compile(
    r"\(?(?:\d{1,2}|[A-Za-z]|[ivxIVX]{1,4})[.)]?$|(?:Table|TABLE|Fig(?:ure|\.)?|FIG(?:URE|\.)?|Case|Patient)\s?\S{1,4}$"
)
_OPENING = "(\"'“‘[«*"
_LONGEST_BRACKET = 300
_LONGEST = 1500
"""Characters of the longest sentence: twice that of any in a report, and little enough for every rule."""


@cache
def _abbreviations() -> dict[str, str]:
    """Abbreviation in lower case, with inner stops -> when a stop behind it ends a sentence."""
    return {
        form.casefold(): row["ends"] for row in table("rules/sentence_abbreviations") for form in listed(row["forms"])
    }


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        word for row in table("rules/sentence_words") if row["kind"] == kind for word in listed(row["words"])
    )


def sentences_of_text(text: str) -> list[Span]:
    """Cut a reading copy into sentences.

    A sentence ends at a line end of the copy, and at ``.``, ``?`` or ``!`` with white space
    and the beginning of another sentence behind. It does not end inside brackets that
    close soon, behind abbreviations (``rules/sentence_abbreviations.tsv``), initials and
    numbers of list items, nor before a word in lower case. Citations in brackets behind
    the stop belong to the sentence before. What runs on without an end (a table or list
    whose line ends were lost) is broken at a blank, so that no rule meets more than 1,500
    characters at once.

    Parameters
    ----------
    text
        The reading copy.

    Returns
    -------
    list of tuple of int
        Start and end of each sentence, without white space around it.
    """
    found: list[Span] = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = 0
        closed = _bracketed(line) if "(" in line or "[" in line else []
        i = 0
        for stop in _STOP.finditer(line):
            while i < len(closed) and closed[i][1] < stop.start():
                i += 1
            is_inside = i < len(closed) and closed[i][0] < stop.start()
            if not is_inside and _is_end(line, stop, start):
                end = stop.start("gap") if stop["gap"] else stop.end()
                _keep(found, line, start, end, match.start())
                start = stop.end()
        _keep(found, line, start, len(line), match.start())
    return found


def _keep(found: list[Span], line: str, start: int, end: int, offset: int) -> None:
    piece = line[start:end]
    stripped = piece.strip()
    first = offset + start + len(piece) - len(piece.lstrip())
    last = first + len(stripped)
    while last - first > _LONGEST:
        cut = first + _LONGEST
        blank = line.rfind(" ", first - offset, cut - offset)
        cut = blank + offset if blank > 0 else cut
        head, tail = line[first - offset : cut - offset], line[cut - offset : last - offset]
        found.append((first, first + len(head.rstrip())))
        first = last - len(tail.lstrip())
    if first < last:
        found.append((first, last))


def _bracketed(line: str) -> list[Span]:
    """Return the outermost pairs of brackets that are not too far apart."""
    pairs: list[Span] = []
    opened: list[tuple[int, str]] = []
    for match in _BRACKET.finditer(line):
        sign = match.group()
        if sign in "([":
            opened.append((match.start(), sign))
        elif opened and opened[-1][1] == {")": "(", "]": "["}[sign]:
            start, _ = opened.pop()
            if match.start() - start <= _LONGEST_BRACKET:
                while pairs and pairs[-1][0] > start:
                    pairs.pop()
                pairs.append((start, match.start()))
    return pairs


def _is_end(line: str, stop: re.Match[str], start: int) -> bool:
    if stop["glued"] is not None:
        return _is_glued_end(line, stop)
    following = stop["next"].lstrip(_OPENING)
    if not following or (following[0].islower() and not _is_odd_name(following)):
        return False
    if stop["stop"] != "." or stop["close"].strip("\"'”’"):
        return True
    before = line[max(start, stop.start() - 40) : stop.start()]
    if len(before) < 16 and _ITEM.fullmatch(before.strip()):
        return False
    word = _BEFORE.search(before)
    return word is None or _ends_behind(word, before, following)


def _ends_behind(word: re.Match[str], before: str, following: str) -> bool:
    """Tell whether a sentence ends behind a word with a full stop."""
    form = word.group()
    is_capital = following[0].isupper()
    next_word = re.split(r"[\s,.;:'’)-]", following, maxsplit=1)[0]
    if len(form) == 1 and form.isupper() and before[: word.start()][-1:] in ("/", "°"):
        return is_capital  # a unit (``g/L``, ``°C``), no initial
    if len(form) == 1 and form.isupper():
        earlier = before[: word.start()].rstrip().rsplit(" ", 1)[-1].casefold().strip("(")
        return not is_capital or earlier in _words("lettered") or next_word in _words("starter")
    ends = _abbreviations().get(form.casefold(), "")
    if ends == "never":
        return False
    if ends == "not_before_name":
        return is_capital and next_word in _words("starter")
    if ends == "not_before_number":
        return not following[0].isdigit() and not re.match(r"[IVX]+\b", following)
    if ends == "before_capital":
        return is_capital
    return True


def _is_glued_end(line: str, stop: re.Match[str]) -> bool:
    """Tell whether a full stop without a blank behind parts two sentences."""
    if stop["stop"] != "." or stop["cited"]:
        return stop["cited"] is not None
    before = line[max(0, stop.start() - 12) : stop.start()]
    following = re.match(r"[A-Za-z]+", line[stop.end() : stop.end() + 30])
    if following is None or following[0] not in _words("starter") or len(following[0]) < 2:
        return False
    letters = re.search(r"[^\W\d_]+$", before)
    if letters is None:
        return before[-1:].isdigit() or before[-1:] in (")", "]", "%")
    return letters[0].islower() and len(letters[0]) > 2 and letters[0] not in _abbreviations()


def _is_odd_name(word: str) -> bool:
    """Tell whether a word in lower case can begin a sentence: ``mTOR``, ``pH``, ``α-fetoprotein``."""
    letters = re.match(r"[^\W\d_]+", word)
    return letters is not None and (
        (len(letters[0]) < 8 and letters[0][1:] != letters[0][1:].lower()) or word[0] in "αβγδμ"
    )
