"""Files that appear whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO


@contextmanager
def atomic(path: Path) -> Iterator[TextIO]:
    """Open a text file (UTF-8, plain line feeds) that takes its name when the block ends well.

    Until then it stands beside its place under a hidden name; when the block raises, it is
    removed and what stood at ``path`` before stays.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    hidden = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
        hidden.chmod(0o666 & ~_umask())
        hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
