"""PDF: the characters of each page, put in lines and columns by where they stand.

The order in which a PDF draws its characters is no order of reading, so only their places
count. Hyphens at line ends are left as they are: reading knows which belong to the word.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO

from casemill.errors import (
    CorruptInputError,
    EncryptedInputError,
    ImageOnlyError,
    MissingExtraError,
    TooLargeInputError,
    TooManyError,
)
from casemill.reading.decoding import MAX_CHARACTERS
from casemill.sources.build import Extracted
from casemill.sources.layout import Box, in_reading_order, without_running_lines
from casemill.sources.limits import MAX_PAGES

_UNMAPPED = re.compile(r"\(cid:\d{1,6}\)")
"""What pdfminer writes for a character whose font does not say which it is."""

_DROPPED = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160), *range(0xD800, 0xE000)))


def read(data: bytes, name: str) -> Extracted:
    """Read a PDF.

    Returns
    -------
    Extracted
        Paragraphs are parted by blank lines; ``pages`` tells where each page begins. Lines that
        stand at the head or foot of several pages, and page numbers, are left out.

    Raises
    ------
    casemill.errors.InputError
        If it is encrypted, damaged, a scan without text, too large, or pdfminer.six is missing.
    """
    pages = without_running_lines(list(_pages(data, name)))
    pieces: list[str] = []
    starts: list[int] = []
    size = 0
    for page in pages:
        starts.append(size)
        for box in in_reading_order(page):
            paragraph = "\n".join(line.text for line in box.lines) + "\n\n"
            pieces.append(paragraph)
            size += len(paragraph)
    raw = "".join(pieces)
    unmapped = sum(len(found) for found in _UNMAPPED.findall(raw))
    if not any(char.isalpha() for char in _UNMAPPED.sub("", raw)) or 4 * unmapped > len(raw):
        raise ImageOnlyError(name, f"{len(pages):,} pages")
    return Extracted(raw, pages=tuple(starts))


def _pages(data: bytes, name: str) -> Iterator[list[Box]]:
    """Yield the boxes of text of each page."""
    try:
        from pdfminer.high_level import extract_pages
        from pdfminer.layout import LAParams
        from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    except ImportError:
        raise MissingExtraError(name, "pdfminer.six") from None
    # Its warnings may quote the text.
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
    count = size = 0
    pages = extract_pages(BytesIO(data), laparams=LAParams(boxes_flow=None))
    while True:
        try:
            page = next(pages, None)
            boxes = [] if page is None else _boxes(page)
        except (PDFPasswordIncorrect, PDFEncryptionError):
            raise EncryptedInputError(name) from None
        except Exception as error:
            # A damaged file makes pdfminer raise nearly anything; all of it means the same.
            raise CorruptInputError(name, f"PDF, {type(error).__name__}") from None
        if page is None:
            break
        count += 1
        size += sum(len(line.text) + 1 for box in boxes for line in box.lines)
        if count > MAX_PAGES:
            raise TooManyError(name, f"more than {MAX_PAGES:,} pages")
        if size > MAX_CHARACTERS:
            raise TooLargeInputError(name, f"more than {MAX_CHARACTERS:,} characters")
        yield boxes
    if not count:
        raise CorruptInputError(name, "a PDF without pages")


def _boxes(page: object) -> list[Box]:
    from pdfminer.layout import LTPage, LTTextBox, LTTextLine

    assert isinstance(page, LTPage)
    found = []
    for box in page:
        if not isinstance(box, LTTextBox):
            continue
        lines = []
        for line in box:
            text = " ".join(line.get_text().translate(_DROPPED).split()) if isinstance(line, LTTextLine) else ""
            if text:
                lines.append(Box(line.x0, line.y0, line.x1, line.y1, text, page_height=page.height))
        if lines:
            found.append(Box.around(lines))
    return found
