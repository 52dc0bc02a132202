"""Runs all shards; one whose worker dies is tried again, then split until the guilty report is found."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise

from casemill.batch.attempts import failure
from casemill.batch.engines import Engine
from casemill.batch.model import Lost, Place, Settings, Shard, ShardResult


@dataclass
class _Task:
    """A shard on its way: how often its worker died, and the task that it is a part of."""

    shard: Shard
    deaths: int = 0
    parent: _Task | None = None
    start: int = 0
    """Position of its first report in the parent."""
    parts: int = 0
    """Parts of it that have not ended."""
    places: dict[int, Place] = field(default_factory=dict)
    """Of its reports that its parts have done."""


def run_shards(shards: Iterator[Shard], engine: Engine, settings: Settings) -> Iterator[ShardResult]:
    """Run shards and yield their results, in the order in which they end.

    A shard whose worker died is tried once more as a whole: the system may have ended the
    worker for what another process did. If it dies again, the shard is split; a single report
    at which the worker died twice is condemned: it gets the failure ``killed`` and is not tried
    again. The parts are shards of their own, and the whole takes over their results. A report
    that the run stopped by ending its worker is condemned at once, with ``timeout``.
    """
    waiting: deque[_Task] = deque()
    running: dict[int, _Task] = {}
    number = 0
    while True:
        while len(running) < engine.slots:
            task = waiting.popleft() if waiting else _next_task(shards)
            if task is None:
                break
            number += 1
            running[number] = task
            engine.submit(number, task.shard, settings)
        if not running:
            return
        ended, result = engine.next()
        task = running.pop(ended)
        if isinstance(result, Lost):
            waiting.extend(_after_loss(task, result))
        elif task.parent is None:
            yield result
        else:
            waiting.extend(_after_part(task))


def _next_task(shards: Iterator[Shard]) -> _Task | None:
    shard = next(shards, None)
    return None if shard is None else _Task(shard)


def _after_loss(task: _Task, lost: Lost) -> list[_Task]:
    """Return what to run after a worker died."""
    shard, size = task.shard, len(task.shard.sources)
    if lost.code == "timeout" and lost.position is not None:
        told = failure(shard.sources[lost.position], "timeout", "TimeoutError")
        return [replace(task, shard=shard.condemn(lost.position, told))]
    task.deaths += 1
    if task.deaths < 2:
        return [task]
    if size == 1:
        return [replace(task, shard=shard.condemn(0, failure(shard.sources[0], "killed", "ProcessKilled")))]
    return _split(task, lost.position)


def _split(task: _Task, position: int | None) -> list[_Task]:
    """Return the parts: what stands before and behind the report that is suspected, and that; else two halves."""
    size = len(task.shard.sources)
    cuts = {0, size, size // 2} if position is None else {0, position, position + 1, size}
    ends = sorted(cuts)
    parts = [range(start, end) for start, end in pairwise(ends)]
    task.parts = len(parts)
    # a single report must die twice by itself; of several, one more death tells enough
    return [_Task(task.shard.part(part), int(len(part) > 1), task, part.start) for part in parts]


def _after_part(task: _Task) -> list[_Task]:
    """Note what a part has done; return the whole when it was the last one."""
    parent = task.parent
    assert parent is not None
    key = task.shard.key
    parent.places.update({task.start + i: Place(key, i) for i in range(len(task.shard.sources))})
    for position, told in task.shard.condemned:
        parent.shard = parent.shard.condemn(task.start + position, told)
    parent.parts -= 1
    if parent.parts:
        return []
    sources = parent.shard.sources
    before = parent.shard.earlier or (None,) * len(sources)
    earlier = tuple(parent.places.get(i, before[i]) for i in range(len(sources)))
    whole = replace(parent, shard=replace(parent.shard, earlier=earlier), deaths=0, places={})
    return [whole]
