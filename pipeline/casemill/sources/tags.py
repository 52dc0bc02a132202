"""HTML cut into tags and text, in one pass over any page, however broken.

The standard library's parser looks for the end of an unclosed comment or tag anew at each of
them, so a page of a megabyte can take it minutes. Here what is not closed ends with the page.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_NAME = re.compile(r"</?([A-Za-z][^\s/>]{0,40})")
_ATTRIBUTE = re.compile(r"([A-Za-z][\w:-]{0,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s>\"']+))")
_LONG_NUMBER = re.compile(r"&#\d{8,};?")
_RAW = frozenset({"script", "style", "textarea", "title", "noscript", "iframe", "template", "svg", "math"})
"""Elements that are left out with all that stands in them."""

_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_LATIN = frozenset({"iso8859-1", "ascii", "latin-1"})
_LONGEST_TAG = 20_000


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a page.

    Parameters
    ----------
    name
        In lower case.
    is_end
        Whether it closes an element.
    attributes
        Names in lower case with their values.
    """

    name: str
    is_end: bool
    attributes: dict[str, str]


def pieces(page: str) -> Iterator[Tag | str]:
    """Yield the tags of a page and the text between them, characters decoded."""
    place = 0
    while place < len(page):
        start = page.find("<", place)
        start = len(page) if start < 0 else start
        if start > place:
            yield _decoded(page[place:start])
        if start == len(page):
            return
        if page.startswith("<!--", start):
            place = _behind(page, "-->", start + 4)
        elif page.startswith(("<!", "<?"), start):
            place = _behind(page, ">", start)
        else:
            name = _NAME.match(page, start)
            if not name:
                yield "<"
                place = start + 1
                continue
            place = _end_of_tag(page, name.end())
            tag = _tag(name[1], page[start:place])
            yield tag
            if tag.name in _RAW and not tag.is_end and page[place - 2 : place] != "/>":
                place = _end_of_raw(page, tag.name, place)


def _tag(name: str, text: str) -> Tag:
    found = _ATTRIBUTE.findall(text[:_LONGEST_TAG]) if "=" in text else ()
    attributes = {key.lower(): _decoded(one or two or three) for key, one, two, three in found}
    return Tag(name.lower(), text.startswith("</"), attributes)


def _behind(page: str, end: str, start: int) -> int:
    found = page.find(end, start)
    return len(page) if found < 0 else found + len(end)


def _end_of_tag(page: str, start: int) -> int:
    """Return where a tag ends; a ``>`` inside quotes is none, as far as a tag is of sane length."""
    end = _behind(page, ">", start)
    for _ in range(9):
        inside = page[start : min(end, start + _LONGEST_TAG)]
        if end == len(page) or end - start > _LONGEST_TAG or not _is_open(inside):
            break
        end = _behind(page, ">", end)
    return end


def _is_open(text: str) -> bool:
    """Tell whether a quoted value is not closed."""
    quote = ""
    for char in text:
        if char in "\"'" and quote in ("", char):
            quote = "" if quote else char
    return bool(quote)


def _end_of_raw(page: str, name: str, start: int) -> int:
    found = re.compile(rf"</{name}\b", re.IGNORECASE).search(page, start)
    return found.start() if found else len(page)


def _decoded(text: str) -> str:
    return unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def decode_page(data: bytes) -> str:
    """Decode a page: by its byte order mark, as UTF-8, as it declares, else as Windows-1252."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _CHARSET.search(data[:4096])
    return data.decode(_known(declared[1].decode("ascii")) if declared else "cp1252", "replace")


def _known(encoding: str) -> str:
    """Return an encoding of texts that Python knows; browsers read Latin-1 as Windows-1252."""
    try:
        found = codecs.lookup(encoding)
    except LookupError:
        return "cp1252"
    return "cp1252" if found.name in _LATIN or not found._is_text_encoding else found.name
