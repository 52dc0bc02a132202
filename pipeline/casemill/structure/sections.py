"""Which part of a report each line of the reading copy belongs to.

Titles stand on lines of their own, run into the first sentence (``INTRODUCTION Nerves
are ...``, ``Background: ...``) or, in web text, inside a line (``... CONCLUSION. It ...``).
A title is looked up as a whole, so one pass over the lines suffices; a text without titles
is one section, ``body``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from casemill.lexicons import table
from casemill.reading.captions import caption_kind, goes_on, is_row
from casemill.reading.titles import plain_title, title_at_start, titles, titles_inside
from casemill.structure.front import is_front_line, is_prose, notice_kind

_LINE = re.compile(r"[^\n]+")
_KEYWORDS = re.compile(r"K(?i:ey\s?words?)(?=[A-Z:.–—-]|\s+[A-Z])")
_FIRST_REFERENCE = re.compile(r"\[?1[\].)\s]|[A-Z][\w-]+ [A-Z]{1,3}\b")
_LATE = frozenset({"discussion", "conclusion"})
_PARTS_OF_CASE = frozenset({"laboratory", "imaging", "treatment", "follow-up", "methods"})
_JOINTS = frozenset({"and", "of", "&", "with", "relevant", "for", "in"})
_ONE_LINE = frozenset({"keywords", "authors"})


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the reading copy.

    Parameters
    ----------
    start, end
        Character offsets in the reading copy, half open.
    category
        As listed in ``rules/sections.tsv``; ``body`` where no title stands.
    read
        False for author and journal lines, keywords, references, notices at the end.
    """

    start: int
    end: int
    category: str
    read: bool = True

    def to_plain(self) -> list[Any]:
        """Return the section as a list of plain values."""
        return [self.start, self.end, self.category, self.read]


@cache
def _unread() -> frozenset[str]:
    return frozenset(row["category"] for row in table("rules/sections") if row["read"] == "no")


def sections_of_text(text: str) -> list[Section]:
    """Divide a reading copy into sections.

    Parameters
    ----------
    text
        The reading copy.

    Returns
    -------
    list of Section
        In order, without gaps: they cover the whole copy.
    """
    marks = [(0, "body", True), *_marks(text)]
    sections: list[Section] = []
    for i, (start, category, read) in enumerate(marks):
        end = marks[i + 1][0] if i + 1 < len(marks) else len(text)
        if end <= start and text:
            continue
        last = sections[-1] if sections else None
        if last and (last.category, last.read) == (category, read):
            sections[-1] = Section(last.start, end, category, read)
        else:
            sections.append(Section(start, end, category, read))
    return sections


def _marks(text: str) -> Iterator[tuple[int, str, bool]]:
    """Yield where a section begins, with its category and whether it is read."""
    state = _State()
    state.in_front = "\n" in text.strip()  # a text of one line is its body, not its title
    for number, match in enumerate(_LINE.finditer(text)):
        line, start, end = match.group(), match.start(), min(match.end() + 1, len(text))
        alone = state.category_of_line(line, number)
        if alone:
            yield start, alone, alone not in _unread()
            yield end, state.current, state.current not in _unread()
            continue
        for place, category, is_whole in _titles_in(line):
            state.enter(category, is_whole)
            yield start + place, state.shown, state.shown not in _unread()
            if not is_whole and state.shown != state.current:
                yield end, state.current, state.current not in _unread()


class _State:
    """Where the reader of the lines of a text is.

    Attributes
    ----------
    current
        Category to which the lines return after a caption or a notice.
    shown
        Category of the title just read; differs from ``current`` where a title holds
        for its own line alone.
    """

    def __init__(self) -> None:
        self.current = "body"
        self.shown = "body"
        self.before = ""
        """A title that holds for the next line: what to return to."""
        self.in_front = True
        self.in_table = False
        self.after_caption = ""

    def category_of_line(self, line: str, number: int) -> str:
        """Return the category of a line that stands for itself, or an empty string."""
        kind = caption_kind(line)
        if kind:
            self.in_table, self.after_caption = kind == "table", kind
            return kind
        if self.after_caption and goes_on(line):
            return self.after_caption
        self.after_caption = ""
        titles_here = _titles_in(line)
        if self.in_table and is_row(line) and all(t[1] in _PARTS_OF_CASE for t in titles_here):
            return "table"
        self.in_table = False
        if titles_here:
            return ""
        return self._category_of_text(line, number)

    def _category_of_text(self, line: str, number: int) -> str:
        if self.before:
            category, self.current, self.before = self.current, self.before, ""
            return category
        if self.in_front:
            if is_front_line(line):
                return "authors"
            if number < 3 and not is_prose(line) and line[-1] != ".":
                return "title"
            self.in_front = not is_prose(line)
        return notice_kind(line)

    def enter(self, category: str, is_whole: bool) -> None:
        """Begin the section of a title; the parts of a discussion stay in it."""
        if self.current in _LATE and category in _PARTS_OF_CASE:
            category = self.current
        back = "body" if category == "keywords" or self.current in _unread() else self.current
        self.before, self.shown = "", category
        if category in _ONE_LINE:
            self.current, self.before = (category, back) if is_whole else (back, "")
            self.in_front = True
        elif (category in _unread() or category == "caption") and not is_whole and category != "references":
            self.current = back
        else:
            self.current = category
            self.in_front = self.in_front and category in ("abstract", "body")


@lru_cache(maxsize=1)
def _titles_in(line: str) -> tuple[tuple[int, str, bool], ...]:
    """Return place and category of the titles of a line, and whether it is a title as a whole."""
    return tuple(_each_title_in(line))


def _each_title_in(line: str) -> Iterator[tuple[int, str, bool]]:
    known = titles()
    if len(line) < 90 and not line[:1].islower():
        plain = plain_title(line)
        whole = known.get(plain) or _longer_title(line, plain)
        if whole:
            yield 0, whole, True
            return
    if _KEYWORDS.match(line):
        yield 0, "keywords", False
        return
    first = title_at_start(line)
    if first and not _is_pointer(line, first):
        yield 0, known[(first["caps"] or first["title"]).casefold()], False
    for match in titles_inside(line, first.end() if first else 0):
        title = (match["caps"] or match["title"]).casefold()
        if known[title] not in _unread():
            yield match.start(), known[title], False


def _is_pointer(line: str, title: re.Match[str]) -> bool:
    """Tell whether what looks like the title of a reference list stands before no list."""
    category = titles()[(title["caps"] or title["title"]).casefold()]
    return category == "references" and not _FIRST_REFERENCE.match(line, title.end())


def _longer_title(line: str, plain: str) -> str:
    """Return the category of a heading that begins with a title: ``Discussion: two views``."""
    words = plain.split(" ")
    if not 2 <= len(words) <= 9 or line.rstrip()[-1] in ".?!,;" or not line[:1].isupper():
        return ""
    for size in range(min(len(words) - 1, 5), 0, -1):
        head = " ".join(words[:size])
        category = titles().get(head.rstrip(":"), "")
        if category and category not in _unread():
            return category if head.endswith(":") or words[size] in _JOINTS else ""
    return ""
