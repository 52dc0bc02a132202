from __future__ import annotations

import signal
import subprocess
import sys

import pytest

from casemill.writing.atomic import atomic, atomic_bytes, remove_stale, scratch


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


def test_a_folder_in_its_place_is_told_at_once(tmp_path):
    (tmp_path / "a.txt").mkdir()
    with pytest.raises(IsADirectoryError, match=r"a\.txt"), atomic(tmp_path / "a.txt"):
        pytest.fail("the block was run")
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_a_killed_writer_leaves_what_the_next_run_removes(tmp_path):
    program = (
        "import sys\nfrom pathlib import Path\nfrom casemill.writing.atomic import atomic\n"
        "with atomic(Path(sys.argv[1])) as file:\n    file.write('half')\n    print(flush=True)\n    input()"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "a.txt")]
    writer = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    writer.stdout.readline()
    (tmp_path / ".other.part").write_text("of another program")
    remove_stale(tmp_path)
    assert len(list(tmp_path.glob(".a.txt.*"))) == 1, "its writer lives"
    writer.send_signal(signal.SIGKILL)
    writer.communicate()
    assert len(list(tmp_path.glob(".a.txt.*"))) == 1
    remove_stale(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == [".other.part"]


def test_a_binary_file_can_be_opened_by_its_hidden_name(tmp_path):
    with atomic_bytes(tmp_path / "a.bin") as file:
        file.write(b"\0")
        file.flush()
        with open(file.name, "rb") as again:
            assert again.read() == b"\0"
    assert (tmp_path / "a.bin").read_bytes() == b"\0"


def test_a_scratch_folder_goes_with_its_block_or_with_the_next_run(tmp_path):
    with scratch(tmp_path) as folder:
        (folder / "a").touch()
        remove_stale(tmp_path)
        assert (folder / "a").exists(), "its block runs"
    assert not folder.exists()
    folder.mkdir()
    (folder / "..casemill.part").touch()
    remove_stale(tmp_path)
    assert list(tmp_path.iterdir()) == []
