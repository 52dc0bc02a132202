"""Copy the articles that ``manifest.toml`` names from a folder to ``articles/``.

Usage: ``python corpus/collect.py DIR`` (or ``make corpus FROM=DIR``). A file is known by
the sha256 of its bytes, whatever its name. Needs nothing but Python.
"""

from __future__ import annotations

import hashlib
import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent


def collect(source: Path, *, corpus: Path = HERE, say: Callable[[str], object] = print) -> int:
    """Copy what is found, say what is missing.

    Parameters
    ----------
    source
        Folder that is searched, with the folders inside.
    corpus
        Folder with the ``manifest.toml``.
    say
        Takes each line of the message.

    Returns
    -------
    int
        Number of articles that are not in place afterwards.
    """
    manifest = tomllib.loads((corpus / "manifest.toml").read_text(encoding="utf-8"))
    articles = [entry for entry in manifest["document"] if entry["kind"] == "article"]
    by_hash = {_sha256(path): path for path in sorted(source.rglob("*")) if path.is_file()}
    missing = 0
    for entry in articles:
        target = corpus / entry["path"]
        found = by_hash.get(entry["sha256"])
        if found is not None:
            target.parent.mkdir(parents=True, exist_ok=True)
            if found.resolve() != target.resolve():
                shutil.copyfile(found, target)
            say(f"found    {entry['id']}: {found.name} -> {entry['path']}")
        elif target.is_file() and _sha256(target) == entry["sha256"]:
            say(f"in place {entry['id']}: {entry['path']}")
        else:
            missing += 1
            say(f"missing  {entry['id']}: no file in {source} has the sha256 {entry['sha256']}")
    say(f"{len(articles) - missing} of {len(articles)} articles are in {corpus.name}/articles")
    return missing


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def main(arguments: list[str]) -> int:
    """Run the command line; exit code 1 if an article is missing, 2 if no folder is named."""
    if len(arguments) != 1 or not arguments[0] or not Path(arguments[0]).is_dir():
        sys.stderr.write("Name the folder that holds the articles: make corpus FROM=DIR\n")
        return 2
    return min(collect(Path(arguments[0])), 1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
