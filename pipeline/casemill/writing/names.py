"""Names for formats that write a file a report: those of the reports, no two alike."""

from __future__ import annotations

import os
import unicodedata
from collections import Counter
from collections.abc import Iterable

_LONGEST = 240
"""Bytes of a stem; a file name may have 255 with its ending."""


class OwnNames:
    """Gives each report of a run a name of its own.

    A stem that several files have, or that is too long for a file name, is followed by
    the first digits of the file's sha256; copies of one file are numbered on top of it.

    Parameters
    ----------
    stems
        Stems of all files of the run, in any order.
    """

    def __init__(self, stems: Iterable[str]) -> None:
        counts = Counter(map(_folded, stems))
        self.shared = frozenset(stem for stem, count in counts.items() if count > 1)
        """Stems, case folded, that more than one file has."""
        self._taken: set[str] = set()

    def name(self, stem: str, sha256: str) -> str:
        """Return the name of the next report, without an ending."""
        if _folded(stem) in self.shared or _size(stem) > _LONGEST:
            while _size(stem) > _LONGEST - 20:
                stem = stem[:-1]
            stem = f"{stem}-{sha256[:12]}"
        name, number = stem, 1
        while _folded(name) in self._taken:
            number += 1
            name = f"{stem}-{number}"
        self._taken.add(_folded(name))
        return name


def _folded(stem: str) -> str:
    return unicodedata.normalize("NFC", stem).casefold()  # as file systems do that fold names


def _size(stem: str) -> int:
    return len(os.fsencode(stem))
