"""Files that appear whole or not at all."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TextIO

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
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=_SUFFIX, dir=path.parent)
    hidden = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            with suppress(OSError):  # of a file system without locks: its stale files stay
                _lock(file)
            yield file
        hidden.chmod(0o666 & ~_umask())
        hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)


def remove_stale(folder: Path) -> None:
    """Remove what a killed run left half-written in a folder; they may hold text of a report.

    A file whose writer lives is locked and stays.
    """
    for hidden in folder.glob(f".*{_SUFFIX}"):
        with suppress(OSError), hidden.open("rb") as file:
            _lock(file)
            hidden.unlink(missing_ok=True)


def _lock(file: IO[str] | IO[bytes]) -> None:
    """Lock an open file as long as it is open; raise OSError where another process has locked it."""
    if sys.platform != "win32":  # there nobody can remove an open file
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
