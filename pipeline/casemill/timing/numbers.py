"""Numbers in digits, in words and mixed: the pieces of pattern that all of timing is built of."""

from __future__ import annotations

import re
from functools import lru_cache

from casemill.words import fold

DASH = r"[-‐‑‒–—−]"
"""Any hyphen, dash or minus sign."""

_ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = (
    *("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth"),
)
DECADES = frozenset(_TENS)
"""Folded words of decades of life: ``twenties`` is folded to ``twenty``."""
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 0.33, "⅔": 0.67}

_CARDINAL: dict[str, int] = {word: i for i, word in enumerate(_ONES)}
_CARDINAL |= {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_ORDINAL: dict[str, int] = {word: i for i, word in enumerate(_ORDINALS)}
_ORDINAL |= {word[:-1] + "ieth": 20 + 10 * i for i, word in enumerate(_TENS)}
ORDINAL_WORDS = frozenset({"st", "nd", "rd", "th", *map(fold, _ORDINAL)})
"""The folded words of which an ordinal holds one."""


def one_of(words: list[str] | tuple[str, ...] | dict[str, int]) -> str:
    """Return an alternation of words, the longest first so that none hides another."""
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


SPELLED = (
    rf"(?:(?:{one_of(_TENS)})(?:(?:{DASH}|\s)(?:{one_of(_ONES[1:10])})(?![a-z])|(?![a-z]|{DASH}(?:{one_of(_ONES[1:10])})))"
    rf"|(?:a|one)\shundred(?![a-z])|(?:{one_of(_ONES)})(?![a-z]))"
)
"""A number in words."""

HALF = rf"(?:(?:\s|{DASH})and(?:\s|{DASH})(?:a|one)(?:\s|{DASH})half)"
"""The words that add one half."""

PLAIN = rf"(?:\d{{1,4}}(?:[.,·]\d{{1,2}})?(?!\d)(?:\s?[½¼¾⅓⅔]|\s[123]/[234](?!\d))?|{SPELLED}){HALF}?"
"""One number that is known: digits, words, or both."""

UNKNOWN = r"(?:several|a\sfew|few)"
"""A number of units that the text leaves open."""

ORDINAL = (
    rf"(?:\d{{1,3}}\s?(?:st|nd|rd|th)(?![a-z])"
    rf"|(?:{one_of(_TENS)}){DASH}(?:{one_of(_ORDINALS[1:10])})|(?:{one_of(_ORDINAL)}))"
)
"""A place in a row: ``22nd``, ``eleventh``."""

_HALF = re.compile(HALF + r"|\sand\sa\shalf", re.IGNORECASE)
_DIGITS = re.compile(r"(\d+(?:[.,·]\d+)?)\s?(?:([½¼¾⅓⅔])|(\d)/(\d))?")
_SEPARATORS = re.compile(rf"{DASH}|\s")


@lru_cache(maxsize=4096)
def number_of(text: str) -> float | None:
    """Return the value of a number in digits or words, or None if it is left open.

    Parameters
    ----------
    text
        What :data:`PLAIN`, :data:`UNKNOWN`, an article or ``half a`` matched.

    Returns
    -------
    float or None
        None for ``several`` and ``a few``.

    >>> number_of("two and a half")
    2.5
    >>> number_of("Twenty-eight")
    28.0
    """
    words = text.casefold().strip()
    if words.startswith(("several", "a few", "few")):
        return None
    if words.startswith("half") or words == "a half":
        return 0.5
    half = _HALF.search(words)
    extra = 0.5 if half else 0.0
    words = words[: half.start()] if half else words
    digits = _DIGITS.match(words)
    if digits:
        value = float(digits[1].replace(",", ".").replace("·", "."))
        if digits[2]:
            value += _FRACTIONS[digits[2]]
        elif digits[3]:
            value += int(digits[3]) / int(digits[4])
        return value + extra
    if words in ("a", "an"):
        return 1.0 + extra
    if words.startswith(("a couple", "couple")):
        return 2.0
    if words.endswith("hundred"):
        return 100.0
    parts = [part for part in _SEPARATORS.split(words) if part]
    return float(sum(_CARDINAL[part] for part in parts)) + extra


@lru_cache(maxsize=4096)
def ordinal_of(text: str) -> int:
    """Return the place that an ordinal names.

    >>> ordinal_of("22 nd"), ordinal_of("eleventh"), ordinal_of("twenty-first")
    (22, 11, 21)
    """
    words = text.casefold()
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits[0])
    *tens, last = _SEPARATORS.split(words)
    return sum(_CARDINAL[part] for part in tens) + _ORDINAL[last]


def plain(number: float | None) -> str:
    """Write a number for a normalised value: ``2``, ``2.5``, and ``X`` where it is open.

    >>> plain(2.0), plain(2.5), plain(None)
    ('2', '2.5', 'X')
    """
    return "X" if number is None else f"{number:.10g}"
