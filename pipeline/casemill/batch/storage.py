"""The working folder of a run, ``OUT/.casemill``, and files in it that survive a loss of power.

::

    plan.jsonl                      what the run reads, a shard a line
    shards/<key>.jsonl              results, a report a line (they hold text of reports)
    shards/<key>.manifest.json      what the shard was made from
    final/                          output files before they are complete
    spool/                          what was read from standard input
    lock                            held by the run that writes the folder
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from casemill.writing.atomic import atomic, remove_stale

WORK = ".casemill"
"""Name of the working folder in the output folder."""


@contextmanager
def durable(path: Path) -> Iterator[TextIO]:
    """Open a text file that takes its name when the block ends well and its bytes are on the disk."""
    with atomic(path) as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Bring names of files that were renamed to the disk, where folders can be opened (not on Windows)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Work:
    """The working folder of an output folder.

    Parameters
    ----------
    out
        Output folder; relative paths are taken from the folder at hand, now.
    """

    def __init__(self, out: Path) -> None:
        self.out = Path(os.path.abspath(out))
        self.folder = self.out / WORK
        self.shards = self.folder / "shards"
        self.plan = self.folder / "plan.jsonl"
        self.final = self.folder / "final"
        self.spool = self.folder / "spool"
        self.written = self.folder / "written.json"

    def make(self) -> None:
        """Make the folders and remove what a killed run left half-written in them.

        Raises
        ------
        OSError
            If the output folder cannot be written.
        """
        self.shards.mkdir(parents=True, exist_ok=True)
        for folder in (self.out, self.folder, self.shards):
            remove_stale(folder)


def results_of(folder: Path, key: str) -> Path:
    """Return the file with the results of a shard."""
    return folder / f"{key}.jsonl"


def manifest_of(folder: Path, key: str) -> Path:
    """Return the file that tells what a shard was made from; it is written after the results."""
    return folder / f"{key}.manifest.json"
