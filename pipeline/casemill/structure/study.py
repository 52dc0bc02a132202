"""What the text says of the publication: title, DOI, PMID, year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from casemill.reading.titles import plain_title, titles
from casemill.structure.front import is_front_line, is_prose
from casemill.structure.sections import Section

Line = tuple[int, str]
"""Offset of a line in the reading copy, and the line."""

Field = list[str | int]
"""Value, start, end."""

_LINE = re.compile(r"[^\n]+")
_FRONT = frozenset({"title", "authors", "keywords", "acknowledgement"})
"""Sections whose lines speak of the publication itself."""

_CITED = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)]\s)")
_DOI = re.compile(r"(?<![\w.])10\.\d{4,9}/[^\s\"<>|{}]{1,200}")
_DOI_LABEL = re.compile(r"\s*(?:https?://(?:dx\.)?doi\.org/|doi\b)", re.IGNORECASE)
_PMID = re.compile(r"\b(?:PMID|PubMed\sID)(?:\s?:\s?|\s)(?P<pmid>\d{1,8})(?!\w|[.,]\d)", re.IGNORECASE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_YEAR = r"(?<!\d)(?P<year>(?:18|19|20)\d\d)(?!\d)"
_YEARS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"{_YEAR}(?:\s{_MONTH}(?:[\s-](?:\d{{1,2}}|{_MONTH}))?)?\s?;\s?\d{{1,4}}\s?[(:,]",  # 2022;75:93-95
        rf"\(\s?{_YEAR}\s?\)\s?,?:?\s?(?:\d{{1,4}}\s?[:(]\s?)?\w?\d",  # 15 (2021) 33; (2021) 15:33
        rf"(?<=\s){_YEAR},\s\d{{1,4}}\s?(?:\(\d{{1,3}}\)\s?)?[:,]\s?\w?\d",  # 2021, 15:33
        rf"\b(?i:vol(?:ume|\.)?)\s{_YEAR},\s(?:Article|ID)\b",  # Volume 2021, Article ID 1
        rf"\b(?i:vol(?:ume|\.)?)\s\d{{1,4}}\b[^\n|]{{0,40}}?{_YEAR}",  # Vol. 12, No. 3, 2019
        rf"\b(?i:(?:e-?)?published(?:\sonline)?|publication\sdate|date\sof\spublication)\b[^\n|;]{{0,30}}?{_YEAR}",
        rf"(?:©|\([cC]\)|\b(?i:copyright)\b)[^\d\n]{{0,40}}{_YEAR}",
    )
)
"""What states the year of publication, the journal's citation first."""

_KIND = re.compile(
    r"(?:an?\s)?(?:(?:clinical|original|brief|short|rapid|mini|research|review|case|open|letters?|images?|nota|caso|notas|"
    r"art[ií]culo|special|invited|free|full|text|peer|reviewed)\b[\s:|,–-]{0,3}){1,3}"
    r"(?:(?:and|of|in|to|the|report|reports|article|articles|paper|papers|communications?|note|notes|series|study|studies|review|"
    r"reviews|access|editor|medicine|cl[ií]nica|cl[ií]nico|original|text|literature|case)\b[\s:|,–-]{0,3}){0,5}",
    re.IGNORECASE,
)
"""The kind of an article, where its title might stand."""

