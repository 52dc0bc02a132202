"""Scope: whether a sentence speaks of the reported patient or of others.

Every section has a weight of its own (an introduction speaks of the literature, a case
report of the patient), and the cues of the clause are added to it: at most one for each
row of ``rules/scope_cues.tsv``. A sum above zero means ``general``. So ``in our
patient`` in a discussion and ``has been reported`` in a case report both get their due.
A clause without a cue of its own but its tense takes those of its whole sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from casemill.assertion.experiencer import Whose, whose
from casemill.assertion.untitled import untitled_discussion
from casemill.lexicons import listed, table
from casemill.mentions import HEAD_LABELS, Mention
from casemill.view import Sentence, View

_WORD = re.compile(r"[\w-]+")
_CLAUSE_END = re.compile(r";\s|,?\s(?:but|whereas|while|although)\s")
_TENSES = {"present", "past"}
_TOLD_OF_PERSONS = ("Nerve", "Drug", "Analyte", "Diagnosis", "Procedure", "Event", "Outcome", "Age")
_OTHER_PATIENT = 6
"""Weight of one patient of the literature: more than that of the pronouns the sentence goes on with."""


@cache
def _section_weights() -> dict[str, tuple[int, int]]:
    """Return section -> its weight where a cue of the sentence speaks of a patient, and where none does."""
    return {row["section"]: (int(row["weight"]), int(row["unless_told"])) for row in table("rules/scope_sections")}


@dataclass(frozen=True)
class _Cues:
    """The cues of a row: single words are looked up, phrases are searched for where a word of theirs stands.

    Parameters
    ----------
    name, weight
        Of the row.
    words
        The cues of one word, in lower case.
    rare
        The longest word of each phrase.
    phrases
        Finds any of the phrases.
    """

    name: str
    weight: int
    words: frozenset[str]
    rare: frozenset[str]
    phrases: re.Pattern[str]

    def stand_in(self, sentence: str, words: frozenset[str]) -> bool:
        """Tell whether one of the cues stands in a sentence with these words."""
        if not self.words.isdisjoint(words):
            return True
        return not self.rare.isdisjoint(words) and self.phrases.search(sentence) is not None


@cache
def _cues() -> tuple[_Cues, ...]:
    return tuple(_cues_of(row["id"], int(row["weight"]), listed(row["cue"])) for row in table("rules/scope_cues"))


def _cues_of(name: str, weight: int, cues: list[str]) -> _Cues:
    phrases = [cue for cue in cues if not _WORD.fullmatch(cue)]
    either = "|".join(re.escape(cue).replace(r"\ ", r"\s") for cue in phrases)
    return _Cues(
        name,
        weight,
        words=frozenset(cue.lower() for cue in cues if _WORD.fullmatch(cue)),
        rare=frozenset(max(_WORD.findall(cue.lower()), key=len) for cue in phrases),
        phrases=re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE),
    )


def decide_scope(view: View) -> list[Mention]:
    """Return all mentions, heads about others than the patient with ``Scope general``.

    The cues that decided are kept in ``details["scope_cue"]``. A head that is told of one person who is not
    the patient takes an ``Experiencer`` besides. What is told of a numbered patient is the patient's.
    """
    discussed = untitled_discussion(view, lambda sentence: _weight_of_words(view.text[sentence.start : sentence.end]))
    decided = []
    clauses: dict[int, list[tuple[int, int]]] = {}
    by_clause: dict[tuple[int, int], tuple[int, str]] = {}
    for mention in view.mentions:
        sentence = view.sentence_at(mention.start) if mention.label in HEAD_LABELS else None
        if sentence is None or mention.label == "Sex" or mention.attributes.get("Patient"):
            decided.append(mention)
            continue
        if sentence.start >= discussed and sentence.section not in ("caption", "table"):
            sentence = replace(sentence, section="discussion")
        if sentence.start not in clauses:
            clauses[sentence.start] = _clauses_of(view.text, sentence)
        clause = _clause_at(clauses[sentence.start], mention.start)
        if clause not in by_clause:
            by_clause[clause] = _weigh_clause(view.text, sentence, clause)
        weight, cue = by_clause[clause]
        person = whose(view, sentence, mention) if mention.label in _TOLD_OF_PERSONS else None
        if person in ("family", "donor"):
            weight, cue = 1, "relative"
        elif person == "other_patient":
            weight, cue = weight + _OTHER_PATIENT, f"{cue},other-patient"
        decided.append(_general(mention, cue, person) if weight > 0 else mention)
    return decided


def weigh(sentence: str, *, section: str = "body") -> tuple[int, str]:
    """Weigh a sentence: above zero it speaks of others than the patient.

    Parameters
    ----------
    sentence
        Text of one sentence.
    section
        Category of its section.

    Returns
    -------
    weight : int
        Weight of the section and of the cues found.
    cues : str
        Names of the cues found, parted by commas, after the name of the section.
    """
    found = _found(sentence)
    told, unless_told = _section_weights().get(section, (0, 0))
    of_section = told if any(weight < 0 for _, weight in found) else unless_told
    return of_section + sum(weight for _, weight in found), ",".join(_names(section, found))


@lru_cache(maxsize=1 << 12)
def _found(sentence: str) -> tuple[tuple[str, int], ...]:
    """Return name and weight of the rows that have a cue in a sentence: clauses ask for it again."""
    words = frozenset(_WORD.findall(sentence.lower()))
    return tuple((cues.name, cues.weight) for cues in _cues() if cues.stand_in(sentence, words))


def _weight_of_words(sentence: str) -> int:
    return sum(weight for _, weight in _found(sentence))


def _general(mention: Mention, cue: str, person: Whose | None) -> Mention:
    attributes = {**mention.attributes, "Scope": "general"}
    if person in ("family", "other_patient"):
        attributes["Experiencer"] = person
    return replace(mention, attributes=attributes, details={**mention.details, "scope_cue": cue})


def _clauses_of(text: str, sentence: Sentence) -> list[tuple[int, int]]:
    """Return start and end of the clauses of a sentence; what parts two of them belongs to neither."""
    ends = [match.span() for match in _CLAUSE_END.finditer(text, sentence.start, sentence.end)]
    starts = [sentence.start, *(behind for _, behind in ends)]
    return list(zip(starts, [*(end for end, _ in ends), sentence.end], strict=True))


def _clause_at(clauses: list[tuple[int, int]], offset: int) -> tuple[int, int]:
    """Return the clause that a head begins in, or before whose end it does."""
    return next((clause for clause in clauses if clause[1] > offset), clauses[-1])


def _weigh_clause(text: str, sentence: Sentence, clause: tuple[int, int]) -> tuple[int, str]:
    weight, cue = weigh(text[clause[0] : clause[1]], section=sentence.section)
    if set(cue.split(",")[1:]) - _TENSES:
        return weight, cue
    return weigh(text[sentence.start : sentence.end], section=sentence.section)


def _names(section: str, found: Iterable[tuple[str, int]]) -> list[str]:
    return [section, *(name for name, _ in found)]
