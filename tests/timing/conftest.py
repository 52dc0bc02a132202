"""Inline marks for timing: ``[two months later](Date +P2M previous)``, label, value and anchor; ``-`` for none."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casemill.mentions import Mention
from casemill.timing import find_timing
from casemill.view import view_of

_MARK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<spec>[A-Z][^()]*)\)")


def _read(marked: str) -> tuple[str, list[tuple[int, int, list[str]]]]:
    text, spans, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        spans.append((len(text), len(text) + len(match["text"]), match["spec"].split()))
        text += match["text"]
        done = match.end()
    return text + marked[done:], spans


def _spans(text: str, mentions: list[Mention]) -> list[tuple[str, int, str]]:
    return [(mention.label, mention.start, text[mention.start : mention.end]) for mention in mentions]


@pytest.fixture
def check() -> Callable[[str], None]:
    def compare(marked: str) -> None:
        text, spans = _read(marked)
        found = find_timing(view_of(text))
        assert _spans(text, found) == [(spec[0], start, text[start:end]) for start, end, spec in spans]
        for mention, (_, _, spec) in zip(found, spans, strict=True):
            wanted = dict(zip(("Value", "Anchor"), spec[1:], strict=False))
            assert mention.attributes == {name: value for name, value in wanted.items() if value != "-"}

    return compare
