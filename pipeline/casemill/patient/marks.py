"""Words that tell one patient of a report from another: ``Case 2``, ``the first patient``, ``both patients``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import listed, table
from casemill.view import Sentence, View

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHORT_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_LETTERS = ("A", "B", "C", "D", "E", "F")
_NUMBERS = {
    word.casefold(): number
    for words in (_ORDINALS, _SHORT_ORDINALS, _WORDS, _ROMAN, _LETTERS)
    for number, word in enumerate(words, start=1)
}
COUNTS = {word: number for number, word in enumerate(_WORDS, start=1)}
"""Number words of patients."""

_NOT_COUNTED = (
    r"(?![\w%/’'-]|[.,]\d|\s(?:years?|yrs?|months?|weeks?|days?|hours?|minutes?|mg|g|kg|ml|mL|cm|mm|times?|cycles?"
    r"|courses?|doses?|units?|of|out|to|or|×|x)\b|\s?%)"
)
"""Not behind a number that counts something: ``the patient 2 weeks later``."""

_SUBJECT = re.compile(
    r"^\W{0,3}(?:(?:in|for|as\sfor|regarding|meanwhile|similarly|however|likewise|finally|also|then|(?:in|by)\scontrast)"
    r",?\s){0,3}$",
    re.IGNORECASE,
)
_LED = re.compile(
    r"(?:^|[,;:(]|\b(?:in|for|to|of|by|with|from|while|and|whereas|but|both|where|when|that))\W{0,3}$", re.IGNORECASE
)
_STOP = re.compile(
    r"\s?(?:[.:)–—]|-\s|$|\((?=[^)\n]{1,40}\))|\s(?=(?:An?|The|This|Our)\s[\w-])"
    r"|,\s(?=[^\n.?!;|]{1,80}$)|\s(?=[A-Z][a-z][^\n.?!;|]{1,80}$)"
    r"|\s(?i:presentation|description|report|history|summary|study)\s?(?:[.:]|$))",
    re.MULTILINE,
)
_INTRODUCED = r"(?=\s?,\s(?:an?|aged)\s|\s(?:was|is)\s(?:an?|aged)\s)"
_ONE = re.compile(rf"\W{{0,2}}(?P<mark>One(?:\spatient|\sof\sthem)?){_INTRODUCED}")
_OTHER = re.compile(rf"\W{{0,2}}(?P<mark>The\sother(?:\spatient|\scase)?){_INTRODUCED}")


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that tell whom the text turns to.

    Parameters
    ----------
    start, end
        Place in the reading copy.
    number
        As the report counts its patients, from 1; 0 for several or all of them.
    kind
        ``heading`` (``Case 1.``), ``opening`` (subject of its sentence), ``pointer``
        (elsewhere in it), ``pair`` (``One, a man ...``; ``The other, a man ...``), ``all``, ``closing``,
        ``person`` (by age or sex), ``introduced`` (``A man of 60 years ...``, one of two announced).
    """

    start: int
    end: int
    number: int
    kind: str


@cache
def cues(role: str) -> str:
    """Return the cues of a role of ``rules/patient_marks.tsv`` as alternatives of a pattern."""
    found = [cue for row in table("rules/patient_marks") if row["role"] == role for cue in listed(row["cue"])]
    return "|".join(re.escape(cue).replace(r"\ ", r"\s") for cue in sorted(found, key=len, reverse=True))


@cache
def _headings() -> re.Pattern[str]:
    """Return the pattern of what may be a heading, at the start of a line or sentence."""
    number = rf"\d{{1,2}}|{'|'.join((*sorted(_ROMAN, key=len, reverse=True), *_LETTERS))}|(?i:{'|'.join(_WORDS)})"
    ordinal = "|".join((*_ORDINALS, *_SHORT_ORDINALS))
    return re.compile(
        rf"(?:[•●▪·*-]\s)?(?:\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.?\s)?(?:(?:Presentation|Description|Report)\sof\s)?"
        rf"(?P<mark>(?i:{cues('numbered')})[\s-]?(?i:no\.?\s?|number\s|nr\.?\s?|№\s?|#\s?)?\(?(?P<number>{number})(?!\w|[.,]\d)\)?"
        rf"|(?i:(?:the\s|our\s)?(?P<ordinal>{ordinal})\s(?:{cues('ordered')})(?!\w)))"
    )


