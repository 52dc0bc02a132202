"""Coverage-guided fuzzing: bytes to texts to records, or bytes to the readers of files.

``python benchmarks/fuzz.py text FOLDER -max_total_time=600`` needs ``pip install atheris``, which is no
dependency of the project. FOLDER keeps what has reached new code (and what failed); ``file`` in place of
``text`` fuzzes the readers, ``raw`` reads the bytes as UTF-8. All other arguments are those of libFuzzer.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

SUPPORT = Path(__file__).parent.parent / "tests" / "support"
SUFFIXES = (".txt", ".xml", ".json", ".html", ".docx", ".pdf", ".csv", ".jsonl", ".zip", ".gz", "")

with atheris.instrument_imports(include=["casemill"]):
    sys.path.insert(0, str(SUPPORT))
    from hostile import check_text, text_of

    import casemill
    from casemill.errors import InputError
    from casemill.sources import Failure, find_sources, read_source

    casemill.load()


def spelled(data: bytes) -> None:
    """Check the record of the text that bytes spell."""
    check_text(text_of(data))


def raw(data: bytes) -> None:
    """Check the record of a text in UTF-8."""
    check_text(data.decode("utf-8", "replace"))


def reader(folder: Path) -> Callable[[bytes], None]:
    """Return what reads bytes as a file: the first byte chooses the ending of its name."""

    def read(data: bytes) -> None:
        suffix = SUFFIXES[data[0] % len(SUFFIXES)] if data else ""
        path = folder / f"a{suffix}"
        path.write_bytes(data[1:])
        for found in find_sources([path]):
            if isinstance(found, Failure):
                continue
            try:
                assert read_source(found).raw
            except InputError as error:
                assert str(error).startswith(str(path)), type(error)

    return read


def main() -> None:
    """Fuzz what the first argument names."""
    what, *rest = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        target = {"text": spelled, "raw": raw, "file": reader(Path(folder))}[what]
        atheris.Setup([sys.argv[0], *rest], target)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
