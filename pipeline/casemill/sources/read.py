"""One source read: its bytes, what they are, the text in them."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from typing import IO

from casemill.errors import NestedArchiveError
from casemill.reading.decoding import MAX_BYTES, require_size, require_text
from casemill.reading.texts import Text, read_text
from casemill.sources.build import Extracted
from casemill.sources.containers import opened
from casemill.sources.find import bytes_of_stdin
from casemill.sources.kinds import FORMATS, kind_of
from casemill.sources.limits import require_ratio
from casemill.sources.model import STDIN, Source
from casemill.sources.tables import text_of

_HEAD = 4096
_CHUNK = 1 << 20
_MEASURED = 1 << 26


def read_source(source: Source) -> Text:
    """Read one report.

    Parameters
    ----------
    source
        As :func:`casemill.sources.find_sources` yields it.

    Returns
    -------
    Text
        Its raw text is that of the file for plain text, else what was extracted from it; the
        same bytes give the same text.

    Raises
    ------
    casemill.errors.InputError
        If it cannot be read, is of no format that is read, is no text, or attacks the reader.
        No other error, whatever the bytes.
    """
    kind, data = document_of(source)
    found = _extracted(source, kind, data)
    text = read_text(
        found.raw,
        name=source.label,
        encoding=found.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        wrapped=found.wrapped,
    )
    is_own = kind == "txt" and source.row is None
    own_hash = "" if is_own else hashlib.sha256(found.raw.encode("utf-8")).hexdigest()
    return replace(text, text_sha256=own_hash, pages=found.pages, sections=found.sections, study=found.study)


def _extracted(source: Source, kind: str, data: bytes) -> Extracted:
    if source.row is not None:
        raw = data.decode("utf-8", "surrogatepass")
        require_text(raw, name=source.label)
        return Extracted(raw, "utf-8")
    if kind not in FORMATS:
        raise NestedArchiveError(source.label)
    return FORMATS[kind].reader()(data, source.label)


def document_of(source: Source) -> tuple[str, bytes]:
    """Return the kind of a document, and its bytes as they are when unpacked.

    The text of a row is a document in UTF-8.

    Raises
    ------
    casemill.errors.InputError
        If it cannot be read, or is too large for its kind.
    """
    label = source.label
    if os.fspath(source.path) == STDIN and not source.member:
        data = bytes_of_stdin()
        kind = kind_of(data, source.kind)
        require_size(len(data), name=label, most=_most(kind))
        return kind, data
    with opened(source.path, source.member, label) as found:
        stream = found.stream
        if source.cell is not None:
            stream.seek(source.cell.start)
            row = text_of(stream.read(source.cell.end - source.cell.start), source.cell, label)
            return "txt", row.encode("utf-8", "surrogatepass")
        stream.seek(0)
        head = stream.read(_HEAD)
        kind = kind_of(head, source.kind)
        most = _most(kind)
        require_size(found.size, name=label, most=most)
        data = head + stream.read(max(0, most + 1 - len(head)))
        if found.packed:
            require_ratio(len(data) + (_rest(stream) if len(data) > most else 0), found.packed, name=label)
    require_size(len(data), name=label, most=most)
    return kind, data


def _rest(stream: IO[bytes]) -> int:
    """Return how much more there is in what is too large already, as far as it takes to tell a bomb."""
    size = 0
    while size < _MEASURED and (read := len(stream.read(_CHUNK))):
        size += read
    return size


def digest(source: Source) -> str:
    """Return the hash that :attr:`Text.sha256` will have, without reading the text."""
    return hashlib.sha256(document_of(source)[1]).hexdigest()


def _most(kind: str) -> int:
    return FORMATS[kind].most if kind in FORMATS else MAX_BYTES
