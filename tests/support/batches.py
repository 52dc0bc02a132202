"""What tests of batch runs share."""

from __future__ import annotations

import json
from pathlib import Path

from casemill.batch import Wishes, extract_to, open_engine
from casemill.batch.storage import WORK

CASE = "A 40-year-old man took aspirin 100 mg daily.\n"


def case(age: int, words: str = "") -> str:
    """Return a report that no other one equals."""
    return CASE.replace("40", str(age)) + words


def make_texts(folder: Path, count: int, **special: str) -> Path:
    """Write numbered reports, and those of the words given: ``t07="KILLS"``."""
    folder.mkdir(parents=True, exist_ok=True)
    for i in range(count):
        name = f"t{i:02}"
        (folder / f"{name}.txt").write_text(case(18 + i, special.get(name, "")), encoding="utf-8")
    return folder


def names_in(folder: Path) -> set[str]:
    """Return the files that a run has written, without those that it keeps for itself."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if path.parts[0] != WORK}


def bytes_in(folder: Path) -> dict[str, bytes]:
    """Return the files that a run has written with their bytes."""
    return {name: (folder / name).read_bytes() for name in sorted(names_in(folder))}


def lines_of(path: Path) -> list[dict]:
    """Return the lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def failures_in(out: Path) -> list[dict]:
    """Return the failures of a run."""
    return lines_of(out / "failures.jsonl")


def files_in(out: Path) -> list[str]:
    """Return what the records of a run are of, in order."""
    return [record["file"] for record in lines_of(out / "records.jsonl")]


def extracted(out: Path, *paths: Path, jobs: int = 2, engine=None, on_shard=lambda result: None, **wishes):
    """Run in processes of this machine; return the totals."""
    return extract_to(out, paths, engine or open_engine("local", jobs=jobs), Wishes(**wishes), on_shard=on_shard)
