"""Status of drugs: stopped, not given, considered; given is the default and is not written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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

_LIST_WORDS = 2
_PARTING = Parting(
    in_phrase=frozenset({",", "and", "but", "that", "with", "by", "to", "for"}),
    in_list=frozenset({"that", "with", "by", "to", "for", "on", "after", "during", "under", "in", "from", "than"}),
)
_EXCEPTION = 6
"""``except`` stands at most as many words in front of what it excepts."""
_ASSERTION_OF_STATUS = {"not_given": "negated", "considered": "planned"}
"""So that a drug's status and assertion never say two things; one that was stopped had been given."""


class StatusRules:
    """Decide the status of the drugs of one sentence, and the assertion that follows from it.

    Parameters
    ----------
    nlp
        The pipeline whose tokenizer and vocabulary the cues are matched with.
    """

    def __init__(self, nlp: Language) -> None:
        self._rules = ContextRules(
            nlp,
            table("rules/drug_status"),
            value="status",
            ends=["rules/clause_ends"],
            parts=_is_in_another_statement,
            parting=_PARTING,
        )

    @property
    def triggers(self) -> frozenset[str]:
        """Words in lower case of which a sentence holds one if it holds a cue."""
        return self._rules.triggers

    def decide(self, sentence: Doc, drugs: Sequence[Mention], targets: Sequence[Span]) -> list[Mention]:
        """Return the drugs with ``Status``.

        Parameters
        ----------
        sentence
            The sentence, see :func:`casemill.assertion.context.alone`.
        drugs
            The drugs whose places lie in the sentence.
        targets
            Their tokens.
        """
        said = self._rules.decide(sentence, targets)
        return [
            _with_status(drug, found.value, found.cue) if found else drug
            for drug, found in zip(drugs, said, strict=True)
        ]


def stopped_if_taken(drugs: Iterable[Mention]) -> Iterator[Mention]:
    """Yield drugs in their order; one that others were given instead of was stopped if it had been given before.

    Parameters
    ----------
    drugs
        All heads of the text in the order of their places; those that are no drugs are passed on.
    """
    taken: set[str] = set()
    for drug in drugs:
        status = drug.attributes.get("Status")
        if drug.label == "Drug" and status in (None, "stopped"):
            taken.add(drug.name)
        elif drug.name and drug.name in taken and drug.details.get("status_cue", "").lower() in _instead():
            attributes = {key: value for key, value in drug.attributes.items() if key != "Assertion"}
            details = {key: value for key, value in drug.details.items() if key != "assertion_cue"}
            drug = replace(drug, attributes={**attributes, "Status": "stopped"}, details=details)
        yield drug


@cache
def _instead() -> frozenset[str]:
    rows = (row for row in table("rules/drug_status") if row["id"] == "instead-of")
    return frozenset(cue for row in rows for cue in listed(row["cue"]))


def _is_in_another_statement(between: Between) -> bool:
    """Tell whether a ``, and`` parts two statements (``A was given for days, and B was stopped``) or items of a list.

    Between the items of a list stand other drugs, their doses and few words besides.
    """
    if is_behind_a_fronted_phrase(between) or _has_no_object(between) or _is_excepted(between):
        return True
    others = {i for target in between.targets for i in range(target.start, target.end)}
    said = 0
    words = between.sentence
    for i in range(between.first, between.last):
        if words[i].lower_ == "," and i + 1 < between.last and words[i + 1].lower_ == "and":
            return said > _LIST_WORDS
        said += words[i].is_alpha and len(words[i]) > 2 and i not in others
    return False


def _has_no_object(between: Between) -> bool:
    """Tell whether a cue in front of a drug ends its own statement: ``A discontinued and B administered``."""
    return between.first < between.last == between.target.start and between.sentence[between.first].lower_ == "and"


def _is_excepted(between: Between) -> bool:
    """Tell whether a cue behind a drug is said of all but this one: ``all drugs except for A were stopped``."""
    start = between.target.start
    words = [word.lower_ for word in between.sentence[max(0, start - _EXCEPTION) : start]]
    return between.first == between.target.end and "except" in words and "," not in words


def _with_status(drug: Mention, status: str, cue: str) -> Mention:
    attributes = {**drug.attributes, "Status": status}
    details = {**drug.details, "status_cue": cue}
    if status in _ASSERTION_OF_STATUS:
        attributes["Assertion"] = _ASSERTION_OF_STATUS[status]
        details["assertion_cue"] = cue
    return replace(drug, attributes=attributes, details=details)
