"""What tests of the command line share."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from casemill.cli import main

CASE = "A 40-year-old man took aspirin 100 mg daily.\n"


@pytest.fixture
def run():
    def invoke(*arguments: object):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return invoke


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text(CASE, encoding="utf-8")
    (folder / "more" / "b.TXT").write_text(CASE.replace("40", "41"), encoding="utf-8")
    (folder / "notes.md").write_text(CASE, encoding="utf-8")
    (folder / ".hidden.txt").write_text(CASE, encoding="utf-8")
    return folder
