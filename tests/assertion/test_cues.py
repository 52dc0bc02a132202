from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casemill
from casemill.assertion.cues import CueMatcher, read_cue


def found(cue: str, text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[i:j]) for _, i, j in CueMatcher([read_cue(casemill.load(), cue)]).find(words)]


@pytest.mark.parametrize(
    ("cue", "text", "expected"),
    [
        pytest.param("ruled out", "it was ruled out", ["ruled out"], id="literal"),
        pytest.param("ruled out", "it was ruled entirely out", [], id="no-adverb-in-a-literal"),
        pytest.param("be seen", "it was seen and is seen", ["was seen", "is seen"], id="be"),
        pytest.param("be seen", "it was never seen", [], id="another-word"),
        pytest.param("be seen", "it was finally seen", ["was finally seen"], id="adverb-behind-be"),
        pytest.param("had/has gone", "it had gone", ["had gone"], id="either"),
        pytest.param("be * but refused", "it was offered but refused", ["was offered but refused"], id="any-word"),
        pytest.param("be * but refused", "it was 5 but refused", [], id="any-word-of-letters"),
        pytest.param("did/do go", "did then", [], id="runs-off-the-end"),
    ],
)
def test_cues(cue, text, expected):
    assert found(cue, text) == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(["was", "not", "finally", "seen", "x"]), max_size=12))
def test_what_is_found_stands_there(words):
    for _, start, end in CueMatcher([read_cue(casemill.load(), "be not seen")]).find(words):
        kept = [word for word in words[start:end] if word != "finally"]
        assert kept == ["was", "not", "seen"]
        assert end <= len(words)
