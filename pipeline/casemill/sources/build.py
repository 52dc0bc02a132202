"""The text of a document put together line by line, with the section of each line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from casemill.errors import EmptyInputError, TooLargeInputError
from casemill.lexicons import table
from casemill.reading.decoding import MAX_CHARACTERS
from casemill.reading.titles import plain_title, titles
from casemill.structure.sections import sections_of_text

Part = tuple[int, int, str, bool]
"""Start, end, category, whether it is read."""

_DROPPED = dict.fromkeys((*range(9), *range(14, 28), *range(127, 133), *range(134, 160), 0xFEFF))
_HALF = re.compile("[\ud800-\udfff]")
_RAISED = str.maketrans("0123456789-−–+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻⁻⁺")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"[+−–-]?\d{1,3}")
_MASS = re.compile(r"(?<![^\s(\[/–-])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?=[A-Z])")
_LATE = frozenset({"discussion", "conclusion"})
_PARTS_OF_CASE = frozenset({"laboratory", "imaging", "treatment", "follow-up", "case"})
_NO_TITLE = frozenset({"title", "authors", "body"})


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a document.

    Parameters
    ----------
    raw
        The text; the same bytes give the same text.
    encoding
        Python's name of the encoding of a plain text, else empty.
    wrapped
        Whether line ends may stand inside sentences.
    pages, sections, study
        As of :class:`casemill.reading.Text`.
    """

    raw: str
    encoding: str = ""
    wrapped: bool = True
    pages: tuple[int, ...] = ()
    sections: tuple[Part, ...] = ()
    study: dict[str, str] = field(default_factory=dict)


class Builder:
    """Takes the lines of a document one by one.

    Parameters
    ----------
    name
        Name of the document in messages.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._lines: list[str] = []
        self._marks: list[str] = []
        self._size = 0

    def add(self, text: str, category: str = "") -> None:
        """Add a paragraph, heading or table row; a blank one is left out.

        Parameters
        ----------
        text
            Any text; tabs part the cells of a row, all other white space is one blank.
        category
            Category of its section; empty where no tag says it.
        """
        line = tidy(text)
        if not line.strip():
            return
        self._size += len(line) + 1
        if self._size > MAX_CHARACTERS:
            raise TooLargeInputError(self.name, f"more than {MAX_CHARACTERS:,} characters")
        self._lines.append(line)
        self._marks.append(category)

    def finish(self, study: dict[str, str] | None = None) -> Extracted:
        """Return the text with its sections.

        Lines without a category get those that their titles say.

        Raises
        ------
        casemill.errors.EmptyInputError
            If no line was added.
        """
        if not self._lines:
            raise EmptyInputError(self.name)
        raw = "\n".join(self._lines) + "\n"
        facts = {key: tidy(value) for key, value in (study or {}).items() if tidy(value)}
        return Extracted(raw, wrapped=False, sections=tuple(_joined(self._parts(raw))), study=facts)

    def _parts(self, raw: str) -> Iterable[Part]:
        told = [(s.start, s.end, s.category, s.read) for s in sections_of_text(raw)] if "" in self._marks else []
        i = start = 0
        for line, category in zip(self._lines, self._marks, strict=True):
            end = start + len(line) + 1
            if category:
                yield start, end, category, category not in unread()
            while i < len(told) and told[i][0] < end:
                if not category and told[i][1] > start:
                    yield max(start, told[i][0]), min(end, told[i][1]), told[i][2], told[i][3]
                if told[i][1] > end:
                    break
                i += 1
            start = end


def _joined(parts: Iterable[Part]) -> list[Part]:
    joined: list[Part] = []
    for part in parts:
        if joined and joined[-1][2:] == part[2:]:
            joined[-1] = (joined[-1][0], *part[1:])
        else:
            joined.append(part)
    return joined


@cache
def unread() -> frozenset[str]:
    """Return the categories that are not read."""
    return frozenset(row["category"] for row in table("rules/sections") if row["read"] == "no")


@lru_cache(maxsize=256)
def category_of(title: str, inside: str = "body") -> str:
    """Return the category of a section by its title.

    Parameters
    ----------
    title
        The title as it stands.
    inside
        Category of the section around it, which one of an unknown title has, too. The parts
        of a discussion stay in it, however they are called.
    """
    line = tidy(title).replace("\t", " ")
    found = titles().get(plain_title(line), "")
    if not found and line:
        # A line that only begins with a title: ``Discussion: two views``.
        category = sections_of_text(f"{line}\n")[-1].category
        found = "" if category in _NO_TITLE else category
    if not found or (inside in _LATE and found in _PARTS_OF_CASE):
        return inside
    return found


def tidy(text: str) -> str:
    """Return a text on one line: blanks single, cells parted by tabs, no character that no text holds."""
    cells = (" ".join(cell.split()) for cell in text.translate(_DROPPED).split("\t"))
    line = _HALF.sub("\ufffd", "\t".join(cells)).lstrip(" ").rstrip(" \t")
    return _MASS.sub(lambda match: match.group().translate(_LOWERED), line)


def raised(text: str) -> str:
    """Return raised text as plain characters: digits as superscripts, all else as it is."""
    found = text.strip()
    return found.translate(_RAISED) if _NUMBER.fullmatch(found) else text


def row_of(cells: Iterable[str]) -> str:
    """Return the cells of a table row as one line."""
    return "\t".join(" ".join(cell.split()) for cell in cells).rstrip("\t")
