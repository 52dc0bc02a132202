"""Processes of this machine, of which each can die without harm to the others."""

from __future__ import annotations

import multiprocessing
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any

from casemill.batch.engines import EngineError
from casemill.batch.engines.worker import AT, DONE, READY, UNWRITABLE, work
from casemill.batch.model import Lost, Settings, Shard, ShardResult

RECYCLED_AFTER = 2000
"""Reports after which a worker is replaced, so that what libraries keep does not pile up."""

_GRACE = 5.0
"""Seconds beyond the time limit after which a worker is killed: its own clock did not stop it."""

_FALSE_STARTS = 3
"""Workers in a row that may die before they are ready."""


@dataclass
class _Worker:
    """A process with its end of the pipe and the shard that it is at."""

    process: BaseProcess
    pipe: Connection
    number: int | None = None
    settings: Settings | None = None
    position: int | None = None
    since: float = 0.0
    ready: bool = False
    reports: int = field(default=0)

    @property
    def deadline(self) -> float | None:
        """When it must have ended the report that it is at, by :func:`time.monotonic`."""
        if self.settings is None or self.settings.timeout is None or self.position is None:
            return None
        return self.since + self.settings.timeout + _GRACE


class LocalEngine:
    """A pool of processes that are started when there is work for them.

    Parameters
    ----------
    jobs
        How many at a time.
    recycled_after
        See :data:`RECYCLED_AFTER`.
    """

    def __init__(self, jobs: int, *, recycled_after: int = RECYCLED_AFTER) -> None:
        self.slots = jobs
        self._recycled_after = recycled_after
        self._context = _context()
        self._workers: list[_Worker] = []
        self._false_starts = 0

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in list(self._workers):
            self._end(worker, kill=worker.number is not None)

    def submit(self, number: int, shard: Shard, settings: Settings) -> None:
        """Begin a shard on an idle worker, or on a new one."""
        worker = next((worker for worker in self._workers if worker.number is None), None) or self._start()
        worker.number, worker.settings, worker.position = number, settings, None
        worker.reports += len(shard.sources)
        with suppress(BrokenPipeError, ConnectionResetError):  # it has died: told when it is listened to
            worker.pipe.send((shard, settings))

    def next(self) -> tuple[int, ShardResult | Lost]:
        """Wait until a shard ends; a worker that overstays the time limit is killed."""
        while True:
            busy = {worker.pipe: worker for worker in self._workers if worker.number is not None}
            deadlines = [worker.deadline for worker in busy.values() if worker.deadline is not None]
            left = max(0.0, min(deadlines) - time.monotonic()) if deadlines else None
            for pipe in wait(list(busy), left):
                ended = self._heard(busy[pipe])  # type: ignore[index]
                if ended is not None:
                    return ended
            for worker in busy.values():
                if worker.deadline is not None and time.monotonic() >= worker.deadline and not worker.pipe.poll():
                    return self._lost(worker, "timeout")

    def _heard(self, worker: _Worker) -> tuple[int, ShardResult | Lost] | None:
        """Take one message of a worker; return how its shard ended, if it did."""
        try:
            what, content = worker.pipe.recv()
        except (EOFError, OSError):
            return self._lost(worker, "killed")
        if what == READY:
            worker.ready, self._false_starts = True, 0
        elif what == AT:
            worker.position, worker.since = content, time.monotonic()
        elif what == UNWRITABLE:
            raise OSError(*content)
        elif what == DONE:
            return self._done(worker, content)
        return None

    def _done(self, worker: _Worker, result: ShardResult) -> tuple[int, ShardResult]:
        assert worker.number is not None
        number, worker.number, worker.position = worker.number, None, None
        if worker.reports >= self._recycled_after:
            self._end(worker)
        return number, result

    def _lost(self, worker: _Worker, code: str) -> tuple[int, Lost]:
        assert worker.number is not None
        if not worker.ready:
            self._false_starts += 1
            if self._false_starts == _FALSE_STARTS:
                raise EngineError(
                    "The workers end before they can begin. Try 'casemill show' on a single file, which tells why; "
                    'a script that runs many files must call them under "if __name__ == \'__main__\':".'
                )
        lost = Lost(code, worker.position)
        number = worker.number
        self._end(worker, kill=True)
        return number, lost

    def _start(self) -> _Worker:
        here, there = self._context.Pipe()
        process: BaseProcess = self._context.Process(target=work, args=(there,), daemon=True)
        process.start()
        there.close()
        worker = _Worker(process, here)
        self._workers.append(worker)
        return worker

    def _end(self, worker: _Worker, *, kill: bool = False) -> None:
        self._workers.remove(worker)
        worker.pipe.close()
        if kill:
            worker.process.kill()
        worker.process.join()


def engine(*, jobs: int, scheduler: str | None = None) -> LocalEngine:
    """Return the engine; it has no scheduler."""
    return LocalEngine(jobs)


def _context() -> Any:
    """Return how processes are started.

    On Linux they are forked from one that has loaded the pipeline, so that it is loaded
    once; elsewhere forking is not safe or not there, and each loads it.
    """
    context: BaseContext
    if sys.platform != "linux":
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["casemill.batch.engines.warm"])
    return context
