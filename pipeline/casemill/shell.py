"""What all commands share: path arguments, standard output, and an end by signal that leaves nothing behind."""

from __future__ import annotations

import errno
import io
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

_STAND_INS = {
    **{code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\t\n"},
    **dict.fromkeys((7, 8, 11, 12, 13), " "),  # printers at the end of a line and of a page, and what rich drops
    127: "\u2421",
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd"),
}


def visible(text: str) -> str:
    r"""Return a text without the characters that steer a terminal, each replaced by one that is seen.

    A report is the word of a stranger: its escapes must not move the cursor, rename the
    window or turn the order of letters. As long as the text given, so offsets hold.

    >>> visible("a\x1b[2Jb")
    'a␛[2Jb'
    """
    return text.translate(_STAND_INS)


class GivenPath(click.Path):
    """A path on the command line; an empty one is refused, which Python takes for the folder at hand."""

    def __init__(self, **options: Any) -> None:
        super().__init__(path_type=Path, **options)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the path."""
        if not os.fspath(value):
            self.fail("the path is empty", param, ctx)
        return super().convert(value, param, ctx)


@contextmanager
def printing() -> Iterator[None]:
    """Print what can be printed; tell of a standard output that takes nothing more in one line."""
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        sys.stdout.reconfigure(errors="replace")
    try:
        yield
    except OSError as error:
        # An error of a file has the file's name; a reader that has gone away (EPIPE) is click's business.
        if error.filename is not None or error.errno == errno.EPIPE:
            raise
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # what is still held back must not fail again at exit
        raise click.ClickException(f"standard output cannot be written ({error.strerror}).") from None


@contextmanager
def ending_cleanly() -> Iterator[None]:
    """End by SIGTERM or SIGHUP as by Ctrl-C: half-written files are removed, exit code 128 + signal."""

    def end(number: int, frame: object) -> None:
        sys.exit(128 + number)

    signals = [signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]
    before = {number: signal.signal(number, end) for number in signals}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
