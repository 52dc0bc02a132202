"""A raw text with its reading copy, and the files that it comes from."""

from __future__ import annotations

import os
import re
import stat
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from casemill.errors import (
    HalfCharacterError,
    MissingInputError,
    NotAFileError,
    UnreadableInputError,
)
from casemill.reading.characters import fold_characters, fold_lookalikes
from casemill.reading.citations import split_citations
from casemill.reading.decoding import MAX_CHARACTERS, require_size
from casemill.reading.exponents import restore_exponents
from casemill.reading.lines import PASSAGE, join_lines
from casemill.reading.offsets import Draft, Edit, OffsetMap
from casemill.reading.passages import Passage, find_foreign

_BLANKS = re.compile(rf"[\s{PASSAGE}]+")
_HALF = re.compile("[\ud800-\udfff]")
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
}


@dataclass(frozen=True)
class Text:
    """A raw text and its reading copy.

    Parameters
    ----------
    raw
        The raw text, as decoded; offsets of records count its code points.
    copy
        What the rules read.
    offsets
        Ties each character of the copy to the raw text.
    set_aside
        Passages in other languages, in raw offsets; not in the copy.
    name
        Name of the file, or empty.
    encoding
        Python's name of the encoding that the file was decoded with, or empty.
    sha256
        Hash of the bytes of the document (unpacked, where they were compressed), or empty.
    text_sha256
        Hash of the raw text in UTF-8 where it was extracted from a file of another format and
        no file holds it; else empty.
    pages
        Raw offset at which each page begins; empty for a text without pages.
    sections
        Start, end (raw offsets), category as in ``rules/sections.tsv``, and whether it is read,
        as the tags of the file say. They cover the raw text, in order, without gaps. Empty:
        to be found from the titles.
    study
        What the tags say of the publication: ``title``, ``doi``, ``pmid``, ``year``.
    """

    raw: str
    copy: str
    offsets: OffsetMap
    set_aside: tuple[Passage, ...] = field(default=())
    name: str = ""
    encoding: str = ""
    sha256: str = ""
    text_sha256: str = ""
    pages: tuple[int, ...] = ()
    sections: tuple[tuple[int, int, str, bool], ...] = ()
    study: dict[str, str] = field(default_factory=dict)

    def copy_sections(self) -> list[tuple[int, int, str, bool]]:
        """Return the sections that tags told in offsets of the copy, which they cover; none without tags.

        A section of which nothing is left in the copy is left out.
        """
        found = [(self.offsets.to_copy(start, end), category, read) for start, end, category, read in self.sections]
        kept = [(span[0], category, read) for span, category, read in found if span]
        ends = [*(start for start, _, _ in kept[1:]), len(self.copy)]
        return [
            (start if i else 0, end, category, read)
            for i, ((start, category, read), end) in enumerate(zip(kept, ends, strict=False))
        ]


def page_of(pages: Sequence[int], offset: int) -> int | None:
    """Return the number of the page, from 1, on which a raw offset lies; None without pages."""
    return bisect_right(pages, offset) or None


def read_file(path: str | Path) -> Text:
    """Read one file.

    Parameters
    ----------
    path
        A text file in UTF-8, UTF-16 or Windows-1252, or a file of another format that
        :mod:`casemill.sources` reads.

    Raises
    ------
    casemill.errors.InputError
        If the file is missing, unreadable, empty, too large, binary or undecodable, or
        the path is none of a file. Whether it tells of a case is the question of
        :func:`casemill.reading.require_case`.
    """
    from casemill.sources import read_source, source_of

    return read_source(source_of(Path(path)))


def require_file(path: Path, *, name: str) -> int:
    """Return the size of a file in bytes, without opening it.

    Raises
    ------
    casemill.errors.InputError
        If the path is none of a file: a pipe would wait for its writer, a device never end.
    """
    with opening(name):
        found = os.stat(path)
    kind = stat.S_IFMT(found.st_mode)
    if kind != stat.S_IFREG:
        raise NotAFileError(name, _KINDS.get(kind, "a special file"))
    return found.st_size


@contextmanager
def opening(name: str) -> Iterator[None]:
    """Turn what the system says of a path into errors of casemill."""
    try:
        yield
    except (FileNotFoundError, NotADirectoryError):
        raise MissingInputError(name) from None
    except OSError as error:
        raise UnreadableInputError(name, error.strerror or type(error).__name__) from None


def read_text(raw: str, *, name: str = "", encoding: str = "", sha256: str = "", wrapped: bool = True) -> Text:
    """Make the reading copy of a raw text.

    Parameters
    ----------
    raw
        Any text, also one sentence.
    name, encoding, sha256
        Where the text comes from, see :class:`Text`.
    wrapped
        Whether a line end may stand inside a sentence. False for a text with one paragraph,
        heading or table row a line, as tags give it: its line ends are all true ones.

    Raises
    ------
    casemill.errors.InputError
        If the text is too large, or holds half a character.
    """
    require_size(len(raw), name=name or "text", unit="characters", most=MAX_CHARACTERS)
    half = _HALF.search(raw)
    if half:
        raise HalfCharacterError(name or "text", f"character {half.start():,}")
    passages = find_foreign(raw)
    draft = Draft(raw)
    draft.apply(_folded_around(raw, passages))
    lines = join_lines if wrapped else tidy_lines
    for repair in (fold_lookalikes, lines, split_citations, restore_exponents):
        draft.apply(repair(draft.text))
    return Text(raw, draft.text, draft.offsets(), tuple(passages), name, encoding, sha256)


def tidy_lines(text: str) -> list[Edit]:
    """Return the edits that trim the lines of a text and leave every line end where it is."""
    edits = []
    for match in _BLANKS.finditer(text):
        is_inside = match.start() > 0 and match.end() < len(text)
        new = ("\n" if "\n" in match.group() or PASSAGE in match.group() else " ") if is_inside else ""
        if match.group() != new:
            edits.append((match.start(), match.end(), new))
    return edits


def _folded_around(raw: str, passages: list[Passage]) -> list[Edit]:
    """Return the edits of characters outside the passages, and one for each passage."""
    edits = [(passage.start, passage.end, PASSAGE) for passage in passages]
    if not passages:
        return fold_characters(raw)
    i = 0
    for edit in fold_characters(raw):
        while i < len(passages) and passages[i].end <= edit[0]:
            i += 1
        if i == len(passages) or edit[1] <= passages[i].start:
            edits.append(edit)
    return sorted(edits)
