from __future__ import annotations

import pytest

from casemill.writing.atomic import atomic


def test_a_file_appears_when_the_block_ends(tmp_path):
    with atomic(tmp_path / "new" / "a.txt") as file:
        file.write("é\n")
        assert not (tmp_path / "new" / "a.txt").exists()
    assert (tmp_path / "new" / "a.txt").read_bytes() == "é\n".encode()


def test_a_block_that_raises_leaves_what_was_there(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    with pytest.raises(KeyboardInterrupt), atomic(path) as file:
        file.write("half")
        raise KeyboardInterrupt
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"
