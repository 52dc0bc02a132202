"""A lint of the tables of the model package."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import get_args

import pytest

import en_case_report
from casemill import records
from casemill.lexicons import Row, listed, table
from casemill.words import is_abbreviation, words_of

MODEL = Path(en_case_report.__file__).parent
TABLES = sorted(path.relative_to(MODEL).with_suffix("").as_posix() for path in MODEL.rglob("*.tsv"))
LEXICONS = [name for name in TABLES if name.startswith("lexicons/")]

IDS = re.compile(
    r"UBERON:\d{7}|FMA:\d+|ATC:[A-Z]\d\d[A-Z]{0,2}\d{0,2}|DrugBank:DB\d{5}|LOINC:\d{1,5}-\d|RxNorm:\d+|MONDO:\d{7}|HP:\d{7}|local:[\w.+()/%-]+"
)
LICENCES = {"MIT", "CC0-1.0", "CC-BY-3.0", "CC-BY-4.0", "HPO", "LOINC", "RxNorm"}
"""Those that NOTICE.md speaks of."""
EXAMPLES = ("example", "counter_example")
HEADS = {
    "nerve": {"lexicons/nerves": ("name", "terms")},
    "drug": {
        "lexicons/drugs": ("name", "synonyms", "brands"),
        "lexicons/drug_classes": ("name", "forms"),
        "lexicons/drug_combinations": ("name", "synonyms", "brands"),
        "lexicons/drug_abbreviations": ("abbreviation",),
        "lexicons/regimens": ("name", "synonyms"),
    },
    "analyte": {"lexicons/analytes": ("name", "synonyms", "abbreviations")},
    "procedure": {"lexicons/procedures": ("name", "synonyms", "abbreviations")},
    "diagnosis": {"lexicons/diseases": ("name", "synonyms", "abbreviations", "ambiguous")},
}
"""Family -> its lexicons -> the columns that hold what the text may say."""


def key_of(term: str) -> str:
    """Return what two terms share that the text cannot tell apart."""
    folded = " ".join(word.key for word in words_of(term))
    return term if is_abbreviation(term) else folded


@pytest.mark.parametrize("name", TABLES)
def test_cells_are_trimmed_and_lists_have_no_empty_or_double_parts(name):
    found = []
    for row in table(name):
        for column, cell in row.items():
            parts = cell.split("|") if "|" in cell and column not in ("pattern", *EXAMPLES) else []
            if cell != cell.strip() or any(part != part.strip() or not part for part in parts):
                found.append(f"{column}: {cell!r} is not trimmed")
            found += [f"{column}: {part!r} twice" for part, count in Counter(parts).items() if count > 1]
    assert found == []


@pytest.mark.parametrize("name", TABLES)
def test_rows_and_ids_are_unique(name):
    rows = table(name)
    assert rows
    assert [row for row, count in Counter(tuple(row.values()) for row in rows).items() if count > 1] == []
    ids = Counter(row["id"] for row in rows if "id" in row)
    assert [key for key, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", LEXICONS)
def test_each_lexicon_row_says_where_it_is_from(name):
    found = []
    for row in table(name):
        if not IDS.fullmatch(row["id"]):
            found.append(f"id {row['id']!r}")
        if not row["source"]:
            found.append(f"{row['id']}: no source")
        if not set(row["licence"].split("; ")) <= LICENCES:
            found.append(f"{row['id']}: licence {row['licence']!r}")
    assert found == []


def test_the_notice_speaks_of_each_licence():
    notice = (Path(__file__).resolve().parents[1] / "NOTICE.md").read_text(encoding="utf-8")
    assert [licence for licence in sorted(LICENCES) if f"`{licence}`" not in notice] == []


@pytest.mark.parametrize("name", [name for name in TABLES if "counter_example" in table(name)[0]])
def test_each_rule_has_an_example_and_a_counter_example(name):
    bare = [row for row in table(name) if not row["example"] or not row["counter_example"]]
    assert bare == []


def test_every_family_has_its_lexicons():
    wanted = {name for lexicons in HEADS.values() for name in lexicons}
    assert wanted <= set(TABLES)


def is_marked(rows: list[tuple[str, Row]]) -> bool:
    """Tell whether one of the rows says that its term counts in some contexts alone."""
    return any(row.get("context") or {"strict", "never"} & set(row.get("marks", "").split()) for _, row in rows)


def terms_of(family: str) -> dict[str, list[tuple[str, Row]]]:
    """Return key -> (table, row) of all that a family's lexicons list."""
    found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
    for name, columns in HEADS[family].items():
        for row in table(name):
            keys = {key_of(term) for column in columns for term in listed(row[column])}
            for key in keys:
                found[key].append((name, row))
    return found


