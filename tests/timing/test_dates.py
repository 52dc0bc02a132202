"""Calendar dates: what is one, where it ends, and what the rest of the report decides."""

import pytest

CASES = {
    "month and year": "He fell ill in [April 2011](Date 2011-04).",
    "short month with stop": "Seen on [Oct. 3, 2016](Date 2016-10-03) at our unit.",
    "day first": "The scan of [7 March 2009](Date 2009-03-07) was clear.",
    "ordinal apart from its ending": "She came on [19 th June 2017](Date 2017-06-19).",
    "day with the": "It began on the [4th of June, 2013](Date 2013-06-04).",
    "hyphens": "Biopsy ([09-Jan-2012](Date 2012-01-09)) was done.",
    "range of days": "He stayed [12-15 May 2014](Date 2014-05-12/2014-05-15).",
    "iso": "Admitted [2013-07-12](Date 2013-07-12), left [2013/07/20](Date 2013-07-20).",
    "dots are European": "A smear of [03.04.2012](Date 2012-04-03) was read.",
    "slashes open": "A smear of [03/04/2012](Date 2012-XX-XX) was read.",
    "year of slashes open": "He came on [03/04/2019](Date 2019-XX-XX) and left on [18 April](Date 2019-04-18).",
    "year that the open order would change": "Seen on [03/11/2019](Date 2019-XX-XX), dead in [January](Date XXXX-01).",
    "slashes decided by another date": (
        "A smear of [03/04/2012](Date 2012-04-03) was read.\nThe next, [25/04/2012](Date 2012-04-25), too."
    ),
    "slashes decided the American way": "On [3/15/2014](Date 2014-03-15) and on [4/5/2014](Date 2014-04-05) he fell.",
    "month in digits": "Last seen in [05/2019](Date 2019-05).",
    "partial with full dates": "CSF of [11.02.2018](Date 2018-02-11) was clear; CRP ([16.02](Date 2018-02-16)) was 9.",
    "decimal is no date": "The dose was 20.05 mg and the ratio (20.05) was high.",
    "decimal beside full dates": "CSF of [11.02.2018](Date 2018-02-11) held 16.02 mg of it.",
    "mid month takes the year told": "In [May 2012](Date 2012-05) he fell.\nBy [mid-July](Date 2012-07) he rose.",
    "end of month": "Near the [end of June 2011](Date 2011-06) she left.",
    "past new year": "In [November 2012](Date 2012-11) he fell.\nIn [February](Date 2013-02) he rose.",
    "month alone, year unknown": "In [August](Date XXXX-08) she fell.",
    "year after another year": (
        "In [May of the second year after the diagnosis](Date XXXX-05) she fell.\n"
        "In [July of the same year](Date XXXX-07) she rose."
    ),
    "same year known": "In [May 2012](Date 2012-05) he fell; in [July of the same year](Date 2012-07) he rose.",
    "interval shares its year": "He was well from [January](Date 2013-01) to [July 2013](Date 2013-07).",
    "interval past new year": "She was ill between [December](Date 2009-12) and [March 2010](Date 2010-03).",
    "years": "In [1987](Date 1987) and from [1990](Date 1990) to [1995](Date 1995) he smoked.",
    "year of": "An ECG in the year of [2004](Date 2004) was normal.",
    "year range": "During [2010-2012](Date 2010/2012) she was well.",
    "late year": "She fell ill in [late 2012](Date 2012).",
    "season": "It began in the [summer of 2010](Date 2010-SU).",
    "decade": "It was common in the [1980s](Date 198X).",
    "year in parentheses": "The agency's Advice for Human Use ([2014](Date 2014)) warns of it.",
    "author and year": (
        "Adams (2014), Adams and Brown (2015) and Clark et al. (2016) saw the same; (Davis, 2017) did not."
    ),
    "year-like counts": "In 1999 patients CK rose from 1950 to 2000 U/L after 2000 mg.",
    "protocols and grants": "He was treated by ALL-2009; grant 2013-1234, NCT02012345, WHO 2016 classification.",
    "may and march as verbs": "Nerves may recover and patients march on. May we add this.",
    "months that go back by the pluperfect": (
        "In [January 2014](Date 2014-01) he came; in [November](Date 2013-11) he had been well."
    ),
    "month just before the one told stays open": (
        "In [May 2012](Date 2012-05) she fell.\nIn [March](Date XXXX-03) she fell again."
    ),
    "later month of the same year": "In [January 2012](Date 2012-01) he fell.\nIn [June](Date 2012-06) he rose.",
    "two days of a month": "On [23](Date 2012-05-23) and [25 May 2012](Date 2012-05-25) he bled.",
    "two days behind the month": "On [May 3](Date 2012-05-03) and [5, 2012](Date 2012-05-05) he slept.",
    "stretch between two days": "Between [3 and 5 May 2012](Date 2012-05-03/2012-05-05) he bled.",
    "short year with the month's name": "Seen [05-Mar-12](Date 2012-03-05) and in [Nov '11](Date 2011-11).",
    "day that its month has not": "A smear of [31.06.2012](Date 2012-06-XX) was read.",
    "year told later in the sentence": (
        "On [November 30th](Date 2017-11-30), and then on [December 1, 2017](Date 2017-12-01), she fell."
    ),
    "share of births": "It is seen in 1/2000 births, at a prevalence of 1/2012, and last in [5/2012](Date 2012-05).",
    "leap day": "A smear of [29.02.2012](Date 2012-02-29) was read.",
    "short year takes the century told": "Seen on [13/9/98](Date 1998-09-13), born in [1967](Date 1967).",
}


@pytest.mark.parametrize("marked", CASES.values(), ids=CASES)
def test_calendar_dates(check, marked):
    check(marked)


TIMES = {
    "with minutes": "He came at [10:30](Time T10:30).",
    "half of the day": "He came at [8 a.m.](Time T08:00) and left at [6:15 pm](Time T18:15).",
    "midnight": "He died at [24:00](Time T24:00), not at 24:30.",
    "titre": "Antibodies were found at 1:20 and at a dilution of 1:40.",
    "ratio": "The ratio was 2:10 in both.",
}


@pytest.mark.parametrize("marked", TIMES.values(), ids=TIMES)
def test_clock_times(check, marked):
    check(marked)
