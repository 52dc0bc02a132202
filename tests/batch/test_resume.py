"""A run that was stopped, or whose inputs have changed: what is done again, and that nothing else differs."""

from __future__ import annotations

import json
import multiprocessing
import random
import shutil
import signal
import subprocess
import sys
import time

import faults
import pytest
from batches import bytes_in, case, extracted, failures_in, files_in, make_texts, names_in
from hypothesis import given, settings
from hypothesis import strategies as st

import casemill
from casemill.batch import Failure, InUseError, Totals, UnfinishedError, merge, runs
from casemill.batch.locks import locked
from casemill.batch.shards import run_shard

FORMATS = ("jsonl", "csv", "brat")
KILLS = 10


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return make_texts(tmp_path_factory.mktemp("texts"), 16)


@pytest.fixture(scope="module")
def undisturbed(texts, tmp_path_factory):
    out = tmp_path_factory.mktemp("undisturbed")
    extracted(out, texts, formats=FORMATS)
    return bytes_in(out)


class InThisProcess:
    """An engine whose shards end with the run that is killed."""

    slots = 1

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass

    def submit(self, number, shard, settings):
        self.ended = number, run_shard(shard, settings)

    def next(self):
        return self.ended


def in_one_process(out, texts):
    extracted(out, texts, engine=InThisProcess(), formats=FORMATS, shard_size=1)


def test_a_run_that_is_killed_at_random_moments_gives_the_bytes_of_an_undisturbed_one(tmp_path, texts, undisturbed):
    casemill.extract("He took aspirin.")  # loaded before the processes are forked
    chance, killed, began = random.Random(5), 0, time.monotonic()
    in_one_process(tmp_path / "whole", texts)
    whole = time.monotonic() - began
    for _ in range(10 * KILLS):
        out = tmp_path / f"out{killed % 3}"  # those of one folder go on where the one before was killed
        run = multiprocessing.get_context("fork").Process(target=in_one_process, args=(out, texts))
        run.start()
        run.join(timeout=chance.uniform(0, whole))
        run.kill()
        run.join()
        if run.exitcode == -signal.SIGKILL:
            killed += 1
        else:  # it had come to its end before
            shutil.rmtree(out)
        if killed == KILLS:
            break
    assert killed == KILLS
    for number in range(3):
        in_one_process(tmp_path / f"out{number}", texts)
        assert bytes_in(tmp_path / f"out{number}") == undisturbed
        assert list((tmp_path / f"out{number}").rglob("*.part")) == []