@cache
def _pointers() -> re.Pattern[str]:
    """Return the pattern of all marks that may stand anywhere in a sentence."""
    roman = "|".join(sorted(_ROMAN, key=len, reverse=True))
    ordinal = "|".join((*_ORDINALS, *_SHORT_ORDINALS))
    plural = r"(?i:patients|cases|women|men|girls|boys|children|infants|siblings|brothers|sisters|twins)"
    return re.compile(
        rf"(?<![\w-])(?:(?P<all>(?i:patients|cases)\s(?i:nos?\.?\s)?\d{{1,2}}(?:\s?(?:,|and|&|to|–|-)\s?\d{{1,2}}){{1,9}}"
        rf"|(?i:{cues('all')})\s(?:[\w-]+\s)?{plural}|(?i:{cues('each')})\s(?i:patient|case)|(?i:{cues('both')}))(?!\w)"
        rf"|(?P<closing>(?i:{cues('closing')}))(?!\w)"
        rf"|(?P<numbered>(?i:{cues('numbered')})\s(?i:no\.?\s?|number\s|#\s?)?(?P<number>\d{{1,2}}|{roman}){_NOT_COUNTED})"
        rf"|(?P<ordered>(?i:(?:the|our|a)\s(?P<ordinal>{ordinal})\s(?:(?!and\b|or\b)[\w-]+\s)?(?:{cues('ordered')})"
        rf"(?!\w|[-’']|\s(?:of|reports?|series|study|in|to|ever)\b)))"
        rf"|(?P<bare>(?i:the\s(?P<bare_ordinal>{ordinal})){_INTRODUCED}))"
    )


@cache
def elsewhere() -> re.Pattern[str]:
    """Return the pattern of words that speak of other reports."""
    return re.compile(rf"(?<!\w)(?:{cues('elsewhere')})(?!\w)", re.IGNORECASE)


def find_marks(view: View) -> list[Mark]:
    """Find all marks in the read sentences, in order.

    A sentence that speaks of other reports (``patient 3 of their series``) has none but
    its heading.

    Returns
    -------
    list of Mark
        None shares a character with another.
    """
    marks: list[Mark] = []
    for sentence in view.sentences:
        marks += (mark for mark in _marks_in(view.text, sentence) if not marks or mark.start >= marks[-1].end)
    return marks


def merged(marks: Iterable[Mark], others: Iterable[Mark]) -> list[Mark]:
    """Return both in order; of two that share a character the one that begins first."""
    kept: list[Mark] = []
    for mark in sorted((*marks, *others), key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _marks_in(text: str, sentence: Sentence) -> Iterator[Mark]:
    start, end = sentence.start, sentence.end
    heading = _heading_at(text, start)
    if heading:
        yield heading
        start = heading.end
    if elsewhere().search(text, start, end):
        return
    for kind, pattern, number in (("pair", _ONE, 1), ("pair", _OTHER, 2)):
        pair = pattern.match(text, start, end)
        if pair and not heading:
            yield Mark(pair.start("mark"), pair.end("mark"), number, kind)
    for match in _pointers().finditer(text, start, end):
        mark = _pointer(match, text[max(sentence.start, match.start() - 60) : match.start()])
        if mark:
            yield mark


def _heading_at(text: str, start: int) -> Mark | None:
    """Return the heading that begins at an offset: a mark with a stop behind it."""
    match = _headings().match(text, start)
    if not match or not _STOP.match(text, match.end()):
        return None
    if match["mark"][0].islower() and not text[start].isupper():
        return None
    if match["number"] in _LETTERS and text[match.end() : match.end() + 1] not in ("", "\n", ".", ":"):
        return None
    return Mark(match.start("mark"), match.end("mark"), _number(match["number"] or match["ordinal"]), "heading")


def _pointer(match: re.Match[str], before: str) -> Mark | None:
    if match["all"]:
        return Mark(*match.span(), 0, "all")
    if match["closing"]:
        return Mark(*match.span(), 0, "closing")
    is_subject = bool(_SUBJECT.match(before))
    if not is_subject and (match["bare"] or (match["ordered"] and not _LED.search(before))):
        return None
    number = _number(match["number"] or match["ordinal"] or match["bare_ordinal"])
    return Mark(*match.span(), number, "opening" if is_subject else "pointer") if number else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]
