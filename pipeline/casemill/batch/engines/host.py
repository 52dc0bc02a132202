"""Runs shards for a program that must not die with them, and cannot start workers itself.

A worker of Dask is such a program: its tasks run in a thread, where no clock can stop them,
and most clusters forbid it children of :mod:`multiprocessing`. So it starts this one, which
contains what a report does with the same engine that a run on one machine uses.

Messages are pickles behind their length, on standard input and output.
"""

from __future__ import annotations

import os
import pickle
import signal
import struct
import sys
from typing import IO

from casemill.batch.engines import EngineError
from casemill.batch.engines.local import LocalEngine

_LENGTH = struct.Struct(">Q")


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message."""
    stream.write(_LENGTH.pack(len(message)) + message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read a message.

    Raises
    ------
    EOFError
        If the other end is gone.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message


def main() -> None:
    """Do shards until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with os.fdopen(os.dup(1), "wb") as out, LocalEngine(1) as engine:
        os.dup2(2, 1)  # what anyone prints must not stand between messages
        while True:
            try:
                shard, settings = pickle.loads(receive(sys.stdin.buffer))
            except EOFError:
                return
            answer: object
            try:
                engine.submit(0, shard, settings)
                _, answer = engine.next()
            except (OSError, EngineError) as error:
                answer = error
            send(out, pickle.dumps(answer))


if __name__ == "__main__":
    main()
