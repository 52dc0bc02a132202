"""What the rules see of a document: its text, sentences, words and earlier findings.

Rules are plain functions from a :class:`View` to mentions. They do not know spaCy; the
pipes of :mod:`casemill.components` hand them a view and store what they return.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from casemill.mentions import Mention
from casemill.words import Word, words_of


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the reading copy.

    Parameters
    ----------
    start, end
        Character offsets in the reading copy, half open.
    section
        Category of the section it stands in, see ``rules/sections.tsv``; ``body`` if
        no heading was found.
    read
        False for author lines, keywords, references and acknowledgements.
    """

    start: int
    end: int
    section: str = "body"
    read: bool = True


@dataclass(frozen=True)
class View:
    """The reading copy of a report with all that earlier pipes found.

    Parameters
    ----------
    text
        The reading copy.
    sentences
        Those that are read, in order.
    mentions
        Found so far, in any order.
    abbreviations
        Short form -> long form, as the report itself introduces them.
    """

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...] = ()
    abbreviations: dict[str, str] = field(default_factory=dict)

    @cached_property
    def words(self) -> list[Word]:
        """All words of the text."""
        return words_of(self.text)

    @cached_property
    def _word_starts(self) -> list[int]:
        return [word.start for word in self.words]

    def words_in(self, start: int, end: int) -> list[Word]:
        """Return the words that begin in ``[start, end)``."""
        first = bisect.bisect_left(self._word_starts, start)
        last = bisect.bisect_left(self._word_starts, end)
        return self.words[first:last]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the read sentence that holds a character, or None."""
        i = bisect.bisect_right(self._sentence_starts, offset) - 1
        if i >= 0 and offset < self.sentences[i].end:
            return self.sentences[i]
        return None

    def found(self, *labels: str) -> list[Mention]:
        """Return the earlier mentions with one of the labels, in order of their places."""
        return sorted((m for m in self.mentions if m.label in labels), key=lambda m: m.place)

    def is_free(self, start: int, end: int, *labels: str) -> bool:
        """Tell whether no earlier mention (of the labels, if given) meets ``[start, end)``."""
        return not any(m.overlaps(start, end) and (not labels or m.label in labels) for m in self.mentions)


def sentence_text(view: View, sentence: Sentence) -> str:
    """Return the text of a sentence."""
    return view.text[sentence.start : sentence.end]


def view_of(text: str, *, mentions: Iterable[Mention] = ()) -> View:
    """Make a view of one plain sentence or a few lines, one sentence a line.

    For tests and for trying a rule by hand: no reading repair, no sections.
    """
    sentences = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            sentences.append(Sentence(start, start + len(line)))
        start += len(line) + 1
    return View(text, tuple(sentences), tuple(mentions))
