"""What a run reads: the one place that knows how sources are found, read and told apart."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from casemill.sources import Failure, Options, Source, find_sources, read_source

if TYPE_CHECKING:
    from casemill.reading import Text
    from casemill.records import CaseRecord

Fingerprint = tuple[int, str]
"""Size and sha256 of the file that holds a report."""


def find(paths: Iterable[Path], options: Options) -> Iterator[Source | Failure]:
    """Yield the reports of files and folders, each once, in an order that depends on their names alone."""
    return find_sources(paths, options=options)


def read_and_extract(source: Source) -> tuple[Text, CaseRecord]:
    """Read and extract one report.

    Raises
    ------
    casemill.errors.InputError
        If it cannot be read, is not English, or tells of no case.
    """
    from casemill.extract import extract_read

    text = read_source(source)
    return text, extract_read(text, name=source.name)


def stem_of(source: Source) -> str:
    """Return the stem for files of a report's own; rows of a table are told apart by their number."""
    inside = Path(source.member or source.path)
    inside = inside.with_suffix("") if inside.suffix.casefold() == ".gz" else inside
    return inside.stem if source.row is None else f"{inside.stem}-{source.row}"


def fingerprint(path: Path) -> Fingerprint | None:
    """Return what tells whether a file has changed, or None if it cannot be read.

    The whole file counts, also for a member of an archive or a row of a table: a changed
    archive is read anew.
    """
    try:
        found = os.stat(path)
        if not stat.S_ISREG(found.st_mode):
            return None
        return _hashed(os.path.abspath(path), found.st_size, found.st_mtime_ns, found.st_ino)
    except OSError:
        return None


@lru_cache(maxsize=64)
def _hashed(path: str, size: int, changed: int, inode: int) -> Fingerprint:
    """Hash a file; archives and tables, which hold many reports, are hashed once."""
    with open(path, "rb") as file:
        return size, hashlib.file_digest(file, "sha256").hexdigest()
