"""Each row of the tables of the timeline does what its example says, and not what its counter-example says.

In the examples of the cues, words in capitals are hand-made mentions: events, drugs and examinations.
"""

from __future__ import annotations

import re

import pytest

from casemill.lexicons import table
from casemill.mentions import Mention
from casemill.timeline import resolve_times
from casemill.timeline.spoken import event_behind, is_spoken_of
from casemill.timing import find_timing
from casemill.view import View, view_of

_HEADS = {
    "TRANSPLANT": ("Event", {"Value": "transplant"}),
    "PREDNISONE": ("Drug", {}),
    "DEXAMETHASONE": ("Drug", {}),
    "ADMITTED": ("Event", {"Value": "admission"}),
    "EMG": ("Procedure", {}),
}
_HEAD = re.compile("|".join(_HEADS))


def _view(text: str) -> View:
    text = re.sub(r"(?<=[a-zA-Z0-9])\. (?=[A-Z])", ".\n", text)
    heads = [Mention(_HEADS[m[0]][0], *m.span(), dict(_HEADS[m[0]][1])) for m in _HEAD.finditer(text)]
    return view_of(text, mentions=[*heads, *find_timing(view_of(text))])


def _times(text: str) -> list[tuple]:
    """Return the words, days and count of each time of a text."""
    view = _view(text)
    times = resolve_times(view)
    return [(view.text[start:end], w["earliest"], w["latest"], w["count"]) for _, start, end, w in times]


def _rows(name: str) -> list:
    return [pytest.param(row, id=row.get("role") or row.get("id") or row["words"]) for row in table(f"rules/{name}")]


def _last(text: str, *, words: str = "") -> tuple:
    """Return days and count of the last time, or of the last one with such words; empty if there is none."""
    found = [times[1:] for times in _times(text) if times[0] == words or not words]
    return found[-1] if found else ()


@pytest.mark.parametrize("row", [*_rows("timeline_parts"), *_rows("timeline_years")])
def test_dates(row):
    assert _last(row["example"])[0]
    assert _last(row["example"]) != _last(row["counter_example"])


SEEN = {
    "governs": lambda text: _last(text)[0],
    "between": lambda text: _is_counted_from(_view(text)),
    "reference": lambda text: _last(text, words="TRANSPLANT") != (),
    "ahead": lambda text: _is_ahead(_view(text)),
    "done": lambda text: _last(text, words="TRANSPLANT") != (),
    "limit": lambda text: _last(text, words="PREDNISONE") != (),
    "at least": lambda text: _last(text)[1],
    "at most": lambda text: _last(text)[0],
    "from zero": lambda text: _last(text)[0],
    "looks back": lambda text: _last(text)[0],
    "clause": lambda text: _last(text, words="PREDNISONE"),
    "segment": lambda text: _last(text, words="PREDNISONE"),
    "opens": lambda text: _last(text, words="PREDNISONE") != (),
    "attached": lambda text: _last(text, words="PREDNISONE") != (),
    "graft": lambda text: _last(text),
    "starts": lambda text: _last(text)[0],
    "grafted": lambda text: _last(text)[0],
    "bare day": lambda text: _last(text)[0],
    **dict.fromkeys(
        (
            *("names", "article", "links", "joins", "ends object", "unknown step", "opening step", "present"),
            *("relative", "background", "taking", "begun on", "lasting step"),
        ),
        lambda text: _last(text, words="PREDNISONE") != (),
    ),
}
"""Role -> what of the times shows that its cue was heeded."""


def _is_counted_from(view: View) -> bool:
    (date,) = view.found("Date")
    return event_behind(view, date, view.sentences[0]) is not None


def _is_ahead(view: View) -> bool:
    (event,) = view.found("Event")
    return is_spoken_of(view, event, view.sentences[0], role="ahead")


@pytest.mark.parametrize("row", _rows("timeline_cues"))
def test_cues(row):
    seen = SEEN[row["role"]]
    assert seen(row["example"]) != seen(row["counter_example"])
