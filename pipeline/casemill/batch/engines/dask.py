"""A Dask cluster: one of this machine, or that of a scheduler. All its machines must see the same folders."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any

from casemill.batch.engines import EngineError
from casemill.batch.engines.host import receive, send
from casemill.batch.model import Lost, Settings, Shard, ShardResult

_WAITED = 30
"""Seconds to wait for the scheduler and the first worker."""


class DaskEngine:
    """Runs shards on the workers of a cluster.

    Parameters
    ----------
    jobs
        Processes of the cluster on this machine, if no scheduler is given.
    scheduler
        Address of a running one, for example ``tcp://node17:8786``.
    """

    def __init__(self, jobs: int, scheduler: str | None = None) -> None:
        self.slots = jobs
        self._jobs = jobs
        self._scheduler = scheduler
        self._running: dict[Any, int] = {}
        self.client: Any = None
        self._cluster: Any = None

    def __enter__(self) -> DaskEngine:
        from distributed import Client, LocalCluster

        try:
            if self._scheduler is None:
                self._cluster = LocalCluster(n_workers=self._jobs, threads_per_worker=1, dashboard_address=None)
            self.client = Client(self._cluster or self._scheduler, timeout=_WAITED)
            self.client.wait_for_workers(1, timeout=_WAITED)
        except (OSError, TimeoutError, ValueError) as error:
            self.__exit__(None, None, None)
            raise EngineError(
                f"The Dask cluster cannot be reached ({type(error).__name__}). Check --scheduler, "
                "and that at least one worker is connected."
            ) from None
        # two for each thread, so that none waits for the way of its next shard
        self.slots = 2 * max(1, sum(self.client.nthreads().values()))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for what in (self.client, self._cluster):
            if what is not None:
                what.close()

    def submit(self, number: int, shard: Shard, settings: Settings) -> None:
        """Hand a shard to the cluster."""
        order = pickle.dumps((shard, settings))
        self._running[self.client.submit(do_order, order, pure=False)] = number

    def next(self) -> tuple[int, ShardResult | Lost]:
        """Wait until a shard ends; one whose workers die is lost after the attempts that the cluster makes."""
        from distributed import wait
        from distributed.scheduler import KilledWorker

        done, _ = wait(list(self._running), return_when="FIRST_COMPLETED")
        future = min(done, key=self._running.__getitem__)
        number = self._running.pop(future)
        error = future.exception()
        if isinstance(error, KilledWorker):
            return number, Lost("killed")
        if isinstance(error, OSError):
            raise error
        if error is not None or future.cancelled():
            raise EngineError(f"The Dask cluster gave a shard up ({type(error).__name__}: {error}).")
        return number, future.result()


def engine(*, jobs: int, scheduler: str | None = None) -> DaskEngine:
    """Return the engine.

    Raises
    ------
    EngineError
        If Dask is not installed.
    """
    try:
        import distributed  # noqa: F401
    except ImportError:
        raise EngineError("Dask is not installed. Install it with: pip install 'casemill[dask]'") from None
    return DaskEngine(jobs, scheduler)


class _Hosts:
    """The process beside each thread of a Dask worker, see :mod:`casemill.batch.engines.host`."""

    def __init__(self) -> None:
        self._own = threading.local()

    def do(self, order: bytes) -> ShardResult | Lost:
        """Do a shard; a host that dies takes nothing with it."""
        host: subprocess.Popen[bytes] | None = getattr(self._own, "host", None)
        if host is None or host.poll() is not None:
            host = self._own.host = _new_host()
        assert host.stdin is not None and host.stdout is not None
        try:
            send(host.stdin, order)
            answer: ShardResult | Lost | Exception = pickle.loads(receive(host.stdout))
        except (EOFError, OSError):
            host.kill()
            host.wait()
            return Lost("killed")
        if isinstance(answer, Exception):
            raise answer
        return answer


_HOSTS = _Hosts()


def do_order(order: bytes) -> ShardResult | Lost:
    """Do a shard in a worker of the cluster."""
    return _HOSTS.do(order)


def _new_host() -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    command = [sys.executable, "-m", "casemill.batch.engines.host"]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment)
