"""The drugs of a patient by ingredient: classes and regimens give way to what they consisted of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from casemill.cases.days import before
from casemill.cases.model import Cells
from casemill.cases.who import cells_of, present, told
from casemill.lexicons import listed, table
from casemill.records import DrugRecord, When

Named = tuple[str, DrugRecord]
"""A preferred name and the record that gave it: the drug itself, or a regimen of which it is a component."""


def drugs_given(found: Sequence[DrugRecord]) -> Cells:
    """Return the names of the drugs that the patient received."""
    return cells_of(_given(found))


def drugs_around(found: Sequence[DrugRecord], onset: When | None) -> tuple[Cells, Cells]:
    """Return the drugs surely given before a point and those surely given from it on, by their dates.

    A drug given both before and after stands in both; one whose date is not known, or may lie on either side,
    in none.
    """
    given = list(_given(found))
    return (
        cells_of(item for item in given if before(item[1].when, onset)),
        cells_of(item for item in given if _from(item[1].when, onset)),
    )


def _given(found: Sequence[DrugRecord]) -> Iterator[Named]:
    heads = told(
        [drug for drug in present(found, also="historical") if drug.status in ("given", "stopped") and drug.name]
    )
    opened = list(_opened(heads))
    codes = {code for name, drug in opened if (code := _code(name, drug))}
    groups = {name: _groups().get(name, ()) for name, _ in opened}
    for name, drug in opened:
        if groups[name] and (_holds_any(groups[name], codes) or _is_wider(name, groups)):
            continue
        yield name, drug


def _opened(drugs: Sequence[DrugRecord]) -> Iterator[Named]:
    """Put the components of a regimen in its place; leave out one that is spelled out by ingredients."""
    spelled = _spelled_out(drugs)
    for drug in drugs:
        if drug.kind == "regimen" and drug.components:
            yield from ((component, drug) for component in drug.components)
        elif drug.name and drug.name not in spelled:
            yield drug.name, drug


def _spelled_out(drugs: Sequence[DrugRecord]) -> set[str]:
    """Return the regimens of unknown components that ingredients follow in their own sentence."""
    spelled = set()
    last: dict[int, int] = {}
    for drug in drugs:
        if drug.kind == "ingredient":
            last[drug.evidence.sentence_start] = drug.evidence.start
    for drug in drugs:
        goes_on = last.get(drug.evidence.sentence_start, -1) > drug.evidence.start
        if drug.kind == "regimen" and drug.name and not drug.components and goes_on:
            spelled.add(drug.name)
    return spelled


def _holds_any(prefixes: Iterable[str], codes: Iterable[str]) -> bool:
    return any(code.startswith(prefix) for prefix in prefixes for code in codes)


def _is_wider(name: str, groups: dict[str, tuple[str, ...]]) -> bool:
    """Tell whether another class that was named says the same more closely, or as closely and earlier."""
    names = list(groups)
    own = groups[name]
    for other in names:
        theirs = groups[other]
        if other == name or not theirs or not all(_holds_any(own, [code]) for code in theirs):
            continue
        mutual = all(_holds_any(theirs, [code]) for code in own)
        if not mutual or names.index(other) < names.index(name):
            return True
    return False


def _code(name: str, drug: DrugRecord) -> str:
    """Return the ATC code of an ingredient, empty for a class and where there is none."""
    stated = (drug.identifier or "").removeprefix("ATC:")
    if name == drug.name:
        return stated if drug.kind != "class" else ""
    return _codes().get(name, "")


@cache
def _codes() -> dict[str, str]:
    return {row["name"]: row["atc"] for row in table("lexicons/drugs")}


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Return class -> the prefixes of the ATC codes of its drugs."""
    return {row["class"]: tuple(listed(row["atc"])) for row in table("rules/drug_groups")}


def _from(when: When | None, onset: When | None) -> bool:
    return bool(when and onset and when.earliest and onset.latest and when.earliest >= onset.latest)
