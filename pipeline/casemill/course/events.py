"""Events: the points in the course of an illness that times count from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from casemill.course.line import Line, Phrases, Vetoes, folded
from casemill.course.numbers import number_of
from casemill.course.topics import GENERAL, HAEMATOLOGICAL, NEUROLOGICAL, SYSTEMIC, Topic, Topics
from casemill.lexicons import Row, listed, table
from casemill.mentions import Mention
from casemill.words import Hit, TermIndex

_CONDITIONS = frozenset({"COMPLAINT", "MALIGNANCY", "NUMBER", "of MALIGNANCY", "SUBJECT"})
_AUXILIARIES = frozenset(
    {"had", "has", "have", "then", "again", "soon", "later", "now", "not", "never", "once", "more"}
)
_STATES = frozenset({"remission", "relapse"})
_ONSETS = frozenset({"diagnosis", "onset"})
_KINDS = frozenset({HAEMATOLOGICAL, NEUROLOGICAL})
_COMPLEMENTS = frozenset({"of", "with", "as"})
_TELLING = frozenset({"was", "is", ":", "remained"})
_GOVERNING = frozenset((
    "with", "of", "had", "has", "have", "having", "from", "for", "despite", "after", "in", "by", "to", "under",
    "suffering",
))  # fmt: skip
"""Words before what is no subject but an object."""
_BEFORE_A_NAME = frozenset((
    "a", "an", "the", "known", "acute", "chronic", "active", "treated", "relapsed", "refractory", "previous", "prior",
    "past", "new", "her", "his",
))  # fmt: skip
_NO_SUBJECT_BEFORE = frozenset(
    {",", "(", ")", ";", "he", "she", "patient", "who", "that", "we", "man", "woman", "boy", "girl"}
)
"""Words that show the disease in front of a verb is not its subject."""
_ATTRIBUTES = 3
_NEAR = 8
_AHEAD = 12


@dataclass(frozen=True)
class Cue:
    """A row of ``rules/events.tsv``: the value, and what must stand around the word, if anything."""

    value: str
    before: Phrases
    behind: Phrases
    conditions: frozenset[str]


def _cue(row: Row) -> Cue:
    before, behind = listed(row["before"]), listed(row["behind"])
    sides = (("before", before), ("behind", behind))
    conditions = frozenset(f"{side} {part}" for side, parts in sides for part in parts if part in _CONDITIONS)
    return Cue(
        row["value"],
        Phrases(part for part in before if part not in _CONDITIONS),
        Phrases(part for part in behind if part not in _CONDITIONS),
        conditions,
    )


@cache
def _cues() -> TermIndex[Cue]:
    return TermIndex(
        ((word, cue) for row in table("rules/events") for cue in [_cue(row)] for word in listed(row["cue"])),
        exact=("CR",),
    )


@cache
def vetoes(name: str) -> Vetoes:
    """Return the rows of a table of what unmakes a cue: ``event_not`` or ``outcome_not``."""
    return Vetoes(
        tuple(
            (
                frozenset(folded(cue) for cue in listed(row["cue"])),
                Phrases(listed(row["before"])),
                Phrases(listed(row["behind"])),
            )
            for row in table(f"rules/{name}")
        )
    )


@cache
def _malignancies() -> TermIndex[bool]:
    rows = table("rules/event_malignancies")
    return TermIndex(((cue, True) for row in rows for cue in listed(row["cue"])), exact=("ALL", "AML"))


@cache
def _of_words() -> TermIndex[str]:
    return TermIndex((cue, row["of"]) for row in table("rules/event_of") for cue in listed(row["cue"]))


def tells_event(line: Line) -> bool:
    """Tell whether a sentence holds the word of an event; most hold none, and then its topics do not matter."""
    return bool(line.find(_cues()))


def events(line: Line, topics: Topics, *, of_blood: bool) -> list[Mention]:
    """Return the events of a sentence, transplantations apart.

    Parameters
    ----------
    line
        The sentence.
    topics
        Its complaints and diseases.
    of_blood
        True if the report is about a haematological disease: its remissions and relapses
        are those of that disease where the clause does not say otherwise.
    """
    found: list[Mention] = []
    for hit in line.find(_cues()):
        if vetoes("event_not").hold(line, hit) or not _is_met(line, hit, topics) or _is_of_complaint(hit, topics):
            continue
        mention = Mention("Event", hit.start, hit.end, {"Value": hit.entry.value})
        if hit.entry.value in _STATES:
            number = number_of(line, hit.first, hit.last, digit_behind=line.words[hit.first].text == "CR")
            of = _of_state(line, hit, topics) or (HAEMATOLOGICAL if of_blood else "")
        else:
            number, of = "", _of_start(line, hit, topics, found) if hit.entry.value in _ONSETS else ""
        mention.attributes.update({name: value for name, value in (("Number", number), ("Of", of)) if value})
        found.append(mention)
    return found


def _is_of_complaint(hit: Hit[Cue], topics: Topics) -> bool:
    """Tell whether a complaint came back (``the weakness relapsed``): an outcome, no relapse of a disease."""
    topic = topics.before(hit.first, hit.first - 1) if hit.entry.value == "relapse" else None
    return topic is not None and topic.is_complaint


def _is_met(line: Line, hit: Hit[Cue], topics: Topics) -> bool:
    """Tell whether one of the things stands around a cue that its row asks for; asking for none is met."""
    cue = hit.entry
    if cue.before.empty and cue.behind.empty and not cue.conditions:
        return True
    if cue.before.stand_before(line.words, hit.first) or cue.behind.stand_behind(line.words, hit.last):
        return True
    return any(_holds(line, hit, condition, topics) for condition in cue.conditions)


def _holds(line: Line, hit: Hit[Cue], condition: str, topics: Topics) -> bool:
    start, end = line.clause(hit.first)
    if condition == "before SUBJECT":
        return _is_predicate_of_malignancy(line, hit, topics)
    if condition == "before COMPLAINT":
        if line.key(hit.last) == "to" and line.key(hit.last + 1).isalpha():
            return False  # what a complaint ``began to`` do is a change of it
        topic = topics.before(hit.first, max(start, hit.first - _NEAR))
        return topic is not None and topic.is_complaint
    if condition == "behind COMPLAINT":
        topic = topics.behind(hit.last, min(end, hit.last + _NEAR))
        return topic is not None and topic.is_complaint
    if condition == "behind NUMBER":
        return bool(number_of(line, hit.first, hit.last, digit_behind=True))
    if condition == "before NUMBER":
        return bool(number_of(line, hit.first, hit.last, digit_behind=False))
    return _of_malignancy(line, hit, topics, condition, (start, end))


def _is_predicate_of_malignancy(line: Line, hit: Hit[Cue], topics: Topics) -> bool:
    """Tell whether a malignancy is the subject of a verb that others are subjects of, too (``returned``)."""
    last = hit.first
    while line.key(last - 1) in _AUXILIARIES or line.key(last - 1).endswith("ly"):
        last -= 1
    topic = topics.before(last, max(0, last - _NEAR))
    if topic is not None and topic.last == last:
        return topic.kind == HAEMATOLOGICAL
    named = [one for one in _malignancies().find(line.words[max(0, last - _ATTRIBUTES) : last]) if one.end]
    return bool(named) and named[-1].end == line.words[last - 1].end


def _of_malignancy(line: Line, hit: Hit[Cue], topics: Topics, condition: str, clause: tuple[int, int]) -> bool:
    """Tell whether a recurrence is that of a malignancy: named behind ``of``, or else in front."""
    has_of = line.key(hit.last) == "of"
    if condition == "behind of MALIGNANCY":
        reach = line.words[hit.last : min(clause[1], hit.last + _NEAR)] if has_of else []
        topic = topics.behind(hit.last, min(clause[1], hit.last + _NEAR)) if has_of else None
    else:
        reach = [] if has_of else line.words[max(clause[0], hit.first - _NEAR) : hit.first]
        topic = None if has_of else topics.before(hit.first, max(clause[0], hit.first - _NEAR))
    if topic is not None and topic.is_complaint:
        return False
    is_blood = topic is not None and topic.kind == HAEMATOLOGICAL
    return is_blood or next(_malignancies().find(reach), None) is not None


def _of_state(line: Line, hit: Hit[Cue], topics: Topics) -> str:
    """Return of what a remission or relapse is: as the words in front say, else as ``of`` or the disease tells."""
    start, end = line.clause(hit.first)
    in_front = list(_of_words().find(line.words[max(start, hit.first - _ATTRIBUTES) : hit.first]))
    if in_front:
        return in_front[-1].entry
    before = topics.before(hit.first, max(start, hit.first - _AHEAD))
    if before and before.kind == HAEMATOLOGICAL:
        return HAEMATOLOGICAL
    behind = topics.behind(hit.last, min(end, hit.last + _NEAR)) if line.key(hit.last) == "of" else None
    return behind.kind if behind and behind.kind in _KINDS else ""


def _of_start(line: Line, hit: Hit[Cue], topics: Topics, earlier: list[Mention]) -> str:
    """Return what began or was diagnosed: the subject directly in front, or else what is named behind."""
    if hit.entry.value == "diagnosis":
        return _of_diagnosis(line, hit, topics, earlier)
    start, end = line.clause(hit.first)
    subject = topics.before(hit.first, max(start, hit.first - _AHEAD))
    if subject and subject.kind != GENERAL and line.key(hit.last) != "of" and _is_subject(line, subject, hit):
        return subject.kind if subject.kind in _KINDS else ""
    kinds = topics.kinds(hit.last, min(end, hit.last + _AHEAD))
    return "" if SYSTEMIC in kinds else next((kind for kind in kinds if kind in _KINDS), "")


def _is_subject(line: Line, subject: Topic, hit: Hit[Cue]) -> bool:
    """Tell whether a complaint or disease is what its verb speaks of.

    Nothing but where it is stands between the two, and it is no object itself: a man ``with
    leukemia``, or who ``had leukemia``, is the subject of what comes behind.
    """
    first = subject.first
    while line.key(first - 1) in _BEFORE_A_NAME:
        first -= 1
    if line.key(first - 1) in _GOVERNING:
        return False
    return not any(line.key(i) in _NO_SUBJECT_BEFORE for i in range(subject.last, hit.first))


def _of_diagnosis(line: Line, hit: Hit[Cue], topics: Topics, earlier: list[Mention]) -> str:
    """Return what was diagnosed: named behind, or else in front; of a relapse what the relapse is of."""
    start, end = line.clause(hit.first)
    behind = topics.behind(hit.last, min(end, hit.last + _AHEAD))
    before = topics.before(hit.first, max(start, hit.first - _AHEAD))
    order: tuple[Topic | None, ...] = (behind, before)
    if line.key(hit.last) not in _COMPLEMENTS:
        is_noun = line.key(hit.first) == "diagnosis"
        order = ((behind,) if line.key(hit.last) in _TELLING else ()) if is_noun else (before, behind)
    if earlier and earlier[-1].attributes["Value"] in _STATES and earlier[-1].start >= line.words[start].start:
        return earlier[-1].attributes.get("Of", "")
    return next((topic.kind for topic in order if topic and topic.kind in _KINDS), "")
