"""The same shards on a real Dask cluster of this machine."""

from __future__ import annotations

import builtins
import os
import signal

import faults
import pytest
from batches import bytes_in, extracted, failures_in, make_texts

pytest.importorskip("distributed")

from casemill.batch import EngineError, open_engine
from casemill.batch.engines.dask import DaskEngine

FORMATS = ("jsonl", "csv", "brat")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    return make_texts(tmp_path_factory.mktemp("texts"), 12, t03="SLEEPS", t06="KILLS", t09="BROKEN")


@pytest.fixture(scope="module")
def local(texts, tmp_path_factory):
    out = tmp_path_factory.mktemp("local")
    extracted(out, texts, extract=faults.extract, timeout=2, formats=FORMATS)
    return out


@pytest.fixture(scope="module")
def cluster():
    """Yield the address of the cluster that is made where no scheduler is named."""
    with DaskEngine(jobs=2) as engine:
        yield engine.client.cluster.scheduler_address


class KillingOne(DaskEngine):
    """Kills a worker of the cluster when the first shard is done and others are under way."""

    killed = None

    def next(self):
        ended = super().next()
        if self.killed is None and self._running:
            self.killed = min(self.client.run(os.getpid).values())
            os.kill(self.killed, signal.SIGKILL)
        return ended


def test_a_cluster_that_loses_a_worker_gives_the_bytes_of_a_local_run(tmp_path, texts, local, cluster):
    engine = KillingOne(jobs=2, scheduler=cluster)
    extracted(tmp_path / "out", texts, engine=engine, extract=faults.extract, timeout=2, shard_size=2, formats=FORMATS)
    assert engine.killed is not None
    assert bytes_in(tmp_path / "out") == bytes_in(local)
    codes = [failure["code"] for failure in failures_in(tmp_path / "out")]
    assert codes == ["timeout", "killed", "bug"]


def test_a_running_cluster_is_used(run, tmp_path, cluster):
    texts = make_texts(tmp_path / "texts", 3)
    result = run("extract", texts, "--out", tmp_path / "out", "--engine", "dask", "--scheduler", cluster)
    assert result.exit_code == 0, result.output
    extracted(tmp_path / "local", texts)
    assert bytes_in(tmp_path / "out") == bytes_in(tmp_path / "local")


def test_a_scheduler_that_is_not_there_is_told(run, tmp_path, monkeypatch):
    monkeypatch.setattr("casemill.batch.engines.dask._WAITED", 1)
    texts = make_texts(tmp_path / "texts", 1)
    command = ("extract", texts, "--out", tmp_path / "out", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9")
    result = run(*command)
    assert result.exit_code == 2
    assert "cannot be reached" in result.stderr


def test_a_missing_extra_is_told_with_the_way_to_install_it(monkeypatch):
    real = builtins.__import__

    def refuse(name, *rest, **more):
        if name == "distributed":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(EngineError, match=r"casemill\[dask\]"):
        open_engine("dask", jobs=1)
