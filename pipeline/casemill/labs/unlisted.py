"""Names that no lexicon lists, read from the words in front of a value that only a measurement has."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from casemill.labs.lexicon import Concept, analyte_index, any_of, rule_values, words_of_role
from casemill.labs.measured import Measure, may_stand_bare
from casemill.labs.names import Name
from casemill.view import View

_SHORT = re.compile(r"\s?[(\[][\w\-\u2013/+ ]{1,14}[)\]]$")
_WORDS = re.compile(
    r"(?:[\w\u03b1-\u03c9][\w\-\u2013'\u2019/\u03b1-\u03c9+]*\s){0,4}[\w\u03b1-\u03c9][\w\-\u2013'\u2019/\u03b1-\u03c9+]*$"
)
_LAB_UNITS = re.compile(
    r"(?:[km]?U|\[IU\]|[mukM]\[IU\]|u?U|u?kat|nkat|\[arb'U\]|\[GPL'U\]|\[MPL'U\])/(?:L|mL|dL|mmol|g)$"
    r"|(?:mmol|umol|nmol|pmol|meq|ueq)/(?:L|dL|mL)$|(?:ng|pg|fg)/(?:mL|L"
    r"|dL)$|g/dL$|mg/dL$|ug/(?:dL|L|g)$|mmol/mol$|ng/mL/h$|mosm/(?:kg|L)$"
)
_CELLS = re.compile(
    r"(?P<number>[<>]?\s?[\d.,\-\u2013]+)\s(?P<cells>cells)\s?(?:/"
    r"|per)\s?(?:mm|\u00b5|\u03bc|u|cu|ml|mL|microlit|cubic).*"
)
_WINDOW = 110


@cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"\s?[,:=(\[]?\s?(?:\b{any_of('unlisted_link')}\s){{0,5}}[(\[]?$")


@cache
def _level() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\s){any_of('level_word')}$")


@cache
def _ending(dimension: str) -> re.Pattern[str] | None:
    """Return what the names of quantities of a dimension end in, None where no dimension decides."""
    known = dimension or "number"
    if known not in rule_values("ending"):
        return None
    return re.compile(rf"{any_of('ending', known)}$", re.IGNORECASE)


@cache
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((kind, re.compile(rf"{any_of('kind', kind)}$", re.IGNORECASE)) for kind in rule_values("kind"))


def counted_cells(view: View, measure: Measure) -> tuple[Name, Measure] | None:
    """Return ``cells`` as the name of ``12 cells/mm3``, with the number alone as its value."""
    match = _CELLS.fullmatch(view.text[measure.value.start : measure.value.end])
    if match is None:
        return None
    start = measure.value.start
    value = replace(measure.value, end=start + match.end("number"))
    name = Name(start + match.start("cells"), start + match.end("cells"), Concept("cell count"))
    return name, replace(measure, value=value)


def unlisted_name(view: View, measure: Measure, *, start: int) -> Name | None:
    """Return the name that the words in front of a value give, if the value's unit is a laboratory's.

    Parameters
    ----------
    view
        The reading copy and earlier mentions.
    measure
        A number that found no name of the lexicon.
    start
        Where the name may begin: the sentence, or the end of the value before.
    """
    value = measure.value
    if value.dimension != "concentration" and _ending(value.dimension) is None:
        return None
    if value.bare and not may_stand_bare(view.text, value):
        return None
    begin = max(start, value.start - _WINDOW)
    before = view.text[begin : value.start]
    link = _link().search(before)
    if link is None:
        return None
    head = before[: link.start()]
    level = _level().search(head)
    bare_head = head[: level.start()] if level else head
    short = _SHORT.search(bare_head)
    words_end = short.start() if short else len(bare_head)
    level = level or _level().search(bare_head[:words_end])
    place = last_words(bare_head[: level.start()] if level and level.end() == words_end else bare_head[:words_end])
    if place is None and level and value.dimension == "concentration":
        place = (level.end() - len(level.group().strip()), level.end())
    if place is None:
        return None
    low, high = begin + place[0], begin + place[1]
    surface = view.text[low:high]
    if not _fits(surface, measure, levelled=level is not None, linked=bool(link.group().strip()), text=view.text):
        return None
    if short and place[1] == short.start():
        high = begin + short.end()
    if not view.is_free(low, high) or _is_disorder(view, low, high):
        return None
    kind = next((kind for kind, pattern in _kinds() if pattern.search(surface)), "lab")
    return Name(low, high, Concept(surface.lower(), kind))


def _is_disorder(view: View, low: int, high: int) -> bool:
    """Tell whether the name is a disorder of the lexicon, which was left out on purpose: ``history of anemia``."""
    hits = view.find(analyte_index(), low, high)
    return any(hit.end == high and "disorder" in hit.entry.concept.marks for hit in hits)


def last_words(head: str) -> tuple[int, int] | None:
    """Return the place of the last words of a text that may be a name: no determiners, verbs, adjectives of state."""
    match = _WORDS.search(head)
    if match is None:
        return None
    words = list(re.finditer(r"\S+", match.group()))
    first = len(words)
    while first > 0 and words[first - 1].group().lower() not in words_of_role("before_name") and len(words) - first < 4:
        first -= 1
    if first == len(words) or any(word.group().lower() in words_of_role("no_name") for word in words[first:]):
        return None
    begin = match.start() + words[first].start()
    return (begin, match.end()) if sum(char.isalpha() for char in head[begin:]) >= 2 else None


def _fits(surface: str, measure: Measure, *, levelled: bool, linked: bool, text: str) -> bool:
    value = measure.value
    if value.dimension == "concentration":
        return _LAB_UNITS.match(value.unit) is not None or levelled
    ending = _ending(value.dimension)
    if ending is None:
        return False
    if value.bare and not (linked and may_stand_bare(text, value)):
        return False
    if value.dimension == "count" and "/" not in value.unit:
        return False
    if surface.lower() in words_of_role("general_name"):
        return (
            surface.lower() == "ratio"
            and value.bare
            and text[measure.value.start - 4 : measure.value.start].strip() == "of"
        )
    if value.dimension == "count" and (levelled or "10*" in value.unit):
        return True
    if value.dimension == "titer" and levelled:
        return True
    return ending.search(surface) is not None
