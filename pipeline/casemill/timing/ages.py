"""Ages, also counted from birth; for those counted from conception see :mod:`casemill.timing.gestation`."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timing.amounts import Amount
from casemill.timing.context import HEDGE
from casemill.timing.gestation import is_gestational, of_pregnancy, weeks_and_days
from casemill.timing.numbers import DASH, DECADES, SPELLED, number_of, plain
from casemill.timing.passage import Passage

_OLD = re.compile(rf"['’]?(?:\s?{DASH}?\s?)olds?\b|['’]?(?:{DASH}|\s)of(?:{DASH}|\s)age\b|\sof\slife\b", re.IGNORECASE)
_PERSON = re.compile(
    rf"(?:{DASH}|\s)(?:(?:white|black|Caucasian|Asian|African|Hispanic|Chinese|Japanese|Indian)\s)?"
    r"(?:males?|females?|man|men|woman|women|boys?|girls?|infants?|child(?:ren)?|baby|babies|neonates?|newborns?"
    r"|gentleman|lady|toddler|schoolboy|schoolgirl)\b",
    re.IGNORECASE,
)
_AGE_WORDS = (
    r"at|of|onset|diagnosis|presentation|was|is|were|being|range|ranging|ranged|from|between|the|time|mean|median"
    r"|approximately|about|around|under|over|below|above|less|more|than|nearly|almost|only|just|surgery|death|admission"
)
_BEFORE_AGE = re.compile(rf"(?i:\bage[ds]?(?:(?:\s(?:{_AGE_WORDS})\b)|\s?[:=(,<>≥≤])*\s?\(?)$")
_BEFORE_LIMIT = re.compile(
    r"(?i:\b(?:young|younger|older|elderly|adults?|children|patients|men|women|boys|girls|infants|adolescents)"
    r"\s?\(?(?:aged\s)?(?:up\sto|under|over|above|below|<|>|≥|≤|than)\s?)$"
)
_PERSON_OF = re.compile(
    r"(?i:\b(?:man|woman|boy|girl|child|infant|male|female|lady|gentleman|patient|baby|neonate|newborn|farmer|student|worker)"
    r",?\s(?:of|aged)\s(?:only\s|about\s|just\s|nearly\s|almost\s|approximately\s)?)$"
)
_AT_YEARS = re.compile(r"(?i:\bat\s(?:about\s|around\s|approximately\s|only\s)?)$")
_VISIT = re.compile(
    r"['’]?\s(?:follow|after|post|of\sfollow|later|before|from|since|prior|following|survival|the\s(?:overall|rate))",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?i:\brange[ds]?:?\s(?:from\s|was\s|of\s|between\s)?)$")
_BIRTH = re.compile(
    r"['’]?\s(?:after|from|since|following)\s(?:his\s|her\s|the\s)?birth\b|\spost-?natal(?:ly)?\b",
    re.IGNORECASE,
)
_APGAR = re.compile(r"(?i:\bapgar\b)")
_OPENS_PERSON = re.compile(r"(?i:(?:^|\b(?:an?|the|this|our|of|two|three)\s))$")
_LONG = ("Y", "M", "W", "D")
_YOUNGEST_AT = 15
"""``At 10 years`` may be a visit; beyond so many years it is an age."""
_NOTED = frozenset({"age", "aged"})
_OWNERS = frozenset({"his", "her", "their"})
_DECADE_WORDS = DECADES | {"s"}
"""``50s`` is cut into its number and the letter."""
AGE_WORDS = DECADES | _NOTED
"""Folded words of which an age holds one that has neither digit nor unit."""
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|{SPELLED})"
_BARE = re.compile(
    rf"\b(?:aged|ages|at\sages?|ages?\sof|age\sat\s(?:onset|diagnosis|presentation)\s(?:was|is|of)|age\s(?:was|is)|age:?)\s"
    rf"(?:{HEDGE}|(?:between|from|over|under|above|below)\s)?"
    rf"(?P<low>{_NUMBER})(?:(?P<join>\s?(?:{DASH}|to|and)\s?)(?P<high>{_NUMBER}))?"
    r"(?![\w%/]|\.\d|\s?(?:%|mg\b|ml\b|kg\b|g/|mm|cm|±|months?\b|weeks?\b|days?\b|hours?\b|patients|cases))",
    re.IGNORECASE,
)
_AT_NUMBER = re.compile(r"\bAt\s(?P<number>\d{1,2}),\s(?=(?:he|she|the\spatient)\s)")
_SHORT = re.compile(r"(?<![\w.])(?P<number>\d{1,3})\s?-?(?:yo|y/o|y\.o\.?|yr/o|yrs/o)(?![\w])", re.IGNORECASE)
_OLD_WORDS = frozenset({"yo", "o"})
_DECADE = re.compile(
    rf"\b(?:his|her|their)\s(?:(?:early|mid|late)(?:\s|{DASH}))?"
    r"(?P<decade>(?P<digits>[1-9]0)['’]?s|(?P<word>twent|thirt|fort|fift|sixt|sevent|eight|ninet)ies)\b",
    re.IGNORECASE,
)
_SEX_NOTED = re.compile(r"(?i:(?:^|[(,;:\s])(?:males?|females?|man|woman|boy|girl|[MF]|sex|patient|age)[,;:]\s)$")
_CLOSED = re.compile(r"['’]?\s?(?:[),;.]|$)")


def find_ages(passage: Passage) -> list[Mention]:
    """Find the ages in a sentence."""
    found = []
    for amount in passage.amounts:
        end = _age_end(passage, amount)
        if end:
            found.append(passage.mention("Age", amount.start, end, Value=amount.value()))
            for member in amount.members:
                found.append(passage.mention("Age", member.start, member.end, Value=member.value()))
    return [*found, *_without_unit(passage), *_decades(passage), *weeks_and_days(passage)]


def _without_unit(passage: Passage) -> list[Mention]:
    """Find ages in bare numbers: ``61 yo``, ``aged 26``, ``At 37, she``."""
    found = []
    short = _SHORT.finditer(passage.text) if passage.has(_OLD_WORDS) else ()
    at_number = _AT_NUMBER.finditer(passage.text) if "At " in passage.text else ()
    for match in (*short, *at_number):
        start = match.start("number")
        end = match.end() if match.re is _SHORT else match.end("number")
        found.append(passage.mention("Age", start, end, Value=_years(match["number"])))
    for match in _BARE.finditer(passage.text) if passage.has(_NOTED) else ():
        ends = [name for name in ("low", "high") if match[name]]
        if len(ends) > 1 and match["join"].strip() == "and" and "between" not in match.group().casefold():
            for name in ends:
                start, end = match.span(name)
                found.append(passage.mention("Age", start, end, Value=_years(match[name])))
        else:
            value = "/".join(_years(match[name]) for name in ends)
            found.append(passage.mention("Age", match.start("low"), match.end(ends[-1]), Value=value))
    return found


def _years(number: str) -> str:
    return f"P{plain(number_of(number))}Y"


def _decades(passage: Passage) -> list[Mention]:
    """Find ``her 50s`` and ``his late sixties``: a range of ten years."""
    found = []
    for match in _DECADE.finditer(passage.text) if passage.has(_DECADE_WORDS) and passage.has(_OWNERS) else ():
        decade = int(match["digits"] or number_of(f"{match['word']}y") or 0)
        value = f"P{decade}Y/P{decade + 9}Y"
        found.append(passage.mention("Age", match.start("decade"), match.end(), Value=value))
    return found


def _age_end(passage: Passage, amount: Amount) -> int:
    """Return where the age that an amount is part of ends, 0 if it is none."""
    old = _OLD.match(passage.text, amount.end)
    if old:
        return old.end()
    before = passage.before(amount.members[0].start if amount.members else amount.start)
    from_birth = amount.unit != "Y" and _BIRTH.match(passage.text, amount.end)
    if is_gestational(passage, amount, before) or from_birth:
        return amount.end
    if amount.article:
        return 0
    holds = (
        of_pregnancy(passage, amount, before)
        or _of_person(passage, amount, before)
        or (amount.unit in _LONG and _BEFORE_AGE.search(before))
        or (amount.unit == "Y" and _in_years(passage, amount, before))
        or (amount.unit == "TM" and _APGAR.search(passage.before(amount.start, width=120)))
    )
    return amount.end if holds else 0


def _of_person(passage: Passage, amount: Amount, before: str) -> bool:
    """Tell whether a person stands directly behind (``a 19 months boy``) or in front (``a man of 31 years``)."""
    if _PERSON.match(passage.text, amount.end) and _OPENS_PERSON.search(before):
        return True
    return not amount.joined and amount.unit in _LONG and bool(_PERSON_OF.search(before))


def _in_years(passage: Passage, amount: Amount, before: str) -> bool:
    """Tell whether years are an age by the words in front: ``under``, ``male,``, ``at``, ``range``."""
    if _BEFORE_LIMIT.search(before):
        return True
    if _SEX_NOTED.search(before) and _CLOSED.match(passage.text, amount.end):
        return True
    if (amount.number or 0) > _YOUNGEST_AT and _AT_YEARS.search(before):
        return not _VISIT.match(passage.text, amount.end)
    ranges = len(amount.parts) > 1 and bool(_RANGE.search(before))
    return ranges and "age" in passage.before(amount.start, width=150)
