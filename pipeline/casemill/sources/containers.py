"""Files and what is packed in them, opened as streams of bytes.

The archive read last stays open: its members and rows are read one after the other. A process
that was forked opens its own, as a shared one would share its place in the file.
"""

from __future__ import annotations

import gzip
import os
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, cast

from casemill.errors import (
    BombError,
    CorruptInputError,
    EncryptedInputError,
    InputError,
    NestedArchiveError,
    NotAFileError,
    TooManyError,
    UnsafeNameError,
)
from casemill.reading.texts import opening, require_file
from casemill.sources.kinds import ARCHIVE, GZIP, ZIP, suffix_kind
from casemill.sources.limits import MAX_MEMBERS, require_ratio

_BROKEN = (zipfile.BadZipFile, gzip.BadGzipFile, zlib.error, EOFError, NotImplementedError, ValueError)
"""What the libraries raise for archives that are damaged, or packed in a way they do not know."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A stream of bytes, its size as far as it is told, and its packed size; 0 for none."""

    stream: IO[bytes]
    size: int
    packed: int


_Identity = tuple[str, int, int, int, int]


def is_gzip(path: Path) -> bool:
    """Tell whether a file is compressed, by its suffix."""
    return path.name.casefold().endswith(".gz")


@contextmanager
def unpacking(label: str) -> Iterator[None]:
    """Turn what the libraries raise for a damaged archive into errors of casemill."""
    with opening(label):
        try:
            yield
        except InputError:  # a ValueError, too
            raise
        except _BROKEN as error:
            raise CorruptInputError(label, type(error).__name__) from None
        except RuntimeError:  # zipfile's word for encryption
            raise EncryptedInputError(label) from None


def members(path: Path, label: str) -> Iterator[tuple[str, InputError | None]]:
    """Yield the names in a zip archive, in order of names, each with what is wrong with it.

    Folders, hidden files and the notes of macOS are left out.

    Parameters
    ----------
    path
        The archive. Nothing is unpacked to the disk.
    label
        What messages call it.

    Raises
    ------
    casemill.errors.InputError
        If the archive cannot be read, has too many members, or unpacks to far too much.
    """
    size = require_file(path, name=label)
    with unpacking(label):
        infos = _zip(_identity(path)).infolist()
    if len(infos) > MAX_MEMBERS:
        raise TooManyError(label, f"{len(infos):,} files, at most {MAX_MEMBERS:,} are read")
    found = []
    for name, info in sorted({info.filename: info for info in infos}.items()):
        if name.endswith("/") or any(part.startswith((".", "__MACOSX")) and part != ".." for part in _parts(name)):
            continue
        found.append((name, info.file_size, _wrong(info, f"{label}!{name}")))
    # Members may share their packed bytes, so that each is harmless and all together are not.
    require_ratio(sum(size for _, size, wrong in found if wrong is None), size, name=label)
    for name, _, wrong in found:
        yield name, wrong


def _parts(name: str) -> list[str]:
    return name.replace("\\", "/").split("/")


def _wrong(info: zipfile.ZipInfo, label: str) -> InputError | None:
    parts = _parts(info.filename)
    if ".." in parts or parts[0] == "" or parts[0][1:2] == ":":
        return UnsafeNameError(label)
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        return NotAFileError(label, "a link" if kind == stat.S_IFLNK else "a special file")
    if suffix_kind(info.filename) in (ZIP, GZIP, ARCHIVE):
        return NestedArchiveError(label)
    if info.flag_bits & 1:
        return EncryptedInputError(label)
    try:
        require_ratio(info.file_size, info.compress_size, name=label)
    except BombError as error:
        return error
    return None


@contextmanager
def opened(path: Path, member: str, label: str, *, is_own: bool = False) -> Iterator[Opened]:
    """Open a file, a compressed file, or a member of an archive.

    Parameters
    ----------
    path, member
        The file, and the name inside it or an empty string.
    label
        What messages call it.
    is_own
        Whether the stream is for the caller alone. Else it is valid until the next call.

    Yields
    ------
    Opened
        At its start if it is the caller's own, else anywhere: seek before you read.
    """
    size = require_file(path, name=label)
    with unpacking(label):
        if member:
            info = _zip(_identity(path)).getinfo(member)
            stream = _zip(_identity(path)).open(member) if is_own else _member(_identity(path), member)
            found = Opened(stream, info.file_size, info.compress_size)
        elif is_gzip(path):
            found = Opened(_unpacked(path) if is_own else _gzip(_identity(path)), 0, size)
        else:
            with path.open("rb") as plain:
                yield Opened(plain, size, 0)
            return
        yield found


def _identity(path: Path) -> _Identity:
    """Return what tells a file from a changed one, and this process from its parent."""
    found = os.stat(path)
    return os.fspath(path), found.st_ino, found.st_size, found.st_mtime_ns, os.getpid()


@lru_cache(maxsize=1)
def _zip(identity: _Identity) -> zipfile.ZipFile:
    return zipfile.ZipFile(identity[0])


@lru_cache(maxsize=1)
def _member(identity: _Identity, member: str) -> IO[bytes]:
    return _zip(identity).open(member)


@lru_cache(maxsize=1)
def _gzip(identity: _Identity) -> IO[bytes]:
    return _unpacked(Path(identity[0]))


def _unpacked(path: Path) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(path))
