"""Finding which gold belongs to which text, and refusing gold whose text changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from casemill.evaluation.entries import Entry, bytes_of, digest, entries_near, files_by_name, text_of
from casemill.evaluation.errors import EvaluationError
from casemill.evaluation.vocabulary import strange_in
from casemill.standoff import Standoff, parse_standoff


@dataclass(frozen=True)
class Pair:
    """A text and its gold.

    Parameters
    ----------
    name
        Id in the manifest, else the stem of the gold file.
    text
        The raw text, newlines untouched.
    gold
        Its annotations.
    """

    name: str
    text: str
    gold: Standoff


@dataclass(frozen=True)
class Pairing:
    """Gold with its texts, and notes: gold that has no text here, words that the guidelines do not know."""

    pairs: tuple[Pair, ...]
    notes: tuple[str, ...] = ()


def load_pairs(gold_dir: Path, texts_dir: Path) -> Pairing:
    """Pair the ``.ann`` files of a folder with the texts of another.

    A manifest (``manifest.toml``) in the gold folder, above it, or in the folder of texts
    says by id which file is the text; without an entry, the file of the same stem is.
    Texts are looked for in the folder and in all folders below it.

    Parameters
    ----------
    gold_dir
        Folder with ``<id>.ann`` files.
    texts_dir
        Folder with the texts; may be the same.

    Returns
    -------
    Pairing
        In order of ids. Gold without a text is left out and noted; what the guidelines do
        not know is scored as it stands, and noted.

    Raises
    ------
    EvaluationError
        If a folder is missing, a text or gold file is not the one in the manifest, or
        nothing pairs.
    StandoffError
        If a gold file is malformed.
    """
    for folder in (gold_dir, texts_dir):
        if not folder.is_dir():
            raise EvaluationError(f"{folder}: no such folder. Name one with .ann files and one with texts.")
    gold_files = sorted(gold_dir.glob("*.ann"), key=lambda path: path.stem)
    if not gold_files:
        raise EvaluationError(f"{gold_dir}: holds no .ann files, so there is no gold to score against.")
    entries = entries_near(gold_dir, texts_dir)
    texts = files_by_name(texts_dir)
    pairs, notes = [], []
    for path in gold_files:
        entry = entries.get(path.stem, Entry(path.stem))
        found = texts.get(entry.file) or texts.get(f"{path.stem}.txt")
        if found is None:
            notes.append(_note(path.stem, entry, texts_dir))
            continue
        pair = _pair(path, found, entry)
        pairs.append(pair)
        notes += [f"{path.name}: {strange}" for strange in strange_in(pair.gold)]
    if not pairs:
        raise EvaluationError("Nothing to score. " + " ".join(f"{note}." for note in notes))
    return Pairing(tuple(pairs), tuple(notes))


def _note(name: str, entry: Entry, texts_dir: Path) -> str:
    if entry.file:
        remedy = "if it is an article, copy it with `make corpus FROM=DIR`"
        return f"{name}: left out, its text {entry.file} is not in {texts_dir}; {remedy}"
    return f"{name}: left out, no {name}.txt in {texts_dir}"


def _pair(gold_path: Path, text_path: Path, entry: Entry) -> Pair:
    data, gold_data = bytes_of(text_path), bytes_of(gold_path)
    if entry.sha256 not in ("", digest(data)):
        raise EvaluationError(
            f"{text_path}: this is not the text that {gold_path} was annotated on (sha256 differs from the "
            "manifest). Put the original file back, or annotate the new text and renew the manifest."
        )
    if entry.gold_sha256 not in ("", digest(gold_data)):
        raise EvaluationError(
            f"{gold_path}: changed since the manifest was written (sha256 differs). If the change is meant, "
            "renew the manifest with `python -m casemill.evaluation.manifest annotations corpus`; "
            "else put the file back."
        )
    text = text_of(data, text_path)
    return Pair(gold_path.stem, text, parse_standoff(gold_data, source=str(gold_path), text=text))
