"""Words that tell one patient of a report from another: ``Case 2``, ``the first patient``, ``both patients``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from casemill.lexicons import listed, table
from casemill.view import Sentence, View
from casemill.words import TermIndex, Word, fold, words_of

_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_SHORT_ORDINALS = ("1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")
_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
_LETTERS = ("A", "B", "C", "D", "E", "F")
_PLURALS = (
    *("patients", "cases", "women", "men", "girls", "boys", "children", "infants", "siblings", "brothers", "sisters"),
    "twins",
)
_ORDINAL_WORDS = frozenset({"st", "nd", "rd", "th", *_ORDINALS})
_PLURAL_WORDS = frozenset(map(fold, _PLURALS))
_NUMBERING = frozenset({*_ROMAN, *_LETTERS, "#", "no", "No", "NO", "nos", "Nos", "NOS", "number", "Number", "NUMBER"})
_FAR = 5
"""Words between ``all`` and ``patients`` at most: one for the patterns, which take a compound for one."""
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
_LETTER = (
    r"[A-F](?=[,.:;)]|\s(?:was|is|had|has|presented|developed|received|underwent|recovered|improved|worsened|showed|died"
    r"|and|or)\b)"
)
_COMPARED = re.compile(
    r"(?:^|[\s(])(?:unlike|like|contrary to|in contrast (?:to|with)|compared (?:to|with)|in comparison (?:to|with)"
    r"|as in|just as|similar(?:ly)? to|different from|than(?: in)?|as opposed to)"
    r"\s(?:the\s|our\s|that of\s|that in\s)?$",
    re.IGNORECASE,
)
"""Before words that only compare: ``Unlike case 1, she died`` goes on about the one before."""

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
        ``heading`` (``Case 1.``), ``opening`` (subject of its sentence), ``pointer`` (elsewhere in it), ``compared``
        (``unlike patient 1``), ``pair`` (``One, a man ...``; ``The other, a man ...``), ``all``, ``closing``,
        ``person`` (by age or sex), ``introduced`` (``A man of 60 years ...``, one of two announced).
    """

    start: int
    end: int
    number: int
    kind: str


@cache
def cues(role: str) -> str:
    """Return the cues of a role of ``rules/patient_marks.tsv`` as alternatives of a pattern."""
    found = sorted(_cues_of(role), key=len, reverse=True)
    return "|".join(re.escape(cue).replace(r"\ ", r"\s") for cue in found)


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
    plural = f"(?i:{'|'.join(_PLURALS)})"
    return re.compile(
        rf"(?<![\w-])(?:(?P<all>(?i:patients|cases)\s(?i:nos?\.?\s)?\d{{1,2}}(?:\s?(?:,|and|&|to|–|-)\s?\d{{1,2}}){{1,9}}"
        rf"|(?i:{cues('all')})\s(?:[\w-]+\s)?{plural}|(?i:{cues('each')})\s(?i:patient|case)|(?i:{cues('both')}))(?!\w)"
        rf"|(?P<closing>(?i:{cues('closing')}))(?!\w)"
        rf"|(?P<numbered>(?i:{cues('numbered')})\s(?i:no\.?\s?|number\s|#\s?)?(?P<number>\d{{1,2}}|{roman}|{_LETTER}){_NOT_COUNTED})"
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
        marks += (mark for mark in _marks_in(view, sentence) if not marks or mark.start >= marks[-1].end)
    return marks


def merged(marks: Iterable[Mark], others: Iterable[Mark]) -> list[Mark]:
    """Return both in order; of two that share a character the one that begins first."""
    kept: list[Mark] = []
    for mark in sorted((*marks, *others), key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


@cache
def _phrases() -> TermIndex[bool]:
    """Return the cues that are marks without another word."""
    return TermIndex(((cue, True) for cue in _cues_of("both", "closing")), exact=())


@cache
def _last_words(*roles: str) -> frozenset[str]:
    """Return the last word of each cue of some roles, folded."""
    return frozenset(words_of(cue)[-1].key for cue in _cues_of(*roles))


@cache
def _people() -> frozenset[str]:
    return _last_words("numbered") | _PLURAL_WORDS


def _cues_of(*roles: str) -> list[str]:
    return [cue for row in table("rules/patient_marks") if row["role"] in roles for cue in listed(row["cue"])]


def _may_point(view: View, start: int, end: int) -> bool:
    """Tell whether a mark may stand in a stretch; in most none does, and the patterns are long."""
    if view.has_any(start, end, _ORDINAL_WORDS) or view.find(_phrases(), start, end):
        return True
    people = _people()
    if not view.has_any(start, end, people):
        return False
    words = view.words_in(start, end)
    return any(_is_counted(words, i) for i, word in enumerate(words) if word.key in people)


def _is_counted(words: list[Word], i: int) -> bool:
    """Tell whether a number stands behind word ``i``, or ``all`` or ``each`` not far in front of it."""
    behind = words[i + 1].text if i + 1 < len(words) else ""
    in_front = _last_words("all", "each")
    return (
        behind.isdigit() or behind in _NUMBERING or any(word.key in in_front for word in words[max(0, i - _FAR) : i])
    )


def _marks_in(view: View, sentence: Sentence) -> Iterator[Mark]:
    text, start, end = view.text, sentence.start, sentence.end
    heading = _heading_at(text, start)
    if heading:
        yield heading
        start = heading.end
    pairs = [] if heading else [(_ONE.match(text, start, end), 1), (_OTHER.match(text, start, end), 2)]
    may_point = _may_point(view, start, end)
    if not (may_point or any(pair for pair, _ in pairs)) or elsewhere().search(text, start, end):
        return
    for pair, number in pairs:
        if pair:
            yield Mark(pair.start("mark"), pair.end("mark"), number, "pair")
    if not may_point:
        return
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
    if number and _COMPARED.search(before):
        return Mark(*match.span(), number, "compared")
    return Mark(*match.span(), number, "opening" if is_subject else "pointer") if number else None


def _number(text: str) -> int:
    return int(text) if text.isdigit() else _NUMBERS[text.casefold()]
