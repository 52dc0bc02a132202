"""Passages in other languages, found and set aside.

Journals print abstracts and titles in the language of their country beside an English
report. What is in another script is told by its letters, line by line. What is in Latin
script is told by its function words, with language identification as the judge of
paragraphs; a name, a Latin term or a short line is no evidence of another language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from casemill.lexicons import listed, table

_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0531-\u058f\u0590-\u08ff\u0900-\u109f\u10a0-\u10ff"
    "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_SCRIPTS = (
    ("\u0370", "\u03ff", "el"),
    ("\u0400", "\u052f", "ru"),
    ("\u0531", "\u058f", "hy"),
    ("\u0590", "\u05ff", "he"),
    ("\u0600", "\u08ff", "ar"),
    ("\u0900", "\u109f", "hi"),
    ("\u10a0", "\u10ff", "ka"),
    ("\u3040", "\u30ff", "ja"),
    ("\u3400", "\u9fff", "zh"),
    ("\uac00", "\ud7af", "ko"),
)
_HINT = re.compile(r"[^\x00-\x7f\u2000-\u2bff°µμ×®±]")
_FEW_WORDS = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the raw text that is not read.

    Parameters
    ----------
    start, end
        Character offsets in the raw text, half open.
    reason
        ``script`` (letters of another script) or ``language`` (Latin script).
    language
        ISO 639-1 code as far as it can be told; a script shared by several languages
        goes by the most frequent of them.
    """

    start: int
    end: int
    reason: str
    language: str

    def to_plain(self) -> list[Any]:
        """Return the passage as a list of plain values."""
        return [self.start, self.end, self.reason, self.language]

    @classmethod
    def from_plain(cls, plain: Any) -> Passage:
        """Read back what :meth:`to_plain` wrote."""
        return cls(*plain)


def find_foreign(text: str) -> list[Passage]:
    """Find the passages in other languages.

    Parameters
    ----------
    text
        A raw text.

    Returns
    -------
    list of Passage
        In order, whole lines each; neighbours in one language are one passage.
    """
    found: list[Passage] = []
    has_script = not text.isascii() and _OTHER_SCRIPT.search(text) is not None
    for paragraph in _paragraphs(text):
        latin: list[tuple[int, int]] = []
        for start, end in paragraph:
            language = _script_language(text[start:end]) if has_script else ""
            if language:
                found.append(Passage(start, end, "script", language))
            else:
                latin.append((start, end))
        found += _foreign_lines(text, latin)
    found.sort(key=lambda passage: passage.start)
    return _merged(text, _with_neighbours(text, found))


