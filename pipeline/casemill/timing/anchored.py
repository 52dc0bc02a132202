"""Dates told by their distance from an event: ``two months later``, ``after 3 days``, ``at 12 weeks follow-up``."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timing.amounts import Amount
from casemill.timing.anchors import anchor_in, anchor_of_event, clause_behind
from casemill.timing.context import AFTER, AT, FOLLOW_UP, LASTING, comparator_start
from casemill.timing.passage import Passage
from casemill.words import fold

_DIRECTION = re.compile(
    r"['’]?(?:\s(?P<plus>later|thereafter|afterwards?|after|following|since|from|into|subsequently|subsequent(?=\sto))"
    r"|\s(?P<minus>ago|earlier|beforehand|before|prior|previously|previous(?=\sto)|preceding"
    r"|back(?=[\s]*(?:[,.;)]|$)|\s(?!pain|ache|injur|surg|to\b|up\b|on\b|into\b|stiff|muscle)[a-z]+))"
    r"|[\s-](?P<post>post(?:[-‐‑–]?[A-Za-z]+|\s(?!of\b|the\b)[A-Za-z]+)))(?![\w])",
    re.IGNORECASE,
)
_GOVERNED = ("after", "following", "since", "from", "before", "prior", "preceding", "into")
_OF_TREATMENT = re.compile(r"['’]?\s(?:of\s)?(?:the\s|this\s)?(?:treatment|therapy)\b(?!\swith)", re.IGNORECASE)
_OF = re.compile(r"['’]?\sof\s", re.IGNORECASE)
_POST = re.compile(r"^post[-‐‑–\s]?", re.IGNORECASE)
_VISIT = re.compile(r"['’]?\s(?:[a-z]+\s)?(?:follow|visit|review|check|control|examination|assessment)", re.IGNORECASE)
_AT_THE = re.compile(r"(?i:\b(?:at|by)\s(?:his|her|their|its|our|the\spatient['’]s)\s)$")
_NOT_DATED = re.compile(
    r"['’]?\s?(?:intervals?|apart|old\b|of\sage|of\slife|of\sgestation|gestation|\s?(?:sized?|developmental))",
    re.IGNORECASE,
)
_ADMITTED = re.compile(r"\badmi(?:tted|ssion)\b|\bhospitali[sz]ed\b", re.IGNORECASE)

_DAY_WORDS = r"(?P<day>day|night|morning|evening|afternoon)"
_NEXT_DAY = re.compile(
    rf"\b(?:(?P<next>(?:very\s)?(?:next|following|subsequent))|(?P<same>same)|(?P<last>previous|preceding))\s{_DAY_WORDS}\b"
    r"(?!s|\shospital)(?:\s(?P<after>after)\b)?",
    re.IGNORECASE,
)
_THE_DAY = re.compile(
    r"(?<=\bthe\s)(?P<unit>day|night|morning|week|month|year)\s(?:(?P<plus>after|following)|(?P<minus>before|prior|preceding))\b",
    re.IGNORECASE,
)
_NEXT_UNIT = re.compile(r"\b(?:next|following|subsequent)\s(?P<unit>week|month|year)\b(?!['’])", re.IGNORECASE)
_SPANNING = re.compile(r"\b(?:over|during|for|throughout|within|in|of)\s(?:the\s)?(?:very\s)?$", re.IGNORECASE)
_LAST_UNIT = re.compile(
    r"(?<!\bthe\s)(?<!\bthis\s)(?<!\bhis\s)(?<!\bher\s)\blast\s(?P<unit>night|week|month|year)\b",
    re.IGNORECASE,
)
_UNITS_TOLD = frozenset({"day", "night", "morning", "evening", "afternoon", "week", "month", "year"})
_PLACED = frozenset(map(fold, ("next", "following", "subsequent", "same", "previous", "preceding", "after", "before",
                               "prior", "last")))  # fmt: skip
"""Words of which one stands in each of the patterns above."""
_CODES = {"day": "1D", "night": "1D", "morning": "1D", "week": "1W", "month": "1M", "year": "1Y"}


def find_anchored(passage: Passage) -> list[Mention]:
    """Find the dates of a sentence that are told by their distance from an event."""
    found = []
    for amount in passage.amounts:
        mention = _with_direction(passage, amount) or _behind_after(passage, amount) or _at(passage, amount)
        if mention:
            found.append(mention)
            found += _members(passage, amount, mention)
    is_told = passage.has(_UNITS_TOLD) and passage.has(_PLACED)
    return [*found, *_without_number(passage)] if is_told else found


def _members(passage: Passage, amount: Amount, mention: Mention) -> list[Mention]:
    """Give each number of a list in front the sign and anchor of the last one."""
    sign, anchor = mention.attributes["Value"][0], mention.attributes["Anchor"]
    found = []
    for member in amount.members:
        found.append(passage.mention("Date", member.start, member.end, Value=member.value(sign=sign), Anchor=anchor))
        found[-1].details.update(mention.details)
    return found


def _with_direction(passage: Passage, amount: Amount) -> Mention | None:
    match = _DIRECTION.match(passage.text, amount.end)
    if not match:
        return None
    word = (match["plus"] or match["minus"] or match["post"]).casefold()
    lasting = LASTING.search(passage.before(amount.start))
    if lasting and (word in _GOVERNED or match["post"] or word in ("subsequently", "afterwards")):
        return None
    behind = clause_behind(passage.after(match.end()))
    if word == "from" and not anchor_in(behind):
        return None
    if match["post"]:
        anchor = post_anchor(match["post"])
        sign = "+"
    elif match["plus"]:
        anchor, sign = _plus_anchor(word, behind), "+"
    else:
        anchor, sign = _minus_anchor(passage, amount, word=word, behind=behind), "-"
    start = comparator_start(passage.text, amount.start)
    if passage.text[start : start + 5].casefold() == "over " and word not in (
        "ago",
        "later",
        "earlier",
        "before",
    ):
        start = amount.start
    return passage.mention("Date", start, match.end(), Value=amount.value(sign=sign), Anchor=anchor)


def post_anchor(word: str) -> str:
    """Return the anchor of ``postoperative``, ``post-HSCT``, ``post discharge``; treatment for ``post-op``."""
    event = _POST.sub("", word)
    if event.casefold().startswith("op"):
        return "treatment"
    return anchor_in(event) or anchor_in(word) or "previous"


def _plus_anchor(word: str, behind: str) -> str:
    if word not in _GOVERNED and word != "subsequent":
        return "previous"
    return anchor_of_event(behind) or "previous"


def _minus_anchor(passage: Passage, amount: Amount, *, word: str, behind: str) -> str:
    if word not in _GOVERNED and word != "previous":
        return "now"
    anchor = anchor_in(behind)
    if anchor:
        return anchor
    if re.match(r"\s(?:to\s)?(?:the|his|her|their|this|that|he|she|a|an)\b", behind):
        return "previous"
    return "admission" if _ADMITTED.search(passage.before(amount.start, width=200)) else "now"


def _behind_after(passage: Passage, amount: Amount) -> Mention | None:
    match = AFTER.search(passage.before(_first(amount)))
    if not match or amount.joined:
        return None
    anchor = "previous"
    if _OF_TREATMENT.match(passage.text, amount.end):
        anchor = "treatment"
    elif _OF.match(passage.text, amount.end):
        return None
    start = amount.start if amount.members else amount.start - len(match.group())
    return passage.mention("Date", start, amount.end, Value=amount.value(sign="+"), Anchor=anchor)


def _at(passage: Passage, amount: Amount) -> Mention | None:
    before = passage.before(_first(amount))
    visit = _VISIT.match(passage.text, amount.end) and _AT_THE.search(before)
    if amount.article or amount.joined or not (visit or AT.search(before)):
        return None
    if _NOT_DATED.match(passage.text, amount.end):
        return None
    behind = clause_behind(passage.after(amount.end))
    anchor = anchor_in(behind) if re.match(r"\s(?:of|into|on)\s", behind) else ""
    if not anchor:
        anchor = (
            "treatment" if FOLLOW_UP.search(behind) or FOLLOW_UP.search(passage.before(amount.start)) else "previous"
        )
    mention = passage.mention("Date", amount.start, amount.end, Value=amount.value(sign="+"), Anchor=anchor)
    if anchor == "previous":
        mention.details["inherits"] = "yes"
    return mention


def _first(amount: Amount) -> int:
    return amount.members[0].start if amount.members else amount.start


def _without_number(passage: Passage) -> list[Mention]:
    """Find ``the next morning``, ``the day before``, ``the following week``."""
    found = []
    for match in _NEXT_DAY.finditer(passage.text):
        if not re.search(
            r"\b(?:over|during|for|throughout)\s(?:the\s)?$", passage.before(match.start()), re.IGNORECASE
        ):
            value = "+P0D" if match["same"] else "+P1D" if match["next"] else "-P1D"
            anchor = "previous"
            if match["after"]:
                anchor = anchor_in(clause_behind(passage.after(match.end()))) or anchor
            found.append(passage.mention("Date", match.start(), match.end(), Value=value, Anchor=anchor))
    for match in _THE_DAY.finditer(passage.text):
        sign = "+" if match["plus"] else "-"
        anchor = anchor_in(clause_behind(passage.after(match.end()))) or "previous"
        value = f"{sign}P{_CODES[match['unit'].casefold()]}"
        found.append(passage.mention("Date", match.start(), match.end(), Value=value, Anchor=anchor))
    for match in _NEXT_UNIT.finditer(passage.text):
        if not _SPANNING.search(passage.before(match.start())):
            value = f"+P{_CODES[match['unit'].casefold()]}"
            found.append(passage.mention("Date", match.start(), match.end(), Value=value, Anchor="previous"))
    for match in _LAST_UNIT.finditer(passage.text):
        value = f"-P{_CODES[match['unit'].casefold()]}"
        found.append(passage.mention("Date", match.start(), match.end(), Value=value, Anchor="now"))
    return found
