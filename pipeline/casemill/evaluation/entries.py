"""The manifest that ties gold to its text by sha256, and the files it speaks of."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casemill.evaluation.errors import EvaluationError

NAME = "manifest.toml"


@dataclass(frozen=True)
class Entry:
    """One text and its gold; what is not known is empty.

    Parameters
    ----------
    id
        Stem of the gold file.
    file
        Name of the text file.
    sha256, gold_sha256
        Hex digests of the bytes of text and gold.
    """

    id: str
    file: str = ""
    sha256: str = ""
    gold_sha256: str = ""


def read_manifest(path: Path) -> list[Entry]:
    """Read the ``[[document]]`` tables of a manifest; other keys than those of Entry are left."""
    tables = toml_of(path).get("document", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise EvaluationError(f"{path}: document is no list of tables. Head each entry with [[document]].")
    entries = []
    for number, table in enumerate(tables, start=1):
        found = {name: table.get(name, "") for name in ("id", "file", "sha256", "gold_sha256")}
        if not found["id"]:
            raise EvaluationError(f"{path}: document {number} has no id. Add the stem of its gold file.")
        for name, value in found.items():
            if not isinstance(value, str):
                raise EvaluationError(f"{path}: {name} of document {number} is no string. Put it in quotes.")
        entries.append(Entry(**{**found, "file": Path(found["file"]).name}))
    return entries


def toml_of(path: Path) -> dict[str, Any]:
    """Return the content of a TOML file."""
    try:
        return tomllib.loads(bytes_of(path).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: is no valid TOML ({error}). Mend the file at that place.") from None


def bytes_of(path: Path) -> bytes:
    """Return the bytes of a file."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise EvaluationError(
            f"{path}: cannot be read ({error.strerror}). Check the path and its rights."
        ) from None


def text_of(data: bytes, path: Path) -> str:
    """Return the text that gold counts its offsets in: UTF-8, newlines untouched."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EvaluationError(
            f"{path}: is not UTF-8 (byte {error.start}), so offsets of gold have no meaning. "
            "Convert the text to UTF-8 and annotate that."
        ) from None


def entries_near(gold_dir: Path, texts_dir: Path) -> dict[str, Entry]:
    """Return all that manifests know of the gold in a folder, by id.

    Manifests are looked for in the folder of texts, above the gold folder and in it; of
    two entries with one id, the one nearer to the gold holds.
    """
    folders = (texts_dir, gold_dir.resolve().parent, gold_dir)
    manifests = [folder / NAME for folder in folders if (folder / NAME).is_file()]
    return {entry.id: entry for path in manifests for entry in read_manifest(path)}


def files_by_name(folder: Path) -> dict[str, Path]:
    """Return the files in and below a folder by name; of equal names the one nearest to it."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.name: path for path in sorted(files, key=lambda p: (-len(p.parts), p))}


def digest(data: bytes) -> str:
    """Return the sha256 of some bytes in hex."""
    return hashlib.sha256(data).hexdigest()
