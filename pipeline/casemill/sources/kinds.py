"""The formats: what suffix and first bytes tell of them, and which function reads each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import PurePosixPath

from casemill.reading.decoding import MAX_BYTES
from casemill.sources.build import Extracted
from casemill.sources.limits import MAX_MARKUP_BYTES, MAX_PACKED_BYTES

Read = Callable[[bytes, str], Extracted]
"""Bytes of a document and its name in messages -> its text; raises only InputError."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format of documents.

    Parameters
    ----------
    kind
        Its short name.
    suffixes
        Lower case, with their dots.
    most
        Most bytes of one document.
    target
        Module and function that read it, imported when the first one is read.
    """

    kind: str
    suffixes: tuple[str, ...]
    most: int
    target: str

    def reader(self) -> Read:
        """Import the function that reads the format."""
        module, _, name = self.target.partition(":")
        read: Read = getattr(import_module(module), name)
        return read


FORMATS = {
    found.kind: found
    for found in (
        Format("txt", (".txt",), MAX_BYTES, "casemill.sources.plain:read"),
        Format("pdf", (".pdf",), MAX_PACKED_BYTES, "casemill.sources.pdf:read"),
        Format("xml", (".xml", ".nxml"), MAX_MARKUP_BYTES, "casemill.sources.articles:read_xml"),
        Format("json", (".json",), MAX_MARKUP_BYTES, "casemill.sources.articles:read_json"),
        Format("docx", (".docx",), MAX_PACKED_BYTES, "casemill.sources.docx:read"),
        Format("html", (".html", ".htm", ".xhtml"), MAX_MARKUP_BYTES, "casemill.sources.html:read"),
    )
}
"""Kind -> format."""

TABLES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl"}
"""Suffix -> kind of table; each row of one is a report."""

ZIP, GZIP, ARCHIVE = "zip", "gz", "archive"
"""Kinds of what holds other files; ``archive`` for those that are not opened."""

_BY_SUFFIX = {suffix: found.kind for found in FORMATS.values() for suffix in found.suffixes} | TABLES
_CONTAINERS = {".zip": ZIP, ".gz": GZIP, ".tar": ARCHIVE, ".tgz": ARCHIVE, ".7z": ARCHIVE, ".rar": ARCHIVE}
_MAGIC = (
    (b"\x1f\x8b", GZIP),
    (b"7z\xbc\xaf\x27\x1c", ARCHIVE),
    (b"Rar!\x1a\x07", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ\0", ARCHIVE),
    (b"\x28\xb5\x2f\xfd", ARCHIVE),
)
_TAR = (257, 262, b"ustar")
_BEGINS_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:(?P<html><!doctype\s+html|<html)|(?P<xml><\?xml)|(?P<json>\{\s{0,99}\"|\[\s{0,99}\{))",
    re.IGNORECASE,
)


def suffix_kind(name: str) -> str:
    """Return the kind that the suffix of a name speaks of, or an empty string.

    Examples
    --------
    >>> suffix_kind("a/b.TXT"), suffix_kind("table.csv"), suffix_kind("a.zip"), suffix_kind("notes.md")
    ('txt', 'csv', 'zip', '')
    """
    suffix = PurePosixPath(name).suffix.casefold()
    return _BY_SUFFIX.get(suffix) or _CONTAINERS.get(suffix, "")


def packed_kind(name: str) -> str:
    """Return the kind of what a ``.gz`` file holds by the suffix before: ``a.csv.gz`` is a table."""
    return suffix_kind(name[: -len(".gz")]) if name.casefold().endswith(".gz") else ""


def kind_of(data: bytes, suffix: str) -> str:
    """Return the kind of a document by its first bytes, else by its suffix, else by its beginning.

    Parameters
    ----------
    data
        The document.
    suffix
        What :func:`suffix_kind` said of its name.

    Returns
    -------
    str
        A kind of :data:`FORMATS`, or :data:`ZIP`, :data:`GZIP`, :data:`ARCHIVE`.
    """
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "docx" if suffix == "docx" or b"word/" in data[:4096] else ZIP
    for mark, kind in _MAGIC:
        if data.startswith(mark):
            return kind
    if data[_TAR[0] : _TAR[1]] == _TAR[2]:
        return ARCHIVE
    if suffix in FORMATS:
        return suffix
    found = _BEGINS_MARKUP.match(data)
    return str(found.lastgroup) if found and not suffix and found.lastgroup else "txt"
