"""Assertion of heads: negated, possible, planned or historical; present is the default and is not written.

The cues stand in ``rules/assertion_cues.tsv``. ``Consistent with`` and ``compatible with`` are
none: in a case report they give the reading of a finding, and the disease is held to be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from spacy.tokens import Doc, Span

from casemill.assertion.context import ContextRules
from casemill.assertion.reach import Between, Parting, is_behind_a_fronted_phrase
from casemill.lexicons import listed, table
from casemill.mentions import Mention

if TYPE_CHECKING:
    from spacy.language import Language

ASSERTED = ("Nerve", "Analyte", "Diagnosis", "Procedure", "Event", "Outcome")
"""Labels whose assertion is read from cues; that of a drug follows from its status."""

_PREDICATE = 2
"""A verb stands at most as many tokens behind the head that is its subject."""


class AssertionRules:
    """Decide the assertion of the heads of one sentence.

    Parameters
    ----------
    nlp
        The pipeline whose tokenizer and vocabulary the cues are matched with.
    """

    def __init__(self, nlp: Language) -> None:
        self._rules = ContextRules(
            nlp,
            table("rules/assertion_cues"),
            value="assertion",
            ends=["rules/clause_ends", "rules/assertion_ends"],
            parts=_is_in_another_statement,
            parting=Parting(in_phrase=_words("parting"), in_list=_words("preposition")),
        )

    @property
    def triggers(self) -> frozenset[str]:
        """Words in lower case of which a sentence holds one if it holds a cue."""
        return self._rules.triggers

    def decide(self, sentence: Doc, heads: Sequence[Mention], targets: Sequence[Span]) -> list[Mention]:
        """Return the heads with ``Assertion``.

        Parameters
        ----------
        sentence
            The sentence, see :func:`casemill.assertion.context.alone`.
        heads
            Heads with a label of :data:`ASSERTED` whose places lie in the sentence.
        targets
            Their tokens.
        """
        said = self._rules.decide(sentence, targets)
        return [
            replace(
                head,
                attributes={**head.attributes, "Assertion": found.value},
                details={**head.details, "assertion_cue": found.cue},
            )
            if found
            else head
            for head, found in zip(heads, said, strict=True)
        ]


@cache
def _words(kind: str) -> frozenset[str]:
    rows = table("rules/assertion_words")
    return frozenset(word for row in rows if row["kind"] == kind for word in listed(row["words"]))


def _is_in_another_statement(between: Between) -> bool:
    """Tell whether what a cue says is said of another subject, or of the noun that the head modifies."""
    if _is_no_subject(between) or is_behind_a_fronted_phrase(between):
        return True
    if between.last == between.target.start:
        return _modifies_a_noun(between) or _has_a_verb_of_its_own(between) or _is_predicate(between)
    return _modifies_a_noun(between) or _is_before_another_subject(between) or _is_an_object(between)


def _is_no_subject(between: Between) -> bool:
    """Tell whether a cue behind is said of another noun, on which the head hangs: ``causes of``, ``pain after``."""
    if between.first != between.target.end:
        return False
    words, i = between.sentence, between.target.start - 1
    while i > 0 and words[i].lower_ in _words("determiner"):
        i -= 1
    if i > 0 and words[i].lower_ == "of":
        return words[i - 1].lower_ in _words("governing")
    return i > 0 and words[i].lower_ in _words("time")


def _modifies_a_noun(between: Between) -> bool:
    """Tell whether a disease stands before a noun that the cue is about: ``leukemia relapse was excluded``.

    So does a nerve before a sign without which it may be diseased: ``no optic nerve enhancement``. A noun
    that is the cue itself (``leukemia prophylaxis``) speaks of the disease.
    """
    target = between.target
    if between.first == between.last == target.end:
        return False
    behind = between.sentence[target.end : target.end + 1]
    nouns = {"DIAGNOSIS": _words("head_noun"), "NERVE": _words("sign")}.get(target.label_, frozenset())
    return any(word.lower_ in nouns for word in behind)


def _has_a_verb_of_its_own(between: Between) -> bool:
    """Tell whether a head behind a cue is the subject of another statement.

    ``There was no fever, and the palsy resolved``: a comma or ``and`` stands between, a verb before it and
    another one behind the head. ``No fever and palsy were found`` has one verb, and both are its subject.
    """
    words, target = between.sentence, between.target
    parting = next((i for i in range(between.last - 1, between.first - 1, -1) if words[i].lower_ in (",", "and")), None)
    if parting is None:
        return False
    behind = words[target.end : target.end + _PREDICATE]
    verbs = _words("verb")
    return any(word.lower_ in verbs for word in behind) and any(words[i].lower_ in verbs for i in range(parting))


def _is_predicate(between: Between) -> bool:
    """Tell whether the head is the verb of the sentence: ``a man with a history of lymphoma presented``.

    Or it is that of the next statement (``no fever, and a palsy was diagnosed``); one behind ``no sign that`` is not.
    """
    words, start = between.sentence, between.target.start
    cue = {word.lower_ for word in words[max(0, between.first - 2) : between.first]}
    if between.target.label_ not in ("EVENT", "OUTCOME") or cue & _words("subject"):
        return False
    if words[between.first - 1].lower_ in _words("preposition") and words[start].lower_ in _words("verb"):
        return True
    return between.first < start and words[start - 1].lower_ in _words("be")


def _is_an_object(between: Between) -> bool:
    """Tell whether a head in front of a cue has another verb before it and the cue another subject behind it.

    ``He had a neuropathy, and a relapse was excluded``: a verb in the singular has one subject, and that stands
    behind ``and``. With ``were`` the list may be its subject, unless a comma before ``and`` ends the first statement.
    """
    words, target = between.sentence, between.target
    parted = any(words[i].lower_ == "and" for i in range(between.first, between.last))
    if not parted or words[between.last].lower_ not in _words("auxiliary"):
        return False
    start = target.start
    while start > 0 and words[start - 1].lower_ not in _words("verb"):
        start -= 1
    if start == 0:
        return False
    if words[between.last].lower_ in _words("singular"):
        return True
    commas = [i for i in range(start, between.last) if words[i].lower_ == ","]
    return len(commas) == 1 and commas[0] >= between.first and words[commas[0] + 1].lower_ == "and"


def _is_before_another_subject(between: Between) -> bool:
    """Tell whether a head in front of a cue ends its statement before the subject of the cue.

    ``He developed a palsy, and antibodies were not found``: one comma with ``and``, then words that are no
    head. More commas are those of a list.
    """
    words = between.sentence[between.first : between.last]
    commas = [i for i, word in enumerate(words) if word.lower_ == ","]
    if len(commas) != 1 or commas[0] + 2 >= len(words) or words[commas[0] + 1].lower_ != "and":
        return False
    first = between.first + commas[0] + 2
    return not any(first <= target.start < between.last for target in between.targets)
