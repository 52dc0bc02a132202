"""One report: its entry in a shard, whatever goes wrong with it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ConfigDict

from casemill.batch.duplicates import plain_doi
from casemill.batch.inputs import fingerprint
from casemill.batch.model import Failure, Settings, Source
from casemill.errors import InputError
from casemill.records import CaseRecord
from casemill.sources.model import failure_of

if TYPE_CHECKING:
    from casemill.reading import Text

SCREENING = ("not_english", "no_case")
"""Errors of a text that was read, and is no report of a case."""

_TOLD = {
    "bug": (
        "casemill failed on it",
        "This is a bug of casemill: please report it, with the file if it may be shared.",
    ),
    "memory": ("the memory did not suffice", "Run it with fewer --jobs or on a machine with more memory."),
    "timeout": ("it took longer than a report may take", "Look at the file, or give it longer with --timeout."),
    "killed": (
        "the process that read it was killed each time",
        "Run it alone on a machine with more memory; if it is killed there too, report it as a bug of casemill.",
    ),
    "write": ("its records could not be written", "This is a bug of casemill: please report it."),
}


class Entry(BaseModel):
    """A line of a shard: a report with its record or its failure, and all that tells whether it still holds."""

    model_config = ConfigDict(frozen=True)

    name: str
    """What records call the report."""
    size: int | None = None
    """Bytes of the file that holds it."""
    sha256: str | None = None
    """Of that file."""
    versions: str
    """Digest of what made it, see :mod:`casemill.batch.versions`."""
    failure: Failure | None = None
    record: CaseRecord | None = None
    doi: str | None = None
    """DOI of the publication, by which copies are told."""
    text: str | None = None
    """The raw text that offsets count in, where no file holds it."""


class _TooSlowError(BaseException):
    """Raised by the clock in the middle of a report; no ``except Exception`` may swallow it."""


def attempt(source: Source, settings: Settings) -> Entry:
    """Read and extract one report; whatever goes wrong is the failure of this report alone."""
    stand = fingerprint(source.path)
    size, sha256 = stand or (None, None)
    made: dict[str, Any] = {}
    try:
        with _limited(settings.timeout):
            text, record = settings.extract(source)
        made = {"record": record, "doi": _doi(text, record), "text": text.raw if text.text_sha256 else None}
    except InputError as error:
        stage = "extract" if error.code in SCREENING else "read"
        made["failure"] = failure_of(source.label, error, stage=stage)
    except _TooSlowError:
        made["failure"] = failure(source, "timeout", "TimeoutError")
    except MemoryError:
        made["failure"] = failure(source, "memory", "MemoryError")
    except Exception as error:
        # The message of an unforeseen error may quote the report, so only its kind is told.
        made["failure"] = failure(source, "bug", type(error).__name__)
    return Entry(name=source.name, size=size, sha256=sha256, versions=settings.versions, **made)


def _doi(text: Text, record: CaseRecord) -> str | None:
    """Return the DOI that the text states as its own, else the one that the tags of its file give."""
    stated = record.study.doi.value if record.study.doi else text.study.get("doi")
    return plain_doi(stated) if stated else None


def failure(source: Source, code: str, error: str, *, stage: str = "extract") -> Failure:
    """Return a failure that no :class:`~casemill.errors.InputError` tells of.

    Parameters
    ----------
    source
        The report.
    code
        ``bug``, ``memory``, ``timeout``, ``killed`` or ``write``.
    error
        Class of the error.
    stage
        What was done when it came.
    """
    problem, remedy = _TOLD[code]
    return Failure(source.label, code, error, f"{source.label}: {problem} ({error}). {remedy}", remedy, stage)


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """Raise :class:`_TooSlowError` in the block after some seconds.

    It needs the main thread of a process and a system with alarms; elsewhere, and in code
    that never comes back to Python, the run ends the worker from outside.
    """
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def ring(number: int, frame: object) -> None:
        raise _TooSlowError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
