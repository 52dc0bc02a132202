"""Characters that print as others: blanks, line ends, ligatures, look-alike letters."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from casemill.lexicons import table
from casemill.reading.offsets import Edit

_DROPPED = "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufe0e\ufe0f"
_BLANKS = "\ue000\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_LINE_ENDS = "\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_LETTERS = {
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
    "µ": "μ",
    "‐": "-",
    "‑": "-",
    "⁃": "-",
    "˚": "°",
}
_CONTROLS = "".join(map(chr, [*range(9), *range(14, 28), 31, 127, *range(128, 133), *range(134, 160)]))

_FOLDS = {
    **dict.fromkeys(_DROPPED, ""),
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_CONTROLS, " "),
    **_LETTERS,
    "\u00ad": "",
}
"""Character -> what the reading copy has in its place."""

_PLAIN = r"\r\n|\u00ad(?=[ \t]*[\r\n])|[" + re.escape("".join(_FOLDS)) + "]"
_FOLDED = re.compile(_PLAIN)
_FOLDED_WITH_ACCENTS = re.compile(r"\w[\u0300-\u036f]+|" + _PLAIN)
_ACCENT = re.compile(r"[\u0300-\u036f]")
_MIXED = re.compile(r"(?<![^\W\d_])[^\W\d_]*[\u0370-\u03ff\u0400-\u04ff][^\W\d_]*")
_FOREIGN = re.compile(r"[\u0370-\u04ff]")
_GREEK = re.compile(r"[\u0370-\u03ff]")


def fold_characters(text: str) -> list[Edit]:
    """Fold blanks, line ends, ligatures and invisible characters.

    A soft hyphen at a line end becomes a plain hyphen, as it parts a word there; a letter
    with combining accents becomes one letter where there is one.
    """
    edits = []
    # few texts have accents apart from their letters, and to look for them is slow
    folded = _FOLDED if text.isascii() or not _ACCENT.search(text) else _FOLDED_WITH_ACCENTS
    for match in folded.finditer(text):
        found = match.group()
        if found == "\r\n":
            new = "\n"
        elif len(found) > 1:
            new = unicodedata.normalize("NFC", found)
            if new == found:
                continue
        else:
            at_line_end = found == "\u00ad" and text[match.end() : match.end() + 1].strip(" \t\r\n") == ""
            new = "-" if at_line_end and match.end() < len(text) else _FOLDS[found]
        edits.append((match.start(), match.end(), new))
    return edits


@cache
def _lookalikes() -> dict[str, str]:
    return {row["letter"]: row["latin"] for row in table("rules/lookalikes")}


def fold_lookalikes(text: str) -> list[Edit]:
    """Fold Cyrillic and Greek letters that stand for Latin ones inside Latin words.

    A word all of whose foreign letters have a Latin look-alike is folded if it also holds
    Latin letters or is Cyrillic: passages in Cyrillic were set aside before. Greek letters
    that mean themselves (``μg``, ``TNFα``) have no row in ``rules/lookalikes.tsv`` and keep
    their word as it is; a word of Greek letters alone stays.
    """
    if not _FOREIGN.search(text):
        return []
    folds = _lookalikes()
    edits = []
    for match in _MIXED.finditer(text):
        word = match.group()
        foreign = [char for char in word if "\u0370" <= char <= "\u04ff"]
        if not all(char in folds for char in foreign):
            continue
        if len(foreign) == len(word) and _GREEK.search(word):
            continue
        new = "".join(folds.get(char, char) for char in word)
        edits.append((match.start(), match.end(), new))
    return edits
