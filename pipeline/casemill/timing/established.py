"""Anchors of counted days that only the report as a whole can tell (``D+33``, a bare ``day 24``)."""

from __future__ import annotations

import re
from functools import lru_cache

from casemill.mentions import Mention
from casemill.view import View

_TRANSPLANT = re.compile(r"(?i:transplant)|\b(?:HSCT|BMT|ASCT|SCT)\b")
_FOLLOWED = ("treatment", "transplant", "discharge", "diagnosis", "onset")


def settle_anchors(mentions: list[Mention], view: View) -> None:
    """Give each counted day without an anchor the one that the report established.

    A signed day (``D+33``) counts from the transplantation in a report that tells of one, else
    from treatment. Any other bare day counts from what the nearest earlier counted day
    counted from, else from admission; a bare week or month from treatment. ``At six
    months`` counts from what the nearest earlier distance counted from.
    """
    counted = followed = ""
    for mention in mentions:
        anchor = mention.attributes.get("Anchor", "")
        if mention.details.pop("inherits", ""):
            mention.attributes["Anchor"] = followed or anchor
        elif mention.details.pop("counted", ""):
            if anchor == "transplant?":
                anchor = "transplant" if _tells_of_transplant(view.text) else "treatment"
            elif anchor:
                counted = anchor
            else:
                days = mention.attributes["Value"].endswith("D")
                anchor = counted or ("admission" if days else "treatment")
            mention.attributes["Anchor"] = anchor
        elif anchor in _FOLLOWED and mention.attributes["Value"].startswith("+"):
            followed = anchor


@lru_cache(maxsize=1)
def _tells_of_transplant(text: str) -> bool:
    return _TRANSPLANT.search(text) is not None
