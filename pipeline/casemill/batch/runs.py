"""A run from paths to output files: find, do the shards, merge them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from casemill.batch.counts import Totals
from casemill.batch.engines import Engine
from casemill.batch.inputs import Options, find, read_and_extract
from casemill.batch.locks import locked
from casemill.batch.losses import run_shards
from casemill.batch.merging import merge_shards, probe
from casemill.batch.model import Extract, Place, Settings, Shard, ShardResult
from casemill.batch.plans import Plan, earlier_results, read_plan, write_plan
from casemill.batch.shards import is_written, read_manifest, standing
from casemill.batch.storage import Work, manifest_of
from casemill.batch.versions import digest, versions
from casemill.writing.atomic import remove_stale

SHARD_SIZE = 25
"""Reports a shard: a second or so of work, which is all that a crash costs."""

TIMEOUT = 300.0
"""Seconds that one report may take."""


class UnfinishedError(RuntimeError):
    """Shards of the plan are not done yet, so they cannot be merged."""


@dataclass(frozen=True)
class Wishes:
    """How a run is done; none of it changes what is written, but ``options`` and ``keep_duplicates``.

    Parameters
    ----------
    formats
        Names of :data:`casemill.writing.FORMATS`.
    shard_size
        Reports a shard.
    timeout
        Seconds that one report may take; None for no limit.
    force
        Do all reports again.
    part
        ``(i, n)``: do the i-th of n parts of the shards and write no output files.
    keep_duplicates
        Write copies of a report as well.
    options
        How reports are found in files.
    extract
        What is called for each report.
    """

    formats: Sequence[str] = ("jsonl", "csv")
    shard_size: int = SHARD_SIZE
    timeout: float | None = TIMEOUT
    force: bool = False
    part: tuple[int, int] | None = None
    keep_duplicates: bool = False
    options: Options = field(default_factory=Options)
    extract: Extract = read_and_extract


def extract_to(
    out: Path,
    paths: Iterable[Path],
    engine: Engine,
    wishes: Wishes = Wishes(),
    *,
    on_plan: Callable[[Plan], None] = lambda plan: None,
    on_shard: Callable[[ShardResult], None] = lambda result: None,
) -> Totals | None:
    """Extract files and folders into an output folder.

    The bytes that are written depend on the inputs, the versions of code and tables, the
    formats and the options alone: not on the engine, the number of processes, the size of
    shards, or on how often the run was stopped and begun again.

    Parameters
    ----------
    out
        Output folder, made if missing. What was done stays in its folder ``.casemill``, and
        is not done again by the next run.
    paths
        Files and folders.
    engine
        Runs the shards; it is entered and left here.
    wishes
        How.
    on_plan
        Told the plan before the first report is read.
    on_shard
        Told the result of each shard when it ends, in any order.

    Returns
    -------
    Totals or None
        Counts and failures; None for a part, of which the others may not be done.

    Raises
    ------
    OSError
        If the output folder cannot be written: before the first file is read, unless the
        disk fills up. :class:`~casemill.batch.locks.InUseError` if another run writes it.
    casemill.batch.engines.EngineError
        If the engine cannot run anything.
    """
    work = Work(out)
    work.out.mkdir(parents=True, exist_ok=True)
    work.folder.mkdir(exist_ok=True)
    with ExitStack() as stack:
        _lock(stack, work, wishes.part)
        work.make()
        if wishes.part is None:
            _clean(work, wishes.formats)
        options = replace(wishes.options, spool=work.spool)
        plan = write_plan(work.plan, find(paths, options), size=wishes.shard_size)
        on_plan(plan)
        stack.enter_context(engine)
        for result in _do(work, plan, engine, wishes):
            on_shard(result)
        if wishes.part is not None:
            return None
        return merge_shards(work, plan, formats=wishes.formats, keep_duplicates=wishes.keep_duplicates)


def merge(out: Path, formats: Sequence[str] = ("jsonl", "csv"), *, keep_duplicates: bool = False) -> Totals:
    """Write the output files of a run whose parts were done one by one.

    Raises
    ------
    UnfinishedError
        If shards are missing, or were done by different versions; the message says how many.
    OSError
        If the output folder cannot be written.
    """
    work = Work(out)
    try:
        plan = read_plan(work.plan)
    except FileNotFoundError:
        raise UnfinishedError("no run was begun in this folder") from None
    with locked(work.folder / "lock"):
        work.make()
        _clean(work, formats)
        keys = [shard.key for shard in plan.shards_of()]
        first = read_manifest(manifest_of(work.shards, keys[0])) if keys else None
        made_by = first["versions"] if first else None
        missing = sum(not is_written(work.shards, key, made_by) for key in keys)
        if missing:
            raise UnfinishedError(f"{missing} of {len(keys)} shards are not done, or by another version of casemill")
        return merge_shards(work, plan, formats=formats, keep_duplicates=keep_duplicates)


def _lock(stack: ExitStack, work: Work, part: tuple[int, int] | None) -> None:
    """Keep others out: all of them, or for a part those that do the whole or the same part."""
    stack.enter_context(locked(work.folder / "lock", shared=part is not None))
    if part is not None:
        stack.enter_context(locked(work.folder / f"lock-{part[0]}-of-{part[1]}"))


def _clean(work: Work, formats: Sequence[str]) -> None:
    """Remove what a killed run left, and see that the output can be written."""
    shutil.rmtree(work.final, ignore_errors=True)
    for folder in work.out.iterdir():
        if folder.is_dir() and folder != work.folder:
            with suppress(OSError):  # a folder of others, which is theirs to open
                remove_stale(folder)
    probe(work.out, formats)


def _do(work: Work, plan: Plan, engine: Engine, wishes: Wishes) -> Iterator[ShardResult]:
    """Do what is not done yet; yield the results of all shards."""
    options = {"text_column": wishes.options.text_column, "id_column": wishes.options.id_column}
    made_by = digest({**versions(), **options})
    settings = Settings(work.shards, Path.cwd(), made_by, wishes.extract, wishes.timeout)
    earlier = {} if wishes.force else earlier_results(work.shards, made_by)
    standing_results: list[ShardResult] = []

    def undone() -> Iterator[Shard]:
        for shard in plan.shards_of(wishes.part):
            result = None if wishes.force else standing(shard, settings)
            if result is not None:
                standing_results.append(result)
            else:
                yield _with_earlier(shard, earlier)

    for result in run_shards(undone(), engine, settings):
        yield from _taken(standing_results)
        yield result
    yield from _taken(standing_results)


def _with_earlier(shard: Shard, earlier: dict[str, Place]) -> Shard:
    if not earlier:
        return shard
    return replace(shard, earlier=tuple(earlier.get(source.name) for source in shard.sources))


def _taken(results: list[ShardResult]) -> list[ShardResult]:
    taken = list(results)
    results.clear()
    return taken
