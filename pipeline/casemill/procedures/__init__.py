"""Procedures: examinations by instrument, puncture or excision."""

from __future__ import annotations

from casemill.mentions import Mention
from casemill.procedures.finding import examinations
from casemill.view import View

__all__ = ["find_procedures"]


def find_procedures(view: View) -> list[Mention]:
    """Return the Procedure mentions of a report with kind and preferred name.

    Parameters
    ----------
    view
        The reading copy. A short form that the report introduces stands for its long form,
        whatever it stands for elsewhere.

    Returns
    -------
    list of Mention
        In order of their places; none overlaps another. Whether an examination was done,
        and of whom, is left to the rules of assertion.
    """
    return [
        Mention("Procedure", one.start, one.end, {"Kind": one.kind}, name=one.name)
        for sentence in view.sentences
        for one in examinations(view.text, view.words_in(sentence.start, sentence.end), view.abbreviations)
    ]
