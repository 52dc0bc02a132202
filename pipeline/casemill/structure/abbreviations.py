"""Short forms that a report introduces itself: in brackets and in legends.

Brackets go by the algorithm of Schwartz and Hearst (Pac Symp Biocomput 2003:451-62) as
scispaCy has it; its matcher tries each opening bracket with each closing one, so the pairs
are found here, and what it accepts is filtered: a short form has two capitals or more, and
its long form stands in the same sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_BRACKET = re.compile(r"[(\[]([^()\[\]\n]{2,80})[)\]]")
_SHORT = re.compile(r"[A-Za-z\u0370-\u03ff][\w+/-]{1,11}(?: [\w+/-]{1,6})?")
_LONGEST = 160
_OPENING = re.compile(r"(?:Notations?|Abbreviations?(?: used)?|Legends?|Notes?)\s?:\s+", re.IGNORECASE)
_LEGEND = re.compile(
    r"(?:^|(?<=:\s)|[;:.,]\s+)(?P<short>[A-Z\u0370-\u03ffa-z][\w+/-]{0,11})(?P<sign>\s?[–—=:]\s?| - |,\s)"
    r"(?P<long>[^;=–—\n]{3,80})"
)
_LEADING = re.compile(r"(?:(?:the|a|an|of|with|and|or|by|for|in|to|his|her|their)\s+)+", re.IGNORECASE)


def is_short_form(form: str) -> bool:
    """Tell whether a word can be a short form: two capitals or more, letters for the greater part."""
    letters = sum(char.isalpha() for char in form)
    return (
        2 <= len(form) <= 12
        and sum(char.isupper() for char in form) >= 2
        and 2 * letters > len(form)
        and form[0].isalpha()
        and not re.fullmatch(r"[IVXLC]+", form)
    )


def bracketed_candidates(text: str) -> Iterator[tuple[int, int, int, int]]:
    """Yield places of short forms in brackets and of what stands before them.

    Parameters
    ----------
    text
        One sentence.

    Yields
    ------
    tuple of int
        Start and end of what may be the long form, start and end of the short form. A
        long form in brackets behind its short form is yielded the other way round.
    """
    for match in _BRACKET.finditer(text):
        inside = match[1]
        head = re.split(r"[,;:=]| \d", inside, maxsplit=1)[0].strip()
        base = max(0, match.start() - _LONGEST)
        before = text[base : match.start()].rstrip()
        if _SHORT.fullmatch(head) and is_short_form(head.replace(" ", "")):
            words = max(2, min(len(head) + 5, 2 * len(head)))
            place = match.start(1) + inside.index(head)
            yield base + _words_back(before, words), base + len(before), place, place + len(head)
        elif " " in inside:
            last = re.search(r"[\w+/-]+$", before)
            if last and is_short_form(last[0]):
                yield match.start(1), match.end(1), base + last.start(), base + last.end()


def _words_back(text: str, count: int) -> int:
    """Return where the last ``count`` words of a text begin; brackets and stops end the search."""
    barrier = max(text.rfind(sign) for sign in "()[];:")
    starts = [match.start() for match in re.finditer(r"\S+", text) if match.start() > barrier]
    return starts[-count] if len(starts) >= count else (starts[0] if starts else len(text))


def legend_abbreviations(text: str) -> dict[str, str]:
    """Find the short forms that a legend lists: ``Bu – busulfan; Cy – cyclophosphamide``.

    Parameters
    ----------
    text
        A reading copy; each line with two entries or more is taken for a legend.

    Returns
    -------
    dict of str to str
        Short form -> long form.
    """
    found: dict[str, str] = {}
    for line in text.split("\n"):
        if ";" not in line and "–" not in line and "=" not in line:
            continue
        entries = []
        opening = _OPENING.match(line)
        for match in _LEGEND.finditer(line, opening.end() if opening else 0):
            short, long = match["short"], _long_form(match["long"])
            if letters_agree(short, long) and (short[0].isupper() or is_short_form(short)):
                entries.append((short, long))
        if len(entries) > 1:
            for short, long in entries:
                found.setdefault(short, long)
    return found


def _long_form(found: str) -> str:
    return re.split(r"\.(?:\s|$)|,\s(?=[A-Z][\w-]*\s?[,:=–])", found, maxsplit=1)[0].strip(" .,")


def letters_agree(short: str, long: str) -> bool:
    """Tell whether the letters of a short form stand in its long form in order.

    The first letter must begin the long form, and the long form must be longer.
    """
    letters = [char for char in short.casefold() if char.isalpha()]
    lower = long.casefold()
    if not letters or not lower.startswith(letters[0]) or len(long) <= len(short):
        return False
    place = -1
    for char in letters:
        place = lower.find(char, place + 1)
        if place < 0:
            return False
    return True


def merged(*findings: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Merge pairs of short and long form; the first that a report gives stays."""
    result: dict[str, str] = {}
    for pairs in findings:
        for short, long in pairs:
            plain = _LEADING.sub("", long, count=1) if _LEADING.match(long) else long
            if plain and plain.casefold() != short.casefold():
                result.setdefault(short, plain)
    return result
