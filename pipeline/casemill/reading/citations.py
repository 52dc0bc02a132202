"""Citation numbers that lost their superscript and stick to the word before."""

from __future__ import annotations

import re
from itertools import pairwise

from casemill.lexicons import listed, table
from casemill.reading.offsets import Edit, without_overlaps

_NUMBERS = r"\d{1,3}(?:\s?[-–—]\s?\d{1,3}|,\s?\d{1,3}){0,12}"
_BEHIND_STOP = re.compile(
    rf"(?P<stop>[.?!;:,])(?<=[A-Za-z)\]”’\"].)(?P<numbers>{_NUMBERS})(?=\s+[A-Z(\[“\"'‘]|\s*\n|\s*$|(?P<inner>\s+[a-z]))"
)
_BEHIND_WORD = re.compile(
    r"(?<![\w-])(?P<word>[a-z]{4,})(?P<numbers>\d{1,3}(?:[-–—]\d{1,3}|,\d{1,3}){0,12})(?=[.,;:)]?(?:\s|$))"
)
_GLUED = re.compile(r"\d(?<=[a-z]{4}\d)")
"""What each number behind a word begins with, found faster than the word: few texts hold one."""
_BEHIND_PAREN = re.compile(rf"[)\]](?<=[a-z].)(?P<numbers>{_NUMBERS})(?=[.,;:]?(?:\s|$))")
_RAISED = re.compile(
    r"[¹²³⁴⁵⁶⁷⁸⁹⁰](?:(?<=[a-z]{3}.)|(?<=[a-z][.,;:)\]].)|(?<=[)\]][.,;:].))[¹²³⁴⁵⁶⁷⁸⁹⁰⁻⁻˒,–-]*(?=[\s.,;:)]|$)"
)
_UNIT = re.compile(
    r"\s?(?:%|°|(?:[munkμ]?[gl]|kg|mg|mcg|m[lL]|d[lL]|[mcn]?m|IU|U|mmHg|mmol|cGy|Gy|Hz|kDa|mEq|h|hrs?|hours?|min|minutes?|sec|"
    r"seconds?|days?|weeks?|months?|years?|times|fold|points?|cycles?|doses?|tablets?|beats|breaths|cells)\b)"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Za-z]|et al|no|nos|vol|ref|refs|pp|eq|ver|ch|sec|fig|figs|tab|vit|art|approx|ca))$", re.I
)


def split_citations(text: str) -> list[Edit]:
    """Take away citation numbers that are glued to a word or its full stop.

    A number directly behind a stop that ends a lower-case word is a citation where a new
    sentence, or behind a comma another word, follows. A number directly behind a word of
    four letters or more is one if it is a list or a range, or if the text cites in that
    way elsewhere; not behind the words of ``rules/numbered_words.tsv`` (``grade3``).
    """
    edits = [(match.start(), match.end(), "") for match in _RAISED.finditer(text)]
    behind_stop = [match for match in _BEHIND_STOP.finditer(text) if _is_citation(text, match)]
    edits += [(match.start("numbers"), match.end("numbers"), "") for match in behind_stop]
    cites = len(behind_stop) > 1 or len(edits) > 2
    numbered = numbered_words()
    for match in _BEHIND_WORD.finditer(text) if _GLUED.search(text) else ():
        is_list = not match["numbers"].isdigit()
        if match["word"] in numbered or not (cites or (is_list and _rises(match["numbers"]))):
            continue
        if not _UNIT.match(text, match.end()):
            edits.append((match.start("numbers"), match.end("numbers"), ""))
    if cites:
        edits += [
            (match.start(), match.end(), "")
            for match in _BEHIND_PAREN.finditer(text)
            if _rises(match["numbers"]) and not _UNIT.match(text, match.end())
        ]
    return without_overlaps(edits)


def numbered_words() -> frozenset[str]:
    """Return the words that carry a number of their own, also without a blank."""
    return frozenset(word for row in table("rules/numbered_words") for word in listed(row["words"]))


def _is_citation(text: str, match: re.Match[str]) -> bool:
    if not _rises(match["numbers"]):
        return False
    before = text[max(0, match.start() - 12) : match.start()]
    letters = re.search(r"[a-z]+$", before) or re.search(r"(?<![A-Za-z\d])[A-Z]{2,}$", before)
    if letters is None and before[-1:].isalpha():
        return False
    if (letters and len(letters[0]) < 3) or _ABBREVIATED.search(before) or _UNIT.match(text, match.end()):
        return False
    if match["stop"] == "," or match["inner"]:
        is_inner = match["stop"] in ",;:" and bool(match["inner"])
        return is_inner and len(letters[0] if letters else "") >= 4
    return True


def _rises(numbers: str) -> bool:
    """Tell whether numbers stand in rising order, as citations do, and are not too high."""
    found = [int(number) for number in re.findall(r"\d+", numbers)]
    return found[0] > 0 and found[-1] < 400 and all(a < b for a, b in pairwise(found))
