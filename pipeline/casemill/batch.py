"""Many files: find them, run them one by one, write what comes out, keep what fails.

One bad file never ends a run and never disappears: it is a line of the failure ledger.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from casemill.errors import InputError
from casemill.extract import extract_file, printable

if TYPE_CHECKING:
    from casemill.records import CaseRecord
    from casemill.writing import Add

LEDGER = "failures.jsonl"
"""File of the output folder with one line a file that gave no records; empty if there is none."""

FAMILIES = ("nerves", "drugs", "analytes", "timing", "sex")


@dataclass(frozen=True)
class Job:
    """A file to read.

    Parameters
    ----------
    path
        Where it is.
    name
        What the records call it: its path inside the folder that was given, else its name.
    """

    path: Path
    name: str


@dataclass(frozen=True)
class Failure:
    """A path that gave no records.

    Parameters
    ----------
    file
        The path as it was given or found.
    code
        Short name of the error: ``missing``, ``empty``, ``binary`` ...
    message
        What is wrong and what to do about it, without text of the report.
    """

    file: str
    code: str
    message: str


@dataclass(frozen=True)
class Outcome:
    """What became of one job: its record or its failure."""

    job: Job
    record: CaseRecord | None = None
    failure: Failure | None = None


@dataclass
class Totals:
    """What a run made: counts of reports and of the heads of each family, and the failures."""

    reports: int = 0
    heads: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.failure is not None:
            self.failures.append(outcome.failure)
        if outcome.record is not None:
            self.reports += 1
            self.heads.update({family: len(getattr(outcome.record, family)) for family in FAMILIES})


def find_jobs(paths: Iterable[Path]) -> tuple[list[Job], list[Outcome]]:
    """Return the files to read, each once, and a failed outcome for each folder that holds none.

    Parameters
    ----------
    paths
        Files of any ending, and folders, of which all ``.txt`` files are read, also those
        of the folders inside; hidden ones are not. A path that does not exist is a job too:
        the attempt to read it says what is wrong.
    """
    jobs: dict[Path, Job] = {}
    failed = []
    for path in paths:
        if not path.is_dir():
            jobs.setdefault(path.resolve(), Job(path, printable(path.name)))
            continue
        names = texts_in(path)
        for name in names:
            jobs.setdefault((path / name).resolve(), Job(path / name, printable(name)))
        if not names:
            problem = "the folder holds no .txt file. Name one that does, or the files."
            failed.append(Outcome(Job(path, printable(path)), failure=failure_of(path, "no_text", problem)))
    return list(jobs.values()), failed


def texts_in(folder: Path) -> list[str]:
    """Return the ``.txt`` files of a folder and of those inside, as sorted paths within it."""
    found = (file.relative_to(folder) for file in folder.rglob("*.[tT][xX][tT]") if file.is_file())
    return sorted(file.as_posix() for file in found if not any(part[0] == "." for part in file.parts))


def run(jobs: Iterable[Job]) -> Iterator[Outcome]:
    """Read and extract each file, in order."""
    for job in jobs:
        yield attempt(job)


def attempt(job: Job) -> Outcome:
    """Read and extract one file; whatever goes wrong is a failure of this file alone."""
    try:
        return Outcome(job, record=extract_file(job.path, name=job.name))
    except InputError as error:
        return Outcome(job, failure=Failure(printable(job.path), error.code, printable(str(error))))
    except OSError as error:
        problem = f"the file cannot be opened ({error.strerror}). Check its rights and the disk."
        return Outcome(job, failure=failure_of(job.path, "unreadable", problem))
    except Exception as error:
        # The message of an unforeseen error may quote the report, so only its kind is told.
        problem = (
            f"casemill failed on it ({type(error).__name__}). "
            "This is a bug of casemill: please report it, with the file if it may be shared."
        )
        return Outcome(job, failure=failure_of(job.path, "bug", problem))


def failure_of(path: Path, code: str, problem: str) -> Failure:
    """Return the failure of a path; the message names it."""
    name = printable(path)
    return Failure(name, code, f"{name}: {problem}")


def shared_stems(jobs: Iterable[Job]) -> set[str]:
    """Return the file stems, case folded, that more than one file has."""
    counts = Counter(job.path.stem.casefold() for job in jobs)
    return {stem for stem, count in counts.items() if count > 1}


def extract_to(
    out: Path,
    paths: Iterable[Path],
    *,
    formats: Sequence[str],
    on_start: Callable[[Sequence[Job]], None] = lambda jobs: None,
    on_outcome: Callable[[Outcome], None] = lambda outcome: None,
) -> Totals:
    """Extract files and folders into an output folder.

    Parameters
    ----------
    out
        Output folder, made if missing.
    paths
        See :func:`find_jobs`.
    formats
        Names of :data:`casemill.writing.FORMATS`.
    on_start
        Told the files before the first is read.
    on_outcome
        Told each outcome: folders without a text first, then the files in order.

    Returns
    -------
    Totals
        Counts and failures. The records of all other files are written. If there is no
        record at all, nothing but the ledger is written, and earlier output stays.
    """
    from casemill.writing import writer
    from casemill.writing.atomic import atomic

    jobs, failed = find_jobs(paths)
    totals = Totals()
    shared = shared_stems(jobs)
    on_start(jobs)
    with ExitStack() as stack:
        adders: list[Add] = []
        for outcome in chain(failed, run(jobs)):
            totals.add(outcome)
            if outcome.record is not None:
                adders = adders or [stack.enter_context(writer(name, out)) for name in formats]
                for add in adders:
                    add(outcome.record, _stem(outcome.job, outcome.record, shared))
            on_outcome(outcome)
    with atomic(out / LEDGER) as ledger:
        for failure in totals.failures:
            ledger.write(json.dumps(asdict(failure), ensure_ascii=False) + "\n")
    return totals


def _stem(job: Job, record: CaseRecord, shared: set[str]) -> str:
    stem = job.path.stem
    return f"{stem}-{record.sha256[:12]}" if stem.casefold() in shared else stem
