"""The process that does shards for :mod:`casemill.batch.engines.local`."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing.connection import Connection

from casemill.batch.shards import run_shard

READY, AT, DONE, UNWRITABLE = "ready", "at", "done", "unwritable"
"""Messages: the pipeline is loaded; a report is begun; a shard is done; its results cannot be written."""


def work(orders: Connection) -> None:
    """Do shards until the other end of the pipe closes.

    Each report is announced before it is begun. So the run knows at which one a worker died,
    and a worker whose run was killed ends before its next report, because nobody listens.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the run decides
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    _be_quiet()
    from casemill.extract import load

    load()
    try:
        orders.send((READY, None))
        while True:
            shard, settings = orders.recv()
            try:
                orders.send((DONE, run_shard(shard, settings, lambda position: orders.send((AT, position)))))
            except (BrokenPipeError, ConnectionResetError):
                raise
            except OSError as error:
                orders.send((UNWRITABLE, (error.errno, error.strerror, str(error.filename or settings.folder))))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def _be_quiet() -> None:
    """Send what libraries print nowhere: it may quote a report, and standard output is the run's."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    sys.stdout.flush()
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
