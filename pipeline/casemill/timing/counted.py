"""Days counted from an event: ``D+60``, ``day 24``, ``POD 9``, ``the 22nd day``, and days of a cycle."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timing.anchored import post_anchor
from casemill.timing.anchors import anchor_in, anchor_of_event, clause_behind
from casemill.timing.numbers import DASH, ORDINAL, ORDINAL_WORDS, SPELLED, number_of, ordinal_of, plain
from casemill.timing.passage import Passage
from casemill.words import fold

_NUMBER = rf"(?:\d{{1,3}}(?!\d|[.,]\d|\s?[%/°]|:\d)|{SPELLED})"
_EVENT = (
    rf"(?:(?:post{DASH}?\s?(?:operative|operation|op|transplant(?:ation)?|surgery|surgical|procedur(?:e|al)|HSCT|BMT|partum"
    r"|natal|admission|injury|infection|exposure|intervention|infusion|treatment)|hospital(?:i[sz]ation)?|admission|inpatient"
    r"|[PNS]?ICU|CCU|illness|disease|treatment|therapy|chemotherapy|study|gestational|life|symptom)(?:\s|"
    + DASH
    + r"))"
)
_UNIT = r"(?P<unit>day|week|month|year|night|morning)"
_TRAIL = (
    rf"(?:\s(?P<trail>after|following|from|before|prior|preceding|post{DASH}?[A-Za-z]+|post\s(?!of\b|the\b)[A-Za-z]+|postoperatively))?"
    r"(?![\w])"
)
_BEHIND = re.compile(_TRAIL, re.IGNORECASE)
_NOT_COUNTED = (
    r"(?!\s?(?:mg|g\b|ml\b|mL|mcg|[µμ]g|U\b|IU|units|times|x\b|×|patients|cases|tablets|years?\b|months?\b|weeks?\b|days?\b"
    r"|hours?\b|h\b|min|doses|cigarettes))"
)
_RANGE = rf"(?:\s?(?:{DASH}|to|through|until)\s?(?:days?\s?|[dD]\s?)?(?P<to_sign>{DASH}|\+)?(?P<to>{_NUMBER}))?"

_NAMED = re.compile(
    rf"(?<![\w/·∙⋅•])(?<!\bper\s)(?<!\ba\s)(?<!\bone\s)(?<!\beach\s)(?<!\bevery\s)(?<!\d\s)(?<!\d[-–])"
    rf"(?P<event>{_EVENT})?(?P<unit>day|week|month|year)(?P<plural>s)?(?:\s?#\s?|\sno\.?\s|\snumber\s|\s|(?={DASH}|\+|\d))"
    rf"(?P<sign>\+\s?|{DASH}\s?)?(?P<n>{_NUMBER}){_RANGE}{_NOT_COUNTED}{_TRAIL}",
    re.IGNORECASE,
)
_SHORT = re.compile(
    rf"(?<![\w./+·∙⋅•-])(?:[dD]\s?(?P<sign>[+]|{DASH})\s?(?P<n>\d{{1,3}})|D\s?(?P<zero>0)|d\s?(?P<day>\d{{1,3}})"
    rf"|(?:(?<=\bon\s)|(?<=\bat\s)|(?<=\bby\s)|(?<=\buntil\s)|(?<=\bfrom\s))D(?P<big>\d{{1,2}}))"
    rf"(?![\d%:]|\.\d){_RANGE}{_TRAIL}"
)
_ORDINAL = re.compile(
    rf"(?<![\w/-])(?<!every\s)(?<!each\s)(?:(?P<also>{ORDINAL})(?:,\s|\s(?:and|or)\s|,\sand\s))?(?P<n>{ORDINAL})(?:\s|{DASH})"
    rf"(?P<event>{_EVENT})?{_UNIT}s?(?!['’]|[-\s](?:student|resident|old)){_TRAIL}",
    re.IGNORECASE,
)
_POD = re.compile(
    rf"(?<![\w])(?:(?P<ordinal>{ORDINAL})\s(?P<name>POD|DOL|HOD)|(?P<short>POD|DOL|HOD|PTD)s?\s?{DASH}?#?\s?(?P<n>\d{{1,3}}){_RANGE})(?!\w)"
)
_MORE = re.compile(
    rf"(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s)\+?(?P<n>\d{{1,3}})(?![\w%/+]|[.,]\d|{DASH}\d|\s(?:mg|g|ml|mL|patients|years|months|weeks|days)\b)"
)
_OF_EVENT = re.compile(r"\s(?:of|in|on|into|since)\s")
_OF_NAME = re.compile(
    r"\sof\s(?:[A-Z]{2,}[\w-]*|[a-z]+\swith\b|(?:each|every|the|a|an)\s(?:first\s|second\s)?(?:\d+[-\s]day\s)?cycle)"
)
_SCHEDULED = re.compile(
    r"\d\s?(?:mg|g|[µμ]g|mcg|IU|U)/(?:m2|m²|kg)|\bbody\ssurface|\bAUC\b|\d\s?mg\s(?:on\s)?$|\bcycles?\b"
)
_AFTER_SURGERY = re.compile(rf"(?i:\bpost{DASH}?operative(?:ly)?,?\s(?:on\s)?(?:the\s)?)$")
_OF_LIFE = re.compile(
    r"['’]?\s(?:of|after)\s(?:(?:his|her|the|their|a)\s(?:mother['’]s\s)?)?(?:life|birth|gestation|pregnancy|age)\b"
)
_POD_ANCHOR = {"POD": "treatment", "HOD": "admission", "PTD": "transplant"}
COUNTED_WORDS = frozenset(fold(word) for short in ("POD", "DOL", "HOD", "PTD") for word in (short, f"{short}s"))
"""Folded short forms of counted days."""
_SHORT_DAY = frozenset({"d"})
_CODE = {"day": "D", "night": "D", "morning": "D", "week": "W", "month": "M", "year": "Y"}
_UNIT_WORDS = frozenset(_CODE)
_OPENS = re.compile(
    r"(?i:\b(?:at|of|on|by|from|until|till|since|through|after|before|to|in|between|and|the|during)\s|[(,;:]\s?)$|^$"
)


def find_counted(passage: Passage) -> list[Mention]:
    """Find counted days; an anchor that the sentence does not name is left out for the report to decide."""
    found = []
    if passage.has(_UNIT_WORDS):
        found += _named(passage)
        if passage.has(ORDINAL_WORDS):
            found += _ordinals(passage)
    if passage.has(_SHORT_DAY):
        found += _short(passage)
    return [*found, *_pods(passage)] if passage.has(COUNTED_WORDS) else found


def _count(
    passage: Passage, start: int, end: int, *, number: float | None, code: str, sign: str, anchor: str
) -> Mention:
    mention = passage.mention("Date", start, end, Value=f"{sign}P{plain(number)}{code}", Anchor=anchor)
    mention.details["counted"] = "yes"
    return mention


def _stretch(passage: Passage, match: re.Match[str], *, number: float | None, code: str) -> list[Mention]:
    """Read ``d1-14`` and ``day -6 to day -2``: days of a cycle are a length, both ends counted."""
    other = number_of(match["to"])
    if number is None or other is None:
        return []
    signs = match.groupdict()
    low = -number if _is_minus(signs.get("sign")) else number
    high = -other if _is_minus(signs.get("to_sign")) else other
    if high <= low:
        return []
    value = f"P{plain(high - low + 1)}{code}"
    return [passage.mention("Duration", match.start(), match.end("to"), Value=value)]


def _is_minus(sign: str | None) -> bool:
    return bool(sign and sign.strip() != "+")


def _anchor_of(passage: Passage, event: str, trail: str, start: int, end: int) -> str:
    """Return the anchor that the words at a counted day name."""
    if event:
        named = post_anchor(event) if event.casefold().startswith("post") else anchor_in(event)
        if named and named != "previous":
            return named
        if event.casefold().startswith(("hospital", "inpatient", "picu", "nicu", "sicu", "icu", "ccu")):
            return "admission"
    behind = passage.after(end)
    if trail:
        word = trail.casefold()
        if word.startswith("post"):
            return post_anchor(trail)
        return anchor_of_event(clause_behind(behind)) or "previous"
    if _OF_EVENT.match(behind):
        named = anchor_in(clause_behind(behind))
        return named or ("treatment" if _OF_NAME.match(behind) else "")
    scheduled = _SCHEDULED.search(passage.before(start, width=60)) or _AFTER_SURGERY.search(passage.before(start))
    return "treatment" if scheduled else ""


def _named(passage: Passage) -> list[Mention]:
    found = []
    for match in _NAMED.finditer(passage.text):
        unit = match["unit"].casefold()
        before = passage.before(match.start(), width=15)
        if unit in ("week", "month", "year") and not (match["event"] or match["sign"] or _OPENS.search(before)):
            continue
        code, number = _CODE[unit], number_of(match["n"])
        if match["to"]:
            found += _stretch(passage, match, number=number, code=code)
            continue
        life = _OF_LIFE.match(passage.text, match.end())
        if life or (match["event"] or "").casefold().startswith(("life", "gestational")):
            end = life.end() if life and life.group().endswith("life") else match.end()
            found.append(passage.mention("Age", match.start(), end, Value=f"P{plain(number)}{code}"))
            continue
        sign = _sign(match["sign"] or "", match["trail"] or "", spaced=passage.text[match.start("sign") - 1] == " ")
        anchor = _anchor_of(passage, match["event"] or "", match["trail"] or "", match.start(), match.end())
        if not anchor and (sign == "-" or "+" in (match["sign"] or "") or (number == 0 and code == "D")):
            anchor = "transplant?"
        days = [_count(passage, match.start(), match.end(), number=number, code=code, sign=sign, anchor=anchor)]
        if match["plural"] or match["event"]:
            days += _members(passage, match.end(), code=code, anchor=anchor)
        if len(days) > 1 and not match["event"]:
            _take_event_behind(passage, days)
        found += days
    return found


def _take_event_behind(passage: Passage, days: list[Mention]) -> None:
    """Give all days of a list the event behind the last of them: ``days 28 and 100 after transplantation``."""
    first, last = days[0].start - passage.offset, days[-1].end - passage.offset
    behind = _BEHIND.match(passage.text, last)
    trail = (behind["trail"] or "") if behind else ""
    end = behind.end() if behind else last
    anchor = _anchor_of(passage, "", trail, first, end)
    days[-1].end = passage.offset + end
    for day in days:
        if anchor:
            day.attributes["Anchor"] = anchor
        if _sign("", trail, spaced=False) == "-":
            day.attributes["Value"] = day.attributes["Value"].replace("+", "-")


def _sign(sign: str, trail: str, *, spaced: bool) -> str:
    minus = sign.strip() not in ("", "+") and spaced
    return "-" if minus or trail.casefold() in ("before", "prior", "preceding") else "+"


def _members(passage: Passage, position: int, *, code: str, anchor: str) -> list[Mention]:
    """Read the further numbers of ``days 1, 8 and 15``."""
    found = []
    match = _MORE.match(passage.text, position)
    while match:
        found.append(
            _count(
                passage,
                match.start("n"),
                match.end("n"),
                number=float(match["n"]),
                code=code,
                sign="+",
                anchor=anchor,
            )
        )
        match = _MORE.match(passage.text, match.end())
    return found


def _short(passage: Passage) -> list[Mention]:
    found = []
    for match in _SHORT.finditer(passage.text):
        digits = match["n"] or match["zero"] or match["day"] or match["big"]
        number = float(digits)
        if match["to"]:
            found += _stretch(passage, match, number=number, code="D")
            continue
        sign = "-" if _is_minus(match["sign"]) else "+"
        anchor = _anchor_of(passage, "", match["trail"] or "", match.start(), match.end())
        if not anchor or (match["sign"] and anchor in ("treatment", "previous") and not _named_event(passage, match)):
            anchor = "treatment" if match["day"] else "transplant?"
        found.append(_count(passage, match.start(), match.end(), number=number, code="D", sign=sign, anchor=anchor))
    return found


def _named_event(passage: Passage, match: re.Match[str]) -> bool:
    """Tell whether a cue names the event behind a counted day."""
    trail = match["trail"] or ""
    return bool(anchor_in(trail) or anchor_in(clause_behind(passage.after(match.end()))))


def _ordinals(passage: Passage) -> list[Mention]:
    found = []
    for match in _ORDINAL.finditer(passage.text):
        unit = match["unit"].casefold()
        number = ordinal_of(match["n"])
        if number == 1 and unit in ("week", "month", "year") and not match["event"]:
            continue
        code = _CODE[unit]
        life = _OF_LIFE.match(passage.text, match.end())
        if life or (match["event"] or "").casefold().startswith("gestational"):
            end = life.end() if life and life.group().endswith("life") else match.end()
            found.append(passage.mention("Age", match.start("n"), end, Value=f"P{number}{code}"))
            continue
        anchor = _anchor_of(passage, match["event"] or "", match["trail"] or "", match.start(), match.end())
        sign = _sign("", match["trail"] or "", spaced=False)
        found.append(
            _count(
                passage,
                match.start("n"),
                match.end(),
                number=float(number),
                code=code,
                sign=sign,
                anchor=anchor,
            )
        )
        if match["also"]:
            also = float(ordinal_of(match["also"]))
            found.append(
                _count(
                    passage,
                    match.start("also"),
                    match.end("also"),
                    number=also,
                    code=code,
                    sign=sign,
                    anchor=anchor,
                )
            )
    return found


def _pods(passage: Passage) -> list[Mention]:
    found = []
    for match in _POD.finditer(passage.text):
        name = match["name"] or match["short"]
        number = float(ordinal_of(match["ordinal"]) if match["ordinal"] else int(match["n"]))
        if match["to"]:
            found += _stretch(passage, match, number=number, code="D")
        elif name == "DOL":
            found.append(passage.mention("Age", match.start(), match.end(), Value=f"P{plain(number)}D"))
        else:
            anchor = _POD_ANCHOR[name]
            found.append(_count(passage, match.start(), match.end(), number=number, code="D", sign="+", anchor=anchor))
            found += _members(passage, match.end(), code="D", anchor=anchor)
    return found
