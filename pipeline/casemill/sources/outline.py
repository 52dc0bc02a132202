"""Paragraphs and headings of formats that mark headings and tables, but not what a section is.

What a section is, its title says, marked as a heading or not; so lines go to
:func:`casemill.structure.sections.sections_of_text` as those of plain text do. The marks add what
that cannot see: the title of the document, tables, and headings of the first rank that are
unknown, which end the section before.
"""

from __future__ import annotations

from casemill.sources.build import Builder, category_of


class Outline:
    """Adds lines to a text, each with the category that its marks tell.

    Parameters
    ----------
    builder
        Takes the lines.
    """

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._rank: int | None = None
        """Level of the first heading with a known title."""
        self._category = ""
        self._titled = False

    def paragraph(self, text: str, level: int | None = None) -> None:
        """Add a paragraph, or a heading of some level: the smaller, the higher in rank."""
        if level is None or not text.strip():
            self._builder.add(text.replace("\t", " "), self._category)
            return
        known = category_of(text, "")
        if known:
            self._category = ""
            self._rank = level if self._rank is None else min(level, self._rank)
            self._builder.add(text)
        elif level == 0 or (self._rank is None and not self._titled):
            self._builder.add(text, "title")
        else:
            if self._rank is not None and level <= self._rank:
                self._category = "body"
            self._builder.add(text, self._category)
        self._titled = True

    def row(self, text: str) -> None:
        """Add a row of a table."""
        self._builder.add(text, "table")

    def caption(self, text: str, category: str) -> None:
        """Add the caption of a figure or table."""
        self._builder.add(text.replace("\t", " "), category)
