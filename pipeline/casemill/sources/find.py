"""Which reports a run reads: files, folders, archives and tables, one after the other."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from casemill.errors import InputError, NotAFileError, NoTextError, TooLargeInputError, UnreadableInputError
from casemill.extract import printable
from casemill.sources.containers import is_gzip, members, opened
from casemill.sources.kinds import GZIP, TABLES, ZIP, kind_of, packed_kind, suffix_kind
from casemill.sources.limits import MAX_PACKED_BYTES
from casemill.sources.model import STDIN, Failure, Options, Source, failure_of
from casemill.sources.tables import Row, rows

OUTPUT_MARK = ".casemill"
"""A folder that holds this is the output of a run; what lies in it is not read again."""

_ROWS = frozenset(TABLES.values())
_LONGEST_NAME = 100


def source_of(path: Path) -> Source:
    """Return the one report that a file holds."""
    kind = packed_kind(path.name) if is_gzip(path) else suffix_kind(path.name)
    return Source(printable(path.name), path, kind=kind)


def find_sources(paths: Iterable[Path], *, options: Options | None = None) -> Iterator[Source | Failure]:
    """Yield what there is to read, one by one, and a failure for each path that gives nothing.

    The order is that of the paths given, inside a folder and an archive that of the names, in a
    table that of the rows. Each file comes once, however many of the paths lead to it.

    Parameters
    ----------
    paths
        Files of any ending; folders, of which all files with a known ending are read, also those
        of the folders inside; ``-`` for standard input. Hidden files are left out, links to
        folders are not followed, and folders with the output of a run are passed over. A path
        that cannot be read is a source too: the attempt says what is wrong.
    options
        See :class:`Options`.
    """
    options = options or Options()
    seen: set[str] = set()
    for path in paths:
        if os.fspath(path) == STDIN:
            files: Iterable[tuple[Path, str] | Failure] = () if STDIN in seen else _standard_input(options)
        elif os.path.isdir(path):  # unlike those of Path, the functions of os.path raise for no path whatsoever
            files = _in_folder(path, options)
        else:
            files = [(path, printable(path.name))]
        for file in files:
            if isinstance(file, Failure):
                yield file
            elif (real := os.path.realpath(file[0]) if file[1] != STDIN else STDIN) not in seen:
                seen.add(real)
                yield from _in_file(*file, options)


def _in_folder(folder: Path, options: Options) -> Iterator[tuple[Path, str] | Failure]:
    """Yield the files of a folder with their names inside it, in order of the names."""
    is_empty = True
    for file in _walk(folder, options):
        is_empty = False
        yield file if isinstance(file, Failure) else (file, printable(file.relative_to(folder).as_posix()))
    if is_empty:
        yield failure_of(printable(folder), NoTextError(printable(folder), "folder"))


def _walk(root: Path, options: Options) -> Iterator[Path | Failure]:
    waiting: list[tuple[Path, bool]] = [(root, True)]
    while waiting:
        path, is_folder = waiting.pop()
        if not is_folder:
            yield path
            continue
        try:
            with os.scandir(path) as entries:
                found = [(entry.name, entry.is_dir(follow_symlinks=False), entry) for entry in entries]
        except OSError as error:
            label = printable(path)
            yield failure_of(label, UnreadableInputError(label, error.strerror or type(error).__name__))
            continue
        if path != root and any(name == OUTPUT_MARK for name, _, _ in found):
            continue
        # A folder's name is followed by a slash in the names of all that is in it.
        kept = sorted(
            (f"{name}/" if is_dir else name, name, is_dir)
            for name, is_dir, entry in found
            if not name.startswith(".") and (is_dir or (_is_wanted(name, options) and not _is_folder_link(entry)))
        )
        waiting += ((path / name, is_dir) for _, name, is_dir in reversed(kept))


def _is_folder_link(entry: os.DirEntry[str]) -> bool:
    return entry.is_symlink() and os.path.isdir(entry.path)


def _is_wanted(name: str, options: Options) -> bool:
    kind = suffix_kind(name)
    kind = (packed_kind(name) or kind) if kind == GZIP else kind
    return bool(kind) and (not options.kinds or kind in options.kinds or kind == ZIP)


def _in_file(path: Path, name: str, options: Options) -> Iterator[Source | Failure]:
    """Yield the reports of one file."""
    kind = packed_kind(path.name) if is_gzip(path) else suffix_kind(path.name)
    whole = Source(name, path, kind=kind)
    try:
        if kind == ZIP and not is_gzip(path):
            yield from _in_archive(whole, options)
        elif kind in _ROWS:
            yield from _in_table(whole, options)
        else:
            yield whole
    except InputError as error:
        yield failure_of(whole.label, error)


def _in_archive(archive: Source, options: Options) -> Iterator[Source | Failure]:
    is_empty = True
    for member, error in members(archive.path, archive.label):
        if error is None and not _is_wanted(member, options):
            continue
        is_empty = False
        found = Source(printable(f"{archive.name}!{member}"), archive.path, member, kind=suffix_kind(member))
        if error is not None:
            yield failure_of(error.name, error)
            continue
        try:
            if found.kind in _ROWS:
                yield from _in_table(found, options)
            else:
                yield found
        except InputError as failed:
            yield failure_of(found.label, failed)
    if is_empty:
        yield failure_of(archive.label, NoTextError(archive.label, "archive"))


def _in_table(table: Source, options: Options) -> Iterator[Source | Failure]:
    names: set[str] = set()
    is_empty = True
    with opened(table.path, table.member, table.label, is_own=True) as found_table:
        for row in rows(found_table.stream, table.kind, table.label, options, packed=found_table.packed):
            is_empty = False
            name = f"{table.name}#{_row_name(row, names)}"
            names.add(name.rpartition("#")[2])
            found = Source(name, table.path, table.member, row.number, "txt", row.cell)
            yield found if row.error is None else failure_of(found.label, row.error)
    if is_empty:
        yield failure_of(table.label, NoTextError(table.label, "table"))


def _row_name(row: Row, names: set[str]) -> str:
    """Return what a row is called: by its identifier if that is a name and its own, else by its number."""
    given = row.identifier
    is_name = given.isprintable() and 0 < len(given) <= _LONGEST_NAME and not set(given) & set("#!/\\")
    if is_name and given not in names:
        return given
    number = str(row.number)
    return number if number not in names else f"row {number}"


def _standard_input(options: Options) -> Iterator[tuple[Path, str] | Failure]:
    """Yield standard input, kept as a file where there is a folder for it."""
    if options.spool is None:
        yield Path(STDIN), STDIN
        return
    try:
        yield _spooled(options.spool), STDIN
    except InputError as error:
        yield failure_of(STDIN, error)


def _spooled(folder: Path) -> Path:
    """Copy standard input to a file whose ending tells what it is packed in."""
    data = bytes_of_stdin()
    kind = kind_of(data, "")
    path = folder / f"stdin{f'.{kind}' if kind in (ZIP, GZIP) else ''}"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def bytes_of_stdin() -> bytes:
    """Return all of standard input.

    Raises
    ------
    casemill.errors.InputError
        If it is closed, a terminal, or has more bytes than any document.
    """
    if sys.stdin is None or sys.stdin.isatty():
        raise NotAFileError(STDIN, "a terminal" if sys.stdin else "closed")
    data = sys.stdin.buffer.read(MAX_PACKED_BYTES + 1)
    if len(data) > MAX_PACKED_BYTES:
        raise TooLargeInputError(STDIN, f"more than {MAX_PACKED_BYTES:,} bytes")
    return data
