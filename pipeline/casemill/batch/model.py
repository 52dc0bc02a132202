"""What passes between the run and its workers: plain frozen values that can be pickled."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from casemill.sources.model import Cell, Failure, Source

if TYPE_CHECKING:
    from casemill.reading import Text
    from casemill.records import CaseRecord

Extract = Callable[[Source], "tuple[Text, CaseRecord]"]
"""Reads and extracts one report; a function of a module, so that workers can import it."""


@dataclass(frozen=True)
class Settings:
    """What holds for all shards of a run.

    Parameters
    ----------
    folder
        Folder of the shards, absolute.
    cwd
        Folder that relative paths of sources start from.
    versions
        Digest of all that decides what a text gives, see :mod:`casemill.batch.versions`.
    extract
        What is called for each report.
    timeout
        Seconds that one report may take; None for no limit.
    """

    folder: Path
    cwd: Path
    versions: str
    extract: Extract
    timeout: float | None = None


@dataclass(frozen=True)
class Place:
    """Where a shard keeps the result of a report: line, from 0, of the shard of that key."""

    key: str
    line: int


@dataclass(frozen=True)
class Shard:
    """Reports that are done by one worker in one go, in the order of the input.

    Parameters
    ----------
    sources
        The reports.
    earlier
        For each, where an earlier run or attempt left its result, if any.
    condemned
        Position -> failure of reports that are not tried again, because they end the worker.
    """

    sources: tuple[Source, ...]
    earlier: tuple[Place | None, ...] = ()
    condemned: tuple[tuple[int, Failure], ...] = ()

    @property
    def key(self) -> str:
        """Name of the shard: the same reports in the same order have the same."""
        plain = json.dumps([source_to_plain(source) for source in self.sources])
        return hashlib.sha256(plain.encode("ascii")).hexdigest()[:24]

    def condemn(self, position: int, failure: Failure) -> Shard:
        """Return the shard with a report that is not tried again."""
        return replace(self, condemned=(*self.condemned, (position, failure)))

    def part(self, positions: range) -> Shard:
        """Return a shard of some of the reports."""
        earlier = tuple(self.earlier[i] for i in positions) if self.earlier else ()
        condemned = tuple((i - positions.start, failure) for i, failure in self.condemned if i in positions)
        return Shard(tuple(self.sources[i] for i in positions), earlier, condemned)


@dataclass(frozen=True)
class ShardResult:
    """What a shard gave; its records are on disk.

    Parameters
    ----------
    key
        Its name.
    reports
        Number of its sources.
    failures
        Of its sources, in order.
    reused
        How many of its reports were not run again.
    """

    key: str
    reports: int
    failures: tuple[Failure, ...] = ()
    reused: int = 0


@dataclass(frozen=True)
class Lost:
    """The worker of a shard is gone.

    Parameters
    ----------
    code
        ``killed``: by the system or by a crash; ``timeout``: by the run, because a report took too long.
    position
        Position in the shard of the report that it was at, where known.
    """

    code: str
    position: int | None = None


def source_to_plain(source: Source) -> dict[str, Any]:
    """Return a source as plain JSON values; a file name that is not UTF-8 keeps its bytes as lone surrogates."""
    return {**asdict(source), "path": str(source.path)}


def source_from_plain(plain: dict[str, Any]) -> Source:
    """Return the source of :func:`source_to_plain`."""
    cell = Cell(**plain["cell"]) if plain["cell"] else None
    return Source(**{**plain, "path": Path(plain["path"]), "cell": cell})
