"""What decides what a text gives: the code, the tables, the libraries and the options of a run."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable

_LIBRARIES = ("spacy", "medspacy", "scispacy", "py3langid")


@cache
def versions() -> dict[str, str]:
    """Return the name of each part -> its version; of code and tables a hash of the content.

    The hashes make sure that a changed rule or lexicon row, and not only a release, brings
    all reports to be done again.
    """
    from casemill import __version__
    from casemill.records import SCHEMA_VERSION

    return {
        "casemill": __version__,
        "schema": SCHEMA_VERSION,
        "code": _content("casemill", (".py",)),
        "model": _content("en_case_report", (".tsv", ".cfg", ".json", ".toml", ".py")),
        **{name: version(name) for name in _LIBRARIES},
    }


def digest(parts: dict[str, str]) -> str:
    """Return one short name for versions and options.

    >>> digest({"casemill": "1"}) == digest({"casemill": "2"})
    False
    """
    return hashlib.sha256(repr(sorted(parts.items())).encode()).hexdigest()[:16]


def _content(package: str, endings: tuple[str, ...]) -> str:
    found = hashlib.sha256()
    for name, file in sorted(_walk(files(package), "")):
        if name.endswith(endings):
            found.update(f"{name}\0".encode())
            found.update(hashlib.sha256(file.read_bytes()).digest())
    return found.hexdigest()[:16]


def _walk(folder: Traversable, inside: str) -> list[tuple[str, Traversable]]:
    """Return the files of a package with their paths inside it."""
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{inside}{entry.name}"
        found += _walk(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found
