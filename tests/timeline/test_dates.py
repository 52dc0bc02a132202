"""Each date resolves to days of the calendar, or says what it counts from."""

from __future__ import annotations

import pytest

DAY_ZERO = "On 3 May 2018 (day 0) she underwent [transplantation](Event Value=transplant).\n"

CALENDAR = [
    ("day", "He fell on 3 May 2018.", "3 May 2018", "2018-05-03", False),
    ("month", "He fell in February 2016.", "February 2016", "2016-02-01/2016-02-29", False),
    ("year", "He fell in 2016.", "2016", "2016-01-01/2016-12-31", False),
    ("season", "He fell in summer 2016.", "summer 2016", "2016-06-01/2016-08-31", False),
    ("end of a month", "He fell at the end of May 2016.", "end of May 2016", "2016-05-21/2016-05-31", False),
    ("year from context", "He fell on 03.05.2018. A scan (17.06) was clear.", "17.06", "2018-06-17", True),
]
DISTANCES = [
    ("days", "He fell on 3 May 2018.\nTen days later he limped.", "Ten days later", "2018-05-13"),
    ("months clamp", "He fell on 31 January 2018.\nA month later he limped.", "A month later", "2018-02-28"),
    (
        "range",
        "He fell on 3 May 2018.\nOne to two months later he limped.",
        "One to two months later",
        "2018-06-03/2018-07-03",
    ),
    ("from a month", "He fell in May 2018.\nA week later he limped.", "A week later", "2018-05-08/2018-06-07"),
    (
        "half a month",
        "He fell on 3 May 2018.\n1.5 months later he limped.",
        "1.5 months later",
        "2018-06-18/2018-06-19",
    ),
    ("open number", "He fell on 3 May 2018.\nSeveral days later he limped.", "Several days later", "2018-05-04/?"),
    ("at least", "He fell on 3 May 2018.\nMore than a year later he limped.", "More than a year later", "2019-05-03/?"),
    ("hours", "He fell on 3 May 2018.\n36 hours later he limped.", "36 hours later", "2018-05-04/2018-05-05"),
    ("day count", DAY_ZERO + "By day +60 she walked.", "day +60", "2018-07-02"),
    (
        "month of the third year",
        "ALL was [diagnosed](Event Value=diagnosis) in May 2010.\n"
        "In June of the third year following the [diagnosis](Event Value=diagnosis) he fell.",
        "June of the third year following the diagnosis",
        "2013-06-01/2013-06-30",
    ),
    (
        "onset",
        "Weakness [began](Event Value=onset) on 3 May 2018.\n"
        "An MRI 2 weeks after the [onset](Event Value=onset) was clear.",
        "2 weeks after",
        "2018-05-17",
    ),
    (
        "told ahead",
        "Seen 2 weeks after [onset](Event Value=onset).\nWeakness [began](Event Value=onset) on 3 May 2018.",
        "2 weeks after",
        "2018-05-17",
    ),
    (
        "ago",
        "Four weeks ago she fell.\nShe was [admitted](Event Value=admission) on 3 May 2018.",
        "Four weeks ago",
        "2018-04-05",
    ),
    (
        "hospital day",
        "He was [admitted](Event Value=admission) on 3 May 2018.\nOn hospital day 4 he limped.",
        "hospital day 4",
        "2018-05-06/2018-05-07",
    ),
    (
        "relapse",
        "A [relapse](Event Value=relapse) came on 3 May 2018.\n"
        "Two days after the [relapse](Event Value=relapse) he fell.",
        "Two days after",
        "2018-05-05",
    ),
    (
        "drug",
        "On 3 May 2018 [rituximab](Drug) was given.\nHe itched on 9 May 2018.\n"
        "Ten days after [rituximab](Drug) he fell.",
        "Ten days after",
        "2018-05-13",
    ),
]
RELATIVE = [
    (
        "no day zero",
        "On day +33 she walked; the [HSCT](Event Value=transplant) had taken.",
        "day +33",
        "transplant",
        "+P33D",
    ),
    (
        "no diagnosis",
        "In June of the third year following the diagnosis he fell.",
        "June of the third year following the diagnosis",
        "diagnosis",
        "+P3Y",
    ),
    (
        "unknown object",
        "He fell on 3 May 2018.\nTwo weeks after the quarrel he limped.",
        "Two weeks after",
        "previous",
        "+P2W",
    ),
    (
        "the first month",
        "In June of the third year following the diagnosis he fell.\nHe died in August of the same year.",
        "August of the same year",
        "diagnosis",
        "+P3Y",
    ),
]


