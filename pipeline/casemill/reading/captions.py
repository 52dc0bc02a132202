"""Lines that are captions of figures and tables."""

from __future__ import annotations

import re

_CAPTION = re.compile(
    r"(?:Supplement(?:ary|al) |Suppl\. )?(?P<kind>Fig(?:ure|s)?\b\.?|FIG(?:URE)?\b\.?|Tables?\b|"
    r"TABLE\b|Scheme\b|Video\b)"
    r"\s?S?(?:\d{1,2}|[IVX]{1,4})\s?[A-Za-z]?\s?(?:(?P<stop>[.:|)–—-])\s*|\s+(?=[A-Z(])|$)(?P<rest>.*)"
)
_GOES_ON = re.compile(r"(?:Notations?|Abbreviations?|Legends?|Notes?|Footnotes?)\s?[:.]\s", re.IGNORECASE)


def caption_kind(line: str) -> str:
    """Return ``caption`` or ``table`` for a caption line, else an empty string.

    A sentence that begins with a pointer (``Figure 2 shows ...``) is none: behind the
    number of a caption stands a stop or a capital.
    """
    match = _CAPTION.match(line)
    if not match or (not match["stop"] and match["rest"][:1].islower()):
        return ""
    return "table" if match["kind"].casefold().startswith("table") else "caption"


def goes_on(line: str) -> bool:
    """Tell whether a line goes on explaining the figure or table above it."""
    return bool(_GOES_ON.match(line))


def is_row(line: str) -> bool:
    """Tell whether a line below a table's title looks like a row: a list item or no sentence."""
    words = line.split()
    is_item = line[:1] in "-–•·*" or line.rstrip()[-1:] in ";:"
    return is_item or (len(words) <= 15 and line.rstrip()[-1:] not in ".?!")
