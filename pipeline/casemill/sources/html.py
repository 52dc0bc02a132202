"""Web pages: paragraphs, headings, tables and captions; scripts, styles and navigation left out.

If a page marks its main part (``main``, ``article``), only that is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from casemill.errors import BinaryInputError, EmptyInputError
from casemill.sources.build import Builder, Extracted, raised, row_of
from casemill.sources.outline import Outline
from casemill.sources.tags import Tag, decode_page, pieces

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hr", "html", "legend", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table",
    "tbody", "tfoot", "thead", "tr", "ul",
))  # fmt: skip
_ROW_ENDS = frozenset(["tr", "table", "tbody", "thead", "tfoot", "caption", "main", "article"])
_LEFT_OUT = frozenset((
    "nav", "footer", "aside", "button", "select", "object", "audio", "video", "canvas", "dialog", "menu",
))  # fmt: skip
_MAIN = frozenset({"main", "article"})
_HEADING = re.compile(r"h([1-6])")
_CAPTIONS = {"caption": "table", "figcaption": "caption"}
_META = {
    "citation_title": "title",
    "citation_doi": "doi",
    "citation_pmid": "pmid",
    "citation_publication_date": "year",
    "citation_date": "year",
    "dc.title": "title",
}
_YEAR = re.compile(r"(?:18|19|20)\d\d")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    kind: str
    """``p``, ``row``, ``table`` or ``caption`` for a caption, or the level of a heading."""
    is_main: bool


def read(data: bytes, name: str) -> Extracted:
    """Read a web page.

    Raises
    ------
    casemill.errors.InputError
        If it is binary, or holds no text or far too much.
    """
    if not data.strip():
        raise EmptyInputError(name)
    page = decode_page(data)
    if "\0" in page:
        raise BinaryInputError(name, f"{page.count(chr(0)):,} NUL characters")
    reader = _Page()
    for piece in pieces(page):
        reader.take(piece)
    reader.end_line()
    has_main = any(line.is_main for line in reader.lines)
    builder = Builder(name)
    outline = Outline(builder)
    for line in reader.lines:
        if line.is_main or not has_main:
            _add(outline, line)
    return builder.finish(reader.study)


def _add(outline: Outline, line: _Line) -> None:
    if line.kind == "row":
        outline.row(line.text)
    elif line.kind in ("table", "caption"):
        outline.caption(line.text, line.kind)
    else:
        outline.paragraph(line.text, int(line.kind) if line.kind.isdigit() else None)


class _Page:
    """Takes tags and text one by one and makes lines of them."""

    def __init__(self) -> None:
        self.lines: list[_Line] = []
        self.study: dict[str, str] = {}
        self._pieces: list[str] = []
        self._cells: list[str] | None = None
        """Cells of the row that was begun; None outside rows."""
        self._in_cell = False
        self._raised: list[str] | None = None
        self._kind = "p"
        self._mains = 0
        self._out: list[str] = []
        """Open elements that are left out, the outermost first."""

    def take(self, piece: Tag | str) -> None:
        """Take the next piece of the page."""
        if isinstance(piece, str):
            if not self._out:
                (self._pieces if self._raised is None else self._raised).append(piece)
        elif piece.name == "meta":
            self._meta(piece.attributes)
        elif self._out or piece.name in _LEFT_OUT or piece.attributes.get("role") == "navigation":
            self._leave_out(piece)
        elif piece.name in ("sup", "a"):
            self._inline(piece)
        elif piece.name == "br":
            self._pieces.append(" ")
        elif piece.name in ("td", "th"):
            self._cell(piece)
        elif self._cells is not None and piece.name not in _ROW_ENDS:
            self._pieces.append(" " if piece.name in _BLOCKS else "")
        elif piece.name in _BLOCKS:
            self._block(piece)

    def _leave_out(self, tag: Tag) -> None:
        if not self._out:
            self.end_line()
        if tag.is_end:
            if self._out and self._out[-1] == tag.name:
                self._out.pop()
        elif tag.name in self._out[:1] or not self._out:
            self._out.append(tag.name)

    def _block(self, tag: Tag) -> None:
        self.end_line()
        step = -1 if tag.is_end else 1
        if tag.name in _MAIN:
            self._mains = max(0, self._mains + step)
        heading = _HEADING.fullmatch(tag.name)
        named = heading[1] if heading else _CAPTIONS.get(tag.name, "p")
        self._kind = "p" if tag.is_end else named

    def _inline(self, tag: Tag) -> None:
        """Follow raised text: what links to a place of the same page is a citation, and left out."""
        if tag.name == "a":
            if self._raised is not None and tag.attributes.get("href", "").startswith("#"):
                self._raised.append("\0")
        elif not tag.is_end:
            self._end_raised()
            self._raised = []
        else:
            self._end_raised()

    def _end_raised(self) -> None:
        if self._raised is not None:
            text = "".join(self._raised)
            self._pieces.append("" if "\0" in text else raised(text))
        self._raised = None

    def _cell(self, tag: Tag) -> None:
        if self._cells is None:
            self.end_line()
            self._cells = []
        self._end_cell()
        self._in_cell = not tag.is_end

    def _end_cell(self) -> None:
        self._end_raised()
        if self._in_cell and self._cells is not None:
            self._cells.append("".join(self._pieces))
        self._pieces, self._in_cell = [], False

    def end_line(self) -> None:
        """End the line that was begun."""
        self._end_raised()
        if self._cells is not None:
            self._end_cell()
            text, kind = row_of(self._cells), "row"
        else:
            text, kind = "".join(self._pieces).replace("\t", " "), self._kind
        if text.strip():
            self.lines.append(_Line(text, kind, self._mains > 0))
        self._pieces, self._cells = [], None

    def _meta(self, attributes: dict[str, str]) -> None:
        field = _META.get(attributes.get("name", "").casefold(), "")
        value = attributes.get("content", "")
        if field == "year":
            year = _YEAR.search(value)
            value = year[0] if year else ""
        if field and value:
            self.study.setdefault(field, value)
