"""A raw text with its reading copy, and the files that it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from casemill.errors import MissingInputError
from casemill.reading.characters import fold_characters, fold_lookalikes
from casemill.reading.citations import split_citations
from casemill.reading.decoding import decode, require_size
from casemill.reading.exponents import restore_exponents
from casemill.reading.lines import PASSAGE, join_lines
from casemill.reading.narrative import require_case
from casemill.reading.offsets import Draft, Edit, OffsetMap
from casemill.reading.passages import Passage, find_foreign

__all__ = ["Text", "read_file", "read_text", "require_case"]


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
    """

    raw: str
    copy: str
    offsets: OffsetMap
    set_aside: tuple[Passage, ...] = field(default=())
    name: str = ""
    encoding: str = ""


def read_file(path: str | Path) -> Text:
    """Read one file.

    Parameters
    ----------
    path
        A text file in UTF-8, UTF-16 or Windows-1252.

    Raises
    ------
    casemill.errors.InputError
        If the file is missing, empty, too large, binary or undecodable. Whether it
        tells of a case is :func:`require_case`'s question.
    """
    path = Path(path)
    name = str(path)
    if not path.is_file():
        raise MissingInputError(name)
    require_size(path.stat().st_size, name=name)
    raw, encoding = decode(path.read_bytes(), name=name)
    return read_text(raw, name=name, encoding=encoding)


def read_text(raw: str, *, name: str = "", encoding: str = "") -> Text:
    """Make the reading copy of a raw text.

    Parameters
    ----------
    raw
        Any text, also one sentence.
    name, encoding
        Where the text comes from, kept for messages.
    """
    passages = find_foreign(raw)
    draft = Draft(raw)
    draft.apply(_folded_around(raw, passages))
    for repair in (fold_lookalikes, join_lines, split_citations, restore_exponents):
        draft.apply(repair(draft.text))
    return Text(raw, draft.text, draft.offsets(), tuple(passages), name, encoding)


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
