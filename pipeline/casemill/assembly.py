"""Doc -> CaseRecord: places go back to the raw text, slots go to their heads.

The last step that knows spaCy. Each function is pure; :func:`casemill.extract.records_of`
is the door to it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, get_args

from spacy.tokens import Doc

from casemill import records as r
from casemill.document import mentions_of, sentences_of, state
from casemill.lexicons import listed
from casemill.mentions import SLOT_HEADS, Mention
from casemill.reading import OffsetMap
from casemill.reading.texts import page_of
from casemill.record_parts import StudyField

Slots = Mapping[tuple[tuple[str, int, int], str], list[Any]]
"""Head (label, start, end) and slot label -> the slots of that label, in order."""

TIME_LABELS: tuple[str, ...] = get_args(r.TimeLabel)

_STUDY_LABELS = {"title": "Title", "doi": "DOI", "pmid": "PMID", "year": "Year"}
"""Field of a study -> the label in its id."""

_COMPARATORS = {
    "<": "<",
    "≤": "<=",
    "<=": "<=",
    ">": ">",
    "≥": ">=",
    ">=": ">=",
    "less than": "<",
    "below": "<",
    "more than": ">",
    "greater than": ">",
    "above": ">",
}


class Places:
    """Places of the reading copy of one Doc -> evidence in its raw text.

    Parameters
    ----------
    doc
        A Doc that has been through the pipeline.
    sha256
        Hash of the raw text, the first part of all ids.
    """

    def __init__(self, doc: Doc, *, sha256: str) -> None:
        self._doc = doc
        self.sha256 = sha256
        self._raw: str = state(doc)["raw"]
        self._offsets = OffsetMap.from_plain(state(doc)["offsets"])
        self._pages: list[int] = state(doc).get("pages", [])
        self._times = {(label, start, end): plain for label, start, end, plain in state(doc).get("times", ())}

    @cached_property
    def _sentences(self) -> list[Any]:
        return sentences_of(self._doc, unread=True)

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self._sentences]

    def evidence(self, mention: Mention) -> r.Evidence:
        """Return the raw characters of a mention with its section and sentence."""
        start, end = self._offsets.to_raw(mention.start, mention.end)
        i = bisect.bisect_right(self._starts, mention.start) - 1
        sentence = self._sentences[max(i, 0)]
        first, last = self._offsets.to_raw(sentence.start, sentence.end)
        return r.Evidence(
            start=start,
            end=end,
            text=self._raw[start:end],
            page=page_of(self._pages, start),
            section=sentence.section,
            sentence_start=min(first, start),
            sentence_end=max(last, end),
        )

    def id_of(self, label: str, start: int, end: int) -> str:
        """Return the id of the record of a mention."""
        return r.record_id(self.sha256, label, *self._offsets.to_raw(start, end))

    def when(self, mention: Mention) -> r.When | None:
        """Return when the mention was, as the timeline tells, with the ids of the records that gave it."""
        plain = self._times.get((mention.label, *mention.place))
        if plain is None:
            return None
        given_by = tuple(self.id_of(*key) for key in plain.get("given_by", ()))
        return r.When(**{**plain, "given_by": given_by})

    def raw_place(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the raw text of a place of the reading copy."""
        return self._offsets.to_raw(start, end)

    def common(self, mention: Mention) -> dict[str, Any]:
        """Return the id, the label and the evidence that every record and slot has."""
        evidence = self.evidence(mention)
        return {
            "id": r.record_id(self.sha256, mention.label, evidence.start, evidence.end),
            "label": mention.label,
            "evidence": evidence,
        }


