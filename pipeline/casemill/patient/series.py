"""Several patients in one report: who is told apart, and which record is whose."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from casemill.mentions import HEAD_LABELS, Mention
from casemill.patient import find_sex
from casemill.patient.announced import introduced_marks
from casemill.patient.marks import find_marks, merged
from casemill.patient.parts import Part, parts_of
from casemill.patient.persons import person_marks
from casemill.patient.telling import telling_of
from casemill.view import Sentence, View

_INDEFINITE = re.compile(r"an?\s", re.IGNORECASE)


def attribute_patients(view: View) -> list[Mention]:
    """Give each head of a report of several patients the number of the patient whom it is about.

    Nothing changes in a report of one patient. In a report of several, heads get the
    attribute ``Patient`` where the text says whose they are, the words that turn to one
    of them become ``Patient`` mentions, and ``Sex`` is marked once a patient.

    Returns
    -------
    list of Mention
        All mentions of the view, those with a patient as copies; the view stays as it is.
    """
    marks = find_marks(view)
    marks = merged(marks, introduced_marks(view, marks))
    telling = telling_of(view, marks)
    if telling is None:
        return list(view.mentions)
    first = parts_of(view, telling, telling.marks(marks))
    named = person_marks(view, first, _sexes(view, first))
    parts = parts_of(view, telling, merged(telling.marks(marks), named)) if named else first
    sexes = list(_sexes(view, parts).values())
    kept = [m for m in view.mentions if not (sexes and m.label == "Sex")]
    return _numbered([*kept, *sexes, *_named(view.text, parts)], parts)


def _numbered(mentions: Iterable[Mention], parts: Sequence[Part]) -> list[Mention]:
    starts = [part.start for part in parts]
    found = []
    for mention in mentions:
        i = bisect.bisect_right(starts, mention.start) - 1
        number = parts[i].number if i >= 0 and mention.start < parts[i].end else 0
        is_about_one = mention.label in HEAD_LABELS and mention.attributes.get("Scope") != "general"
        if number and is_about_one:
            mention = replace(mention, attributes={**mention.attributes, "Patient": str(number)})
        found.append(mention)
    return found


def _named(text: str, parts: Sequence[Part]) -> list[Mention]:
    """Return the words by which the text turns to one patient; ``a 60-year-old man`` turns to anyone."""
    return [
        Mention("Patient", part.mark.start, part.mark.end)
        for part in parts
        if part.mark
        and part.number
        and (part.mark.kind == "introduced" or not _INDEFINITE.match(text, part.mark.start))
    ]


def _sexes(view: View, parts: Sequence[Part]) -> dict[int, Mention]:
    """Return the first word that states the sex of each patient in what is told of him or her."""
    pieces: dict[int, list[Sentence]] = {}
    for part in parts:
        if part.number:
            pieces.setdefault(part.number, []).append(Sentence(part.start, part.end, part.section))
    found = {number: find_sex(View(view.text, tuple(own))) for number, own in pieces.items()}
    return {number: sex[0] for number, sex in found.items() if sex}
