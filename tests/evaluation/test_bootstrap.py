"""Bootstrap intervals."""

from __future__ import annotations

import pytest

GOOD = "[zinc](Drug) and [iron](Drug)"
BAD = "[zinc](Drug) and iron"


def test_the_same_judgements_give_the_same_interval(evaluated):
    texts = {f"t{i}": (GOOD, GOOD if i % 3 else BAD) for i in range(9)}
    assert evaluated(**texts).intervals == evaluated(**texts).intervals


def test_the_interval_lies_around_the_score(evaluated):
    evaluation = evaluated(**{f"t{i}": (GOOD, GOOD if i % 3 else BAD) for i in range(9)})
    low, high = evaluation.intervals["exact", "all"]
    score = evaluation.scores["exact", "all"].f1
    assert score == pytest.approx(2 * 15 / 33)
    assert 2 / 3 <= low < score < high <= 1


def test_no_spread_no_width(evaluated):
    evaluation = evaluated(one=(GOOD, GOOD), two=(GOOD, GOOD))
    assert evaluation.intervals["exact", "all"] == (1.0, 1.0)


def test_draws_without_anything_to_score_are_left_out(evaluated):
    evaluation = evaluated(one=(GOOD, GOOD), two=("Nothing here.", "Nothing here."))
    assert evaluation.intervals["exact", "all"] == (1.0, 1.0)


def test_a_single_text_is_drawn_by_passages(evaluated):
    gold = "\n".join([GOOD] * 6)
    predicted = "\n".join([GOOD, BAD] * 3)
    low, high = evaluated(one=(gold, predicted)).intervals["exact", "all"]
    assert low < 2 * 9 / 21 < high


def test_a_single_passage_has_no_interval(evaluated):
    assert evaluated(one=(GOOD, BAD)).intervals == {}


def test_nothing_has_no_interval(evaluated):
    assert evaluated(one=("Nothing.", "Nothing."), two=("Nothing.", "Nothing.")).intervals == {}
