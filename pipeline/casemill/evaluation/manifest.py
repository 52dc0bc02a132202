"""The command that renews the manifest of gold.

``python -m casemill.evaluation.manifest ANNOTATIONS CORPUS`` writes
``ANNOTATIONS/manifest.toml`` anew from the gold files in ``ANNOTATIONS/gold`` and the
texts in and below ``CORPUS``. Entries of texts that are not at hand are kept.
"""

from __future__ import annotations

from pathlib import Path

import click

from casemill.evaluation.entries import NAME, Entry, bytes_of, digest, entries_near, files_by_name, text_of
from casemill.evaluation.errors import EvaluationError
from casemill.shell import GivenPath
from casemill.standoff import StandoffError, parse_standoff
from casemill.writing.atomic import atomic

_HEADER = """\
# Which gold belongs to which text. `id` is the stem of gold/<id>.ann, `file` and `sha256` are those of
# the text, `gold_sha256` is that of the gold. Evaluation refuses a text or gold file with another hash.
# Written by: python -m casemill.evaluation.manifest annotations corpus
"""


def renewed(annotations: Path, corpus: Path) -> list[Entry]:
    """Return an entry for each gold file, with the hashes that the files have now.

    Gold is read against its text on the way, so a text whose offsets moved is found out.
    An article that is not at hand keeps the hash that a manifest has for it.

    Raises
    ------
    EvaluationError
        If there is no gold, or neither a text nor its hash is known for a gold file.
    StandoffError
        If a gold file does not fit its text.
    """
    known = entries_near(annotations / "gold", corpus)
    texts = files_by_name(corpus)
    entries = []
    for path in sorted((annotations / "gold").glob("*.ann")):
        gold = bytes_of(path)
        entry = known.get(path.stem, Entry(path.stem))
        name = entry.file or f"{path.stem}.txt"
        sha256 = entry.sha256
        if name in texts:
            data = bytes_of(texts[name])
            parse_standoff(gold, source=str(path), text=text_of(data, texts[name]))
            sha256 = digest(data)
        if not sha256:
            raise EvaluationError(
                f"{path}: its text {name} is not in {corpus} and in no manifest. Name the folder that holds it."
            )
        entries.append(Entry(path.stem, name, sha256, digest(gold)))
    if not entries:
        raise EvaluationError(f"{annotations / 'gold'}: holds no .ann files. Name the folder above gold/.")
    return entries


def format_manifest(entries: list[Entry]) -> str:
    """Write entries as TOML, in order of their ids."""
    blocks = [_HEADER]
    for entry in sorted(entries, key=lambda e: e.id):
        fields = (f'{name} = "{getattr(entry, name)}"\n' for name in ("id", "file", "sha256", "gold_sha256"))
        blocks.append("[[document]]\n" + "".join(fields))
    return "\n".join(blocks)


def renew(annotations: Path, corpus: Path) -> None:
    """Write ``annotations/manifest.toml`` anew."""
    content = format_manifest(renewed(annotations, corpus))
    with atomic(annotations / NAME) as file:
        file.write(content)


@click.command()
@click.argument("annotations", type=GivenPath(file_okay=False))
@click.argument("corpus", type=GivenPath(file_okay=False))
def main(annotations: Path, corpus: Path) -> None:
    """Write ANNOTATIONS/manifest.toml anew from ANNOTATIONS/gold and the texts in CORPUS."""
    try:
        renew(annotations, corpus)
    except (EvaluationError, StandoffError) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        raise click.ClickException(f"{annotations / NAME}: cannot be written ({error.strerror}).") from None


if __name__ == "__main__":
    main(prog_name="python -m casemill.evaluation.manifest")
