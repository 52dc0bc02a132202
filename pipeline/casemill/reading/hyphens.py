"""Hyphens at line ends: a word parted for the line, or a hyphen of its own."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property

from casemill.lexicons import listed, table

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LEFT = re.compile(r"[^\W_][\w/'’+-]*$")
_RIGHT = re.compile(r"[^\W_]+")
_SUSPENDED = re.compile(r"(?:and|or|to|und|bis|as well as|through)\b")


@cache
def _parts() -> dict[str, frozenset[str]]:
    return {row["kind"]: frozenset(listed(row["words"])) for row in table("rules/hyphens")}


class Hyphens:
    """Decides for line ends of one text whether a hyphen parts a word or belongs to it.

    Parameters
    ----------
    text
        The whole text: a word that stands elsewhere in it, in one piece or with a
        hyphen, is the best evidence.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(word.casefold() for word in _WORD.findall(self._text))

    def join(self, line: str, following: str) -> str | None:
        """Decide how two lines are joined.

        Returns
        -------
        str or None
            ``""`` to drop hyphen and line end, ``"-"`` to keep the hyphen and drop the
            line end alone, None for a blank.
        """
        if len(line) > 1 and line[-1] in "/–" and line[-2].isalnum() and following[:1].isalnum():
            return "-" if line[-1] == "/" or (line[-2].isdigit() and following[0].isdigit()) else None
        last = line.rsplit(" ", 1)[-1]
        left = _LEFT.search(last[-60:-1].lstrip("([\"'“‘")) if last[-1:] == "-" else None
        right = _RIGHT.match(following)
        if not left or not right or _SUSPENDED.match(following):
            return None
        return "" if self._is_parted(left[0], right[0]) else "-"

    def _is_parted(self, left: str, right: str) -> bool:
        part = re.split(r"[-/'’+]", left)[-1]
        if not (part.isalpha() and right.isalpha() and right[0].islower()):
            return False
        if sum(char.isupper() for char in part) > 1 or (len(part) == 1 and part.isupper()):
            return False
        whole, first, second = (part + right).casefold(), part.casefold(), right.casefold()
        if self._words[whole]:
            return True
        if self._words[f"{first}-{second}"] or self._words[f"{left}-{right}".casefold()]:
            return False
        parts = _parts()
        if first in parts["always_head"] or (first != left.casefold() and first in parts["inner"]):
            return False
        if first in parts["joined_head"]:
            return True
        if second in parts["strong_tail"]:
            return False
        return not (second in parts["own_tail"] and (first in parts["plain_head"] or self._words[first] > 1))
