"""Durations, ages and frequencies."""

import pytest

DURATIONS = {
    "digits": "Fever for [5 days](Duration P5D).",
    "hyphen": "A [one-month](Duration P1M) course was given.",
    "history": "A [3 day](Duration P3D) history of cough.",
    "short unit": "He lay for [2 wk](Duration P2W) and [36 h](Duration PT36H).",
    "half": "For [two and a half months](Duration P2.5M) he was ill.",
    "half in front": "For [half a year](Duration P0.5Y) he was ill.",
    "year and a half": "For [a year and a half](Duration P1.5Y) he was ill.",
    "mixed number": "Relief lasted [3½ hours](Duration PT3.5H), once [4 1/2 hours](Duration PT4.5H).",
    "range": "It took [3-4 weeks](Duration P3W/P4W), then [2 to 6 months](Duration P2M/P6M).",
    "range of units": "It takes [6 weeks to 3 months](Duration P6W/P3M).",
    "between": "It takes between [3 and 6 weeks](Duration P3W/P6W).",
    "vague number": "For [several weeks](Duration PXW) and [a few hours](Duration PTXH) he was ill.",
    "no number": "For months he was ill.",
    "modifier": "Over the [past six months](Duration P6M) he lost weight; the [last year](Duration P1Y) was hard.",
    "modifier without number": "During the [first week](Duration P1W) it grew.",
    "consecutive": "For [3 consecutive days](Duration P3D) he bled.",
    "decade": "Over the [last three decades](Duration P30Y) it rose.",
    "two units": "It lasted [1 year and 3 months](Duration P1Y3M).",
    "comparator": "Diabetic for [more than 10 years](Duration P10Y), smoker for [over 20 years](Duration P20Y).",
    "over as during": "Infused over [30 minutes](Duration PT30M) and over [5 days](Duration P5D).",
    "hedge": "For about [3 weeks](Duration P3W) and up to [4 hours](Duration PT4H).",
    "elided noun": "They healed in [two](Duration P2M) and [five months](Duration P5M) respectively.",
    "survival": "The [5-year](Duration P5Y) survival is poor.",
    "tests named by a length": "A 24-hour urine collection, a 6-minute walk and 24-h Holter recording were normal.",
    "scores and sizes": "Grade 3, 4 mm, L5-S1, CD 10, 12-lead ECG, 3 second-line drugs.",
    "following as after": (
        "Following [7 days](Duration P7D) of azithromycin, and over the [following 2 days](Duration P2D)."
    ),
    "clotting times": (
        "PT was 14 sec, aPTT 35 seconds and the bleeding time 5 min; seizures of [30 seconds](Duration PT30S)."
    ),
    "spread": "Stay was 12 ± 3 months; ESR 40 mm in the first hour and 60 mm/2 h.",
    "rate": "The pulse was 80/min, output 30 mL/h, protein 2 g/24 h.",
}


@pytest.mark.parametrize("marked", DURATIONS.values(), ids=DURATIONS)
def test_durations(check, marked):
    check(marked)


