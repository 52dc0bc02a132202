"""Many files: find them, run them one by one, write what comes out, keep what fails.

One bad file never ends a run and never disappears: it is a line of the failure ledger.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from casemill.errors import InputError, UnreadableInputError
from casemill.extract import extract_file, printable

if TYPE_CHECKING:
    from casemill.records import CaseRecord
    from casemill.writing import Add

LEDGER = "failures.jsonl"
"""File of the output folder with one line a path that gave no records; empty if there is none."""

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
    """Return the files to read, each once, and a failed outcome for each folder that cannot be searched.

    Parameters
    ----------
    paths
        Files of any ending, and folders, of which all ``.txt`` files are read, also those
        of the folders inside; hidden ones are not, and links to folders are not followed.
        A path that cannot be read is a job too: the attempt says what is wrong. A folder
        without a text is a failure, and so is one inside that cannot be opened.
    """
    jobs: dict[Path, Job] = {}
    failed = []
    for path in paths:
        # The functions of os.path, unlike those of Path, raise for no path whatsoever.
        if not os.path.isdir(path):
            jobs.setdefault(Path(os.path.realpath(path)), Job(path, printable(path.name)))
            continue
        names, unopened = texts_in(path)
        for name in names:
            jobs.setdefault(Path(os.path.realpath(path / name)), Job(path / name, printable(name)))
        for folder, error in unopened:
            problem = UnreadableInputError(str(folder), error.strerror or type(error).__name__)
            failed.append(Outcome(Job(folder, printable(folder)), failure=_input_failure(folder, problem)))
        if not names and not unopened:
            told = "the folder holds no .txt file. Name one that does, or the files."
            failed.append(Outcome(Job(path, printable(path)), failure=failure_of(path, "no_text", told)))
    return list(jobs.values()), failed


def texts_in(folder: Path) -> tuple[list[str], list[tuple[Path, OSError]]]:
    """Return the ``.txt`` files of a folder and of those inside, and the folders that cannot be opened.

    Returns
    -------
    names : list of str
        Sorted paths within the folder.
    unopened : list of tuple
        Folders with the reason.
    """
    names: list[str] = []
    unopened: list[tuple[Path, OSError]] = []

    def refuse(error: OSError) -> None:
        unopened.append((Path(error.filename), error))

    for place, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        inside = Path(place).relative_to(folder)
        texts = (name for name in files if name.casefold().endswith(".txt") and not name.startswith("."))
        names += [(inside / name).as_posix() for name in texts]
    return sorted(names), unopened


def run(jobs: Iterable[Job]) -> Iterator[Outcome]:
    """Read and extract each file, in order."""
    for job in jobs:
        yield attempt(job)


def attempt(job: Job) -> Outcome:
    """Read and extract one file; whatever goes wrong is a failure of this file alone."""
    try:
        return Outcome(job, record=extract_file(job.path, name=job.name))
    except InputError as error:
        return Outcome(job, failure=_input_failure(job.path, error))
    except Exception as error:
        # The message of an unforeseen error may quote the report, so only its kind is told.
        problem = (
            f"casemill failed on it ({type(error).__name__}). "
            "This is a bug of casemill: please report it, with the file if it may be shared."
        )
        return Outcome(job, failure=failure_of(job.path, "bug", problem))


def _input_failure(path: Path, error: InputError) -> Failure:
    return Failure(printable(path), error.code, printable(str(error)))


def failure_of(path: Path, code: str, problem: str) -> Failure:
    """Return the failure of a path; the message names it."""
    name = printable(path)
    return Failure(name, code, f"{name}: {problem}")


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
        Counts and failures. The records of all other files are written, none at all if
        all failed: ledger, records and tables of a folder are always those of one run.

    Raises
    ------
    OSError
        If the output folder cannot be written: before the first file is read, unless the
        disk fills up.
    """
    from casemill.writing import writer
    from casemill.writing.atomic import atomic, remove_stale
    from casemill.writing.names import OwnNames

    jobs, failed = find_jobs(paths)
    totals = Totals()
    names = OwnNames(job.path.stem for job in jobs)
    for folder in (out, out / "brat"):
        remove_stale(folder)
    with ExitStack() as stack:
        ledger = stack.enter_context(atomic(out / LEDGER))
        adders: list[Add] = [stack.enter_context(writer(name, out)) for name in formats]
        on_start(jobs)
        for outcome in chain(failed, run(jobs)):
            totals.add(outcome)
            if outcome.record is not None:
                stem = names.name(outcome.job.path.stem, outcome.record.sha256)
                for add in adders:
                    add(outcome.record, stem)
            on_outcome(outcome)
        for failure in totals.failures:
            ledger.write(json.dumps(asdict(failure), ensure_ascii=False) + "\n")
    return totals
