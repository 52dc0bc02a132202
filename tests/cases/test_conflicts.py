from __future__ import annotations

import pytest
from handmade import handmade

from casemill.cases.conflicts import conflicts_of
from casemill.records import When


def told(marked, **days):
    """Return kind, subject and both statements of the conflicts; ``days`` gives heads a day by their text."""
    record = handmade(marked)

    def timed(head):
        day = days.get(head.evidence.text.replace(" ", "_").replace("+", ""))
        return head.model_copy(update={"when": When(earliest=day, latest=day)}) if day else head

    timed_families = {name: tuple(map(timed, getattr(record, name))) for name in ("analytes", "timing")}
    found = conflicts_of(record.model_copy(update=timed_families))
    return [(c.kind, c.subject, c.first.text, c.second.text) for c in found]


def parts(abstract, body):
    return f"Abstract\nIt was told of {abstract} here.\nCase report\nIt was told of {body} here."


def nerve(side, involvement="involved", name="facial_nerve"):
    return f"[nerve](Nerve name={name} Laterality={side} Involvement={involvement})"


SIDES = {
    "both and left": (parts(nerve("bilateral"), nerve("left")), [("nerve_side", "facial nerve", "bilateral", "left")]),
    "left and right": (parts(nerve("left"), nerve("right")), [("nerve_side", "facial nerve", "left", "right")]),
    "same": (parts(nerve("left"), nerve("left")), []),
    "the body tells more": (parts(nerve("left"), nerve("left") + nerve("right")), []),
    "left and right are both": (parts(nerve("bilateral"), nerve("left") + nerve("right")), []),
    "other nerves": (parts(nerve("left"), nerve("right", name="ulnar_nerve")), []),
    "one of them spared": (parts(nerve("left"), nerve("right", "spared")), []),
    "in the body alone": ("Case report\n" + nerve("left") + nerve("right"), []),
}


@pytest.mark.parametrize(("marked", "conflicts"), SIDES.values(), ids=SIDES.keys())
def test_sides_of_a_nerve(marked, conflicts):
    assert told(marked) == conflicts


def test_a_structured_abstract_goes_up_to_its_conclusion():
    marked = (
        f"Abstract\nA hand.\nCase report\n{nerve('bilateral')} hurt.\nConclusion\nLook early.\n"
        f"Case report\n{nerve('left')} hurt."
    )
    assert told(marked) == [("nerve_side", "facial nerve", "bilateral", "left")]


def value(name, number, unit="mg/L", words=""):
    """Return a marked result of the analyte CRP; its spelling tells the mentions of a text apart."""
    result = f"[{words}](LabValue >{name})" if words else f"[{number}](LabValue Number={number} Unit={unit} >{name})"
    return f"[{name}](Analyte Kind=lab name=CRP) {result}"


VALUES = {
    "abstract and body": (
        parts(value("CRP", "5"), value("crp", "9")),
        ["5 mg/L", "9 mg/L"],
    ),
    "rounded": (parts(value("CRP", "5"), value("crp", "5.2")), []),
    "one of several in the body": (
        parts(
            value("CRP", "5"),
            value("crp", "9") + " " + value("Crp", "5"),
        ),
        [],
    ),
    "other units": (parts(value("CRP", "5"), value("crp", "9", "mg/dL")), []),
    "a course in the body": ("Case report\n" + value("CRP", "5") + " " + value("crp", "9"), []),
    "found, later said to be absent": (
        "Case report\n" + value("CRP", "5") + ".\nDiscussion\n" + value("crp", "", words="not detected"),
        ["5 mg/L", "not detected"],
    ),
    "went away": (
        "Case report\n" + value("CRP", "5") + ". " + value("crp", "", words="not detected"),
        [],
    ),
    "went away, and told again": (
        "Case report\n"
        + value("CRP", "5")
        + ". "
        + value("crp", "", words="absent")
        + ".\nDiscussion\n"
        + value("Crp", "", words="not detected"),
        [],
    ),
    "nothing found": (
        "Case report\n" + value("CRP", "0") + ".\nDiscussion\n" + value("crp", "", words="absent"),
        [],
    ),
}