@pytest.mark.parametrize(("text", "words", "days", "inferred"), [c[1:] for c in CALENDAR], ids=[c[0] for c in CALENDAR])
def test_calendar_dates(times, text, words, days, inferred):
    when = times(text)[words]
    assert (when["days"], when["inferred"], when["source"]) == (days, inferred, "stated")


@pytest.mark.parametrize(("text", "words", "days"), [c[1:] for c in DISTANCES], ids=[c[0] for c in DISTANCES])
def test_distances(times, text, words, days):
    assert times(text)[words]["days"] == days


@pytest.mark.parametrize(("text", "words", "anchor", "offset"), [c[1:] for c in RELATIVE], ids=[c[0] for c in RELATIVE])
def test_what_stays_relative(times, text, words, anchor, offset):
    when = times(text)[words]
    assert (when["days"], when["anchor"], when["offset"]) == ("?", anchor, offset)


def test_what_was_told_before_is_inferred_and_named(times):
    when = times("He fell on 3 May 2018.\nTen days later he limped.")["Ten days later"]
    assert when["inferred"]
    assert when["given_by"] == [["Date", 23, 37], ["Date", 11, 21]]


SECOND = (
    DAY_ZERO + "On day +100 after the first [transplantation](Event Value=transplant Number=1)"
    " a [marrow infusion](Event Value=transplant)"
    " was made.\nBy day +7 she shivered.\n"
)


def test_a_second_day_zero_starts_a_new_count(times):
    found = times(SECOND + "On day +9 after the second [HSCT](Event Value=transplant Number=2) she died.")
    assert found["marrow infusion"]["days"] == "2018-08-11"
    assert (found["day +7"]["days"], found["day +7"]["count"]) == ("2018-08-18", 2)
    assert (found["day +9 after"]["days"], found["day +9 after"]["inferred"]) == ("2018-08-20", False)


def test_a_date_beside_a_count_tells_which_one_but_repairs_nothing(times):
    found = times(SECOND + "On day +40 (11.06.2018) she had walked.")
    assert (found["day +40"]["days"], found["day +40"]["count"]) == ("2018-06-12", 1)
    assert found["11.06.2018"]["days"] == "2018-06-11"


@pytest.mark.parametrize(
    "text",
    [
        "On 9 June 2018 he asked about a [transplantation](Event Value=transplant).\n",
        "On 9 June 2018 a [transplantation](Event Value=transplant Assertion=planned) was made known.\n",
        "On 9 June 2018 the scan made after [transplantation](Event Value=transplant) was clear.\n",
        "On day +20 he received fluids in the [transplantation](Event Value=transplant) unit.\n",
    ],
    ids=["not done", "planned", "spoken of", "counted from itself"],
)
def test_what_starts_no_count(times, text):
    found = times(DAY_ZERO + text + "By day +60 she walked.")
    assert (found["day +60"]["days"], found["day +60"]["count"]) == ("2018-07-02", 1)


def test_patients_of_a_series_do_not_anchor_each_other(times):
    text = "She fell on 3 May 2018.\nHe limped.\nTen days later he fell.\nTwo weeks later both were well."
    found = times(text, patients={0: "1", 1: "2", 2: "2"})
    assert found["Ten days later"]["days"] == "?"
    assert found["Two weeks later"]["days"] == "?"
