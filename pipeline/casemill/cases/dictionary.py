"""The data dictionary: what stands in each column of each table.

Columns of ``cases`` are described where their fields are declared, in :class:`PatientCase`; those of the other
tables here.
"""

from __future__ import annotations

from casemill.cases.model import CELLS, PatientCase, records_column
from casemill.records import FAMILIES

_HEAD = {
    "file": "Name of the file; for a file of a folder its path inside that folder; empty for a text.",
    "id": "Id of the record: first digits of the text's hash, label, raw place.",
    "label": "Label of the annotation guidelines.",
    "scope": "`patient` for the reported patient, `general` for literature, background and other people.",
    "patient": "Number of the patient in a report of several; empty in a report of one, and for what is of neither.",
}
_ASSERTION = {
    "assertion": "`present`, `negated`, `possible`, `planned` or `historical`.",
    "assertion_cue": "The words that decided the assertion, where it is not the default.",
}
_WHEN = {
    "when_earliest": "First day that it can have been, `YYYY-MM-DD`; empty where the calendar cannot be reached.",
    "when_latest": "Last day that it can have been, `YYYY-MM-DD`.",
    "when_anchor": "What the distance counts from: `transplant`, `diagnosis`, `onset` ...",
    "when_offset": "Distance from the anchor with its sign, ISO 8601, for example `+P60D`.",
    "when_count": "Which transplantation a day count starts from.",
    "when_inferred": "True if the year or the anchor's event is not stated but follows from what was told before.",
    "when_source": "`stated`: a time expression itself; `sentence`: of its sentence; `narrative`: of an earlier one.",
    "when_given_by": "Ids of the records that the time was read from, parted by `;`.",
}
_EVIDENCE = {
    "text": "The raw characters of the record.",
    "start": "Where they begin, in Unicode code points of the raw text.",
    "end": "Where they end, half open.",
    "section": "Category of the section: `abstract`, `case`, `discussion` ...",
    "sentence_start": "Where the sentence of the record begins in the raw text.",
    "sentence_end": "Where it ends, half open.",
}
_CONCEPT = {
    "name": "Preferred name, lower case where the guidelines say so.",
    "identifier": "Identifier in a vocabulary (`UBERON:`, `ATC:`, `MONDO:`, `HP:`), where one exists.",
}
_REPORT = {
    "file": _HEAD["file"],
    "sha256": "Hash of the bytes of the file; of its UTF-8 form for a text.",
}


def _family(*own: dict[str, str]) -> dict[str, str]:
    described = {**_HEAD}
    for part in own:
        described |= part
    return {**described, **_WHEN, **_EVIDENCE}


def _cases() -> dict[str, str]:
    """Describe the fields of a case; behind each cell stands the column of its ids."""
    described: dict[str, str] = {}
    for field, declared in PatientCase.model_fields.items():
        described[field] = " ".join((declared.description or "").split())
        if field in CELLS:
            described[records_column(field)] = f"Ids of the records behind `{field}`, parted by `;`."
    return described