def test_the_command_goes_on_after_kill_9(tmp_path, texts, undisturbed):
    out = tmp_path / "out"
    command = [sys.executable, "-m", "casemill.cli", "extract", str(texts), "--out", str(out)]
    command += ["--shard-size", "1", "--jobs", "2", "--format", ",".join(FORMATS)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while len(list(out.glob(".casemill/shards/*.json"))) < 3 and time.monotonic() < deadline:
            time.sleep(0.005)
        process.kill()
    done = len(list(out.glob(".casemill/shards/*.json")))
    assert done >= 3
    results = []
    extracted(out, texts, formats=FORMATS, shard_size=1, on_shard=results.append)
    assert sum(result.reused for result in results) >= done
    assert bytes_in(out) == undisturbed


@pytest.mark.parametrize(("jobs", "shard_size"), [(1, 100), (2, 5), (3, 1)])
def test_processes_and_shards_change_no_byte(tmp_path, texts, undisturbed, jobs, shard_size):
    extracted(tmp_path / "out", texts, jobs=jobs, shard_size=shard_size, formats=FORMATS)
    assert bytes_in(tmp_path / "out") == undisturbed


def test_what_has_not_changed_is_not_read_again(tmp_path, texts, undisturbed):
    out = tmp_path / "out"
    extracted(out, texts, formats=FORMATS, shard_size=4)
    again = extracted(out, texts, formats=FORMATS, shard_size=4, extract=faults.never)
    assert not again.failures
    sizes = extracted(out, texts, formats=FORMATS, shard_size=3, extract=faults.never)
    assert not sizes.failures, "another size of shards needs no report again"
    assert bytes_in(out) == undisturbed


def test_what_has_changed_is_read_again_and_what_is_gone_disappears(tmp_path):
    texts, out = make_texts(tmp_path / "texts", 6), tmp_path / "out"
    extracted(out, texts, formats=FORMATS, shard_size=2)
    (texts / "t00.txt").unlink()
    (texts / "t03.txt").write_text(case(90), encoding="utf-8")
    (texts / "t01b.txt").write_text(case(91), encoding="utf-8")
    results = []
    extracted(out, texts, formats=FORMATS, shard_size=2, on_shard=results.append)
    assert sum(result.reused for result in results) == 4
    fresh = tmp_path / "fresh"
    extracted(fresh, texts, formats=FORMATS)
    assert bytes_in(out) == bytes_in(fresh)
    assert "brat/t00.ann" not in names_in(out)
    assert len(list(out.glob(".casemill/shards/*.jsonl"))) == 3, "results that no shard needs are removed"


def test_formats_of_an_earlier_run_disappear_and_files_of_others_stay(tmp_path, texts):
    out = tmp_path / "out"
    extracted(out, texts, formats=FORMATS)
    (out / "brat" / "mine.txt").write_text("mine")
    extracted(out, texts, formats=("jsonl",))
    assert {name for name in names_in(out) if not name.endswith(".jsonl")} == {"counts.json", "brat/mine.txt"}


@pytest.mark.parametrize("wish", ["force", "versions", "options"])
def test_all_is_done_again_if_wished_or_if_what_decides_has_changed(tmp_path, texts, monkeypatch, wish):
    extracted(tmp_path / "out", texts, shard_size=4)
    results = []
    if wish == "versions":
        monkeypatch.setattr(runs, "versions", lambda: {"casemill": "newer"})
    options = {"options": runs.Options(text_column="other")} if wish == "options" else {}
    extracted(tmp_path / "out", texts, shard_size=4, force=wish == "force", on_shard=results.append, **options)
    assert [result.reused for result in results] == [0, 0, 0, 0]


def test_a_report_that_failed_is_tried_again(tmp_path):
    texts, out = make_texts(tmp_path / "texts", 4, t02="BROKEN"), tmp_path / "out"
    extracted(out, texts, extract=faults.extract)
    assert [(item["code"], item["error"]) for item in failures_in(out)] == [("bug", "RuntimeError")]
    results = []
    extracted(out, texts, on_shard=results.append)
    assert failures_in(out) == []
    assert [result.reused for result in results] == [3]
    assert len(files_in(out)) == 4


DAMAGES = {
    "half of the results": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "no results": lambda path: path.unlink(),
    "no manifest": lambda path: path.with_suffix(".manifest.json").unlink(),
    "half of the manifest": lambda path: path.with_suffix(".manifest.json").write_text('{"shard": '),
    "other results": lambda path: path.write_bytes(b'{"name": "t00.txt"}\n' * 4),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_shard_that_is_damaged_is_done_again(tmp_path, texts, undisturbed, damage):
    out = tmp_path / "out"
    extracted(out, texts, formats=FORMATS, shard_size=4)
    damage(sorted(out.glob(".casemill/shards/*.jsonl"))[0])
    extracted(out, texts, formats=FORMATS, shard_size=4)
    assert bytes_in(out) == undisturbed


def test_two_runs_do_not_write_one_folder(run, tmp_path, texts):
    out = tmp_path / "out"
    (out / ".casemill").mkdir(parents=True)
    with locked(out / ".casemill" / "lock"):
        result = run("extract", texts, "--out", out)
        assert result.exit_code == 3
        assert "another run writes this folder" in result.stderr
        with pytest.raises(InUseError):
            extracted(out, texts, part=(1, 2))
    assert run("extract", texts, "--out", out).exit_code == 0


def test_the_lock_of_a_dead_run_is_free(tmp_path):
    path = tmp_path / "lock"
    program = (
        "import sys\nfrom pathlib import Path\nfrom casemill.batch.locks import locked\n"
        "with locked(Path(sys.argv[1])):\n    print(flush=True)\n    input()"
    )
    holder = subprocess.Popen([sys.executable, "-c", program, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    holder.stdout.readline()
    with pytest.raises(InUseError), locked(path):
        pytest.fail("two hold the lock")
    holder.kill()
    holder.communicate()
    with locked(path):
        pass


@pytest.mark.parametrize("parts", [1, 3, 9])
def test_parts_done_one_by_one_are_merged_to_the_same_bytes(run, tmp_path, texts, undisturbed, parts):
    out, formats = tmp_path / "out", ",".join(FORMATS)
    for i in reversed(range(parts)):
        result = run("extract", texts, "--out", out, "--shard-size", 3, "--shard", f"{i + 1}/{parts}")
        assert result.exit_code == 0, result.output
        assert "0 failed" in result.stdout
        assert names_in(out) == set()
        if i:
            unfinished = run("merge", out, "--format", formats)
            assert unfinished.exit_code == 2
            assert "shards are not done" in unfinished.stderr
    result = run("merge", out, "--format", formats)
    assert result.exit_code == 0, result.output
    assert bytes_in(out) == undisturbed


def test_parts_of_different_versions_are_not_merged(tmp_path, texts, monkeypatch):
    extracted(tmp_path / "out", texts, shard_size=3, part=(1, 2))
    monkeypatch.setattr(runs, "versions", lambda: {"casemill": "newer"})
    extracted(tmp_path / "out", texts, shard_size=3, part=(2, 2))
    with pytest.raises(UnfinishedError, match="another version"):
        merge(tmp_path / "out")


def test_there_is_nothing_to_merge_where_no_run_was(run, tmp_path):
    result = run("merge", tmp_path)
    assert result.exit_code == 2
    assert "no run was begun in this folder" in result.stderr


def test_a_manifest_tells_inputs_versions_and_counts_and_no_text(tmp_path, texts):
    extracted(tmp_path / "out", texts, shard_size=100)
    (path,) = tmp_path.glob("out/.casemill/shards/*.manifest.json")
    manifest = json.loads(path.read_text(encoding="utf-8"))
    assert manifest["counts"] == {"reports": 16, "done": 16, "failed": 0}
    assert set(manifest["inputs"][0]) == {"name", "size", "sha256", "code"}
    assert manifest["versions"] == runs.digest({**runs.versions(), "text_column": "text", "id_column": "id"})
    assert "aspirin" not in path.read_text(encoding="utf-8")


GROUPS = ("unreadable", "other_language", "no_case", "failed", "duplicates_by_content", "duplicates_by_doi", "reports")


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.sampled_from([("read", "empty"), *(("extract", code) for code in ("no_case", "not_english", "bug"))])),
    st.integers(0, 3),
)
def test_every_report_found_is_in_one_group(codes, written):
    totals = Totals(found=written, written=written)
    for stage, code in codes:
        totals.fail(Failure("a", code, "Error", "a: wrong", "mend it", stage))
    flow = totals.flow()
    assert flow["found"] == sum(flow[group] for group in GROUPS) - flow["duplicates_kept"]
    assert flow["read"] == flow["found"] - flow["unreadable"]
