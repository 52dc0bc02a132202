"""Reports that kill, block or starve the process that reads them cost themselves alone."""

from __future__ import annotations

import os
import signal
from functools import partial

import faults
import pytest
from batches import bytes_in, extracted, failures_in, files_in, make_texts

from casemill.batch import EngineError, Wishes, command
from casemill.batch.engines import local
from casemill.batch.engines.local import LocalEngine


def codes_in(out):
    return {os.path.basename(item["file"]): item["code"] for item in failures_in(out)}


@pytest.mark.parametrize("shard_size", [1, 3, 100])
def test_a_report_that_kills_its_worker_is_found_and_the_others_are_done(tmp_path, shard_size):
    texts = make_texts(tmp_path / "texts", 9, t00="KILLS", t04="KILLS", t05="KILLS", t08="KILLS")
    extracted(tmp_path / "out", texts, extract=faults.extract, shard_size=shard_size)
    assert codes_in(tmp_path / "out") == dict.fromkeys(("t00.txt", "t04.txt", "t05.txt", "t08.txt"), "killed")
    assert files_in(tmp_path / "out") == [f"t{i:02}.txt" for i in (1, 2, 3, 6, 7)]


def test_a_report_whose_worker_was_killed_once_is_done(tmp_path):
    texts = make_texts(tmp_path / "texts", 5, t01="UNLUCKY", t03="UNLUCKY")
    totals = extracted(tmp_path / "out", texts, extract=faults.extract, shard_size=5)
    assert (totals.failures, totals.written) == ([], 5)


def test_a_report_that_takes_too_long_is_given_up(tmp_path, monkeypatch):
    monkeypatch.setattr(local, "_GRACE", 0.5)
    texts = make_texts(tmp_path / "texts", 6, t01="SLEEPS", t04="DEAF")
    extracted(tmp_path / "out", texts, extract=faults.extract, shard_size=3, timeout=3)
    assert codes_in(tmp_path / "out") == {"t01.txt": "timeout", "t04.txt": "timeout"}
    assert len(files_in(tmp_path / "out")) == 4


def test_errors_of_one_report_are_told_and_quote_nothing(tmp_path):
    texts = make_texts(tmp_path / "texts", 4, t01="HUNGRY", t02="BROKEN")
    extracted(tmp_path / "out", texts, extract=faults.extract)
    assert codes_in(tmp_path / "out") == {"t01.txt": "memory", "t02.txt": "bug"}
    for failure in failures_in(tmp_path / "out"):
        assert set(failure) == {"file", "stage", "code", "error", "message", "remedy"}
        assert failure["stage"] == "extract"
        assert failure["remedy"] in failure["message"]
    assert b"aspirin" not in bytes_in(tmp_path / "out")["failures.jsonl"]


def test_an_unforeseen_error_is_told_on_stderr_without_text(run, tmp_path, monkeypatch):
    monkeypatch.setattr(command, "Wishes", partial(Wishes, extract=faults.extract))
    texts = make_texts(tmp_path / "texts", 2, t01="BROKEN")
    result = run("extract", texts, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "RuntimeError" in result.stderr
    assert "aspirin" not in result.output


def test_workers_are_replaced_and_nothing_changes(tmp_path):
    texts = make_texts(tmp_path / "texts", 9)
    pids = set()

    class Watched(LocalEngine):
        def next(self):
            pids.update(worker.process.pid for worker in self._workers)
            return super().next()

    extracted(tmp_path / "a", texts, engine=Watched(2, recycled_after=2), shard_size=1)
    extracted(tmp_path / "b", texts)
    assert len(pids) >= 4
    assert bytes_in(tmp_path / "a") == bytes_in(tmp_path / "b")


def test_no_worker_outlives_its_run(tmp_path):
    started = []

    class Watched(LocalEngine):
        def next(self):
            started.extend(worker.process for worker in self._workers)
            return super().next()

    def stop(result):
        raise KeyboardInterrupt

    texts = make_texts(tmp_path / "texts", 6)
    with pytest.raises(KeyboardInterrupt):
        extracted(tmp_path / "out", texts, engine=Watched(2), shard_size=1, on_shard=stop)
    assert started
    assert not any(process.is_alive() for process in started)


def test_workers_that_cannot_begin_are_told_and_do_not_blame_the_reports(run, tmp_path, monkeypatch):
    monkeypatch.setattr(local, "work", faults.unforgiving)
    texts = make_texts(tmp_path / "texts", 3)
    with pytest.raises(EngineError, match="end before they can begin"):
        extracted(tmp_path / "out", texts)
    result = run("extract", texts, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "Traceback" not in result.output


def test_results_that_cannot_be_written_end_the_run(tmp_path):
    """A worker tells of its disk; the run does not take it for the fault of a report."""
    texts = make_texts(tmp_path / "texts", 3)

    def break_disk(plan_result):
        shards = tmp_path / "out" / ".casemill" / "shards"
        for path in shards.iterdir():
            path.unlink()
        shards.rmdir()
        shards.write_text("no folder")

    with pytest.raises(OSError, match=r"."):
        extracted(tmp_path / "out", texts, jobs=1, shard_size=1, on_shard=break_disk)


def test_ctrl_c_on_the_terminal_is_left_to_the_run(tmp_path):
    """All processes get it; a worker that died of it would cost its shard an attempt."""

    class Interrupting(LocalEngine):
        def next(self):
            for worker in self._workers:
                if worker.ready:
                    os.kill(worker.process.pid, signal.SIGINT)
            return super().next()

    texts = make_texts(tmp_path / "texts", 6)
    totals = extracted(tmp_path / "out", texts, engine=Interrupting(1), shard_size=1)
    assert totals.written == 6
