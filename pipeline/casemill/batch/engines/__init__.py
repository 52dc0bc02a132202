"""Engines decide who runs a shard; what it gives is the same everywhere."""

from __future__ import annotations

from importlib import import_module
from types import TracebackType
from typing import Protocol

from casemill.batch.model import Lost, Settings, Shard, ShardResult

ENGINES = ("local", "dask")
"""Names of the engines; each is a module of this package with a function ``engine``."""


class EngineError(RuntimeError):
    """The engine cannot run shards at all; the message says what to do."""


class Engine(Protocol):
    """Runs shards, several at a time, in processes of its own."""

    slots: int
    """How many shards to hand in at a time."""

    def __enter__(self) -> Engine: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def submit(self, number: int, shard: Shard, settings: Settings) -> None:
        """Begin a shard; at most :attr:`slots` may be under way. The number comes back with its result."""

    def next(self) -> tuple[int, ShardResult | Lost]:
        """Wait until a shard ends, in any order.

        Raises
        ------
        EngineError
            If no shard can be run.
        OSError
            If the results cannot be written.
        """


def open_engine(name: str, *, jobs: int, scheduler: str | None = None) -> Engine:
    """Return an engine that has not started anything yet.

    Parameters
    ----------
    name
        One of :data:`ENGINES`.
    jobs
        Number of processes; with a scheduler, the cluster has its own.
    scheduler
        Address of the scheduler of a cluster.

    Raises
    ------
    EngineError
        If the engine needs what is not installed.
    """
    engine: Engine = import_module(f"casemill.batch.engines.{name}").engine(jobs=jobs, scheduler=scheduler)
    return engine
