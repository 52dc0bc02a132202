from __future__ import annotations

from caserows import case_of, on
from handmade import handmade

from casemill.cases import Cell, Cells, cases_of
from casemill.cases.model import CELLS
from casemill.record_parts import Study, StudyField


def test_a_silent_report_has_one_patient_and_no_value():
    case = case_of("Nothing.")
    assert case.patient == 1
    assert {name: cell.text for name, cell in case.cells()} == dict.fromkeys(CELLS)
    assert all(cell.records == () for _, cell in case.cells())


def test_each_cell_names_the_records_behind_it():
    record = handmade(
        "A [40-year-old](Age Value=P40Y) [man](Sex Value=male). Both [facial](Nerve name=facial_nerve "
        "Laterality=bilateral Involvement=involved) and [facial](Nerve name=facial_nerve Laterality=bilateral "
        "Involvement=involved) nerves."
    )
    (case,) = cases_of(record)
    assert case.age == Cell(value="P40Y", records=(record.timing[0].id,))
    assert case.sex == Cell(value="male", records=(record.sex[0].id,))
    assert case.nerves_involved == Cells(
        values=("facial nerve:bilateral",), records=tuple(nerve.id for nerve in record.nerves)
    )


def test_csf_findings_and_procedures():
    marked = (
        "In CSF [protein](Analyte name=protein Specimen=csf) [1.2 g/L](LabValue Number=1.2 Unit=g/L >protein), "
        "[cells](Analyte name=cell_count Specimen=csf Flag=high), [serum iron](Analyte name=iron Specimen=serum) "
        "[9](LabValue Number=9 >serum_iron). [MRI](Procedure name=magnetic_resonance_imaging) was done, "
        "[biopsy](Procedure name=biopsy Assertion=negated) was not."
    )
    (case,) = cases_of(on(handmade(marked), protein="2020-05-01"))
    assert case.csf_findings.values == ("protein 1.2 g/L (2020-05-01)", "cell count high")
    assert case.procedures.values == ("magnetic resonance imaging",)


TWO = (
    "[Case 1](Patient Patient=1) A [30-year-old](Age Value=P30Y Patient=1) [woman](Sex Value=female Patient=1) with "
    "[lymphoma](Diagnosis Kind=haematological name=lymphoma Patient=1), left [ulnar](Nerve name=ulnar_nerve "
    "Laterality=left Involvement=involved Patient=1), took [rituximab](Drug Kind=ingredient name=rituximab Patient=1) "
    "and [died](Outcome Value=died Patient=1). [Case 2](Patient Patient=2) A [60-year-old](Age Value=P60Y Patient=2) "
    "[man](Sex Value=male Patient=2) with [leukemia](Diagnosis Kind=haematological name=leukemia Patient=2), "
    "[facial](Nerve name=facial_nerve Involvement=involved Patient=2), took [cytarabine](Drug Kind=ingredient "
    "name=cytarabine Patient=2) and [recovered](Outcome Value=recovered Patient=2). Such "
    "[prednisone](Drug Kind=ingredient name=prednisone) is of neither."
)


def test_two_patients_have_a_row_each_and_nothing_is_swapped():
    rows = [
        {name: cell.text for name, cell in case.cells() if cell.text} | {"patient": case.patient}
        for case in cases_of(handmade(TWO))
    ]
    assert rows == [
        {
            "patient": 1,
            "sex": "female",
            "age": "P30Y",
            "underlying_disease": "lymphoma",
            "nerves_involved": "ulnar nerve:left",
            "drugs_given": "rituximab",
            "outcome": "died",
        },
        {
            "patient": 2,
            "sex": "male",
            "age": "P60Y",
            "underlying_disease": "leukemia",
            "nerves_involved": "facial nerve",
            "drugs_given": "cytarabine",
            "outcome": "recovered",
        },
    ]


def test_of_several_patients_the_own_part_holds_before_the_abstract():
    nerve = "It was told of the [{0}](Nerve name={0} Involvement=involved Patient={1}) here.\n"
    marked = (
        f"Abstract\n{nerve.format('facial', 2)}{nerve.format('sciatic', 1)}Case report\n{nerve.format('ulnar', 1)}"
        "It was told of a [man](Sex Value=male Patient=2)."
    )
    assert [case.nerves_involved.values for case in cases_of(handmade(marked))] == [("ulnar",), ("facial",)]


def test_the_ids_of_a_row_are_ids_of_its_own_patient():
    record = handmade(TWO)
    owner = {head.id: head.patient for head in record.heads}
    for case in cases_of(record):
        assert {owner[id_] for _, cell in case.cells() for id_ in cell.records} == {case.patient}


def test_study_fields_name_their_places():
    study = Study(title=StudyField(id="a-Title-0-11", value="A weak\nhand", start=0, end=11))
    (case,) = cases_of(handmade("A weak hand").model_copy(update={"study": study}))
    assert case.title == Cell(value="A weak hand", records=("a-Title-0-11",))
    assert case.doi == Cell()
