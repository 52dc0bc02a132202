"""Discussions that no title opens: the last paragraphs of a report that speak of the literature."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from casemill.view import Sentence, View

_TITLED = frozenset({"discussion", "conclusion"})
_NARRATIVE = frozenset({"case", "body", "follow-up", "treatment", "laboratory", "imaging"})
_LEAST = 2
"""Paragraphs that make a discussion: one alone may be an aside."""


def untitled_discussion(view: View, weigh: Callable[[Sentence], int]) -> int:
    """Return where the discussion of a report begins if no title tells it, else the end of the text.

    It begins with the paragraph from which on the words of all sentences, taken together, speak of
    others than the patient the most; so one that points back to the patient may stand inside. A
    narrative begins with the patient, so the first paragraph never belongs to it.

    Parameters
    ----------
    view
        The reading copy.
    weigh
        Weight of a sentence by its words alone; above zero it speaks of others than the patient.
    """
    end = len(view.text)
    paragraphs = _paragraphs(view)
    last = paragraphs[-1][-1].start if paragraphs else end
    # the conclusion of an abstract stands before the narrative and is not meant
    if any(sentence.section in _TITLED and sentence.start > last for sentence in view.sentences):
        return end
    start, total, most = end, 0, 0
    for count, paragraph in enumerate(reversed(paragraphs[1:]), start=1):
        total += sum(map(weigh, paragraph))
        if total > most and count >= _LEAST:
            start, most = paragraph[0].start, total
    return start


def _paragraphs(view: View) -> list[list[Sentence]]:
    """Return the sentences of the narrative, those of one line of the reading copy together."""
    told = [sentence for sentence in view.sentences if sentence.section in _NARRATIVE]
    paragraphs = [told[:1]] if told else []
    for before, sentence in pairwise(told):
        if "\n" in view.text[before.end : sentence.start]:
            paragraphs.append([])
        paragraphs[-1].append(sentence)
    return paragraphs