_JOURNAL = re.compile(
    r"(?:the\s)?(?:[\w&-]+\s){0,5}journal(?:\s(?:of|for|on)\b|$)|(?:annals|archives|acta|revista|frontiers|case\sreports)\s"
    r"(?:of|in|de)?\b|https?:|www\.|\bISSN\b|volume\s\d|vol\.\s?\d",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(r"Title\s?:\s*", re.IGNORECASE)
_UNFINISHED = re.compile(
    r"(?:[:,–—-]|\b(?:of|in|with|and|or|a|an|the|by|as|to|for|from|on|after|due))\s*$", re.IGNORECASE
)


def find_study(text: str, sections: Iterable[Section]) -> dict[str, Field]:
    """Find what a report says of its own publication.

    Only lines that are no text count: title, authors, journal, notices. Reference lists and the
    narrative name other publications and other years.

    Parameters
    ----------
    text
        The reading copy.
    sections
        Its sections, in order.

    Returns
    -------
    dict
        ``title``, ``doi``, ``pmid``, ``year`` -> value on one line, start, end in the reading copy.
        What the text does not say is left out.
    """
    parts = list(sections)
    lines = list(_front_lines(text, parts))
    years = (_field(match, at, "year") for year in _YEARS for at, line in lines for match in year.finditer(line))
    found = {
        "title": _title(text, parts),
        "doi": _doi(text, lines),
        "pmid": next((_field(m, at, "pmid") for at, line in lines for m in _PMID.finditer(line)), None),
        "year": next(years, None),
    }
    return {name: field for name, field in found.items() if field}


def _field(match: re.Match[str], at: int, group: str) -> Field:
    return [match[group], at + match.start(group), at + match.end(group)]


def _front_lines(text: str, sections: Sequence[Section]) -> Iterator[Line]:
    """Yield the lines that speak of the publication, up to the references."""
    for section in sections:
        if section.category == "references":
            return
        for match in _LINE.finditer(text, section.start, section.end):
            line = match.group()
            if (section.category in _FRONT or _DOI_LABEL.match(line)) and not _CITED.match(line):
                yield match.start(), line


def _doi(text: str, lines: Iterable[Line]) -> Field | None:
    """Return the first DOI without what the sentence puts behind it."""
    for at, line in lines:
        match = _DOI.search(line)
        if match:
            value = match.group().rstrip(".,;:'’”*")
            while value[-1:] in ")]" and value.count(")") + value.count("]") > value.count("(") + value.count("["):
                value = value[:-1].rstrip(".,;:")
            return [value, at + match.start(), at + match.start() + len(value)]
    return None


def _title(text: str, sections: Sequence[Section]) -> Field | None:
    """Return the first line of the title sections that is a title, with those that go on with it."""
    lines = [
        (match.start(), match.group())
        for section in sections
        if section.category == "title"
        for match in _LINE.finditer(text, section.start, section.end)
    ] or _behind_kind(text)
    for i, (at, line) in enumerate(lines):
        label = _TITLE_LABEL.match(line)
        start = at + (label.end() if label else len(line) - len(line.lstrip()))
        if _is_title(text[start : at + len(line)].strip()):
            end = _title_end(text, lines[i:])
            return [" ".join(text[start:end].split()), start, end]
    return None


def _behind_kind(text: str) -> list[Line]:
    """Return the second line of a text whose first is the kind of the article, which may also head a section.

    ``Case report`` above a title looks like the heading of the case. A title has authors or the
    abstract below it.
    """
    lines = [(m.start(), m.group()) for m in islice((m for m in _LINE.finditer(text) if m.group().strip()), 3)]
    if len(lines) < 3 or not (_KIND.fullmatch(lines[0][1].strip()) or _category(lines[0][1])):
        return []
    is_above_front = is_front_line(lines[2][1]) or _category(lines[2][1]) in ("abstract", "introduction", "authors")
    return lines[1:2] if is_above_front and not is_prose(lines[1][1]) and not is_front_line(lines[1][1]) else []


def _category(line: str) -> str:
    return titles().get(plain_title(line), "")


def _title_end(text: str, lines: Sequence[Line]) -> int:
    """Return where a title ends: lines that begin small or follow a loose end belong to it."""
    at, line = lines[0]
    end = at + len(line.rstrip())
    for at, line in lines[1:]:
        is_next = not text[end:at].strip() and text.count("\n", end, at) == 1
        if not is_next or not (line.lstrip()[:1].islower() or _UNFINISHED.search(text[:end][-12:])):
            break
        end = at + len(line.rstrip())
    return end


def _is_title(line: str) -> bool:
    """Tell whether a line names what is told, not the kind of the article, the journal or a section."""
    if len(line.split()) < 3 or "|" in line or _category(line):
        return False
    return not _KIND.fullmatch(line) and not _JOURNAL.match(line)