DESCRIPTIONS: dict[str, dict[str, str]] = {
    "reports": {
        **_REPORT,
        "encoding": "Encoding in which the file was read; empty for a text.",
        "title": "Title of the report, where the text gives it.",
        "doi": "DOI of the report, where the text gives it.",
        "pmid": "PubMed number of the report, where the text gives it.",
        "year": "Year of publication, where the text gives it.",
        "schema_version": "Version of the shape of the records.",
        "casemill_version": "Version of the program.",
        **{name: f"Number of records in `{name}`." for name in FAMILIES},
        "unattached": "Number of doses, routes, values and reference ranges whose head the text does not name.",
        "set_aside": "Number of passages that were not read because they are not English.",
    },
    "cases": _cases(),
    "conflicts": {
        **_REPORT,
        "patient": "Number of the patient in the report; 1 in a report of one patient.",
        "kind": "`age`, `sex`, `diagnosis`, `nerve_side`, `drug` (given or not), `dose`, `interval` (to the onset), "
        "`outcome`, `measurement` or `date`.",
        "subject": "What both statements speak of: a nerve, an analyte, a drug, a point in time.",
        **{
            f"{which}_{name}": text.format(which)
            for which in ("first", "second")
            for name, text in {
                "text": "What the {} statement says.",
                "record": "Id of the record that makes the {} statement.",
                "part": "`abstract` or `body`: where the {} statement stands.",
                "section": "Category of the section of the {} statement.",
            }.items()
        },
    },
    "care": {
        **_REPORT,
        "item": "Id of the item in `rules/care_items`.",
        "number": "Number of the item's topic in the CARE checklist of 2013.",
        "topic": "Topic of the checklist that the item belongs to.",
        "wording": "What the item asks for.",
        "found": "True if the report shows it, false if it was not found.",
        "start": "Where the first evidence begins in the raw text; empty if not found.",
        "end": "Where it ends, half open.",
        "section": "Category of the section of the first evidence; `title` for the title.",
        "record": "Id of the record that is the first evidence; empty for a section or a title.",
    },
    "nerves": _family(
        _CONCEPT,
        {
            "laterality": "`left`, `right` or `bilateral`, where stated.",
            "involvement": "`involved` (diseased) or `spared` (examined and normal), where the text says so.",
            "involvement_cue": "What decided the involvement.",
        },
    ),
    "drugs": _family(
        _CONCEPT,
        {
            "kind": "`ingredient`, `brand`, `class` or `regimen`.",
            "status": "`given`, `stopped`, `not_given` or `considered`.",
            "status_cue": "What decided the status, where it is not the default.",
            "components": "Ingredients of a regimen or of a combination, where known, parted by `; `.",
            "doses": "Doses as written, parted by `; `.",
            "routes": "Routes as written, parted by `; `.",
            "frequencies": "Frequencies as written, parted by `; `.",
            "frequency_values": "The same in ISO 8601 / TIMEX3, `?` where it has no value.",
            "durations": "Durations as written, parted by `; `.",
            "duration_values": "The same in ISO 8601, `?` where it has no value.",
        },
    ),
    "analytes": _family(
        _CONCEPT,
        {
            "kind": "`lab`, `vital`, `score` or `electrophysiology`.",
            "specimen": "`blood`, `serum`, `csf`, `bone_marrow`, `urine` or `tissue`, as stated.",
            "flag": "`high`, `low`, `normal`, `abnormal`, `positive` or `negative`.",
            "value_id": "Id of the result; one row a result.",
            "value_text": "The result as written.",
            "comparator": "`<`, `<=`, `>` or `>=`, where stated.",
            "number": "The number with a decimal point; two numbers of one result with `/` or `-` between.",
            "number_value": "The number as a float; empty for two numbers and for words.",
            "unit": "Unit in UCUM where it is plain, `%` for per cent.",
            "value_start": "Where the result begins in the raw text.",
            "value_end": "Where it ends, half open.",
            "ref_ranges": "Reference intervals as written, parted by `; `.",
        },
    ),
    "diagnoses": _family(
        _CONCEPT, _ASSERTION, {"kind": "`haematological`, `neurological` or `other` (graft-versus-host disease)."}
    ),
    "procedures": _family(
        _CONCEPT, _ASSERTION, {"kind": "`electrophysiology`, `imaging`, `biopsy`, `lumbar_puncture` or `other`."}
    ),
    "events": _family(
        _ASSERTION,
        {
            "value": "`diagnosis`, `onset`, `admission`, `discharge`, `remission`, `relapse` or `transplant`.",
            "number": "Which remission, relapse or transplantation, as the text counts them.",
            "kind": "Of a transplantation: `allogeneic` or `autologous`, where stated.",
            "of": "`haematological` or `neurological`: what began, was diagnosed, remitted or relapsed, where stated.",
        },
    ),
    "outcomes": _family(_ASSERTION, {"value": "`recovered`, `improved`, `stable`, `worsened` or `died`."}),
    "timing": _family(
        {
            "value": "ISO 8601 / TIMEX3; a distance with a sign for a point that is counted from an anchor.",
            "anchor": "What such a distance counts from.",
        }
    ),
    "sex": _family({"value": "`female` or `male`."}),
    "patients": _family(),
}
"""Table -> column -> what stands in it, in the order of the columns."""
