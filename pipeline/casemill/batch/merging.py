"""From shards to output files: one stream over all results in the order of the input."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from casemill.batch.attempts import Entry, failure
from casemill.batch.counts import Totals
from casemill.batch.duplicates import Seen
from casemill.batch.inputs import stem_of
from casemill.batch.model import Failure, Shard, Source
from casemill.batch.plans import Plan
from casemill.batch.shards import entries_of
from casemill.batch.storage import Work, sync_folder
from casemill.writing import notes, writer
from casemill.writing.atomic import atomic
from casemill.writing.names import OwnNames

if TYPE_CHECKING:
    from casemill.records import CaseRecord
    from casemill.writing import Add

LEDGER = "failures.jsonl"
"""File of the output folder with one line a path that gave no records; empty if there is none."""

DUPLICATES = "duplicates.jsonl"
"""File with one line a report that is a copy of one before."""

COUNTS = "counts.json"
"""File with the counts of a run, see :class:`casemill.batch.counts.Totals`."""

_TEXTS = "texts"


class _ProbedError(Exception):
    """Ends a block whose files must not appear."""


def probe(out: Path, formats: Sequence[str]) -> None:
    """Open what the run will write and let it go, so that a long run does not fail at its end.

    Raises
    ------
    OSError
        If the output cannot be written.
    """
    try:
        with ExitStack() as stack:
            for name in (LEDGER, DUPLICATES, COUNTS):
                stack.enter_context(atomic(out / name))
            for name in formats:
                stack.enter_context(writer(name, out))
            raise _ProbedError
    except _ProbedError:
        return


def merge_shards(work: Work, plan: Plan, *, formats: Sequence[str], keep_duplicates: bool) -> Totals:
    """Write all output files from the shards of a plan, and remove those of earlier runs that are no more.

    Files are written beside and moved to their places at the end. A run that is killed while
    they are moved leaves some of the old ones; the next one moves all again.

    Parameters
    ----------
    work
        Working folder.
    plan
        What was read; all of its shards must be there.
    formats
        Names of :data:`casemill.writing.FORMATS`.
    keep_duplicates
        Write copies of a report as well.

    Raises
    ------
    OSError
        If the output cannot be written.
    """
    shutil.rmtree(work.final, ignore_errors=True)
    work.final.mkdir()
    totals = _write(work, plan, formats, keep_duplicates)
    _publish(work)
    keys = {shard.key for shard in plan.shards_of()}
    for path in work.shards.iterdir():
        if path.name.split(".")[0] not in keys:
            path.unlink()
    return totals


def _write(work: Work, plan: Plan, formats: Sequence[str], keep_duplicates: bool) -> Totals:
    totals, seen, final = Totals(), Seen(), work.final
    names = OwnNames(stem_of(source) for shard in plan.shards_of() for source in shard.sources)
    totals.shared_stems = names.shared
    with ExitStack() as stack:
        ledger, duplicates = (stack.enter_context(atomic(final / name)) for name in (LEDGER, DUPLICATES))
        output = _Output(final, {name: stack.enter_context(writer(name, final)) for name in formats})
        for item in _results(work, plan):
            if isinstance(item, Failure):
                totals.fail(item)
                continue
            assert item.entry.record is not None
            record = item.entry.record
            copy = seen.duplicate(item.source.name, record.sha256, item.entry.doi, kept=keep_duplicates)
            if copy is not None:
                duplicates.write(json.dumps(asdict(copy), ensure_ascii=False) + "\n")
                totals.by_content += copy.by == "content"
                totals.by_doi += copy.by == "doi"
            if copy is not None and not keep_duplicates:
                totals.found += 1
                continue
            failed = output.add(item, names.name(stem_of(item.source), record.sha256))
            if failed is not None:
                totals.fail(failed)
            else:
                totals.found += 1
                totals.copies_kept += copy is not None
                totals.add(record)
        totals.left_out = {name: notes(add) for name, add in output.adders.items() if notes(add)}
        # shards meet the failures of finding and of reading in another order each
        for failed in sorted(totals.failures, key=lambda failed: (failed.file, failed.stage, failed.code)):
            ledger.write(json.dumps(asdict(failed), ensure_ascii=False) + "\n")
    with atomic(final / COUNTS) as file:
        file.write(totals.to_json())
    return totals


@dataclass(frozen=True)
class _Done:
    """A report that gave records."""

    source: Source
    entry: Entry


def _results(work: Work, plan: Plan) -> Iterator[_Done | Failure]:
    """Yield what became of each line of the plan."""
    for line in plan.lines():
        if isinstance(line, Shard):
            for source, entry in zip(line.sources, entries_of(work.shards, line.key), strict=True):
                yield entry.failure or _Done(source, entry)
        else:
            yield line


@dataclass(frozen=True)
class _Output:
    """All writers of a run."""

    folder: Path
    adders: dict[str, Add]

    def add(self, done: _Done, stem: str) -> Failure | None:
        """Write a report; an error of a writer that is not one of the disk is the failure of this report."""
        record: CaseRecord | None = done.entry.record
        assert record is not None
        try:
            for add in self.adders.values():
                add(record, stem)
        except OSError:
            raise
        except Exception as error:
            return failure(done.source, "write", type(error).__name__, stage="write")
        if done.entry.text is not None:
            with atomic(self.folder / _TEXTS / f"{stem}.txt") as file:
                file.write(done.entry.text)
        return None


def _publish(work: Work) -> None:
    """Move the files to their places, and remove those that an earlier run has written and this one has not."""
    new = sorted(path.relative_to(work.final).as_posix() for path in work.final.rglob("*") if path.is_file())
    old = json.loads(work.written.read_bytes()) if work.written.exists() else []
    with atomic(work.written) as file:  # both, so that a run killed in between leaves nothing unknown
        json.dump(sorted({*old, *new}), file)
    for name in new:
        place = work.out / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if "/" not in name:
            _sync(work.final / name)
        os.replace(work.final / name, place)
    for name in set(old) - set(new):
        (work.out / name).unlink(missing_ok=True)
    with atomic(work.written) as file:
        json.dump(new, file)
    sync_folder(work.out)
    shutil.rmtree(work.final)


def _sync(path: Path) -> None:
    """Bring a table to the disk; files of single reports can be made again from the shards."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
