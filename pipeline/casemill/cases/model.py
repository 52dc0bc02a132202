"""The row of a patient: one cell a column, each with the ids of the records behind it."""

from __future__ import annotations

from collections.abc import Iterator

from casemill.records import Frozen

NOT_REPORTED = "not reported"
"""What a table writes where the text is silent; in the model such a cell has no value."""

PARTED_BY = ";"
"""Between the values of a list, and between ids, in one cell of a table."""


class Cell(Frozen):
    """One value, or None where the text is silent."""

    value: str | None = None
    records: tuple[str, ...] = ()
    """Ids of the records that the value was read from, in order of their places, none twice."""

    @property
    def text(self) -> str | None:
        """What a table shows."""
        return self.value


class Cells(Frozen):
    """A list of values, none twice, in order of their first mention; empty where the text is silent."""

    values: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    """Ids of the records that the values were read from, in order of their places, none twice."""

    @property
    def text(self) -> str | None:
        """What a table shows."""
        return PARTED_BY.join(self.values) or None


class PatientCase(Frozen):
    """What one report tells of one patient. A field a column, its docstring the rule of the column."""

    file: str | None = None
    """Name of the file, as in `records.jsonl`; none for a text."""
    sha256: str
    """Hash of the report, as in `records.jsonl`."""
    patient: int = 1
    """Number of the patient in the report, in order of first mention; 1 in a report of one patient."""
    title: Cell = Cell()
    """Title of the report, as the text gives it."""
    doi: Cell = Cell()
    """DOI of the report, where the text gives it."""
    pmid: Cell = Cell()
    """PubMed number of the report, where the text gives it."""
    year: Cell = Cell()
    """Year of publication, where the text gives it."""
    sex: Cell = Cell()
    """`female` or `male`, as first stated of the patient."""
    age: Cell = Cell()
    """Age at presentation, ISO 8601 duration: the first age outside the discussion that says who the patient is
    (`a 40-year-old man`), else one in the sentence of an admission, else the first."""
    age_at_diagnosis: Cell = Cell()
    """An earlier age, ISO 8601, stated in the sentence in which the malignancy is diagnosed or complaints begin that
    are not neurological, or in the one before it; empty where no haematological disease is told."""
    underlying_disease: Cell = Cell()
    """Haematological malignancy, present or historical: the most specific name of the line (a disease with the more
    general names above it in the lexicon) that is named most often. Only leukemias, lymphomas, myelomas and their
    kin are looked for: of a patient with another disease, a solid tumour for example, it is `not reported`."""
    underlying_status: Cell = Cell()
    """The last of diagnosis, remission and relapse that is told of the malignancy, with its number if it has one;
    empty where no malignancy is told."""
    underlying_course: Cells = Cells()
    """Diagnosis, remissions and relapses of the malignancy as told, with their numbers and, in parentheses, dates."""
    transplantation: Cells = Cells()
    """Transplantations carried out: kind where stated, number where there are several, date in parentheses where known.
    What is told of one day or under one number is one."""
    day_zero: Cell = Cell()
    """Date of the first transplantation, `YYYY-MM-DD`, as told of it, else as the days counted from it give it."""
    second_day_zero: Cell = Cell()
    """Date of the second transplantation, `YYYY-MM-DD`, in the same way."""
    interval_to_onset: Cell = Cell()
    """Time from transplantation, else from the diagnosis of the malignancy, to the first neurological complaint: the
    distance that the text states, else in days; `least/most` where the dates leave room."""
    interval_counted_from: Cell = Cell()
    """What `interval_to_onset` counts from: `transplant` or `diagnosis`."""
    nerves_involved: Cells = Cells()
    """Diseased nerves of the patient as `name:side`; the bare name where no side is stated anywhere."""
    nerves_spared: Cells = Cells()
    """Nerves of the patient examined and found normal, nowhere diseased, as `name:side`; the bare name where no side
    is stated."""
    neurological_diagnosis: Cells = Cells()
    """Syndrome: neurological diagnoses present in the patient that the lexicon knows (disorders of nerves, roots,
    cord and brain as they stand beside malignancies); a general name is left out beside a specific one that is named
    as often."""
    csf_findings: Cells = Cells()
    """Results in cerebrospinal fluid: name and number with unit, else the finding; date in parentheses where known."""
    procedures: Cells = Cells()
    """Examinations by instrument, puncture or excision that were done."""
    drugs_given: Cells = Cells()
    """Drugs the patient received, also those stopped later. A class is left out beside a drug of it; a regimen gives
    way to its components where they are known or named behind it in its sentence."""
    drugs_before_onset: Cells = Cells()
    """Those of `drugs_given` that were surely given before the first neurological complaint, by their dates."""
    drugs_after_onset: Cells = Cells()
    """Those of `drugs_given` that were surely given on or after the day of the first neurological complaint."""
    outcome: Cell = Cell()
    """`died` where a death of the patient is told, else the last of `recovered`, `improved`, `stable`, `worsened` in
    the narrative, else of the abstract; `not improved` where the last word denies a change; empty where the patient
    was treated on after it in the first half of the report."""
    follow_up: Cell = Cell()
    """Time from the first neurological complaint, else from the first dated admission or beginning that is not the
    malignancy's, else from the first dated transplantation, to the last dated point of the narrative, in days,
    `least/most` where the dates leave room; without dates, the last stated distance with those that it goes on from."""
    follow_up_counted_from: Cell = Cell()
    """What `follow_up` counts from: `onset`, `diagnosis`, `admission`, `transplant`, `discharge` ..."""

    def cells(self) -> Iterator[tuple[str, Cell | Cells]]:
        """Yield the columns that have records behind them, in order."""
        for name in CELLS:
            yield name, getattr(self, name)


CELLS = tuple(name for name, field in PatientCase.model_fields.items() if field.annotation in (Cell, Cells))
"""Columns with records behind them; each has a column of ids beside it, :func:`records_column`."""


def records_column(column: str) -> str:
    """Return the name of the column of ids beside a column.

    >>> records_column("sex")
    'sex_records'
    """
    return f"{column}_records"
