"""``casemill extract`` and ``casemill merge``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from casemill.batch import (
    ENGINES,
    SHARD_SIZE,
    TIMEOUT,
    EngineError,
    InUseError,
    Totals,
    UnfinishedError,
    Wishes,
    extract_to,
    merge,
    open_engine,
)
from casemill.extract import printable
from casemill.shell import GivenPath, ending_cleanly, visible
from casemill.sources import Options
from casemill.terminal import Progress, print_summary
from casemill.writing import FORMATS, MissingExtraError

FAILED, WRONG_USE, UNWRITABLE, INTERRUPTED = 1, 2, 3, 130
"""Exit codes; 0 is that all was done, 128 and the number of a signal that the run was ended by it."""

EXIT_CODES = f"""\b
Exit codes:
  0    all reports were done
  {FAILED}    some failed, see failures.jsonl; the others were done
  {WRONG_USE}    wrong use; nothing was done
  {UNWRITABLE}    the output cannot be written, or another run writes it
  {INTERRUPTED}  interrupted; the same command goes on where it was
"""


class Part(click.ParamType):
    """``I/N``: the I-th of N parts."""

    name = "I/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Return both numbers."""
        if isinstance(value, tuple):
            return value
        number, slash, parts = str(value).partition("/")
        if not (slash and number.isascii() and parts.isascii() and number.isdigit() and parts.isdigit()):
            self.fail("give it as I/N, for example 1/8", param, ctx)
        if not 1 <= int(number) <= int(parts):
            self.fail("I goes from 1 to N", param, ctx)
        return int(number), int(parts)


def _formats(ctx: click.Context, option: click.Parameter, value: str) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip() for name in value.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise click.BadParameter(f"choose from {', '.join(FORMATS)}, with commas between")
    return names


_Command = Callable[..., None]


def _output_options(command: _Command) -> _Command:
    """Add what both commands know of the output."""
    formats = click.option(
        "--format",
        "formats",
        default="jsonl,csv",
        show_default=True,
        callback=_formats,
        help=f"Comma-separated: {', '.join(FORMATS)}.",
    )
    keep = click.option(
        "--keep-duplicates",
        is_flag=True,
        help="Write copies of a report too; by default the first is written. duplicates.jsonl lists them all the same.",
    )
    return formats(keep(command))


@click.command(epilog=EXIT_CODES)
@click.argument("paths", nargs=-1, required=True, type=GivenPath(), metavar="PATH...")
@click.option("--out", required=True, type=GivenPath(file_okay=False), help="Output folder.")
@_output_options
@click.option("--jobs", type=click.IntRange(min=1), help="Processes; by default one for each core.")
@click.option("--timeout", type=click.FloatRange(min=0), default=TIMEOUT, show_default=True, metavar="SECONDS")
@click.option("--force", is_flag=True, help="Do all reports again, also those that have not changed.")
@click.option("--text-column", default=Options().text_column, show_default=True, help="Of tables: what holds the text.")
@click.option("--id-column", default=Options().id_column, show_default=True, help="Of tables: what a row is called by.")
@click.option("--shard-size", type=click.IntRange(min=1), default=SHARD_SIZE, show_default=True, help="Reports in one.")
@click.option("--shard", "part", type=Part(), help="Do the I-th of N parts, for job arrays; then casemill merge.")
@click.option("--engine", type=click.Choice(ENGINES), default="local", show_default=True, help="What runs the shards.")
@click.option("--scheduler", metavar="ADDRESS", help="Of --engine dask: a running cluster; else one is made here.")
def extract(
    paths: tuple[Path, ...],
    out: Path,
    jobs: int | None,
    timeout: float,
    text_column: str,
    id_column: str,
    engine: str,
    scheduler: str | None,
    **wishes: Any,
) -> None:
    """Extract files, folders, archives and tables into an output folder.

    A report that cannot be read is named with the remedy and listed in failures.jsonl; the
    others are done. What was done stays in DIR/.casemill: the same command goes on where an
    earlier run was stopped, and does only what has changed. A report that takes longer than
    --timeout is given up; 0 is no limit.
    """
    if scheduler is not None and engine != "dask":
        raise click.UsageError("--scheduler needs --engine dask.")
    wanted = Wishes(timeout=timeout or None, options=Options(text_column, id_column), **wishes)
    with ending_cleanly(), Progress() as progress, _telling(out, progress):
        opened = open_engine(engine, jobs=jobs or _cores(), scheduler=scheduler)
        totals = extract_to(out, paths, opened, wanted, on_plan=progress.start, on_shard=progress.advance)
    if totals is None:
        _end_of_part(progress)
    else:
        _end(totals, out, wanted.formats)


@click.command("merge", epilog=EXIT_CODES)
@click.argument("out", type=GivenPath(file_okay=False), metavar="DIR")
@_output_options
def merge_command(out: Path, formats: tuple[str, ...], keep_duplicates: bool) -> None:
    """Write the output files of a run whose parts were done with --shard, or others than before.

    DIR is the output folder of the run. Nothing is read again.
    """
    with ending_cleanly(), Progress() as progress, _telling(out, progress):
        totals = merge(out, formats, keep_duplicates=keep_duplicates)
    _end(totals, out, formats)


@contextmanager
def _telling(out: Path, progress: Progress) -> Iterator[None]:
    """Tell what stops a run, and end with its exit code."""
    try:
        yield
    except InUseError as error:
        _fail(f"{printable(out)}: {error.strerror}. Wait for its end, or name another folder.", UNWRITABLE)
    except OSError as error:
        place = printable(error.filename or out)
        told = f"{place}: cannot be written ({error.strerror}). Name another folder with --out, or make room."
        _fail(told, UNWRITABLE)
    except UnfinishedError as error:
        told = f"{printable(out)}: {error}. Run casemill extract with each --shard first."
        _fail(told, WRONG_USE)
    except (EngineError, MissingExtraError) as error:
        _fail(str(error), WRONG_USE)
    except KeyboardInterrupt:
        told = f"Interrupted after {progress.done} of {progress.total} reports. The same command goes on from there."
        _fail(told, INTERRUPTED)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"Error: {visible(message)}", err=True)
    sys.exit(code)


def _end(totals: Totals, out: Path, formats: Sequence[str]) -> None:
    print_summary(totals, out, formats)
    sys.exit(FAILED if totals.failures else 0)


def _end_of_part(progress: Progress) -> None:
    """Tell what a part has done; its failures are known, those of the others are not."""
    click.echo(f"{progress.done} of {progress.total} reports done in this part, {progress.failed} failed.")
    sys.exit(FAILED if progress.failed else 0)


def _cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