@pytest.mark.parametrize(("marked", "statements"), VALUES.values(), ids=VALUES.keys())
def test_values(marked, statements):
    assert told(marked) == ([("measurement", "CRP", *statements)] if statements else [])


def test_two_values_of_one_day_in_different_sentences():
    marked = value("CRP", "5") + ".\n" + value("Crp", "9") + "."
    assert told(marked, CRP="2020-01-01", Crp="2020-01-01") == [("measurement", "CRP", "5 mg/L", "9 mg/L")]
    assert told(marked, CRP="2020-01-01", Crp="2020-01-02") == []
    assert told(marked) == []
    assert told(marked.replace(".\n", ", "), CRP="2020-01-01", Crp="2020-01-01") == []


COUNTED = "On [D+60](Date Value=+P60D Anchor=transplant) ([24.08](Date Value=2019-08-24)) an MRI was made."
BEHIND = (
    "On [D+60 after](Date Value=+P60D Anchor=transplant) [HSCT](Event Value=transplant), "
    "[24.08](Date Value=2019-08-24), an MRI was made."
)


def test_a_counted_day_and_the_date_beside_it():
    assert told(COUNTED, D60="2019-08-27", **{"24.08": "2019-08-24"}) == [("date", "D+60", "2019-08-27", "2019-08-24")]
    assert told(COUNTED, D60="2019-08-24", **{"24.08": "2019-08-24"}) == []
    assert told(BEHIND, D60_after="2019-08-27", **{"24.08": "2019-08-24"})
    assert told(COUNTED, D60="2019-08-27") == [], "a day that the calendar does not know contradicts none"


@pytest.mark.parametrize(
    "marked",
    [
        "From [May](Date Value=2019-05) to [June](Date Value=2019-06) he rested.",
        "In [May](Date Value=2019-05), [June](Date Value=+P1M Anchor=previous) he rested.",
        "On [D+1](Date Value=+P1D Anchor=transplant) and in [June](Date Value=2019-06) he walked.",
        "On [D+1](Date Value=+P1D Anchor=transplant) he was well; he walked about in [June](Date Value=2019-06).",
        "On the day [a week after](Date Value=+P1W Anchor=transplant) ([June](Date Value=2019-06)) he walked.",
        "It was [D+1](Date Value=+P1D Anchor=transplant).\n[June](Date Value=2019-06) came.",
    ],
    ids=["period", "from the point before", "both", "far apart", "rounded", "other sentence"],
)
def test_dates_that_name_two_points(marked):
    assert told(marked, May="2019-05-01", June="2019-06-01", D1="2019-07-01", a_week_after="2019-07-01") == []


