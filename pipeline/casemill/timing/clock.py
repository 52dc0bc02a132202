"""Clock times."""

from __future__ import annotations

import re

from casemill.mentions import Mention
from casemill.timing.passage import Passage

_CLOCK = re.compile(
    r"(?<![\w:.,/-])(?P<hour>[01]?\d|2[0-3]|24(?=[:.]00))(?:(?P<sep>[:.h])(?P<minute>[0-5]\d)(?::[0-5]\d)?)?"
    r"\s?(?P<half>[ap](?:\.\s?m\b\.?|m\b)|(?:o['’]clock|hours|hrs|h)\b)?(?![\w:/]|[.,-]\d)",
    re.IGNORECASE,
)
_HALVES = frozenset({"m", "am", "pm", "clock"})
_OPENS = re.compile(
    r"(?i:\b(?:at|around|from|until|till|by|before|after|time:?))\s(?:about\s|approximately\s)?$|:\d\d\s?(?:and|to|or|[-–])\s?$"
)
_RATIO = re.compile(r"(?i:titer|titre|dilut|ratio|serolog|antibod)")


def find_times(passage: Passage) -> list[Mention]:
    """Find clock times (``10:30``, ``8 a.m.``); ratios and titres are none."""
    found: list[Mention] = []
    if ":" not in passage.text and not passage.has(_HALVES):
        return found
    for match in _CLOCK.finditer(passage.text):
        half = re.sub(r"[^a-z]", "", (match["half"] or "").casefold())
        opened = _OPENS.search(passage.before(match.start(), width=25))
        with_minutes = match["sep"] == ":" and len(match["minute"] or "") == 2
        if half in ("am", "pm", "oclock"):
            holds = match["sep"] in (":", ".", None)
        elif half in ("hours", "hrs", "h"):
            holds = with_minutes
        else:
            holds = (
                with_minutes
                and bool(opened)
                and not _RATIO.search(passage.around(match.start(), match.end(), width=40))
            )
        if holds:
            hour = int(match["hour"]) % 12 + (12 if half == "pm" else 0) if half in ("am", "pm") else int(match["hour"])
            value = f"T{hour:02d}:{match['minute'] or '00'}"
            found.append(passage.mention("Time", match.start(), match.end(), Value=value))
    return found
