"""Hand-made records with times and patients set by hand, so that tests of the output do not depend on the rules."""

from __future__ import annotations

from handmade import handmade

from casemill.records import CaseRecord, Head, When

COURSE = (
    "A 45-year-old [woman](Sex Value=female) with [AML](Diagnosis Kind=haematological name=acute_myeloid_leukemia"
    " id=MONDO:0018874) had it [found](Event Value=diagnosis Of=haematological), was [grafted](Event Value=transplant"
    " Kind=allogeneic) and [came back](Event Value=relapse Number=1). [EMG](Procedure Kind=other name=electromyography)"
    " showed disease of the left [facial nerve](Nerve Laterality=left Involvement=involved name=facial_nerve"
    " id=UBERON:0001647), not of the [optic nerve](Nerve Involvement=spared name=optic_nerve id=UBERON:0000941)."
    " [Prednisone](Drug Kind=ingredient name=prednisone id=ATC:H02AB07) [50 mg](Dose >Prednisone)"
    " [daily](Frequency Value=R1/P1D >Prednisone) for [two weeks](Duration Value=P14D >Prednisone), then"
    " [tacrolimus](Drug Kind=ingredient name=tacrolimus id=ATC:L04AD02), later [FK506](Drug Kind=ingredient"
    " Status=stopped name=tacrolimus id=ATC:L04AD02) was ended. [Hb](Analyte Kind=lab Flag=low name=hemoglobin)"
    " was [8.1 g/dL](LabValue Number=8.1 Unit=g/dL >Hb) and [protein](Analyte Kind=lab Flag=high Specimen=csf"
    " name=total_protein) [95 mg/dL](LabValue Number=95 Unit=mg/dL >protein). She [got better](Outcome Value=improved)."
)
"""A text of all families."""

TIMES = {
    "found": When(earliest="2018-08-01", latest="2018-08-31"),
    "grafted": When(earliest="2019-01-10", latest="2019-01-10"),
    "came back": When(earliest="2019-06-01", latest="2019-06-30", inferred=True),
    "facial nerve": When(earliest="2019-06-20", latest="2019-06-20"),
    "optic nerve": When(earliest="2019-06-20", latest="2019-06-20"),
    "Prednisone": When(earliest="2019-06-21", latest="2019-06-21"),
    "tacrolimus": When(earliest="2019-01-12", latest="2019-01-12"),
    "FK506": When(earliest="2019-05-02", latest="2019-05-02"),
    "Hb": When(earliest="2019-06-19", latest="2019-06-19"),
    "protein": When(earliest="2019-06-19", latest="2019-06-19"),
}
"""Times of the heads of :data:`COURSE` by their words; electromyography and outcome have none."""

RELATIVE = {
    "grafted": When(anchor="transplant", offset="+P0D"),
    "came back": When(anchor="transplant", offset="+P120D"),
    "Hb": When(anchor="transplant", offset="+P10D/+P12D"),
    "facial nerve": When(anchor="admission", offset="+P2D"),
}
"""Times without a calendar."""


def timed(marked: str, times: dict[str, When], *, patients: dict[str, int] | None = None, **options: str) -> CaseRecord:
    """Return the record of a marked text with a time and a patient for heads, named by their words."""
    record = handmade(marked, **options)
    families = ("nerves", "drugs", "analytes", "diagnoses", "procedures", "events", "outcomes", "timing", "sex")

    def changed(head: Head) -> Head:
        text = head.evidence.text
        return head.model_copy(update={"when": times.get(text), "patient": (patients or {}).get(text)})

    return record.model_copy(
        update={family: tuple(changed(head) for head in getattr(record, family)) for family in families}
    )
