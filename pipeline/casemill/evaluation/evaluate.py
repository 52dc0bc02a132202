"""From gold and texts to an evaluation: read, run the pipeline once a text, judge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from casemill.evaluation.bootstrap import Interval, intervals_of
from casemill.evaluation.families import FAMILIES
from casemill.evaluation.judgements import Judgement
from casemill.evaluation.judging import judge
from casemill.evaluation.pairs import Pair, load_pairs
from casemill.evaluation.scores import Scores, scores_of
from casemill.extract import load, records_of
from casemill.standoff import Standoff, standoff_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


COURSE = FAMILIES["course"]
"""Labels that gold may lack as a whole."""


@dataclass(frozen=True)
class JudgedText:
    """One text with all judgements on it."""

    name: str
    text: str
    judgements: tuple[Judgement, ...]

    @cached_property
    def scores(self) -> Scores:
        """Scores of this text alone."""
        return scores_of(self.judgements)


@dataclass(frozen=True)
class Evaluation:
    """What came out: judged texts in order of their names, and notes on gold left out."""

    texts: tuple[JudgedText, ...]
    notes: tuple[str, ...] = ()

    @cached_property
    def scores(self) -> Scores:
        """Scores over all texts together."""
        return scores_of(judgement for text in self.texts for judgement in text.judgements)

    @cached_property
    def intervals(self) -> dict[tuple[str, str], Interval]:
        """95 % bootstrap intervals of the F1 of each of :attr:`scores`."""
        return intervals_of([(text.text, text.judgements) for text in self.texts])


def run_evaluation(
    gold: str | Path, texts: str | Path, *, nlp: Callable[[str], Doc] | None = None
) -> Evaluation:
    """Score the pipeline on the texts of a folder against the gold of another.

    Parameters
    ----------
    gold
        Folder with ``.ann`` files, see :func:`casemill.evaluation.pairs.load_pairs`.
    texts
        Folder with the texts, may be the same.
    nlp
        A pipeline; by default ``en_case_report``.

    Returns
    -------
    Evaluation
        Each text is run once.

    Raises
    ------
    EvaluationError, StandoffError
        If gold and texts do not belong together or cannot be read.
    """
    pairing = load_pairs(Path(gold), Path(texts))
    nlp = nlp or load()  # now, for it takes seconds and bad paths are told without it
    predictions = ((pair, standoff_of(records_of(nlp(pair.text)))) for pair in pairing.pairs)
    return evaluate_predictions(predictions, notes=pairing.notes)


def evaluate_predictions(
    predictions: Iterable[tuple[Pair, Standoff]], *, notes: tuple[str, ...] = ()
) -> Evaluation:
    """Judge predictions, wherever they come from, each against the gold of its pair.

    Gold made by guidelines before 1.2 has none of the labels of the course of an illness. A
    text whose gold has none of them is scored without them, and a note says so.
    """
    judged, unscored = [], []
    for pair, predicted in predictions:
        if not any(span.label in COURSE for span in pair.gold.spans):
            predicted = _without(predicted, COURSE)
            unscored.append(pair.name)
        judged.append(JudgedText(pair.name, pair.text, tuple(judge(pair.gold, predicted, text=pair.text))))
    if unscored:
        notes = (*notes, f"{', '.join(sorted(unscored))}: gold has no {', '.join(COURSE)}; these are not scored")
    return Evaluation(tuple(sorted(judged, key=lambda text: text.name)), notes)


def _without(standoff: Standoff, labels: Collection[str]) -> Standoff:
    kept = [span for span in standoff.spans if span.label not in labels]
    return Standoff.of(kept, relations=standoff.relations)
