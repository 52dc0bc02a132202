"""Word documents: the paragraphs, headings and tables of ``word/document.xml``, as they read last.

What was deleted under tracked changes is left out, what was inserted is text. Headers,
footers, comments and footnotes are other files of the package and are not read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from casemill.errors import CorruptInputError, EncryptedInputError, TooLargeInputError
from casemill.sources.build import Builder, Extracted, raised, row_of
from casemill.sources.containers import unpacking
from casemill.sources.limits import MAX_MARKUP_BYTES, require_ratio
from casemill.sources.outline import Outline
from casemill.sources.xml import attribute, child, children, local, parse

_MAIN = "word/document.xml"
_STYLES = "word/styles.xml"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_HEADING = re.compile(r"heading (\d)")
_SILENT = frozenset({"Fallback", "del", "moveFrom", "instrText", "delText", "pPr", "rPr", "commentRangeStart"})
_CHARACTERS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}


def read(data: bytes, name: str) -> Extracted:
    """Read a Word document.

    Raises
    ------
    casemill.errors.InputError
        If it is encrypted, damaged, no Word document, empty or too large.
    """
    if data.startswith(_OLD_OFFICE):
        # With a password, Word wraps the package in the container of its old format.
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedInputError(name)
        raise CorruptInputError(name, "an old Office document")
    main, styles = _parts(data, name)
    headings = _headings(parse(styles, name)) if styles else {}
    body = child(parse(main, name), "body")
    if body is None:
        raise CorruptInputError(name, "a Word document without a body")
    builder = Builder(name)
    outline = Outline(builder)
    for block in _blocks(body):
        if local(block) == "tbl":
            for row in children(block, "tr"):
                outline.row(row_of(_line(cell) for cell in children(row, "tc")))
        else:
            style = child(block, "pPr", "pStyle")
            outline.paragraph(_line(block), headings.get("" if style is None else attribute(style, "val")))
    return builder.finish()


def _parts(data: bytes, name: str) -> tuple[bytes, bytes]:
    """Return the document and its styles, which may be missing."""
    with unpacking(name), zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())
        if _MAIN not in names:
            raise CorruptInputError(name, "no Word document")
        return _part(package, _MAIN, name), _part(package, _STYLES, name) if _STYLES in names else b""


def _part(package: zipfile.ZipFile, part: str, name: str) -> bytes:
    info = package.getinfo(part)
    if info.flag_bits & 1:
        raise EncryptedInputError(name)
    require_ratio(info.file_size, info.compress_size, name=name)
    with package.open(info) as stream:
        data = stream.read(MAX_MARKUP_BYTES + 1)
    if len(data) > MAX_MARKUP_BYTES:
        raise TooLargeInputError(name, f"more than {MAX_MARKUP_BYTES:,} bytes of XML")
    return data


def _headings(styles: Element) -> dict[str, int]:
    """Return the level of each style of headings: 0 for the title of the document, then from 1.

    Identifiers of styles are translated by Word, their names in the file are not.
    """
    levels = {"title": 0, **{f"heading {i}": i for i in range(1, 10)}}
    found = {}
    for style in children(styles, "style"):
        title = child(style, "name")
        level = levels.get("" if title is None else attribute(title, "val").casefold())
        if level is not None:
            found[attribute(style, "styleId")] = level
    return found


def _blocks(element: Element) -> Iterator[Element]:
    """Yield paragraphs and tables in order, also those inside content controls."""
    for part in element:
        if local(part) in ("p", "tbl"):
            yield part
        elif local(part) not in _SILENT:
            yield from _blocks(part)


def _line(element: Element) -> str:
    """Return the text of a paragraph, run or cell."""
    tag = local(element)
    if tag in _SILENT:
        return ""
    if tag == "t":
        return element.text or ""
    text = "".join(_line(part) for part in element) or _CHARACTERS.get(tag, "")
    raise_mark = child(element, "rPr", "vertAlign") if tag == "r" else None
    if raise_mark is not None and attribute(raise_mark, "val") == "superscript":
        return raised(text)
    return f"{text} " if tag == "p" else text