NAMES = [
    (name, column)
    for name in LEXICONS
    for column in ("name", "quantity", "abbreviation")
    if column in table(name)[0]
]


@pytest.mark.parametrize(("name", "column"), NAMES)
def test_every_row_has_the_name_that_records_give(name, column):
    assert [row["id"] for row in table(name) if not row[column]] == []


@pytest.mark.parametrize("column", ["kind", "specimen", "flag"])
def test_columns_of_closed_values_hold_no_others(column):
    values = {"kind": records.AnalyteKind, "specimen": records.Specimen, "flag": records.Flag}
    allowed = {"", *get_args(values[column])}
    assert [row["id"] for row in table("lexicons/analytes") if row[column] not in allowed] == []


def test_diseases_are_of_a_closed_kind_and_their_parents_have_rows():
    rows = table("lexicons/diseases")
    names = {row["name"] for row in rows}
    assert [row["id"] for row in rows if row["kind"] not in get_args(records.DiagnosisKind)] == []
    assert [row["id"] for row in rows if not set(listed(row["parent"])) <= names] == []


@pytest.mark.parametrize("family", HEADS)
def test_a_term_stands_for_one_thing_in_its_family(family):
    clashes = {
        key: sorted({f"{name}: {row['name']}" for name, row in rows})
        for key, rows in terms_of(family).items()
        if len({row["name"] for _, row in rows}) > 1 and not is_marked(rows)
    }
    assert clashes == {}


@pytest.mark.parametrize(("one", "other"), [("drug", "analyte"), ("drug", "nerve"), ("analyte", "nerve")])
def test_a_term_of_two_families_needs_a_mark(one, other):
    first, second = terms_of(one), terms_of(other)
    clashes = {
        key: [row["name"] for _, row in (*first[key], *second[key])]
        for key in first.keys() & second.keys()
        if not is_marked([*first[key], *second[key]])
    }
    assert clashes == {}


def test_each_test_has_one_code_whose_check_digit_holds():
    rows = table("lexicons/loinc")
    keys = Counter((row["quantity"], row["specimen"], row["property"]) for row in rows)
    assert [key for key, count in keys.items() if count > 1] == []
    assert {row["specimen"] for row in rows} <= set(get_args(records.Specimen))
    assert {row["quantity"] for row in rows} <= {row["quantity"] for row in table("lexicons/analytes")}
    assert [row["loinc"] for row in rows if not has_check_digit(row["loinc"])] == []


def has_check_digit(loinc: str) -> bool:
    """Tell whether the last digit of a code is that of the Luhn algorithm."""
    number, _, check = loinc.removeprefix("LOINC:").partition("-")
    doubled = "".join(str(int(digit) * (1 if i % 2 else 2)) for i, digit in enumerate(reversed(number)))
    return (10 - sum(map(int, doubled)) % 10) % 10 == int(check)


def test_nerves_of_each_kind_have_a_feature():
    nerves, rows = table("lexicons/nerves"), table("lexicons/nerve_features")
    assert [row["id"] for row in rows if bool(row["nerve"]) == bool(row["kind"])] == []
    assert [row["id"] for row in rows if not re.fullmatch(r"HP:\d{7}", row["feature"]) or not row["label"]] == []
    assert {row["nerve"] for row in rows} - {""} <= {row["name"] for row in nerves}
    assert {row["kind"] for row in rows} - {""} == {row["kind"] for row in nerves}
