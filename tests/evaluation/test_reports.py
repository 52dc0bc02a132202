"""Reports: the same tables in every format, the same bytes for the same evaluation."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from rich.console import Console

from casemill.evaluation import EvaluationError
from casemill.evaluation.reports import RENDERERS, check_format, render_console, render_report
from casemill.evaluation.reports.tables import tables_of

GOLD = "[<b>zinc|](Drug Kind=ingredient), [2 mg](Dose >1) and [sural nerve](Nerve #sural)"
PREDICTED = "[<b>zinc|](Drug Kind=brand), 2 mg and [sural](Nerve #sural) nerve"


@pytest.fixture(scope="module")
def evaluation(evaluated):
    return replace(evaluated(one=(GOLD, PREDICTED), two=(GOLD, GOLD)), notes=("three: left out",))


def cells(evaluation, title):
    return {row[0]: row[1:] for table in tables_of(evaluation) if table.title == title for row in table.rows}


def test_tables_say_what_the_scores_say(evaluation):
    assert cells(evaluation, "Documents")["one"] == (
        "0.400", "0.000", "0.667", "–", "–", "–", "0.800", "0.000", "0.000", "0.000",
    )  # fmt: skip
    spans = cells(evaluation, "Spans")
    assert list(spans) == ["Nerve", "Drug", "Dose", "nerves", "drugs", "all"]
    assert spans["Dose"] == ("2", "1", "1", "1.000", "0.500", "0.667", "0.00–1.00", "1.000", "0.500", "0.667")
    assert cells(evaluation, "Attributes") == dict.fromkeys(
        ("Drug.Kind", "drugs", "all"), ("2", "1", "0.500")
    )
    assert cells(evaluation, "Concepts") == dict.fromkeys(("Nerve name", "all name"), ("2", "2", "1.000"))
    assert cells(evaluation, "Relations")["Dose-Drug"][:3] == ("2", "1", "1")
    assert cells(evaluation, "Records")["all"][:3] == ("4", "4", "2")


def test_every_row_is_as_long_as_its_header(evaluation):
    for table in tables_of(evaluation):
        assert {len(row) for row in table.rows} == {len(table.header)}


@pytest.mark.parametrize("ending", list(RENDERERS))
def test_equal_evaluations_give_equal_bytes(evaluated, ending):
    texts = {"one": (GOLD, PREDICTED), "two": (GOLD, GOLD)}
    once = render_report(evaluated(**texts), Path(f"r{ending}"))
    again = render_report(evaluated(**dict(reversed(texts.items()))), Path(f"r{ending}"))
    assert once == again


@pytest.mark.parametrize("ending", list(RENDERERS))
def test_notes_and_misses_stand_in_every_report(evaluation, ending):
    report = render_report(evaluation, Path(f"r{ending}"))
    assert "three: left out" in report
    assert "border" in report and "missed" in report and "attribute" in report


def test_an_unknown_format_lists_the_known_ones():
    with pytest.raises(EvaluationError, match=r"r\.pdf: no such report format.*\.html, \.md, \.json"):
        check_format(Path("r.pdf"))


def test_html_needs_nothing_else_and_nests_well(evaluation):
    page = render_report(evaluation, Path("r.html"))
    assert not re.search(r"src=|href=|https?:|@import|url\(|<script", page)
    open_tags = []

    class Checker(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag != "meta":
                open_tags.append(tag)

        def handle_endtag(self, tag):
            assert open_tags.pop() == tag

    Checker().feed(page)
    assert open_tags == []
    assert "<mark>&lt;b&gt;zinc|</mark>" in page


def test_markdown_tables_have_equal_columns(evaluation):
    report = render_report(evaluation, Path("r.md"))
    blocks = re.findall(r"(?:^\|.*\n)+", report, flags=re.MULTILINE)
    assert len(blocks) == 7
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1
    assert r"**[&lt;b>zinc\|]**" in report


def test_json_has_null_where_there_is_nothing_to_score(evaluated):
    evaluation = evaluated(one=("[zinc](Drug)", "zinc"))
    content = json.loads(render_report(evaluation, Path("r.json")))
    assert content["total"]["exact"]["Drug"] == {
        "gold": 1, "predicted": 0, "right": 0, "precision": None, "recall": 0.0, "f1": 0.0,
    }  # fmt: skip
    assert "attribute" not in content["total"]
    assert content["documents"]["one"]["exact"] == content["total"]["exact"]
    assert [(miss["document"], miss["line"], miss["kind"]) for miss in content["misses"]] == [
        ("one", 1, "missed")
    ]


def shown(evaluation, **options):
    console = Console(file=io.StringIO(), width=120, markup=False, highlight=False)
    render_console(evaluation, console=console, **options)
    return console.file.getvalue()


def test_console_shows_tables_and_counts_of_misses(evaluation):
    output = shown(evaluation)
    assert "Note: three: left out" in output
    assert "Misses: 1 missed, 0 spurious, 1 border, 1 attribute, 1 relation" in output
    assert "…" not in output


def test_console_lists_misses_on_request(evaluation):
    lines = [line for line in shown(evaluation, misses="nerves").splitlines() if line.startswith("one:")]
    assert lines == [
        "one:1 border Nerve  …<b>zinc|, 2 mg and [sural nerve]…  gold: sural nerve  predicted: sural"
    ]