def assemble(
    doc: Doc, *, file: str | None, sha256: str, encoding: str | None, version: str
) -> r.CaseRecord:
    """Return the records of a Doc; the arguments go into the record as they are."""
    mentions = mentions_of(doc)
    places = Places(doc, sha256=sha256)
    known = {(m.label, *m.place) for m in mentions}
    slots: dict[tuple[tuple[str, int, int], str], list[Any]] = {}
    unattached: list[Any] = []
    for mention in mentions:
        if mention.label not in SLOT_HEADS:
            continue
        slot = slot_of(mention, places)
        heads = [key for head in mention.heads if (key := (SLOT_HEADS[mention.label], *head)) in known]
        for head in dict.fromkeys(heads):
            slots.setdefault((head, mention.label), []).append(slot)
        if not heads and mention.label not in TIME_LABELS:
            unattached.append(slot)
    return r.CaseRecord(
        casemill_version=version,
        file=file,
        sha256=sha256,
        encoding=encoding,
        text_sha256=state(doc).get("text_sha256"),
        study=study_of(state(doc).get("study", {}), places),
        sections=tuple(sections_of(state(doc).get("sections", ()), places)),
        set_aside=tuple(set_aside_of(state(doc).get("set_aside", ()))),
        abbreviations=tuple(
            r.Abbreviation(short=short, long=long)
            for short, long in sorted(state(doc).get("abbreviations", {}).items())
        ),
        nerves=tuple(nerve_of(m, places) for m in mentions if m.label == "Nerve"),
        drugs=tuple(drug_of(m, places, slots) for m in mentions if m.label == "Drug"),
        analytes=tuple(analyte_of(m, places, slots) for m in mentions if m.label == "Analyte"),
        diagnoses=tuple(diagnosis_of(m, places) for m in mentions if m.label == "Diagnosis"),
        procedures=tuple(procedure_of(m, places) for m in mentions if m.label == "Procedure"),
        events=tuple(event_of(m, places) for m in mentions if m.label == "Event"),
        outcomes=tuple(outcome_of(m, places) for m in mentions if m.label == "Outcome"),
        timing=tuple(time_of(m, places) for m in mentions if m.label in TIME_LABELS),
        sex=tuple(sex_of(m, places) for m in mentions if m.label == "Sex"),
        patients=tuple(r.PatientRecord(**_head(m, places)) for m in mentions if m.label == "Patient"),
        unattached=tuple(unattached),
    )


def slot_of(mention: Mention, places: Places) -> r.Slot:
    """Return the slot of a Dose, Route, Frequency, Duration, LabValue or RefRange mention."""
    common = places.common(mention)
    if mention.label == "Dose":
        return r.Dose(**common)
    if mention.label == "Route":
        return r.Route(**common)
    if mention.label == "RefRange":
        return r.RefRange(**common)
    if mention.label == "LabValue":
        return r.LabValue(
            **common,
            number=_stated(mention, "Number"),
            unit=_stated(mention, "Unit"),
            comparator=comparator_of(mention, common["evidence"].text),
        )
    return r.TimeSlot(**common, value=_stated(mention, "Value"))


def nerve_of(mention: Mention, places: Places) -> r.NerveRecord:
    """Return the record of a Nerve mention."""
    return r.NerveRecord(
        **_concept(mention, places),
        laterality=_stated(mention, "Laterality"),
        involvement=_stated(mention, "Involvement"),
        involvement_cue=mention.details.get("involvement_cue") or None,
    )


def drug_of(mention: Mention, places: Places, slots: Slots) -> r.DrugRecord:
    """Return the record of a Drug mention with its slots."""
    head = ("Drug", *mention.place)
    return r.DrugRecord(
        **_concept(mention, places),
        kind=_stated(mention, "Kind"),
        status=_stated(mention, "Status") or "given",
        status_cue=mention.details.get("status_cue") or None,
        components=tuple(listed(mention.details.get("components", ""))),
        doses=tuple(slots.get((head, "Dose"), ())),
        routes=tuple(slots.get((head, "Route"), ())),
        frequencies=tuple(slots.get((head, "Frequency"), ())),
        durations=tuple(slots.get((head, "Duration"), ())),
    )


def analyte_of(mention: Mention, places: Places, slots: Slots) -> r.AnalyteRecord:
    """Return the record of an Analyte mention with its values."""
    head = ("Analyte", *mention.place)
    return r.AnalyteRecord(
        **_concept(mention, places),
        kind=_stated(mention, "Kind"),
        specimen=_stated(mention, "Specimen"),
        flag=_stated(mention, "Flag"),
        values=tuple(slots.get((head, "LabValue"), ())),
        ref_ranges=tuple(slots.get((head, "RefRange"), ())),
    )


