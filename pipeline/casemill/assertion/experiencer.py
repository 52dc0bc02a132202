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
    *("uncle", "aunt", "cousin", "grandmother", "grandfather", "grandparent", "nephew", "niece", "donor"),
    *("wife", "husband", "spouse", "grandson", "granddaughter"),
)
_RELATIVE = f"(?:{'|'.join(sorted(_RELATIVES, key=len, reverse=True))})"
_RELATIVE_WORDS = frozenset(form for word in _RELATIVES for form in (fold(word), f"{word}s", word))
_CHILD = "(?:patient|proband|child|infant|newborn|neonate|baby|boy|girl|twins|fetus)"
_RELATIVE_AS_SUBJECT = re.compile(
    r"(?<!\bfrom )(?<!\bto )(?<!\bby )(?<!\bwith )(?:(?<!\bof )|(?<=\bone of )|(?<=\btwo of )|(?<=\bboth of ))"
    r"\b(?!a (?:[\w-]{1,15} ){0,2}(?:mother|father|parent|wife|husband)\b)"
    r"(?P<of>his|her|their|the|a|whose|[a-z]+['’]s) (?:\d{1,2}[- ]year[- ]old |pregnant |identical |late )?"
    r"(?:older |younger |elder |twin |maternal |paternal )?"
    rf"(?P<relative>{_RELATIVE})s?\b(?P<child> of (?:the|this|a|our) (?:\w{{1,12}} ){{0,2}}?{_CHILD}\b)?"
    r"(?:,? aged [^,.;]{1,20},?|, [^,.;]{1,60},| \([^().;]{1,60}\))?(?:,? who)?(?: also| \w{1,15}ly)? "
    r"(?:was|were|is|are|had|has|died|took|takes|used|received|suffered|developed|underwent|succumbed|contracted)\b",
    re.IGNORECASE,
)
_RELATIVE_WITH = re.compile(
    r"\b(?!a (?:mother|father|parent|wife|husband)\b)(?:a|one|two|three|another) "
    rf"(?:older |younger |elder |twin )?(?P<relative>{_RELATIVE})s? with\b",
    re.IGNORECASE,
)
_SUBJECT_ENDS = re.compile(
    r"[;.]|,? (?:but|while|whereas)\b"
    rf"|\b(?:and|that|when|as) (?:he|she|his|her|(?:the|our|this) (?:\w{{1,12}} )?{_CHILD})\b",
    re.IGNORECASE,
)
_GROWN_UP = re.compile(r"P(?:1[5-9]|[2-9]\d)Y")
_TO_ANOTHER = re.compile(r"\b(?:to|of|from|by) (?:an? |his |her )?\Z")
_BEFORE_AN_AGE = 12
_FARTHEST = 300
"""No subject is looked for farther off than so many characters."""
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
    if view.has_any(start, end, _RELATIVE_WORDS) and (relative := _relative(view, sentence, mention)):
        return _relation(relative)
    before, said = text[start : mention.start], text[start:end]
    for person, needs, pattern in _rules():
        # what makes the head a relative's stands before it, another patient is told of anywhere
        if view.has_any(start, end, needs) and pattern.search(said if person == "other_patient" else before):
            return person
    return None


def _relative(view: View, sentence: Sentence, mention: Mention) -> str:
    """Return the word for the relative, or the donor, that a head is told of; empty if none."""
    text, first = view.text, max(sentence.start, mention.start - _FARTHEST)
    subjects = [
        match
        for pattern in (_RELATIVE_AS_SUBJECT, _RELATIVE_WITH)
        for match in pattern.finditer(text, first, min(sentence.end, mention.end + _FARTHEST))
        if match.start() <= mention.start and not _is_the_patient(view, match)
    ]
    if subjects:
        subject = max(subjects, key=re.Match.start)
        if not _SUBJECT_ENDS.search(text, subject.end("relative"), mention.start):
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


def _is_the_patient(view: View, subject: re.Match[str]) -> bool:
    """Tell whether ``the mother`` is the patient herself: the first age of the report is that of a grown-up."""
    said = subject.groupdict()
    if (said.get("of") or "").lower() != "the" or said["relative"].lower() != "mother" or said["child"]:
        return False
    first = next((age for age in view.found("Age") if not _is_of_another(view.text, age, subject)), None)
    return first is not None and _GROWN_UP.match(first.attributes.get("Value", "")) is not None


def _is_of_another(text: str, age: Mention, subject: re.Match[str]) -> bool:
    """Tell whether an age is the relative's own: ``the mother, aged 32, had``, ``born to a 32-year-old``."""
    told = subject.start() <= age.start < subject.end()
    return told or _TO_ANOTHER.search(text, max(0, age.start - _BEFORE_AN_AGE), age.start) is not None


def _is_given(mention: Mention) -> bool:
    """Tell whether it is what the patient has of a relative: ``stem cells of his sister were infused``."""
    return mention.attributes.get("Value") == "transplant"
