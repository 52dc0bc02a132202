from __future__ import annotations

import importlib
import importlib.util

import click
import pytest
from click.testing import CliRunner
from timed import COURSE, RELATIVE, TIMES, timed

from casemill.pictures import command
from casemill.pictures.chart import notes
from casemill.pictures.items import course_of
from casemill.pictures.marks import COLOURS
from casemill.pictures.saving import picture, save

NEEDED = pytest.mark.skipif(
    not all(importlib.util.find_spec(name) for name in ("altair", "vl_convert")), reason="needs casemill[pictures]"
)
EXTRACT = importlib.import_module("casemill.extract")  # the package has a function of that name
HOSTILE = "She took [</script><script>alert(1)</script>](Drug Kind=ingredient)."
TEXT = (
    "Case report\n\nA 40-year-old man was admitted on 3 May 2019 with leg weakness. "
    "On 5 May 2019 he received prednisone 50 mg. Hemoglobin was 9 g/dL on 6 May 2019.\n"
)


@NEEDED
@pytest.mark.parametrize("form", ["svg", "html"])
@pytest.mark.parametrize("times", [TIMES, RELATIVE], ids=["dates", "days"])
def test_a_record_gives_the_same_bytes_twice(form, times):
    record = timed(COURSE, times, file="a.txt")
    assert picture(record, form) == picture(record, form)


@NEEDED
def test_the_drawing_shows_rows_values_and_what_is_missing():
    drawn = picture(timed(COURSE, TIMES, file="a.txt"), "svg").decode()
    for text in ("a.txt", "facial nerve", "8.1 g/dL", "50 mg", "drug given", "2 records without a time"):
        assert text in drawn


@NEEDED
def test_the_page_quotes_evidence_and_loads_nothing():
    page = picture(timed(COURSE, TIMES, file="a.txt"), "html").decode()
    assert "FK506" in page
    assert "<script src" not in page
    assert "<link" not in page
    assert '"actions": false' in page


@NEEDED
def test_a_report_cannot_end_the_script_of_the_page():
    record = timed(HOSTILE, {"</script><script>alert(1)</script>": TIMES["grafted"]}, file="</script>")
    assert "alert(1)" in (page := picture(record, "html").decode())
    assert "<script>alert(1)" not in page


@NEEDED
def test_a_picture_that_cannot_be_drawn_leaves_nothing(tmp_path):
    with pytest.raises(ValueError, match="svg, png, html"):
        save(timed(COURSE, TIMES), tmp_path / "a.gif")
    assert list(tmp_path.iterdir()) == []


def test_notes_say_only_what_is_in_the_picture():
    plain = course_of(timed("[grafted](Event Value=transplant)", TIMES))
    assert notes(plain) == []
    assert any("Hollow" in line for line in notes(course_of(timed(COURSE, TIMES))))
    assert notes(course_of(timed(COURSE, RELATIVE)))[0] == "Days from transplant."


def test_every_meaning_has_a_colour():
    assert {item.meaning for item in course_of(timed(COURSE, TIMES)).items} <= set(COLOURS)


def test_without_the_libraries_the_extra_is_named(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(click.ClickException, match=r"casemill\[pictures\]"):
        command.require_pictures()


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_an_unknown_ending_is_a_usage_error(report, tmp_path):
    result = CliRunner().invoke(command.timeline, [str(report), "--out", str(tmp_path / "a.pdf")])
    assert result.exit_code == 2
    assert ".svg, .png, .html" in result.output


@NEEDED
@pytest.mark.parametrize("ending", command.ENDINGS)
def test_the_command_writes_each_format(report, tmp_path, monkeypatch, ending):
    monkeypatch.setattr(EXTRACT, "extract_file", lambda path: timed(COURSE, TIMES, file=path.name))
    out = tmp_path / f"a{ending}"
    result = CliRunner().invoke(command.timeline, [str(report), "--out", str(out)])
    assert (result.exit_code, result.output) == (0, f"{out}\n")
    assert out.stat().st_size > 1000


@NEEDED
@pytest.mark.parametrize(
    ("options", "names"),
    [((), {"a-patient1.svg", "a-patient2.svg"}), (("--patient", "2"), {"a.svg"})],
    ids=["each", "one"],
)
def test_of_several_patients_each_gets_a_picture(report, tmp_path, monkeypatch, options, names):
    marked = "One was [grafted](Event Value=transplant), two [came back](Event Value=relapse)."
    record = timed(marked, TIMES, patients={"grafted": 1, "came back": 2})
    monkeypatch.setattr(EXTRACT, "extract_file", lambda path: record)
    out = tmp_path / "out"
    result = CliRunner().invoke(command.timeline, [str(report), "--out", str(out / "a.svg"), *options])
    assert result.exit_code == 0
    assert {path.name for path in out.iterdir()} == names


@NEEDED
def test_a_patient_that_is_not_there_is_a_usage_error(report, tmp_path):
    result = CliRunner().invoke(command.timeline, [str(report), "--out", str(tmp_path / "a.svg"), "--patient", "7"])
    assert result.exit_code == 2


@NEEDED
def test_a_report_without_times_says_so(report, tmp_path, monkeypatch):
    monkeypatch.setattr(EXTRACT, "extract_file", lambda path: timed(COURSE, {}))
    result = CliRunner().invoke(command.timeline, [str(report), "--out", str(tmp_path / "a.svg")])
    assert result.exit_code == 1
    assert "nothing drawn" in result.output