def _paragraphs(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield runs of lines with no blank line between them."""
    lines: list[tuple[int, int]] = []
    for match in _LINE.finditer(text):
        if not match.group().strip():
            continue
        if lines and _breaks(text[lines[-1][1] : match.start()]) > 1:
            yield lines
            lines = []
        lines.append(match.span())
    if lines:
        yield lines


def _breaks(gap: str) -> int:
    return gap.replace("\r\n", "\n").count("\n") + gap.count("\r") - gap.count("\r\n") + gap.count("\x0c")


def _script_language(line: str) -> str:
    other = _OTHER_SCRIPT.findall(line)
    if len(other) < 2:
        return ""
    letters = sum(char.isalpha() for char in line)
    if 2 * len(other) <= letters or (len(other) < 6 and "\u0370" <= other[0] <= "\u03ff"):
        return ""
    commonest = Counter(_language_of_letter(char) for char in other).most_common(1)[0][0]
    return commonest


def _language_of_letter(char: str) -> str:
    for first, last, language in _SCRIPTS:
        if first <= char <= last:
            return language
    return "und"


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {row["language"]: frozenset(listed(row["words"])) for row in table("rules/function_words")}


@cache
def _languages_of() -> dict[str, tuple[str, ...]]:
    languages: dict[str, list[str]] = {}
    for language, words in _function_words().items():
        for word in words:
            languages.setdefault(word, []).append(language)
    return {word: tuple(known) for word, known in languages.items()}


@cache
def _not_english() -> frozenset[str]:
    """Return the function words that English does not have: a language is told by two of them or more."""
    return frozenset(word for word, known in _languages_of().items() if "en" not in known)


def _evidence(text: str) -> tuple[str, int, int]:
    """Return the likeliest other language, its function words and the English ones.

    Words that both languages have count for neither.
    """
    said = _WORD.findall(text.casefold())
    if len(_not_english().intersection(said)) < 2:
        return "", 0, 0
    languages = _languages_of()
    words = Counter(word for word in said if word in languages)
    counts: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    for word, count in words.items():
        known = languages[word]
        if "en" not in known:
            counts.update(dict.fromkeys(known, count))
            kinds.update(known)
    likely = [language for language in counts if kinds[language] > 1]
    if not likely:
        return "", 0, 0
    language = max(likely, key=lambda each: (counts[each] * min(kinds[each], 4), each))
    english = sum(n for word, n in words.items() if "en" in languages[word] and language not in languages[word])
    return language, counts[language], english


def _foreign_lines(text: str, lines: list[tuple[int, int]]) -> list[Passage]:
    """Find the lines of one paragraph in Latin script that are not English."""
    if not lines:
        return []
    whole = text[lines[0][0] : lines[-1][1]]
    language, foreign, english = _evidence(whole)
    if foreign < _FEW_WORDS:
        return []
    if foreign > 2 * english:
        judged = _identified(whole, language)
        return [Passage(start, end, "language", judged) for start, end in lines] if judged else []
    if len(lines) > 1 and _HINT.search(whole):
        return _foreign_runs(text, lines)
    return []


def _foreign_runs(text: str, lines: list[tuple[int, int]]) -> list[Passage]:
    """Find runs of foreign lines in a paragraph where two languages follow each other."""
    runs: list[tuple[bool, list[tuple[int, int]]]] = []
    for start, end in lines:
        _, foreign, english = _evidence(text[start:end])
        is_foreign = foreign > english if foreign != english else bool(runs) and runs[-1][0]
        if runs and runs[-1][0] == is_foreign:
            runs[-1][1].append((start, end))
        else:
            runs.append((is_foreign, [(start, end)]))
    found: list[Passage] = []
    for is_foreign, run in runs:
        whole = text[run[0][0] : run[-1][1]]
        language, foreign, english = _evidence(whole)
        if is_foreign and foreign >= 2 * _FEW_WORDS and foreign > 2 * english:
            judged = _identified(whole, language)
            found += [Passage(start, end, "language", judged) for start, end in run if judged]
    return found


def _with_neighbours(text: str, found: list[Passage]) -> list[Passage]:
    """Add the short headings and keyword lines that stand beside foreign passages."""
    if not any(passage.reason == "language" for passage in found):
        return found
    taken = {passage.start: passage for passage in found}
    lines = [line for paragraph in _paragraphs(text) for line in paragraph]
    for order in (lines, lines[::-1]):
        before: Passage | None = None
        for start, end in order:
            if start in taken:
                before = taken[start]
            elif before is not None and _is_like(text[start:end], before):
                before = taken[start] = Passage(start, end, before.reason, before.language)
            else:
                before = None
    return [taken[start] for start in sorted(taken)]


def _is_like(line: str, neighbour: Passage) -> bool:
    """Tell whether a line without evidence of its own goes with a foreign neighbour."""
    words = [word.casefold() for word in _WORD.findall(line)]
    functions = _function_words()
    if neighbour.reason != "language" or not words or len(words) > 25:
        return False
    own = functions.get(neighbour.language, frozenset())  # the identifier says ``no`` where the table has ``nb``
    if any(word in functions["en"] and word not in own for word in words):
        return False
    return bool(_HINT.search(line)) and _rank(line)[0] in _kin(neighbour.language)


def _kin(language: str) -> frozenset[str]:
    for kin in (("es", "pt", "ca", "it", "fr", "ro"), ("da", "nb", "sv", "no", "nn", "de", "nl")):
        if language in kin:
            return frozenset(kin)
    return frozenset((language,))


def _merged(text: str, found: list[Passage]) -> list[Passage]:
    merged: list[Passage] = []
    for passage in found:
        last = merged[-1] if merged else None
        if last and last.reason == passage.reason and not text[last.end : passage.start].strip():
            merged[-1] = Passage(last.start, passage.end, last.reason, last.language)
        else:
            merged.append(passage)
    return merged


def _identified(text: str, language: str) -> str:
    """Return the language of a paragraph, or an empty string if it may be English."""
    first, others = _rank(text)
    if first == "en":
        return ""
    return first if first in others and first != language and language not in _kin(first) else language


def _rank(text: str) -> tuple[str, tuple[str, ...]]:
    ranked = _identifier().rank(text)
    return ranked[0][0], tuple(code for code, _ in ranked[:3])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_pickled_model(MODEL_FILE)
    known = set(identifier.nb_classes)
    codes = {{"nb": "no"}.get(code, code) for code in _function_words()}
    identifier.set_languages(sorted(codes & known))
    return identifier
