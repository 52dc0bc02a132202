"""Timing: dates, durations, frequencies, ages and clock times, from a view of the text to mentions."""

from __future__ import annotations

from itertools import chain

from casemill.mentions import Mention
from casemill.timing.ages import AGE_WORDS, find_ages
from casemill.timing.amounts import UNIT_WORDS
from casemill.timing.anchored import find_anchored
from casemill.timing.calendar import CALENDAR_WORDS
from casemill.timing.clock import find_times
from casemill.timing.counted import COUNTED_WORDS, find_counted
from casemill.timing.dates import find_dates
from casemill.timing.durations import find_durations
from casemill.timing.established import settle_anchors
from casemill.timing.frequencies import find_frequencies, rate_words
from casemill.timing.overlaps import without_overlaps
from casemill.timing.passage import passages_of
from casemill.view import View

_FINDERS = (find_ages, find_times, find_frequencies, find_counted, find_anchored, find_durations)
"""Finders of one sentence, the most certain first; calendar dates come before them all."""


def find_timing(view: View) -> list[Mention]:
    """Find all timing of a report; no two mentions share a character."""
    words = UNIT_WORDS | CALENDAR_WORDS | AGE_WORDS | COUNTED_WORDS | rate_words()
    passages = list(passages_of(view, words))
    ranked = [find_dates(passages)]
    ranked += [list(chain.from_iterable(find(passage) for passage in passages)) for find in _FINDERS]
    mentions = without_overlaps(ranked)
    settle_anchors(mentions, view)
    return mentions
