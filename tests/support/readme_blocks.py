"""Runs the blocks of the README and returns it with what they print today.

A block behind ``<!-- file: NAME -->`` is a file. In a ``console`` block the lines behind
``$`` are run, in a ``pycon`` block those behind ``>>>``; all in one temporary folder, in
order. ``python tests/support/readme_blocks.py`` writes the README anew.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
_BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n+)?```(?P<kind>\w*)\n(?P<body>.*?)```", re.DOTALL)
_WIDTH = "118"


def refreshed(readme: str) -> str:
    """Return the README with the output of its blocks as it is now."""
    names: dict[str, object] = {}
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            return _BLOCK.sub(lambda block: _refreshed_block(block, names), readme)
        finally:
            os.chdir(before)


def _refreshed_block(block: re.Match[str], names: dict[str, object]) -> str:
    body = block["body"]
    if block["file"]:
        Path(block["file"]).write_text(body, encoding="utf-8", newline="\n")
    if block["kind"] == "console":
        body = "\n".join(_shell(line[2:]) for line in body.splitlines() if line.startswith("$ "))
    elif block["kind"] == "pycon":
        body = "".join(_python(example, names) for example in doctest.DocTestParser().get_examples(body))
    else:
        return block.group()
    start = block.group()[: block.start("body") - block.start()]
    return f"{start}{body}```"


def _shell(command: str) -> str:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "COLUMNS": _WIDTH, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(["bash", "-c", command], capture_output=True, env=environment, check=True)
    lines = [line.rstrip() for line in done.stdout.decode("utf-8").splitlines()]
    return "\n".join([f"$ {command}", *lines, ""])


def _python(example: doctest.Example, names: dict[str, object]) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(example.source, "<README>", "single"), names)
    first, *more = example.source.splitlines()
    source = "".join(f"{line}\n" for line in (f">>> {first}", *(f"... {line}" for line in more)))
    return source + printed.getvalue()


if __name__ == "__main__":
    path = ROOT / "README.md"
    path.write_text(refreshed(path.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
