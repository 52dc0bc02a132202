"""A raw text with its reading copy, and the files that it comes from."""

from __future__ import annotations

import hashlib
import os
import re
import stat
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
from casemill.reading.decoding import MAX_CHARACTERS, decode, require_size
from casemill.reading.exponents import restore_exponents
from casemill.reading.lines import PASSAGE, join_lines
from casemill.reading.offsets import Draft, Edit, OffsetMap
from casemill.reading.passages import Passage, find_foreign

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
        Hash of the bytes of the file, or empty.
    """

    raw: str
    copy: str
    offsets: OffsetMap
    set_aside: tuple[Passage, ...] = field(default=())
    name: str = ""
    encoding: str = ""
    sha256: str = ""


def read_file(path: str | Path) -> Text:
    """Read one file.

    Parameters
    ----------
    path
        A text file in UTF-8, UTF-16 or Windows-1252.

    Raises
    ------
    casemill.errors.InputError
        If the file is missing, unreadable, empty, too large, binary or undecodable, or
        the path is none of a file. Whether it tells of a case is the question of
        :func:`casemill.reading.require_case`.
    """
    name = str(path)
    data = _bytes_of(Path(path), name)
    raw, encoding = decode(data, name=name)
    return read_text(raw, name=name, encoding=encoding, sha256=hashlib.sha256(data).hexdigest())


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        found = os.stat(path)
        kind = stat.S_IFMT(found.st_mode)
        if kind != stat.S_IFREG:
            # Told before it is opened: a pipe would wait for its writer, a device never end.
            raise NotAFileError(name, _KINDS.get(kind, "a special file"))
        require_size(found.st_size, name=name)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise MissingInputError(name) from None
    except OSError as error:
        raise UnreadableInputError(name, error.strerror or type(error).__name__) from None


def read_text(raw: str, *, name: str = "", encoding: str = "", sha256: str = "") -> Text:
    """Make the reading copy of a raw text.

    Parameters
    ----------
    raw
        Any text, also one sentence.
    name, encoding, sha256
        Where the text comes from, see :class:`Text`.

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
    for repair in (fold_lookalikes, join_lines, split_citations, restore_exponents):
        draft.apply(repair(draft.text))
    return Text(raw, draft.text, draft.offsets(), tuple(passages), name, encoding, sha256)


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
