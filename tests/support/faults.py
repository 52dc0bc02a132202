"""Reports that do to their worker what the worst of real ones do; workers import it by name."""

from __future__ import annotations

import os
import signal
import time

from casemill.batch.inputs import read_and_extract


def extract(source):
    """Read and extract a report, or fail in the way that a word in it says."""
    data = source.path.read_bytes()
    flag = source.path.with_suffix(".flag")
    if b"KILLS" in data or (b"UNLUCKY" in data and not flag.exists()):
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if b"DEAF" in data:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
    if b"DEAF" in data or b"SLEEPS" in data:
        time.sleep(120)
    if b"HUNGRY" in data:
        raise MemoryError
    if b"BROKEN" in data:
        raise RuntimeError(data.decode())
    return read_and_extract(source)


def never(source):
    """Fail whatever the report: for runs that must not read any."""
    raise AssertionError("a report was read again")


def unforgiving(source):
    """End the process of a worker at once."""
    os.kill(os.getpid(), signal.SIGKILL)
