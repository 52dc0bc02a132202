"""Ages, also counted from conception or birth."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timing.amounts import Amount
from casemill.timing.context import HEDGE
from casemill.timing.numbers import DASH, SPELLED, number_of, plain
from casemill.timing.passage import Passage

_OLD = re.compile(rf"['’]?(?:\s?{DASH}?\s?)olds?\b|['’]?(?:{DASH}|\s)of(?:{DASH}|\s)age\b|\sof\slife\b", re.IGNORECASE)
_PERSON = re.compile(
    rf"(?:{DASH}|\s)(?:(?:white|black|Caucasian|Asian|African|Hispanic|Chinese|Japanese|Indian)\s)?"
    r"(?:males?|females?|man|men|woman|women|boys?|girls?|infants?|child(?:ren)?|baby|babies|neonates?|newborns?"
    r"|gentleman|lady|toddler|schoolboy|schoolgirl)\b",
    re.IGNORECASE,
)
_GESTATION = re.compile(
    r"['’]?\s(?:of\s|in(?:to)?\s)?(?:her\s|the\s)?(?:gestation|pregnan|amenorrh|intrauterine|post-?menstrual|GA\b)"
    r"|\s\d?\s?days?\s(?:of\s)?gestation",
    re.IGNORECASE,
)
_BEFORE_GESTATION = re.compile(
    rf"(?i:(?:gestational\sage|gestation|pregnan[a-z]+|EGA|GA)\s?(?:\s(?:of|was|is|at|to|until)|[:,(=])?\s?{HEDGE}?)$"
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
_PREGNANCY = re.compile(
    r"(?i:\b(?:pregnan|gestation|gravid|f(?:o?e)tal|f(?:o?e)tus|amenorrh|primipara|multipara|antenatal|born\b|deliver))"
)
_AT_WEEKS = re.compile(rf"(?i:\b(?:at|until|to|of|by)\s{HEDGE}?|\bterm\s\()$")
_NOT_GESTATION = re.compile(
    r"['’]?\s?(?:later|after|before|prior|earlier|ago|post|following|follow|history|of\s(?!amenorr|gestat))",
    re.IGNORECASE,
)
_APGAR = re.compile(r"(?i:\bapgar\b)")
_NUMBER = rf"(?:\d{{1,3}}(?:\.\d)?|{SPELLED})"
_BARE = re.compile(
    rf"\b(?:aged|ages|at\sages?|ages?\sof|age\sat\s(?:onset|diagnosis|presentation)\s(?:was|is|of)|age\s(?:was|is)|age:?)\s"
    rf"(?:{HEDGE}|(?:between|from|over|under|above|below)\s)?"
    rf"(?P<low>{_NUMBER})(?:(?P<join>\s?(?:{DASH}|to|and)\s?)(?P<high>{_NUMBER}))?"
    r"(?![\w%/]|\.\d|\s?(?:%|mg\b|ml\b|kg\b|g/|mm|cm|±|months?\b|weeks?\b|days?\b|hours?\b|patients|cases))",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(?<![\w.])(?P<number>\d{1,3})\s?-?(?:yo|y/o|y\.o\.?|yr/o|yrs/o)(?![\w])", re.IGNORECASE)
_DECADE = re.compile(r"\b(?:his|her|their)\s(?:(?:early|mid|late)(?:\s|-))?(?P<decade>[1-9]0)['’]?s\b", re.IGNORECASE)
_PLUS_DAYS = re.compile(
    r"(?<![\w.+])(?P<weeks>[1-4]\d)\s?(?:\+|weeks?\s?(?:\+|plus|and)\s?|\s(?=\d/7))\s?(?P<days>[0-6])(?:/7)?"
    r"(?:\s?(?:weeks?|wks?)|\s?days?(?=['’]?\s(?:of\s)?gestation))",
    re.IGNORECASE,
)


def find_ages(passage: Passage) -> list[Mention]:
    """Find the ages in a sentence."""
    found = []
    for amount in passage.amounts:
        end = _age_end(passage, amount)
        if end:
            found.append(passage.mention("Age", amount.start, end, Value=amount.value()))
            for member in amount.members:
                found.append(passage.mention("Age", member.start, member.end, Value=member.value()))
    for match in _SHORT.finditer(passage.text):
        found.append(passage.mention("Age", match.start(), match.end(), Value=f"P{int(match['number'])}Y"))
    for match in _BARE.finditer(passage.text):
        if match["high"] and match["join"].strip() == "and" and "between" not in match.group().casefold():
            for name in ("low", "high"):
                value = f"P{plain(number_of(match[name]))}Y"
                found.append(passage.mention("Age", match.start(name), match.end(name), Value=value))
            continue
        value = "/".join(f"P{plain(number_of(text))}Y" for text in (match["low"], match["high"]) if text)
        end = match.end("high") if match["high"] else match.end("low")
        found.append(passage.mention("Age", match.start("low"), end, Value=value))
    for match in _DECADE.finditer(passage.text):
        decade = int(match["decade"])
        value = f"P{decade}Y/P{decade + 9}Y"
        found.append(passage.mention("Age", match.start("decade"), match.end(), Value=value))
    for match in _PLUS_DAYS.finditer(passage.text):
        value = f"P{match['weeks']}W{match['days']}D"
        found.append(passage.mention("Age", match.start(), match.end(), Value=value))
    return found


def _age_end(passage: Passage, amount: Amount) -> int:
    """Return where the age that an amount is part of ends, 0 if it is none."""
    before = passage.before(amount.members[0].start if amount.members else amount.start)
    old = _OLD.match(passage.text, amount.end)
    if old:
        return old.end()
    if amount.unit in ("W", "M") and _GESTATION.match(passage.text, amount.end):
        return amount.end
    if amount.unit in ("W", "M") and _BEFORE_GESTATION.search(before):
        return amount.end
    if _BIRTH.match(passage.text, amount.end) and amount.unit != "Y":
        return amount.end
    if amount.article:
        return 0
    if amount.unit == "W" and _of_pregnancy(passage, amount, before):
        return amount.end
    if _PERSON.match(passage.text, amount.end) and re.search(
        r"(?i:(?:^|\b(?:an?|the|this|our|of|two|three)\s))$", before
    ):
        return amount.end
    if amount.unit in ("Y", "M", "W", "D") and _BEFORE_AGE.search(before):
        return amount.end
    if amount.unit == "Y" and _BEFORE_LIMIT.search(before):
        return amount.end
    if not amount.joined and amount.unit in ("Y", "M", "W", "D") and _PERSON_OF.search(before):
        return amount.end
    if amount.unit == "Y" and (amount.number or 0) > 15 and _AT_YEARS.search(before):
        return 0 if _VISIT.match(passage.text, amount.end) else amount.end
    if (
        amount.unit == "Y"
        and len(amount.parts) > 1
        and _RANGE.search(before)
        and "age" in passage.before(amount.start, width=150)
    ):
        return amount.end
    if amount.unit == "TM" and _APGAR.search(passage.before(amount.start, width=120)):
        return amount.end
    return 0


def _of_pregnancy(passage: Passage, amount: Amount, before: str) -> bool:
    """Tell whether weeks without the word gestation are meant so (``delivered at 37 weeks``)."""
    return (
        4 <= (amount.number or 0) <= 43
        and bool(_AT_WEEKS.search(before))
        and bool(_PREGNANCY.search(passage.around(amount.start, amount.end)))
        and not _NOT_GESTATION.match(passage.text, amount.end)
    )
