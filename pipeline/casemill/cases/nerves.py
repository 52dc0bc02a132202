"""The nerves of a patient: which are diseased, which were examined and found normal."""

from __future__ import annotations

from collections.abc import Sequence

from casemill.cases.model import Cells
from casemill.cases.who import named, present, told
from casemill.records import DiagnosisRecord, NerveRecord


def nerves(found: Sequence[NerveRecord], diagnoses: Sequence[DiagnosisRecord]) -> tuple[Cells, Cells]:
    """Return the diseased nerves and the spared ones as ``name:side``.

    A nerve that is found without abnormality is spared; one that only stands in the name of a disease that is
    denied was not examined. One that a study shows diseased and another normal is diseased: a normal finding does
    not undo the other.
    """
    denied = {i for d in diagnoses if d.assertion == "negated" for i in range(d.evidence.start, d.evidence.end)}
    involved = _listed([nerve for nerve in present(found) if nerve.involvement == "involved"])
    normal = [
        nerve
        for nerve in present(found, also="negated")
        if nerve.involvement == "spared" and nerve.evidence.start not in denied
    ]
    return involved, _listed([nerve for nerve in normal if _value(nerve) not in involved.values])


def _listed(found: Sequence[NerveRecord]) -> Cells:
    """List the nerves; a bare name is the same finding told shorter where the name also stands with a side."""
    heads = told([nerve for nerve in found if nerve.name])
    sided = {nerve.name for nerve in heads if nerve.laterality}
    return named(heads, lambda nerve: None if nerve.name in sided and not nerve.laterality else _value(nerve))


def _value(nerve: NerveRecord) -> str | None:
    return f"{nerve.name}:{nerve.laterality}" if nerve.laterality else nerve.name
