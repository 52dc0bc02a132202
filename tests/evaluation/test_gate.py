"""The gate."""

from __future__ import annotations

import pytest

from casemill.evaluation import EvaluationError, check_gate, read_gate
from casemill.evaluation.gate import passed_over

GOLD = "[zinc](Drug Kind=ingredient), [iron](Drug) and [sural nerve](Nerve)"
HALF = "[zinc](Drug Kind=brand), iron and [sural nerve](Nerve)"


@pytest.fixture(scope="module")
def evaluation(evaluated):
    return evaluated(one=(GOLD, GOLD), two=(GOLD, HALF))


@pytest.fixture
def gate(tmp_path):
    def read(content):
        path = tmp_path / "gate.toml"
        path.write_text(content, encoding="utf-8")
        return read_gate(path)

    return read


@pytest.mark.parametrize(
    ("content", "falls"),
    [
        pytest.param("[document.one]\nexact = {all = 1.0, Drug = 1.0}", [], id="reached"),
        pytest.param("[document.two]\nexact = {all = 0.8, nerves = 1, drugs = 0.66}", [], id="just-reached"),
        pytest.param(
            "[document.two]\nexact = {drugs = 0.67, all = 0.5}",
            [("two", "exact", "drugs", 2 / 3, "fell")],
            id="one-of-two-fell",
        ),
        pytest.param(
            "[document.two]\nattribute = {'Drug.Kind' = 0.1}",
            [("two", "attribute", "Drug.Kind", 0.0, "fell")],
            id="label-and-attribute",
        ),
        pytest.param(
            "[total]\nrecord = {all = 0.9}",
            [("total", "record", "all", 8 / 11, "fell")],
            id="all-texts-together",
        ),
        pytest.param(
            "[document.one]\nexact = {labs = 0}",
            [("one", "exact", "labs", None, "nothing to score")],
            id="nothing-to-score-is-a-fall",
        ),
        pytest.param("[document.three]\nexact = {all = 1}", [], id="not-there"),
        pytest.param(
            "[document.three]\nrequired = true\nexact = {all = 1}",
            [("three", "exact", "all", None, "document not there")],
            id="not-there-but-required",
        ),
    ],
)
def test_what_fell(evaluation, gate, content, falls):
    found = [
        (fall.minimum.document, fall.minimum.metric, fall.minimum.key, fall.found, fall.reason)
        for fall in check_gate(evaluation, gate(content))
    ]
    assert found == falls


def test_what_is_passed_over_is_told(evaluation, gate):
    minima = gate("[document.three]\nexact = {all = 1}\n[document.one]\nexact = {all = 1}")
    assert passed_over(evaluation, minima) == ["three"]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "sets no least score"),
        ("[document.one]\nrequired = true", "sets no least score"),
        ("[documents.one]\nexact = {all = 1}", r"unknown table \[documents\]"),
        ("[document.one]\nexactly = {all = 1}", "unknown metric 'exactly'"),
        ("[document.one]\nexact = 0.9", "unknown metric 'exact'"),
        ("[document.one]\nexact = {all = 92}", "exact.all is no number between 0 and 1"),
        ("[document.one]\nexact = {all = '1'}", "exact.all is no number between 0 and 1"),
        ("[document.one", "is no valid TOML"),
        ("total = 5", "total is no table"),
        ("document = 3", "document is no table"),
        ("[document]\nx = 5", r"document\.x is no table"),
        ("[document.one]\nrequired = 'no'\nexact = {all = 1}", "required is neither true nor false"),
        ("[document.one]\nexact = {Drugs = 0.5}", r"there is no score exact\.Drugs"),
        ("[document.one]\nexact = {'Drug.Kind' = 0.5}", r"there is no score exact\.Drug\.Kind"),
        ("[document.one]\nattribute = {'Drug.Knd' = 0.5}", r"there is no score attribute\.Drug\.Knd"),
        ("[document.one]\nexact = {all = true}", "exact.all is no number between 0 and 1"),
    ],
)
def test_a_gate_that_says_nothing_clear_is_refused(gate, content, problem):
    with pytest.raises(EvaluationError, match=rf"gate\.toml.*{problem}"):
        gate(content)


def test_a_missing_gate_is_named(tmp_path):
    with pytest.raises(EvaluationError, match=r"gate\.toml: cannot be read"):
        read_gate(tmp_path / "gate.toml")