OTHERS = {
    "age": (
        parts("A [30-year-old](Age Value=P30Y)", "A [31-year-old](Age Value=P31Y)"),
        [("age", "age", "P30Y", "P31Y")],
    ),
    "age, and that at diagnosis": (
        parts("A [30-year-old](Age Value=P30Y)", "At [9](Age Value=P9Y), at [30](Age Value=P30Y)"),
        [],
    ),
    "an age of a date": (
        parts("A [30-year-old](Age Value=P30Y)", "In [May](Date Value=2015-05), at [9](Age Value=P9Y)"),
        [],
    ),
    "age, only that at diagnosis in the body": (
        parts("A [30-year-old](Age Value=P30Y)", "At [9](Age Value=P9Y) he fell ill"),
        [],
    ),
    "age, with the date of the visit": (
        parts("A [30-year-old](Age Value=P30Y)", "In [May](Date Value=2015-05) a [31-year-old](Age Value=P31Y)"),
        [("age", "age", "P30Y", "P31Y")],
    ),
    "age, with the date of a diagnosis": (
        parts(
            "A [30-year-old](Age Value=P30Y)",
            "In [May](Date Value=2015-05) leukemia was [found](Event Value=diagnosis) in a [9-year-old](Age Value=P9Y)",
        ),
        [],
    ),
    "age, told closer": (parts("A [2-year-old](Age Value=P2Y)", "A [32-month-old](Age Value=P32M)"), []),
    "age, of a child told in months": (
        parts("A [6-month-old](Age Value=P6M)", "A [9-month-old](Age Value=P9M)"),
        [("age", "age", "P6M", "P9M")],
    ),
    "age, in the twenties": (
        parts("A man in his 20s, [20s-old](Age Value=P20Y/P29Y)", "A [31-year-old](Age Value=P31Y)"),
        [],
    ),
    "sex": (
        parts("A [man](Sex Value=male)", "A [woman](Sex Value=female)"),
        [("sex", "sex", "male", "female")],
    ),
    "disease": (
        parts(
            "[A](Diagnosis Kind=haematological name=follicular_lymphoma)",
            "[B](Diagnosis Kind=haematological name=acute_myeloid_leukemia)",
        ),
        [("diagnosis", "underlying disease", "follicular lymphoma", "acute myeloid leukemia")],
    ),
    "disease told closer": (
        parts(
            "[A](Diagnosis Kind=haematological name=leukemia)",
            "[B](Diagnosis Kind=haematological name=acute_myeloid_leukemia)",
        ),
        [],
    ),
    "drug advised": (
        parts("[A](Drug Kind=ingredient name=rituximab)", "[B](Drug Kind=ingredient name=rituximab Status=considered)"),
        [],
    ),
}


def test_a_structured_abstract_without_a_conclusion_goes_up_to_the_introduction():
    marked = (
        "Abstract\nBackground: Hands fail.\nCase: A [40-year-old](Age Value=P40Y) came.\nIntroduction\nHands fail.\n"
        "Case report\nA [41-year-old](Age Value=P41Y) came.\nDiscussion\nHands."
    )
    assert told(marked) == [("age", "age", "P40Y", "P41Y")]


def dose(text, *more):
    """Return a marked drug with its dose; each text of a dose is told apart by its words."""
    word = f"drug-{text}"
    slots = " ".join(spec.format(f">{word}".replace(" ", "_")) for spec in more)
    return f"[{word}](Drug Kind=ingredient name=prednisone) [{text}](Dose >{word.replace(' ', '_')}) {slots}"


DOSES = {
    "other amount": (parts(dose("60 mg"), dose("50 mg")), ["60 mg", "50 mg"]),
    "same amount": (parts(dose("60 mg"), dose("60.0 mg")), []),
    "same in grams": (parts(dose("1 g"), dose("1,000 mg")), []),
    "other amount a kilogram": (parts(dose("1 mg/kg"), dose("2 mg/kg")), ["1 mg/kg", "2 mg/kg"]),
    "other kind of unit": (parts(dose("1 mg/kg"), dose("60 mg")), []),
    "a taper in the body": (parts(dose("60 mg"), dose("50 mg") + " " + dose("40 mg")), []),
    "no number": (parts(dose("60 mg"), dose("a low dose")), []),
    "a range": (parts(dose("60 mg"), dose("40-50 mg")), []),
    "two times half of it": (
        parts(dose("100 mg"), dose("50 mg", "[twice a day](Frequency Value=R2/P1D {})")),
        [],
    ),
    "half of it, once a day": (
        parts(dose("100 mg"), dose("50 mg", "[a day](Frequency Value=R1/P1D {})")),
        ["100 mg", "50 mg"],
    ),
    "the sum of days": (parts(dose("500 mg"), dose("100 mg", "for [five days](Duration Value=P5D {})")), []),
    "other routes": (parts(dose("60 mg", "[by mouth](Route {})"), dose("50 mg", "[by vein](Route {})")), []),
    "in the body alone": ("Case report\n" + dose("60 mg") + " " + dose("50 mg"), []),
}


@pytest.mark.parametrize(("marked", "statements"), DOSES.values(), ids=DOSES.keys())
def test_doses(marked, statements):
    assert told(marked) == ([("dose", "prednisone", *statements)] if statements else [])


