"""Gestational ages: weeks and months counted from conception, with the word for it or without."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timing.amounts import UNIT_WORDS, Amount
from casemill.timing.context import HEDGE
from casemill.timing.passage import Passage

_GESTATION = re.compile(
    r"['’]?\s(?:of\s|in(?:to)?\s)?(?:her\s|the\s)?(?:gestation|pregnan|amenorrh|intrauterine|post-?menstrual|GA\b)"
    r"|\s\d?\s?days?\s(?:of\s)?gestation",
    re.IGNORECASE,
)
_BEFORE_GESTATION = re.compile(
    rf"(?i:(?:gestational\sage|gestation|pregnan[a-z]+|EGA|GA)\s?(?:\s(?:of|was|is|at|to|until)|[:,(=])?\s?{HEDGE}?)$"
)
_PREGNANCY = re.compile(
    r"(?i:\b(?:pregnan|gestation|gravid|f(?:o?e)tal|f(?:o?e)tus|amenorrh|primipara|multipara|antenatal|born\b|deliver))"
)
_AT_WEEKS = re.compile(rf"(?i:\b(?:at|until|to|of|by)\s{HEDGE}?|\bterm\s\()$")
_NOT_GESTATION = re.compile(
    r"['’]?\s?(?:later|after|before|prior|earlier|ago|post|following|follow|history|of\s(?!amenorr|gestat))",
    re.IGNORECASE,
)
_PLUS_DAYS = re.compile(
    r"(?<![\w.+])(?P<weeks>[1-4]\d)\s?(?:\+|weeks?\s?(?:\+|plus|and)\s?|\s(?=\d/7))\s?(?P<days>[0-6])(?:/7)?"
    r"(?:\s?(?:weeks?|wks?)|\s?days?(?=['’]?\s(?:of\s)?gestation))",
    re.IGNORECASE,
)


def weeks_and_days(passage: Passage) -> list[Mention]:
    """Find ``34+5 weeks`` and ``34 weeks and 5 days of gestation``."""
    found = []
    for match in _PLUS_DAYS.finditer(passage.text) if passage.has(UNIT_WORDS) else ():
        value = f"P{match['weeks']}W{match['days']}D"
        found.append(passage.mention("Age", match.start(), match.end(), Value=value))
    return found


def is_gestational(passage: Passage, amount: Amount, before: str) -> bool:
    """Tell whether an amount is named as a gestational age (``32 weeks' gestation``)."""
    named = _GESTATION.match(passage.text, amount.end) or _BEFORE_GESTATION.search(before)
    return amount.unit in ("W", "M") and bool(named)


def of_pregnancy(passage: Passage, amount: Amount, before: str) -> bool:
    """Tell whether weeks without the word gestation are meant so (``delivered at 37 weeks``)."""
    return (
        amount.unit == "W"
        and 4 <= (amount.number or 0) <= 43
        and bool(_AT_WEEKS.search(before))
        and bool(_PREGNANCY.search(passage.around(amount.start, amount.end)))
        and not _NOT_GESTATION.match(passage.text, amount.end)
    )
