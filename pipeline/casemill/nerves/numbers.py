"""Numbers that name nerves: cranial nerves I to XII, and the levels of spinal roots."""

from __future__ import annotations

import re
from dataclasses import dataclass

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth",
    "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
)  # fmt: skip
CARDINALS = (
    "one", "two", "three", "four", "five", "six",
    "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip

_ONE = (
    r"(?:(?P<roman{0}>VIII|VII|VI|IV|IX|XII|XI|III|II|X|V|I)(?:st|nd|rd|th)?"
    r"|(?P<digit{0}>1[0-2]|[1-9])(?P<suffix{0}>-?(?:st|nd|rd|th))?"
    rf"|(?P<ordinal{{0}}>{'|'.join(ORDINALS)})|(?P<cardinal{{0}}>{'|'.join(CARDINALS)}))(?![\w.]\w|\w)"
)
_NUMBER = re.compile(
    _ONE.format(1) + r"(?:\s?(?P<dash>[-–—‐‑]|to\b|through\b|/)\s?" + _ONE.format(2) + ")?", re.IGNORECASE
)
_LEVEL = re.compile(
    r"(?P<region>Th|[CTDLS])[-‐‑]?(?P<level>1[0-2]|[1-9])"
    r"(?:\s?(?P<dash>[-–—‐‑/]|to|through)\s?(?P<region2>Th|[CTDLS])?[-‐‑]?(?P<level2>1[0-2]|[1-9]))?"
    r"(?!\w|[.,]\d)"
)
_HIGHEST = {"C": 8, "T": 12, "L": 5, "S": 5}


@dataclass(frozen=True, slots=True)
class Number:
    """A number found in the text.

    Parameters
    ----------
    start, end
        Place in the text.
    values
        One number, or the first and the last of a range, or two joined ones.
    style
        ``roman``, ``ordinal``, ``digit`` or ``word``.
    is_range
        True for ``II-XII``; false for a single number and for neighbours (``IX-X``).
    cut
        For two joined neighbours: end of the first and start of the second.
    """

    start: int
    end: int
    values: tuple[int, ...]
    style: str
    is_range: bool = False
    cut: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class Level:
    """A spinal level or range of levels, ``label`` in the form ``l5-s1``."""

    start: int
    end: int
    label: str


def _value(match: re.Match[str], part: int) -> tuple[int, str]:
    """Return number and style of one part of a match; 0 if it is none."""
    if roman := match[f"roman{part}"]:
        return (ROMAN.index(roman) + 1, "roman") if roman in ROMAN else (0, "")
    if digit := match[f"digit{part}"]:
        return int(digit), "ordinal" if match[f"suffix{part}"] else "digit"
    if ordinal := match[f"ordinal{part}"]:
        return ORDINALS.index(ordinal.lower()) + 1, "ordinal"
    if cardinal := match[f"cardinal{part}"]:
        return CARDINALS.index(cardinal.lower()) + 1, "word"
    return 0, ""


def number_at(text: str, start: int) -> Number | None:
    """Read the number of a cranial nerve, or a range of them, that begins at ``start``.

    >>> number_at("II-XII intact", 0).values
    (2, 12)
    """
    match = _NUMBER.match(text, start)
    if match is None:
        return None
    value, style = _value(match, 1)
    if not value:
        return None
    end = max(match.end(name) for name in ("roman1", "digit1", "suffix1", "ordinal1", "cardinal1"))
    if match["roman1"] and text[end : end + 2] in ("st", "nd", "rd", "th"):
        end += 2
    second, style2 = _value(match, 2) if match["dash"] else (0, "")
    if not second or second <= value or (style2 != style and {style, style2} != {"digit", "ordinal"}):
        return Number(start, end, (value,), style)
    second_start = max(match.start(name) for name in ("roman2", "digit2", "ordinal2", "cardinal2"))
    style = "ordinal" if "ordinal" in (style, style2) else style
    neighbours = match["dash"] == "/" or (second == value + 1 and not match["dash"].isalpha())
    return Number(start, match.end(), (value, second), style, not neighbours, (end, second_start))


def level_at(text: str, start: int) -> Level | None:
    """Read a spinal level or a range of levels that begins at ``start``.

    >>> level_at("L5-S1 levels", 0).label
    'l5-s1'
    """
    match = _LEVEL.match(text, start)
    if match is None:
        return None
    region = _region(match["region"])
    label = f"{region}{match['level']}"
    valid = int(match["level"]) <= _HIGHEST[region]
    if match["level2"]:
        region2 = _region(match["region2"] or match["region"])
        label = f"{label}-{region2}{match['level2']}"
        valid = valid and int(match["level2"]) <= _HIGHEST[region2]
    return Level(start, match.end(), label.lower()) if valid else None


def _region(letters: str) -> str:
    return "T" if letters in ("Th", "D") else letters