def diagnosis_of(mention: Mention, places: Places) -> r.DiagnosisRecord:
    """Return the record of a Diagnosis mention."""
    return r.DiagnosisRecord(**_concept(mention, places), kind=_stated(mention, "Kind"))


def procedure_of(mention: Mention, places: Places) -> r.ProcedureRecord:
    """Return the record of a Procedure mention."""
    return r.ProcedureRecord(**_concept(mention, places), kind=_stated(mention, "Kind"))


def event_of(mention: Mention, places: Places) -> r.EventRecord:
    """Return the record of an Event mention."""
    number = _stated(mention, "Number")
    return r.EventRecord(
        **_clinical(mention, places),
        value=_stated(mention, "Value"),
        number=int(number) if number else None,
        kind=_stated(mention, "Kind"),
        of=_stated(mention, "Of"),
    )


def outcome_of(mention: Mention, places: Places) -> r.OutcomeRecord:
    """Return the record of an Outcome mention."""
    return r.OutcomeRecord(**_clinical(mention, places), value=_stated(mention, "Value"))


def time_of(mention: Mention, places: Places) -> r.TimeRecord:
    """Return the record of a Date, Duration, Frequency, Age or Time mention."""
    return r.TimeRecord(
        **_head(mention, places),
        value=_stated(mention, "Value"),
        anchor=_stated(mention, "Anchor"),
    )


def sex_of(mention: Mention, places: Places) -> r.SexRecord:
    """Return the record of a Sex mention."""
    return r.SexRecord(**_head(mention, places), value=_stated(mention, "Value"))


def comparator_of(mention: Mention, text: str) -> Any:
    """Return the comparator of a value: as its rule says, else as its text begins."""
    stated = mention.details.get("comparator", "")
    if stated:
        return _COMPARATORS.get(stated)
    text = text.casefold()
    leading = [sign for sign in _COMPARATORS if text.startswith(sign)]
    return _COMPARATORS[max(leading, key=len)] if leading and mention.attributes.get("Number") else None


def set_aside_of(passages: Iterable[Any]) -> list[r.SetAside]:
    """Return the passages that reading set aside."""
    return [
        r.SetAside(start=start, end=end, reason=reason, language=language)
        for start, end, reason, language in passages
    ]


def study_of(plain: Mapping[str, Any], places: Places) -> r.Study:
    """Return what the text says of the publication."""
    fields = {}
    for name, (value, start, end) in plain.items():
        first, last = (None, None) if start is None else places.raw_place(start, end)
        id_ = f"{places.sha256[:12]}-{_STUDY_LABELS[name]}"
        if first is not None:
            id_ = f"{id_}-{first}-{last}"
        fields[name] = StudyField(id=id_, value=value, start=first, end=last)
    return r.Study(**fields)


def sections_of(plain: Iterable[Any], places: Places) -> list[r.SectionRecord]:
    """Return the sections with their places in the raw text."""
    found = []
    for start, end, category, read in plain:
        if end > start:
            first, last = places.raw_place(start, end)
            found.append(r.SectionRecord(start=first, end=last, category=category, read=read))
    return found


def _clinical(mention: Mention, places: Places) -> dict[str, Any]:
    return {
        **_head(mention, places),
        "assertion": _stated(mention, "Assertion") or "present",
        "assertion_cue": mention.details.get("assertion_cue") or None,
    }


def _concept(mention: Mention, places: Places) -> dict[str, Any]:
    return {
        **_clinical(mention, places),
        "name": mention.name or None,
        "identifier": mention.identifier or None,
    }


def _head(mention: Mention, places: Places) -> dict[str, Any]:
    return {
        **places.common(mention),
        "scope": _stated(mention, "Scope") or "patient",
        "scope_cue": mention.details.get("scope_cue") or None,
        "experiencer": _stated(mention, "Experiencer"),
        "patient": int(number) if (number := _stated(mention, "Patient")) else None,
        "when": places.when(mention),
    }


def _stated(mention: Mention, attribute: str) -> Any:
    return mention.attributes.get(attribute) or None
