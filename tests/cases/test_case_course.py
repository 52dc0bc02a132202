from __future__ import annotations

import pytest
from caserows import case_of, on
from handmade import handmade

from casemill.cases import Cell, cases_of
from casemill.records import When


def test_course_and_status_of_the_malignancy():
    marked = (
        "A [relapsed](Event Value=relapse) disease was [diagnosed](Event Value=diagnosis Of=haematological), then "
        "[CR](Event Value=remission Number=1), [relapse](Event Value=relapse) and [relapse](Event Value=relapse), no "
        "[recurrence](Event Value=relapse Assertion=negated), after [CR](Event Value=remission Number=1). That "
        "[is diagnosed](Event Value=diagnosis Of=haematological). A neuropathy [is](Event Value=onset Of=neurological)."
    )
    (case,) = cases_of(on(handmade(marked), diagnosed="2014-11-01/2014-11-30"))
    assert case.underlying_course.values == ("diagnosis (2014-11)", "remission 1", "relapse")
    assert case.underlying_status.value == "relapse"


TURNS = {
    "of no disease": ("The rash [came back](Event Value=relapse), then [left](Event Value=remission).", None),
    "of a malignancy": (
        "His [lymphoma](Diagnosis Kind=haematological name=lymphoma) [came back](Event Value=relapse).",
        "relapse",
    ),
    "of a disease that the event is of": ("It [came back](Event Value=relapse Of=haematological).", "relapse"),
    "beside a denied malignancy": (
        "No [lymphoma](Diagnosis Kind=haematological name=lymphoma Assertion=negated). The rash "
        "[came back](Event Value=relapse).",
        None,
    ),
}


@pytest.mark.parametrize(("marked", "status"), TURNS.values(), ids=TURNS.keys())
def test_turns_of_another_disease_are_not_those_of_the_malignancy(marked, status):
    case = case_of(marked)
    assert case.underlying_status.value == status
    assert case.underlying_course.values == ((status,) if status else ())


AGES = {
    "one": ("A [30-year-old](Age Value=P30Y) man", "P30Y", None),
    "of others": ("A [30-year-old](Age Value=P30Y Scope=general) man", None, None),
    "at diagnosis, next sentence": (
        "A [30-year-old](Age Value=P30Y) man came.\nAt [25 years](Age Value=P25Y) he tired.\nLymphoma was "
        "[diagnosed](Event Value=diagnosis Of=haematological).",
        "P30Y",
        "P25Y",
    ),
    "at the first complaint": (
        "A [30-year-old](Age Value=P30Y) man [fell ill](Event Value=onset) at [25](Age Value=P25Y). It was "
        "[lymphoma](Diagnosis Kind=haematological).",
        "P30Y",
        "P25Y",
    ),
    "at the first complaint of no malignancy": (
        "A [30-year-old](Age Value=P30Y) man [fell ill](Event Value=onset) at [25](Age Value=P25Y).",
        "P30Y",
        None,
    ),
    "the other age presents him too": (
        "A [30-year-old](Age Value=P30Y) man with [lymphoma](Diagnosis Kind=haematological).\nA "
        "[29-year-old](Age Value=P29Y) man [came](Event Value=onset).",
        "P30Y",
        None,
    ),
    "older at the diagnosis": (
        "A [30-year-old](Age Value=P30Y) man came; lymphoma was [found](Event Value=diagnosis Of=haematological) at "
        "[31](Age Value=P31Y).",
        "P30Y",
        None,
    ),
    "told before who he is": (
        "From [six months](Age Value=P6M) on he limped.\nThe [boy](Sex Value=male), aged [4](Age Value=P4Y), fell.",
        "P4Y",
        None,
    ),
    "a pronoun is nobody": (
        "At [six months of age](Age Value=P6M), [he](Sex Value=male) fell.\nA [4-year-old](Age Value=P4Y) child.",
        "P4Y",
        None,
    ),
    "no hyphens": (
        "At [six months](Age Value=P6M) he limped.\nA [4 year old](Age Value=P4Y) child, [5 years old](Age Value=P5Y).",
        "P4Y",
        None,
    ),
    "told before the admission": (
        "From [six months](Age Value=P6M) on he limped.\nAt [4 years](Age Value=P4Y) he [came](Event Value=admission).",
        "P4Y",
        None,
    ),
    "told before another event": (
        "At [six years](Age Value=P6Y) he came.\nAt [8 years](Age Value=P8Y) he [went](Event Value=discharge).",
        "P6Y",
        None,
    ),
    "at the neurological complaint": (
        "A [30-year-old](Age Value=P30Y) man [fell](Event Value=onset Of=neurological) at [25](Age Value=P25Y).",
        "P30Y",
        None,
    ),
    "another age without a diagnosis": (
        "A [30-year-old](Age Value=P30Y) man came.\nAt [25 years](Age Value=P25Y) he married.\nHe works.\nLymphoma was "
        "[diagnosed](Event Value=diagnosis Of=haematological).",
        "P30Y",
        None,
    ),
}


