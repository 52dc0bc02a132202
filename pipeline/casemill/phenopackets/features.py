"""Phenotypic features: diagnoses with an HPO identifier, and nerves found diseased or healthy.

The type of a feature is a phenotype, and a nerve is anatomy. So a nerve stands as the HPO
term for its disorder (``lexicons/nerve_features``), with its own name and identifier in the
description and its side as a modifier. The terms say that the nerve is abnormal, not how: a
palsy or a neuropathy is no more than a guess where the text tells of an enhancing nerve, or
of a low amplitude.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from casemill import records as r
from casemill.lexicons import Row, table
from casemill.phenopackets.elements import SIDES, STATED, Json, ontology_class


def features(diagnoses: Iterable[r.DiagnosisRecord], nerves: Iterable[r.NerveRecord], left: Counter[str]) -> list[Json]:
    """Return the features of a patient, none twice; what is left out is counted in ``left``."""
    found = [feature for diagnosis in diagnoses if (feature := _of_diagnosis(diagnosis, left))]
    found += [feature for nerve in nerves if (feature := _of_nerve(nerve, left))]
    unlike = {json.dumps(feature, sort_keys=True): feature for feature in found}
    return list(_without_denied(list(unlike.values()), left))


def _without_denied(found: Sequence[Json], left: Counter[str]) -> Iterator[Json]:
    """Leave out an excluded feature that is there too: without a time for each, the two contradict each other.

    A term for nerves in general is contradicted by any diseased nerve.
    """
    _, general = _terms()
    wide = {row["feature"] for row in general.values()}
    present: dict[str, set[str]] = defaultdict(set)
    for feature in found:
        if "excluded" not in feature:
            present[_type(feature)] |= _sides(feature)
    nerves = {row["feature"] for row in table("lexicons/nerve_features")} & present.keys()
    for feature in found:
        denied = "excluded" in feature and (
            _sides(feature) & present.get(_type(feature), set()) or (nerves and _type(feature) in wide)
        )
        if denied:
            left["feature excluded that is present too"] += 1
        else:
            yield feature


def _type(feature: Json) -> str:
    of_type = feature["type"]
    return str(of_type["id"]) if isinstance(of_type, dict) else ""


def _sides(feature: Json) -> set[str]:
    """Return the ids of left, right or both; both also of a feature without a side."""
    modifiers = feature.get("modifiers")
    stated = {str(side["id"]) for side in modifiers} if isinstance(modifiers, list) else set()
    both = {SIDES["left"][0], SIDES["right"][0]}
    return stated & both or both


def _of_diagnosis(diagnosis: r.DiagnosisRecord, left: Counter[str]) -> Json | None:
    identifier = diagnosis.identifier or ""
    if diagnosis.assertion not in STATED:
        left["diagnosis suspected or planned"] += 1
    elif identifier.startswith("HP:"):
        feature: Json = {"type": ontology_class(identifier, diagnosis.name or identifier)}
        return {**feature, "excluded": True} if diagnosis.assertion == "negated" else feature
    elif not identifier.startswith("MONDO:"):  # those are diseases
        left["diagnosis without a MONDO or HPO identifier"] += 1
    return None


def _of_nerve(nerve: r.NerveRecord, left: Counter[str]) -> Json | None:
    own, general = _terms()
    row = own.get(nerve.name or "")
    spared = nerve.involvement == "spared"
    if nerve.involvement is None or nerve.assertion not in ("present", "historical"):
        left["nerve neither involved nor spared"] += 1
        return None
    if row is None and not spared:
        row = general.get(_kinds().get(nerve.name or "", ""))
    if row is None:
        # a general term, excluded, would deny disease of all other nerves too
        left["nerve without an HPO term"] += 1
        return None
    feature: Json = {
        "description": ", ".join(filter(None, (nerve.name, nerve.identifier))),
        "type": ontology_class(row["feature"], row["label"]),
    }
    if spared:
        feature["excluded"] = True
    if nerve.laterality:
        feature["modifiers"] = [ontology_class(*SIDES[nerve.laterality])]
    return feature


@cache
def _terms() -> tuple[dict[str, Row], dict[str, Row]]:
    """Return name of a nerve -> its row, and kind of a nerve -> the row for all others of it."""
    rows = table("lexicons/nerve_features")
    return {row["nerve"]: row for row in rows if row["nerve"]}, {row["kind"]: row for row in rows if row["kind"]}


@cache
def _kinds() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in table("lexicons/nerves")}
