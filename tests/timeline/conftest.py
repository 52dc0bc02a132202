"""Texts in which words in brackets are hand-made mentions, read with the timing that the rules find themselves.

``[transplantation](Event Value=transplant)``; each line is a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from casemill.mentions import Mention
from casemill.timeline import resolve_times
from casemill.timing import find_timing
from casemill.view import View, view_of

_MARK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<spec>[A-Z][^()]*)\)")

Times = dict[str, dict]


def _view(marked: str, patients: dict[int, str]) -> View:
    text, heads, done = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[done : match.start()]
        label, *stated = match["spec"].split()
        attributes = dict(part.split("=") for part in stated)
        heads.append(Mention(label, len(text), len(text) + len(match["text"]), attributes, name=match["text"].lower()))
        text += match["text"]
        done = match.end()
    text += marked[done:]
    mentions = [*heads, *find_timing(view_of(text))]
    for mention in mentions:
        line = text.count("\n", 0, mention.start)
        if line in patients:
            mention.attributes["Patient"] = patients[line]
    return view_of(text, mentions=mentions)


def _days_of(when: dict) -> str:
    first, last = when["earliest"] or "?", when["latest"] or "?"
    return first if first == last else f"{first}/{last}"


@pytest.fixture
def times() -> Callable[..., Times]:
    """Return the times of a marked text: words of a mention -> its ``when``; the last of equal words wins.

    ``days`` is added: ``2019-06-28``, ``2019-06-01/2019-06-30``, ``?`` where a side is open.
    """

    def read(marked: str, *, patients: dict[int, str] | None = None) -> Times:
        view = _view(marked, patients or {})
        return {view.text[start:end]: when | {"days": _days_of(when)} for _, start, end, when in resolve_times(view)}

    return read
