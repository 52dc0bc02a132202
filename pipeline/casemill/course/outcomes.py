"""Outcomes: what became of the patient, or of the neurological deficit or complaint."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from casemill.course.events import vetoes
from casemill.course.line import Line, Phrases
from casemill.course.topics import GENERAL, NEUROLOGICAL, OTHER, PATIENT, SYSTEMIC, Topic, Topics
from casemill.lexicons import listed, table
from casemill.mentions import Mention
from casemill.view import View
from casemill.words import Hit, TermIndex

_OF = {GENERAL: "symptoms", SYSTEMIC: "symptoms", NEUROLOGICAL: "neurological", PATIENT: "patient"}
_PHRASE = 7
_NEAR = 4
_CLAUSE = 25
"""Words in front that a statement about an examination takes at most."""
_SHOWN = 6
"""Words between ``showed`` and what is shown, at most."""
_OWN = {GENERAL, SYSTEMIC, NEUROLOGICAL}
_STATES = frozenset({"was", "were", "is", "are", "be", "remained", "being"})
_COMPLEMENTS = frozenset({"of", "in", "the", "his", "her", "this", "these"})
_FOLLOWERS = frozenset(
    {"a", "again", "and", "after", "at", "before", "but", "by", "during", "each", "from", "further", "in", "on"}
    | {"once", "over", "since", "so", "still", "then", "to", "up", "until", "upon", "when", "while", "with", "within"}
)
"""Words behind ``increased`` that show it is a verb of its own, and stands in front of no noun."""


@dataclass(frozen=True)
class Cue:
    """A row of ``rules/outcomes.tsv``.

    Parameters
    ----------
    value
        What the word says.
    topic
        Of what it must be said: ``any``, ``patient`` (the person alone), ``person`` (the person or a deficit),
        ``deficit`` (a deficit; the person if nothing else stands between), ``neurological``, ``complaint`` or
        ``function`` (a loss, or what is lost), ``noun`` (what the noun takes with ``of`` or ``in``, or its subject;
        none is needed), ``named`` (as ``noun``, but needed).
    before, behind
        One of these must stand directly in front or behind, if there are any.
    """

    value: str
    topic: str
    before: Phrases
    behind: Phrases


@cache
def _cues() -> TermIndex[tuple[Cue, ...]]:
    """Return the outcome words; ``decreased`` says one thing of a complaint and another of a strength."""
    readings: dict[str, tuple[Cue, ...]] = {}
    for row in table("rules/outcomes"):
        cue = Cue(row["value"], row["topic"], Phrases(listed(row["before"])), Phrases(listed(row["behind"])))
        for word in listed(row["cue"]):
            readings[word] = (*readings.get(word, ()), cue)
    return TermIndex(readings.items())


@cache
def _showing() -> TermIndex[bool]:
    return TermIndex((word, True) for row in table("rules/outcome_showing") for word in listed(row["cue"]))


def tells_outcome(line: Line) -> bool:
    """Tell whether a sentence holds the word of an outcome."""
    return bool(line.find(_cues()))


def outcomes(line: Line, topics: Topics, view: View) -> list[Mention]:
    """Return the outcomes of a sentence; ``details["of"]`` says of what, where it can be told."""
    found = []
    for hit in line.find(_cues()):
        if vetoes("outcome_not").hold(line, hit) or _is_shown(line, hit, view):
            continue
        for cue in hit.entry:
            topic = _topic(line, hit, cue, topics)
            if _is_met(line, hit, cue) and _suits(hit, cue, topic) and _is_predicate(line, hit, cue, topic):
                found.append(_mention(hit, cue, topic))
                break
    return found


def _mention(hit: Hit, cue: Cue, topic: Topic | None) -> Mention:
    of = _OF.get(topic.kind, "") if topic else ""
    return Mention("Outcome", hit.start, hit.end, {"Value": cue.value}, details={"of": of} if of else {})


def _is_met(line: Line, hit: Hit, cue: Cue) -> bool:
    if cue.before.empty and cue.behind.empty:
        return True
    return cue.before.stand_before(line.words, hit.first) or cue.behind.begin_at(line.words, hit.last)


def _is_shown(line: Line, hit: Hit, view: View) -> bool:
    """Tell whether an examination shows it (``MRI revealed resolution of ...``): a finding of an instrument."""
    first = max(line.clause(hit.first)[0], hit.first - _CLAUSE)
    shown = list(_showing().find(line.words[max(first, hit.first - _SHOWN) : hit.first]))
    return bool(shown) and not view.is_free(line.words[first].start, shown[-1].start, "Procedure")


def _is_predicate(line: Line, hit: Hit, cue: Cue, topic: Topic | None) -> bool:
    """Tell whether ``increased`` and the like are said of their topic, and are no word in front of another noun.

    The topic stands close in front, with no comma between, and a preposition, an adverb or the end of
    the clause behind (``the weakness in the legs increased again``); or ``of`` or an article brings it
    behind. A function that ``was reduced`` is what an examination found, no change.
    """
    if topic is None or cue.topic not in ("complaint", "function"):
        return True
    if topic.first >= hit.last:
        return line.key(hit.last) in _COMPLEMENTS
    between = [line.key(i) for i in range(topic.last, hit.first)]
    if len(between) > _SHOWN or "," in between or (between and between[-1] in ("and", "or")):
        return False
    if cue.topic == "function" and not _STATES.isdisjoint(between):
        return False
    behind = line.key(hit.last)
    return not behind.isalpha() or behind in _FOLLOWERS or behind.endswith("ly")


def _suits(hit: Hit, cue: Cue, topic: Topic | None) -> bool:
    """Tell whether an outcome word may be said of its topic."""
    kind = topic.kind if topic else ""
    wanted = cue.topic
    if wanted == "any":
        return True
    if wanted == "noun":
        return kind != OTHER
    if wanted == "patient":
        return kind == PATIENT
    if wanted == "neurological":
        return kind in _OWN
    if wanted in ("complaint", "function"):
        return topic is not None and kind in _OWN and topic.is_complaint == (wanted == "complaint")
    if wanted == "deficit" and kind == PATIENT and topic and topic.last <= hit.first - _NEAR:
        return False
    return kind in _OWN or kind == PATIENT


def _topic(line: Line, hit: Hit, cue: Cue, topics: Topics) -> Topic | None:
    """Return what an outcome word is said of: its complement if it is a noun, else its subject, else its object."""
    start, end = line.clause(hit.first)
    is_noun = cue.topic in ("noun", "named")
    if line.key(hit.last) in ("of", "in") and (is_noun or cue.topic == "complaint"):
        named = _in_phrase(line, topics, hit.last + 1, min(end, hit.last + 1 + _PHRASE))
        if named or is_noun:
            return named
    directly = topics.behind(hit.last, min(end, hit.last + 2))
    if is_noun and directly and directly.kind != PATIENT:
        return directly
    subject = topics.before(hit.first, max(start, hit.first - _PHRASE) if is_noun else start)
    if subject and (subject.kind != PATIENT or subject.last > hit.first - _NEAR or cue.topic != "deficit"):
        return subject
    if subject and line.key(hit.first - 1) in ("and", "then", ","):
        return _as_near(subject, hit.first)
    return topics.behind(hit.last, min(end, hit.last + _NEAR)) or subject


def _as_near(subject: Topic, first: int) -> Topic:
    """Return the subject of a verb that ``and`` joins to an earlier one, as if it stood beside it."""
    return Topic(first - 1, first, subject.kind)


def _in_phrase(line: Line, topics: Topics, first: int, end: int) -> Topic | None:
    """Return what a phrase names: a deficit or a finding before the person whose it is."""
    person = None
    while first < end:
        topic = topics.behind(first, end)
        if topic is None or line.key(topic.first - 1) in (",", ";"):
            break
        if topic.kind != PATIENT:
            return topic
        person, first = person or topic, topic.last
    return person
