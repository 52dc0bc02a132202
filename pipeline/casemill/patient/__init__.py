"""The patient: sex, from the first word of the case that states it."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.view import View

_WORDS = {
    "female": ("woman", "female", "girl", "lady", "she", "her", "schoolgirl", "housewife"),
    "male": ("man", "male", "boy", "gentleman", "he", "his", "him", "schoolboy"),
}
_SEX = {word: sex for sex, words in _WORDS.items() for word in words}
_PRONOUNS = frozenset(("she", "her", "he", "his", "him"))
_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(_SEX, key=len, reverse=True))})(?![\w-])", re.IGNORECASE)
_PATIENT = re.compile(
    r"\b(?:years?|yrs?|months?|weeks?|days?)(?:[-‐‑–\s]?old)?\b|\bold\b|\baged?\b|\bpatient\b|\bcase\s(?:report\s)?of\b|\bcase:"
    r"|\byo\b|y/o",
    re.IGNORECASE,
)
_ONE_PERSON = re.compile(
    r"\b(?:an?|our|the|this|one|another)\s(?:(?:[\w-]+,?\s){0,8})$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"\b(?:donor|mother|father|parent|sister|brother|sibling|twin|wife|husband|daughter|son|aunt|uncle|cousin)\b"
    r"[^.;]{0,30}(?:\b(?:was|is|being)|,)\s(?:an?|the)\s[^.;]*$",
    re.IGNORECASE,
)
_SAID_OF = re.compile(
    r",?\s(?:patient|outpatient|inpatient|with|who|whose|presented|presents|of|was|were|is|in|aged|had|has|suffering|child"
    r"|infant|baby|neonate|newborn|adult|teenager|student|worker|toddler|referred|admitted|born|complain)",
    re.IGNORECASE,
)
_NOTED = re.compile(r"\b(?:sex|gender)\s?[:=]\s?$", re.IGNORECASE)
_AGE_BEHIND = re.compile(r",?\s(?:aged\s)?\d{1,3}\b")
_OTHERS = re.compile(
    r"\s(?:donors?|siblings?|relatives?|partners?|spouse|predominance|preponderance|predilection|sex|gender|patients\b|ratio"
    r"|rats?|mice|to[-\s](?:fe)?male|carriers?|genitalia|infants\sand|and\s(?:wo|fe)?m[ae])",
    re.IGNORECASE,
)


def find_sex(view: View) -> list[Mention]:
    """Find the first word that states the sex of the patient.

    A noun counts where it is said of one person (``a 40-year-old woman``, ``our male
    patient``), a pronoun once the report has spoken of a patient.

    Returns
    -------
    list of Mention
        At most one ``Sex`` mention with ``Value`` female or male.
    """
    told = False
    for sentence in view.sentences:
        text = view.text[sentence.start : sentence.end]
        for match in _WORD.finditer(text):
            word = match.group().casefold()
            before = text[max(0, match.start() - 90) : match.start()]
            if _states(word, before, text[match.end() : match.end() + 40], told=told):
                start = sentence.start + match.start()
                return [Mention("Sex", start, start + len(word), {"Value": _SEX[word]})]
        told = told or bool(_PATIENT.search(text))
    return []


def _states(word: str, before: str, behind: str, *, told: bool) -> bool:
    if word in _PRONOUNS:
        return told or bool(_PATIENT.search(before))
    if _OTHERS.match(behind) or _RELATED.search(before):
        return False
    if _NOTED.search(before) or (not before.strip() and _AGE_BEHIND.match(behind)):
        return True
    if not _ONE_PERSON.search(before) and not re.search(r"(?:years?\sold|\bold),?\s(?:[\w-]+\s){0,4}$|^\s*$", before):
        return False
    return bool(_PATIENT.search(before[-60:]) or _SAID_OF.match(behind))