def outcomes(*values):
    return " ".join(f"[turn](Outcome Value={value})" for value in values)


OUTCOMES = {
    "died, recovered": (parts(outcomes("died"), outcomes("recovered")), ["died", "recovered"]),
    "improved, worse": (parts(outcomes("improved"), outcomes("stable", "worsened")), ["improved", "worsened"]),
    "improved, died later": (parts(outcomes("improved"), outcomes("improved", "died")), []),
    "recovered, improved": (parts(outcomes("recovered"), outcomes("improved")), []),
    "worse, died": (parts(outcomes("worsened"), outcomes("died")), []),
    "died, unchanged": (parts(outcomes("died"), outcomes("stable")), []),
    "worse at first, then well": (parts(outcomes("worsened", "recovered"), outcomes("recovered")), []),
    "not improved": (parts("no [turn](Outcome Value=improved Assertion=negated)", outcomes("worsened")), []),
    "only in the body": ("Case report\n" + outcomes("improved", "died"), []),
}


@pytest.mark.parametrize(("marked", "statements"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_outcomes(marked, statements):
    assert told(marked) == ([("outcome", "outcome", *statements)] if statements else [])


INTERVALS = {
    "other months": (["+P2M"], ["+P6M"], "transplant", [("+P2M", "+P6M")]),
    "rounded": (["+P2M"], ["+P63D"], "transplant", []),
    "two complaints in the body": (["+P2M"], ["+P6M", "+P9M"], "transplant", []),
    "of the last point in time": (["+P2M"], ["+P6M"], "previous", []),
    "at no distance": (["+P2M"], ["+PXM"], "transplant", []),
}


@pytest.mark.parametrize(("abstract", "body", "anchor", "statements"), INTERVALS.values(), ids=INTERVALS.keys())
@pytest.mark.parametrize(
    ("of", "source"), [("neurological", "sentence"), ("haematological", "sentence"), ("neurological", "narrative")]
)
def test_intervals_to_the_onset(abstract, body, anchor, statements, of, source):
    begun = f"[began](Event Value=onset Of={of}) "
    record = handmade(parts(begun * len(abstract), begun * len(body)))
    events = tuple(
        event.model_copy(update={"when": When(anchor=anchor, offset=offset, source=source)})
        for event, offset in zip(record.events, (*abstract, *body), strict=True)
    )
    found = conflicts_of(record.model_copy(update={"events": events}))
    expected = statements if (of, source) == ("neurological", "sentence") else []
    assert [(c.first.text, c.second.text) for c in found] == expected
    assert {(c.kind, c.subject) for c in found} <= {("interval", "transplant to onset")}


@pytest.mark.parametrize(("marked", "conflicts"), OTHERS.values(), ids=OTHERS.keys())
def test_abstract_against_body(marked, conflicts):
    assert told(marked) == conflicts


def test_a_drug_given_and_never_given():
    record = handmade(parts("[A](Drug Kind=ingredient name=rituximab)", "[B](Drug Kind=ingredient name=rituximab)"))
    one, other = record.drugs
    for status, count in (("not_given", 1), ("stopped", 0), ("considered", 0)):
        changed = record.model_copy(update={"drugs": (one, other.model_copy(update={"status": status}))})
        assert len(conflicts_of(changed)) == count


def test_a_conflict_names_its_records_and_places():
    record = handmade(parts(nerve("bilateral"), nerve("left")), file="a.txt")
    (conflict,) = conflicts_of(record)
    assert (conflict.file, conflict.patient) == ("a.txt", 1)
    assert [conflict.first.record, conflict.second.record] == [head.id for head in record.nerves]
    assert [(s.part, s.section) for s in (conflict.first, conflict.second)] == [
        ("abstract", "abstract"),
        ("body", "case"),
    ]


def test_patients_do_not_contradict_each_other():
    marked = parts(
        nerve("left").replace("involved)", "involved Patient=1)"),
        nerve("right").replace("involved)", "involved Patient=2)"),
    )
    assert told(marked) == []
