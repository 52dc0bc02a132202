"""The case table: one row a patient, each cell with the records behind it.

Pure functions of a :class:`~casemill.records.CaseRecord`; the rule of each column is the
docstring of its field in :class:`PatientCase`. :mod:`conflicts` lists contradictions inside
one report, :mod:`care` what a report tells of the CARE checklist.
"""

from __future__ import annotations

from casemill.cases import ages, course, diseases, drugs, findings, nerves, transplants
from casemill.cases.follow_up import follow_up
from casemill.cases.model import NOT_REPORTED, PARTED_BY, Cell, Cells, PatientCase
from casemill.cases.study import study_cells
from casemill.cases.who import own_story, patients_of
from casemill.records import CaseRecord

__all__ = ["NOT_REPORTED", "PARTED_BY", "Cell", "Cells", "PatientCase", "cases_of"]


def cases_of(record: CaseRecord) -> tuple[PatientCase, ...]:
    """Return the cases of a report.

    Parameters
    ----------
    record
        What was found in the report.

    Returns
    -------
    tuple of PatientCase
        One a patient in order of their numbers; a report that tells no patients apart has one.
    """
    numbers = patients_of(record)
    if len(numbers) == 1:
        return (_case(record, None),)
    return tuple(_case(record, number) for number in numbers)


def _case(record: CaseRecord, patient: int | None) -> PatientCase:
    """Fill the row of a patient; ``None`` is the only patient of a report."""
    events, medication = own_story(record.events, patient), own_story(record.drugs, patient)
    diagnoses = own_story(record.diagnoses, patient)
    involved, spared = nerves.nerves(own_story(record.nerves, patient), diagnoses)
    disease = diseases.underlying_disease(diagnoses)
    status, told_course = diseases.course(events, disease)
    times = own_story(record.timing, patient)
    sexes = own_story(record.sex, patient)
    age, age_at_diagnosis = ages.ages(times, events, sexes, diagnoses)
    transplantation, day_zero, second_day_zero = transplants.transplantations(events, times)
    onset = course.first_onset(events)
    interval, counted_from = course.interval(events, onset)
    followed, followed_from = follow_up(own_story(record.heads, patient), onset)
    before, after = drugs.drugs_around(medication, onset.when if onset else None)
    return PatientCase(
        file=record.file,
        sha256=record.sha256,
        patient=patient or 1,
        **study_cells(record),
        sex=course.sex(sexes),
        age=age,
        age_at_diagnosis=age_at_diagnosis,
        underlying_disease=disease,
        underlying_status=status,
        underlying_course=told_course,
        transplantation=transplantation,
        day_zero=day_zero,
        second_day_zero=second_day_zero,
        interval_to_onset=interval,
        interval_counted_from=counted_from,
        nerves_involved=involved,
        nerves_spared=spared,
        neurological_diagnosis=diseases.neurological_diagnosis(diagnoses),
        csf_findings=findings.csf_findings(own_story(record.analytes, patient)),
        procedures=findings.procedures(own_story(record.procedures, patient)),
        drugs_given=drugs.drugs_given(medication),
        drugs_before_onset=before,
        drugs_after_onset=after,
        outcome=course.outcome(own_story(record.outcomes, patient), own_story(record.heads, patient)),
        follow_up=followed,
        follow_up_counted_from=followed_from,
    )
