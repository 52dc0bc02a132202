"""Whose a finding is that is not the patient's: a relative's, or that of one patient of the literature."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from casemill.lexicons import listed, table
from casemill.mentions import Mention
from casemill.view import Sentence, View
from casemill.words import fold

_RELATIVES = (
    *("mother", "father", "parent", "parents", "sister", "brother", "sibling", "siblings", "twin", "son", "daughter"),
    *("uncle", "aunt", "cousin", "grandmother", "grandfather", "donor"),
)
_RELATIVE = f"(?:{'|'.join(sorted(_RELATIVES, key=len, reverse=True))})"
_RELATIVE_WORDS = frozenset(map(fold, _RELATIVES))
_RELATIVE_AS_SUBJECT = re.compile(
    r"(?<!\bfrom )(?<!\bto )(?<!\bby )(?<!\bwith )(?<!\bof )\b(?:his|her|their|the|a|whose|[a-z]+['’]s) "
    rf"(?:older |younger |elder |twin |maternal |paternal )?(?P<relative>{_RELATIVE})s?(?:,? aged [^,.;]{{1,20}},?)? "
    r"(?:was|were|is|are|had|has|died|took|received|suffered|developed)\b",
    re.IGNORECASE,
)
_SUBJECT_ENDS = re.compile(r"[;.]|,? (?:but|while|and (?:he|she|the patient))\b")
_RELATIVE_BEHIND = re.compile(
    rf"\s(?:\w+\s){{0,2}}?(?:on|in|of) (?:the |his |her |their |both )?(?:(?:patient|proband|child|infant)['’]s )?"
    rf"(?:healthy |unaffected )?(?P<relative>{_RELATIVE})\b",
    re.IGNORECASE,
)

Whose = Literal["family", "other_patient", "donor"]


def whose(view: View, sentence: Sentence, mention: Mention) -> Whose | None:
    """Return who it is, if the sentence tells a head of one person who is not the patient.

    A donor may be a relative or a stranger, so the text does not say which of the two.
    """
    text, start, end = view.text, sentence.start, sentence.end
    if view.has_any(start, end, _RELATIVE_WORDS) and (relative := _relative(text, sentence, mention)):
        return _relation(relative)
    before, said = text[start : mention.start], text[start:end]
    for person, needs, pattern in _rules():
        # what makes the head a relative's stands before it, another patient is told of anywhere
        if view.has_any(start, end, needs) and pattern.search(said if person == "other_patient" else before):
            return person
    return None


def _relative(text: str, sentence: Sentence, mention: Mention) -> str:
    """Return the word for the relative, or the donor, that a head is told of; empty if none."""
    subject = _RELATIVE_AS_SUBJECT.search(text, sentence.start, mention.start)
    if subject and not _SUBJECT_ENDS.search(text, subject.end(), mention.start):
        return subject["relative"]
    behind = None if _is_given(mention) else _RELATIVE_BEHIND.match(text, mention.end, sentence.end)
    return behind["relative"] if behind else ""


@cache
def _rules() -> tuple[tuple[Whose, frozenset[str], re.Pattern[str]], ...]:
    """Return who it is, the folded words of which a text holds one, and the pattern of each row; relatives first."""
    kinds: tuple[Whose, ...] = ("family", "other_patient")
    return tuple(
        (person, frozenset(map(fold, listed(row["needs"]))), re.compile(row["pattern"], re.IGNORECASE))
        for person in kinds
        for row in table("rules/assertion_experiencer")
        if row["experiencer"] == person
    )


def _relation(relative: str) -> Whose:
    return "donor" if relative.casefold() == "donor" else "family"


def _is_given(mention: Mention) -> bool:
    """Tell whether it is what the patient has of a relative: ``stem cells of his sister were infused``."""
    return mention.attributes.get("Value") == "transplant"
