"""The manifest that ties gold to its text by sha256, and the command that renews it.

``python -m casemill.evaluation.manifest ANNOTATIONS CORPUS`` writes
``ANNOTATIONS/manifest.toml`` anew from the gold files in ``ANNOTATIONS/gold`` and the
texts in and below ``CORPUS``. Entries of texts that are not at hand are kept.
"""

from __future__ import annotations

import hashlib
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from casemill.evaluation.errors import EvaluationError
from casemill.standoff import parse_standoff

NAME = "manifest.toml"

_HEADER = """\
# Which gold belongs to which text. `id` is the stem of gold/<id>.ann, `file` and `sha256` are those of
# the text, `gold_sha256` is that of the gold. Evaluation refuses a text or gold file with another hash.
# Written by: python -m casemill.evaluation.manifest annotations corpus
"""


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
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8")).get("document", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvaluationError(f"{path}: is no valid TOML ({error}).") from None
    entries = []
    for number, table in enumerate(tables, start=1):
        if not isinstance(table.get("id"), str):
            raise EvaluationError(f"{path}: document {number} has no id. Add the stem of its gold file.")
        file = Path(str(table.get("file", ""))).name
        entries.append(Entry(table["id"], file, table.get("sha256", ""), table.get("gold_sha256", "")))
    return entries


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


def renewed(annotations: Path, corpus: Path) -> list[Entry]:
    """Return an entry for each gold file, with the hashes that the files have now.

    Gold is read against its text on the way, so a text whose offsets moved is found out.
    An article that is not at hand keeps the hash that a manifest has for it.

    Raises
    ------
    EvaluationError
        If neither a text nor its hash is known for a gold file.
    StandoffError
        If a gold file does not fit its text.
    """
    known = entries_near(annotations / "gold", corpus)
    texts = files_by_name(corpus)
    entries = []
    for path in sorted((annotations / "gold").glob("*.ann")):
        gold = path.read_bytes()
        entry = known.get(path.stem, Entry(path.stem))
        name = entry.file or f"{path.stem}.txt"
        sha256 = entry.sha256
        if name in texts:
            data = texts[name].read_bytes()
            parse_standoff(gold, source=str(path), text=data.decode("utf-8"))
            sha256 = digest(data)
        if not sha256:
            raise EvaluationError(f"{path}: its text {name} is not in {corpus} and in no manifest.")
        entries.append(Entry(path.stem, name, sha256, digest(gold)))
    return entries


def format_manifest(entries: list[Entry]) -> str:
    """Write entries as TOML, in order of their ids."""
    blocks = [_HEADER]
    for entry in sorted(entries, key=lambda e: e.id):
        fields = (f'{name} = "{getattr(entry, name)}"\n' for name in ("id", "file", "sha256", "gold_sha256"))
        blocks.append("[[document]]\n" + "".join(fields))
    return "\n".join(blocks)


def main(annotations: Path, corpus: Path) -> None:
    """Write ``annotations/manifest.toml`` anew."""
    content = format_manifest(renewed(annotations, corpus))
    (annotations / NAME).write_text(content, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
