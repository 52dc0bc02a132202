"""Whose a finding is that is not the patient's: a relative's, or that of one patient of the literature."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from casemill.lexicons import table
from casemill.mentions import Mention
from casemill.view import Sentence

_RELATIVE = (
    r"(?:mother|father|parents?|sister|brother|siblings?|twin|son|daughter|uncle|aunt|cousin"
    r"|grandmother|grandfather|donor)"
)
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


def whose(text: str, sentence: Sentence, mention: Mention) -> Whose | None:
    """Return who it is, if the sentence tells a head of one person who is not the patient.

    A donor may be a relative or a stranger, so the text does not say which of the two.
    """
    subject = _RELATIVE_AS_SUBJECT.search(text, sentence.start, mention.start)
    if subject and not _SUBJECT_ENDS.search(text, subject.end(), mention.start):
        return _relation(subject["relative"])
    behind = _RELATIVE_BEHIND.match(text, mention.end, sentence.end)
    if behind:
        return _relation(behind["relative"])
    before = text[sentence.start : mention.start]
    if any(pattern.search(before) for pattern in _patterns()["family"]):
        return "family"
    if any(pattern.search(text, sentence.start, sentence.end) for pattern in _patterns()["other_patient"]):
        return "other_patient"
    return None


@cache
def _patterns() -> dict[str, list[re.Pattern[str]]]:
    found: dict[str, list[re.Pattern[str]]] = {"family": [], "other_patient": []}
    for row in table("rules/assertion_experiencer"):
        found[row["experiencer"]].append(re.compile(row["pattern"], re.IGNORECASE))
    return found


def _relation(relative: str) -> Whose:
    return "donor" if relative.casefold() == "donor" else "family"