@pytest.mark.parametrize(("marked", "age", "at_diagnosis"), AGES.values(), ids=AGES.keys())
def test_ages(marked, age, at_diagnosis):
    case = case_of(marked)
    assert (case.age.value, case.age_at_diagnosis.value) == (age, at_diagnosis)


def test_transplantations_give_day_zero():
    marked = (
        "[HSCT](Event Value=transplant Kind=allogeneic Number=1) then [infusion](Event Value=transplant), "
        "[HSCT 2](Event Value=transplant Kind=autologous Number=2) [it](Event Value=transplant) "
        "[planned HSCT](Event Value=transplant Assertion=planned)"
    )
    days = {"HSCT": "2019-06-28", "infusion": "2019-10-26", "HSCT_2": "2019-10-26", "planned_HSCT": "2018-01-01"}
    (case,) = cases_of(on(handmade(marked), **days))
    assert case.transplantation.values == (
        "allogeneic transplantation 1 (2019-06-28)",
        "autologous transplantation 2 (2019-10-26)",
    )
    assert (case.day_zero.value, case.second_day_zero.value) == ("2019-06-28", "2019-10-26")


TRANSPLANTS = {
    "told twice": (
        "[a](Event Value=transplant) [b](Event Value=transplant Kind=allogeneic)",
        ("allogeneic transplantation",),
    ),
    "counted": (
        "[a](Event Value=transplant) [b](Event Value=transplant Number=1) [c](Event Value=transplant Number=2)",
        ("transplantation 1", "transplantation 2"),
    ),
    "planned": ("[a](Event Value=transplant Assertion=planned)", ()),
}


@pytest.mark.parametrize(("marked", "listed"), TRANSPLANTS.values(), ids=TRANSPLANTS.keys())
def test_transplantations_without_dates(marked, listed):
    case = case_of(marked)
    assert case.transplantation.values == listed
    assert case.day_zero.value is None


def test_day_zero_is_what_days_count_from_where_the_event_has_no_date():
    record = handmade(
        "[HSCT](Event Value=transplant) [D+3](Date Value=+P3D) [D+5](Date Value=+P5D) [D+9](Date Value=+P9D)"
    )
    days = {"D+3": ("2019-07-01", 1), "D+5": ("2019-07-03", 1), "D+9": ("2019-11-10", 2)}

    def counted(time):
        day, count = days[time.evidence.text]
        when = When(earliest=day, latest=day, anchor="transplant", offset=time.value, count=count)
        return time.model_copy(update={"when": when})

    (case,) = cases_of(record.model_copy(update={"timing": tuple(map(counted, record.timing))}))
    assert case.day_zero == Cell(value="2019-06-28", records=tuple(time.id for time in record.timing[:2]))
    assert case.second_day_zero.value == "2019-11-01"
    assert case.transplantation.values == ("transplantation 1 (2019-06-28)", "transplantation 2 (2019-11-01)")
    assert set(case.day_zero.records + case.second_day_zero.records) < set(case.transplantation.records)


def test_a_day_near_that_of_the_event_is_no_other_transplantation():
    record = on(handmade("[HSCT](Event Value=transplant) [D+3](Date Value=+P3D)"), HSCT="2019-06-29")
    when = When(earliest="2019-07-01", latest="2019-07-01", anchor="transplant", offset="+P3D", count=1)
    (case,) = cases_of(record.model_copy(update={"timing": (record.timing[0].model_copy(update={"when": when}),)}))
    assert case.transplantation.values == ("transplantation (2019-06-29)",)
    assert case.day_zero.value == "2019-06-29"


def test_days_of_one_week_are_of_one_transplantation():
    marked = "[HSCT](Event Value=transplant Number=2), [graft](Event Value=transplant), [it](Event Value=transplant)"
    (case,) = cases_of(on(handmade(marked), graft="2019-10-26", HSCT="2019-10-30", it="2019-06-28"))
    assert case.transplantation.values == ("transplantation 1 (2019-06-28)", "transplantation 2 (2019-10-26)")
    assert (case.day_zero.value, case.second_day_zero.value) == ("2019-06-28", "2019-10-26")


