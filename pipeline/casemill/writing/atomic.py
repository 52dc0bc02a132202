"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, BinaryIO, TextIO

if sys.platform != "win32":
    import fcntl

_SUFFIX = ".casemill.part"


@contextmanager
def atomic(path: Path) -> Iterator[TextIO]:
    """Open a text file (UTF-8, plain line feeds) that takes its name when the block ends well.

    Until then it stands beside its place under a hidden name; when the block raises, it is
    removed and what stood at ``path`` before stays.

    Raises
    ------
    OSError
        At once, if the folder cannot be written or a folder stands at ``path``.
    """
    with _taking_name(path) as hidden, hidden.open("w", encoding="utf-8", newline="\n") as file:
        _lock_if_possible(file)
        yield file


@contextmanager
def atomic_bytes(path: Path) -> Iterator[BinaryIO]:
    """Open a binary file that takes its name when the block ends well, as :func:`atomic` does.

    Its ``name`` is the hidden path, for libraries that open a file by themselves.
    """
    with _taking_name(path) as hidden, hidden.open("wb") as file:
        _lock_if_possible(file)
        yield file


@contextmanager
def scratch(parent: Path) -> Iterator[Path]:
    """Make a hidden folder for temporary files of a library, which else would stand where nobody removes them."""
    parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".", suffix=_SUFFIX, dir=parent) as name:
        marker = Path(name) / f".{_SUFFIX}"
        with marker.open("wb") as file:
            _lock_if_possible(file)
            yield Path(name)


def remove_stale(folder: Path) -> None:
    """Remove what a killed run left half-written in a folder; it may hold text of a report.

    A file whose writer lives is locked and stays; a folder has a file inside that is locked.
    """
    for hidden in folder.glob(f".*{_SUFFIX}"):
        marker = hidden / f".{_SUFFIX}" if hidden.is_dir() else hidden
        with suppress(OSError), marker.open("rb") as file:
            _lock(file)
            if marker is not hidden:
                shutil.rmtree(hidden)
            hidden.unlink(missing_ok=True)


@contextmanager
def _taking_name(path: Path) -> Iterator[Path]:
    """Make an empty hidden file beside a path, and give it that name when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=_SUFFIX, dir=path.parent)
    os.close(handle)
    hidden = Path(name)
    try:
        yield hidden
        hidden.chmod(0o666 & ~_umask())
        hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)


def _lock_if_possible(file: IO[str] | IO[bytes]) -> None:
    with suppress(OSError):  # of a file system without locks: its stale files stay
        _lock(file)


def _lock(file: IO[str] | IO[bytes]) -> None:
    """Lock an open file as long as it is open; raise OSError where another process has locked it."""
    if sys.platform != "win32":  # there nobody can remove an open file
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
