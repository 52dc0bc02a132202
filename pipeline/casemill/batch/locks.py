"""One run at a time in an output folder; the locks of a dead process are free."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_TAKEN = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}


class InUseError(OSError):
    """Another run writes the output folder."""


@contextmanager
def locked(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold a lock while the block runs.

    The system holds it for the open file, so it ends with the process, however that ends.
    On file systems without locks nothing is held.

    Parameters
    ----------
    path
        File of the lock; it stays when the lock ends.
    shared
        Others may hold it at the same time, if theirs is shared too.

    Raises
    ------
    InUseError
        If another process holds it.
    """
    with path.open("a") as file:
        try:
            _take(file, shared)
        except OSError as error:
            if error.errno in _TAKEN:
                raise InUseError(errno.EBUSY, "another run writes this folder", str(path.parent.parent)) from None
        yield


def _take(file: IO[str], shared: bool) -> None:
    if sys.platform == "win32":
        if not shared:
            os.lseek(file.fileno(), 0, os.SEEK_SET)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