def test_the_day_of_a_second_transplantation_is_not_that_of_the_first():
    marked = "[HSCT](Event Value=transplant Number=2 Kind=allogeneic) after [one](Event Value=transplant Number=1)"
    (case,) = cases_of(on(handmade(marked), HSCT="2019-10-26"))
    assert case.transplantation.values == ("transplantation 1", "allogeneic transplantation 2 (2019-10-26)")
    assert (case.day_zero.value, case.second_day_zero.value) == (None, "2019-10-26")


def test_a_transplantation_of_a_month_is_no_day_zero():
    (case,) = cases_of(on(handmade("[HSCT](Event Value=transplant)"), HSCT="2019-06-01/2019-06-30"))
    assert case.day_zero.value is None
    assert case.transplantation.values == ("transplantation (2019-06)",)


def test_interval_counts_from_transplantation_before_diagnosis():
    marked = (
        "[diagnosed](Event Value=diagnosis Of=haematological) [HSCT](Event Value=transplant) "
        "[developed](Event Value=onset Of=neurological)"
    )
    both = on(handmade(marked), diagnosed="2018-01-01", HSCT="2019-06-28", developed="2019-07-01/2019-07-31")
    (case,) = cases_of(both)
    assert (case.interval_to_onset.value, case.interval_counted_from.value) == ("P3D/P33D", "transplant")
    (case,) = cases_of(on(handmade(marked), diagnosed="2018-01-01", HSCT="2019-06-28", developed="2019-01-01"))
    assert (case.interval_to_onset.value, case.interval_counted_from.value) == ("P365D", "diagnosis")
    (case,) = cases_of(handmade(marked))
    assert case.interval_to_onset.value is None


def test_interval_as_stated_counts_from_the_diagnosis():
    record = handmade(
        "Abstract\nA hand [failed](Event Value=onset Of=neurological) early.\nCase report\nA hand "
        "[failed](Event Value=onset Of=neurological) later."
    )
    first, second = record.events
    placed = second.model_copy(update={"when": When(anchor="diagnosis", offset="+P3Y")})
    (case,) = cases_of(record.model_copy(update={"events": (first, placed)}))
    assert case.interval_to_onset == Cell(value="P3Y", records=(second.id,))
    assert case.interval_counted_from.value == "diagnosis"


def test_no_interval_to_a_complaint_that_is_not_said_to_be_neurological():
    marked = "[HSCT](Event Value=transplant) [developed](Event Value=onset)"
    (case,) = cases_of(on(handmade(marked), HSCT="2019-06-28", developed="2019-07-01"))
    assert case.interval_to_onset == Cell()


OUTCOMES = {
    "last": ("[better](Outcome Value=improved) then [worse](Outcome Value=worsened)", "worsened"),
    "death wherever told": ("[died](Outcome Value=died) of it; he had [improved](Outcome Value=improved)", "died"),
    "denied": (
        "[worse](Outcome Value=worsened), no [better](Outcome Value=improved Assertion=negated)",
        "not improved",
    ),
    "did not worsen": ("It did not [worsen](Outcome Value=worsened Assertion=negated)", "stable"),
    "not in the discussion": (
        "Case report\nHe [recovered](Outcome Value=recovered).\nDiscussion\nHe [worsened](Outcome Value=worsened) so.",
        "recovered",
    ),
    "treated after it": (
        "He [worsened](Outcome Value=worsened).\nHe was given [heparin](Drug name=heparin).",
        None,
    ),
    "treated before it": (
        "He was given [heparin](Drug name=heparin).\nHe [worsened](Outcome Value=worsened).",
        "worsened",
    ),
    "worse late, and treated on": (
        "He had a [palsy](Diagnosis) for years before it was seen.\nHe [worsened](Outcome Value=worsened).\nHe had "
        "[heparin](Drug).",
        "worsened",
    ),
    "improved, and treated on": (
        "He [improved](Outcome Value=improved) on [heparin](Drug name=heparin).\nHe had [more](Drug name=heparin), "
        "and went home.\nHe [wrote](Diagnosis) a letter.",
        "improved",
    ),
    "improved, and treated with another drug": (
        "He [improved](Outcome Value=improved) on [heparin](Drug name=heparin).\nHe was given [iron](Drug name=iron) "
        "in its place.\nA [cough](Diagnosis) came.",
        None,
    ),
    "improved, and another drug was advised": (
        "He [improved](Outcome Value=improved) on [heparin](Drug name=heparin).\nHe was advised "
        "[iron](Drug name=iron Status=considered) in its place.\nA [cough](Diagnosis) came.",
        "improved",
    ),
    "of others": ("[died](Outcome Value=died Scope=general)", None),
}


@pytest.mark.parametrize(("marked", "outcome"), OUTCOMES.values(), ids=OUTCOMES.keys())
def test_outcome(marked, outcome):
    assert case_of(marked).outcome.value == outcome
