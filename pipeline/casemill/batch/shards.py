"""A shard: done by one worker, written whole or not at all, and not done again while nothing has changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from casemill.batch.attempts import Entry, attempt
from casemill.batch.inputs import fingerprint
from casemill.batch.model import Failure, Place, Settings, Shard, ShardResult, Source
from casemill.batch.storage import durable, manifest_of, results_of


def run_shard(shard: Shard, settings: Settings, at: Callable[[int], None] = lambda position: None) -> ShardResult:
    """Do the reports of a shard and write their results.

    Parameters
    ----------
    shard
        What to do.
    settings
        Of the run.
    at
        Told the position of each report before it is begun.

    Returns
    -------
    ShardResult
        Counts; the results are in :func:`casemill.batch.storage.results_of`, one line a
        report in the order of the shard.

    Raises
    ------
    OSError
        If the results cannot be written.
    """
    os.chdir(settings.cwd)
    path, condemned, earlier = results_of(settings.folder, shard.key), dict(shard.condemned), _Earlier(settings)
    inputs: list[dict[str, Any]] = []
    failures: list[Failure] = []
    reused, whole = 0, hashlib.sha256()
    with durable(path) as file:
        for position, source in enumerate(shard.sources):
            at(position)
            entry = None
            if position in condemned:
                entry = Entry(name=source.name, versions=settings.versions, failure=condemned[position])
            elif shard.earlier:
                entry = earlier.entry(source, shard.earlier[position])
                reused += entry is not None
            entry = entry or attempt(source, settings)
            line = entry.model_dump_json() + "\n"
            file.write(line)
            whole.update(line.encode("utf-8"))
            inputs.append({"name": entry.name, "size": entry.size, "sha256": entry.sha256, "code": _code(entry)})
            failures += [entry.failure] if entry.failure else []
    _write_manifest(settings, shard.key, inputs, whole.hexdigest())
    return ShardResult(shard.key, len(shard.sources), tuple(failures), reused)


def _code(entry: Entry) -> str:
    return entry.failure.code if entry.failure else "done"


def _write_manifest(settings: Settings, key: str, inputs: list[dict[str, Any]], sha256: str) -> None:
    failed = sum(item["code"] != "done" for item in inputs)
    manifest = {
        "shard": key,
        "versions": settings.versions,
        "sha256": sha256,
        "counts": {"reports": len(inputs), "done": len(inputs) - failed, "failed": failed},
        "inputs": inputs,
    }
    with durable(manifest_of(settings.folder, key)) as file:
        json.dump(manifest, file, indent=1)


def read_manifest(path: Path) -> dict[str, Any] | None:
    """Return a manifest, or None if there is none that is whole."""
    try:
        manifest: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None
    return manifest


def is_written(folder: Path, key: str, versions: str | None = None) -> bool:
    """Tell whether the results of a shard are whole, and made by these versions where they are given."""
    manifest = read_manifest(manifest_of(folder, key))
    if manifest is None or (versions is not None and manifest["versions"] != versions):
        return False
    try:
        with results_of(folder, key).open("rb") as file:
            return bool(hashlib.file_digest(file, "sha256").hexdigest() == manifest["sha256"])
    except OSError:
        return False


def standing(shard: Shard, settings: Settings) -> ShardResult | None:
    """Return the result of a shard that need not be done again, else None.

    It stands if all of its reports were done, by these versions, and no file has changed
    since. A report that failed is tried anew in each run: what was wrong may be mended.
    """
    manifest = read_manifest(manifest_of(settings.folder, shard.key))
    if manifest is None or manifest["counts"]["failed"]:
        return None
    if not is_written(settings.folder, shard.key, settings.versions):
        return None
    for source, item in zip(shard.sources, manifest["inputs"], strict=True):
        if fingerprint(source.path) != (item["size"], item["sha256"]):
            return None
    return ShardResult(shard.key, len(shard.sources), reused=len(shard.sources))


def entries_of(folder: Path, key: str) -> Iterator[Entry]:
    """Yield the results of a shard, one at a time."""
    with results_of(folder, key).open("rb") as file:
        for line in file:
            yield Entry.model_validate_json(line)


class _Earlier:
    """Results of earlier shards; the lines of each file are read once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._lines = cache(self._read)

    def entry(self, source: Source, place: Place | None) -> Entry | None:
        """Return the result of a report, if it was done, by these versions, and its file has not changed."""
        lines = self._lines(place.key) if place else []
        if place is None or place.line >= len(lines):
            return None
        try:
            entry = Entry.model_validate_json(lines[place.line])
        except ValidationError:  # of another shape: an older casemill wrote it
            return None
        holds = entry.name == source.name and entry.versions == self._settings.versions and entry.failure is None
        return entry if holds and fingerprint(source.path) == (entry.size, entry.sha256) else None

    def _read(self, key: str) -> list[bytes]:
        try:
            return results_of(self._settings.folder, key).read_bytes().splitlines()
        except FileNotFoundError:
            return []