AGES = {
    "year-old": "A [52-year-old](Age P52Y) man and a [7 year old](Age P7Y) girl.",
    "years old": "He is [26 years old](Age P26Y).",
    "short": "A [52-yr-old](Age P52Y) man, a [3 y/o](Age P3Y) boy and a [61 yo](Age P61Y) man.",
    "spelled": "[Forty-two-year-old](Age P42Y) teacher.",
    "half": "A [two-and-a-half-year-old](Age P2.5Y) girl.",
    "months before a person": "A [19 months](Age P19M) boy came.",
    "length before a person": "The [71-year](Age P71Y) man fell.",
    "newborn": "A [6-day-old](Age P6D) neonate.",
    "of age": "At [14 years of age](Age P14Y) she grew.",
    "aged": "A woman aged [26](Age P26Y) and a man aged [70 years](Age P70Y).",
    "at the age of": "It began at the age of [14](Age P14Y) and ended at age [3.5 years](Age P3.5Y).",
    "range": "The usual age is [40-60 years](Age P40Y/P60Y).",
    "limit": "Survival of young patients (up to [30 years](Age P30Y)) rose.",
    "gestation": "Delivered at [36 weeks](Age P36W) of gestation; gestational age [32 weeks](Age P32W).",
    "gestation with days": "Born at [34+5 weeks](Age P34W5D).",
    "weeks in pregnancy": "The pregnant woman bled at [30 weeks](Age P30W).",
    "from birth": "He died [8 days](Age P8D) after birth.",
    "decade": "A woman in her [50s](Age P50Y/P59Y).",
    "person of": "A man of [31 years](Age P31Y) and a girl aged about [9 months](Age P9M) came.",
    "at, in years": (
        "It is seen at [45-70 years](Age P45Y/P70Y); at [2 years](Date +P2Y treatment) follow-up all was well."
    ),
    "decade in words": "He was in his [sixties](Age P60Y/P69Y) and she in her mid-[thirties](Age P30Y/P39Y).",
    "decade of a century": "In the sixties and seventies people smoked.",
    "two joined units": "A [2-year-and-3-month-old](Age P2Y3M) child came.",
    "list of ages": "Her sons ([8](Age P8Y) and [11 years old](Age P11Y)) were well.",
    "noted behind the sex": "The patient (male, [34 y](Age P34Y)) was seen.",
    "man, then a distance": "A man, [3 weeks after](Date +P3W treatment) surgery, left.",
    "at a number, she": "At [37](Age P37Y), she had a second child; at 80, the pulse settled.",
    "no age": "Treated over [5 years](Duration P5Y), stage 3, aged rats, average 30.",
}


@pytest.mark.parametrize("marked", AGES.values(), ids=AGES)
def test_ages(check, marked):
    check(marked)


FREQUENCIES = {
    "daily": "He took it [once daily](Frequency R1/P1D), then [twice a day](Frequency R2/P1D).",
    "times": "She took it [three times a week](Frequency R3/P1W) and [2-3 times/day](Frequency R2-3/P1D).",
    "latin": "Aspirin 100 mg [bid](Frequency R2/P1D), codeine 30 mg [t.i.d.](Frequency R3/P1D).",
    "latin words without a dose": "They made a bid for it; visual acuity OD was low.",
    "q": "Morphine 5 mg [q8h](Frequency R1/PT8H), pembrolizumab [q3w](Frequency R1/P3W).",
    "every": "Seen [every 3 months](Frequency R1/P3M), dosed [every 4-6 hours](Frequency R1/PT4H/PT6H).",
    "other": "Given [every other day](Frequency R1/P2D) and on [alternate days](Frequency R1/P2D).",
    "n-weekly": "[Two-weekly](Frequency R1/P2W) visits and [6-hourly](Frequency R1/PT6H) drops.",
    "several a month": "He had [4 monthly](Frequency R4/P1M) checks.",
    "days of a week": "Radiation [5 days per week](Frequency R5/P1W), insulin [every third day](Frequency R1/P3D).",
    "dose in front": "He took 500 mg [three times per day](Frequency R3/P1D).",
    "counted things": "She had [15 seizures per day](Frequency R15/P1D).",
    "intervals": "Scans at [6-month intervals](Frequency R1/P6M).",
    "weekly intervals": "Reviewed at [6 weekly intervals](Frequency R1/P6W).",
    "interval between": "There was a [3-week](Duration P3W) interval between cycles.",
    "one interval": "Two cycles with an interval of [3 weeks](Duration P3W).",
    "basis": "Visits on a [six months](Frequency R1/P6M) basis.",
    "fractions": "Radiation, [5f/week](Frequency R5/P1W).",
    "of a course": "He had [2 injections per course](Frequency).",
    "per day behind a dose": "Given 150 mg/m2 [per day](Frequency R1/P1D).",
    "whole doses keep their rate": "Given 60 mg/day and 2 mg/kg/day.",
    "beats": "Pulse 80 beats per minute, protein 2 g per day.",
    "daily as a word of life": "He needs help in daily life and with activities of daily living.",
}


@pytest.mark.parametrize("marked", FREQUENCIES.values(), ids=FREQUENCIES)
def test_frequencies(check, marked):
    check(marked)
