"""The plan of a run: all reports in order, cut into shards; kept on disk, so that it is never whole in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from casemill.batch.model import Failure, Place, Shard, Source, source_from_plain, source_to_plain
from casemill.batch.shards import read_manifest
from casemill.batch.storage import durable


@dataclass(frozen=True)
class Plan:
    """The plan in a file.

    Parameters
    ----------
    path
        The file; a line is a shard or a path that gives no report.
    reports, shards
        How many there are.
    """

    path: Path
    reports: int
    shards: int

    def lines(self) -> Iterator[Shard | Failure]:
        """Yield shards, and failures of finding, in the order of the input."""
        with self.path.open(encoding="ascii") as file:
            for line in file:
                plain = json.loads(line)
                if "sources" in plain:
                    yield Shard(tuple(map(source_from_plain, plain["sources"])))
                elif "failure" in plain:
                    yield Failure(**plain["failure"])

    def failures(self) -> Iterator[Failure]:
        """Yield the failures of finding."""
        return (line for line in self.lines() if isinstance(line, Failure))

    def shards_of(self, part: tuple[int, int] | None = None) -> Iterator[Shard]:
        """Yield the shards, or those of one part: of ``(i, n)`` each n-th, beginning with the i-th."""
        shards = (line for line in self.lines() if isinstance(line, Shard))
        for number, shard in enumerate(shards):
            if part is None or number % part[1] == part[0] - 1:
                yield shard


def write_plan(path: Path, found: Iterable[Source | Failure], *, size: int) -> Plan:
    """Cut what was found into shards of so many reports, and write the plan."""
    reports = shards = 0
    waiting: list[Source] = []
    with durable(path) as file:

        def line(plain: dict[str, Any]) -> None:
            file.write(json.dumps(plain) + "\n")  # ASCII: names that are not UTF-8 keep their bytes

        for item in found:
            if isinstance(item, Failure):
                line({"failure": asdict(item)})
                continue
            waiting.append(item)
            reports += 1
            if len(waiting) == size:
                line({"sources": list(map(source_to_plain, waiting))})
                shards += 1
                waiting.clear()
        if waiting:
            line({"sources": list(map(source_to_plain, waiting))})
            shards += 1
        line({"reports": reports, "shards": shards})
    return Plan(path, reports, shards)


def read_plan(path: Path) -> Plan:
    """Return the plan that an earlier run has written.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    last: dict[str, Any] = {}
    with path.open(encoding="ascii") as file:
        for line in file:
            last = json.loads(line) if line.startswith('{"reports"') else last
    return Plan(path, last["reports"], last["shards"])


def earlier_results(folder: Path, versions: str) -> dict[str, Place]:
    """Return the name of each report that is done -> its place, from all shards in the folder.

    So a report is not done again when others before it came or went, or when the size of
    shards changed. Whether it has changed itself is asked when it is its turn.
    """
    places: dict[str, Place] = {}
    for path in sorted(folder.glob("*.manifest.json")):
        manifest = read_manifest(path)
        if manifest is None or manifest["versions"] != versions:
            continue
        for line, item in enumerate(manifest["inputs"]):
            if item["code"] == "done":
                places[item["name"]] = Place(manifest["shard"], line)
    return places
