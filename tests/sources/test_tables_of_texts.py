"""CSV and JSON lines: each row is a report."""

from __future__ import annotations

import gzip

import pytest
from documents import zipped

from casemill.sources import Failure, Options, find_sources, read_source

NAMELESS = {"t.csv#7": "A.", "t.csv#2": "B.", "t.csv#3": "C.", "t.csv#4": "D."}
CSV = [
    pytest.param("id,text\n7,He fell.\n9,She rose.\n", {"t.csv#7": "He fell.", "t.csv#9": "She rose."}, id="ids"),
    pytest.param("text\nHe fell.\n\nShe rose.\n", {"t.csv#1": "He fell.", "t.csv#2": "She rose."}, id="numbers"),
    pytest.param('a,text\r\n1,"He ""fell"",\r\nthen rose."\r\n', {"t.csv#1": 'He "fell",\r\nthen rose.'}, id="quoted"),
    pytest.param("a;text;b\n1;He fell, once.;2\n", {"t.csv#1": "He fell, once."}, id="semicolons"),
    pytest.param("a\ttext\n1\tHe fell.\n", {"t.csv#1": "He fell."}, id="tabs"),
    pytest.param("\ufeffid,text\né,Señor fell.\n", {"t.csv#é": "Señor fell."}, id="mark-and-accents"),
    pytest.param("id,text\n7,A.\n7,B.\n,C.\n../x,D.\n", NAMELESS, id="ids-that-name-nothing"),
    pytest.param("id,text\n2,A.\n2,B.\n", {"t.csv#2": "A.", "t.csv#row 2": "B."}, id="id-like-a-number"),
    pytest.param(f"text\n{'a' * 300_000}\n", {"t.csv#1": "a" * 300_000}, id="long-cell"),
    pytest.param("text\nfirst\u2028second\x0bthird\n", {"t.csv#1": "first\u2028second\x0bthird"}, id="other-line-ends"),
]  # fmt: skip


def found(path, **options) -> dict[str, str]:
    sources = list(find_sources([path], options=Options(**options)))
    return {s.file if isinstance(s, Failure) else s.name: getattr(s, "code", "") or read_source(s).raw for s in sources}


@pytest.mark.parametrize(("table", "expected"), CSV)
def test_csv(tmp_path, table, expected):
    (tmp_path / "t.csv").write_bytes(table.encode("utf-8"))
    assert found(tmp_path / "t.csv") == expected


def test_windows_1252(tmp_path):
    (tmp_path / "t.csv").write_bytes("text\nSeñor fell – twice.\n".encode("cp1252"))
    assert found(tmp_path / "t.csv") == {"t.csv#1": "Señor fell – twice."}


def test_json_lines(tmp_path):
    path = tmp_path / "t.jsonl"
    path.write_text('{"id": 5, "text": "He fell.\\nThen"}\n\n[1]\n{"text": 3}\nbad\n{"id": [], "text": "She rose."}\n')
    assert found(path) == {
        "t.jsonl#5": "He fell.\nThen",
        f"{path}#2": "bad_row",
        f"{path}#3": "bad_row",
        f"{path}#4": "bad_row",
        "t.jsonl#row 5": "She rose.",
    }


def test_columns_are_named(tmp_path):
    (tmp_path / "t.csv").write_text("case,note\nx,He fell.\n")
    assert found(tmp_path / "t.csv", text_column="note", id_column="case") == {"t.csv#x": "He fell."}


def test_rows_of_packed_tables_are_read_in_any_order(tmp_path):
    table = "id,text\n" + "".join(f"r{i},Man {i} fell.\n" for i in range(50))
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(table.encode()))
    (tmp_path / "t.zip").write_bytes(zipped({"in/t.csv": table}))
    for path, name in ((tmp_path / "t.csv.gz", "t.csv.gz#r"), (tmp_path / "t.zip", "t.zip!in/t.csv#r")):
        sources = list(find_sources([path]))
        for i in (3, 49, 0, 7):
            assert (sources[i].name, read_source(sources[i]).raw) == (f"{name}{i}", f"Man {i} fell.")


@pytest.mark.parametrize("name", ["t.csv", "t.csv.gz", "t.zip"])
def test_rows_are_read_while_others_are_found(tmp_path, name):
    table = "text\n" + "".join(f"Man {i} fell.\n" for i in range(99))
    made = {"t.csv": table.encode(), "t.csv.gz": gzip.compress(table.encode()), "t.zip": zipped({"t.csv": table})}
    (tmp_path / name).write_bytes(made[name])
    raws = [read_source(source).raw for source in find_sources([tmp_path / name])]
    assert raws == [f"Man {i} fell." for i in range(99)]


def test_a_row_is_hashed_by_its_text(tmp_path):
    (tmp_path / "t.csv").write_text("text\nHe fell.\n")
    (tmp_path / "t.jsonl").write_text('{"text": "He fell."}\n')
    (tmp_path / "t.txt").write_text("He fell.")
    texts = [read_source(source) for source in find_sources([tmp_path])]
    assert len({text.sha256 for text in texts}) == 1
    assert [text.text_sha256 == text.sha256 for text in texts] == [True, True, False]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        pytest.param("t.csv", b"a,b\n1,2\n", "no_column", id="no-column"),
        pytest.param("t.csv", b"", "empty", id="empty"),
        pytest.param("t.csv", b"text\n", "no_text", id="header-alone"),
        pytest.param("t.csv", "text\nHe fell.\n".encode("utf-16"), "undecodable", id="utf-16"),
        pytest.param("t.csv", b"text\nHe\0fell.\n", "binary", id="nul"),
        pytest.param("t.csv", b"text\n" + b"a" * 8_000_001, "too_large", id="long-row"),
        pytest.param("t.csv", b"a,text\n1\n", "bad_row", id="short-row"),
        pytest.param("t.csv", b"text\na\rb\n", "bad_row", id="stray-line-end"),
        pytest.param("t.jsonl", b"", "empty", id="no-lines"),
        pytest.param("t.jsonl", b"\xff{}\n", "bad_row", id="no-utf-8"),
        pytest.param("t.jsonl", b"[" * 100_000 + b"\n", "bad_row", id="nested"),
        pytest.param("t.jsonl", b'{"text": 1' + b"0" * 5000 + b"}\n", "bad_row", id="long-number"),
        pytest.param("t.csv.gz", gzip.compress(b"text\n" + (b"a" * 7_000_000 + b"\n") * 3), "bomb", id="bomb"),
        pytest.param("t.csv.gz", gzip.compress(b"text\nHe fell.\n" * 999)[:-30], "corrupt", id="cut-off"),
    ],
)
def test_refused(tmp_path, name, data, code):
    (tmp_path / name).write_bytes(data)
    failures = [each for each in find_sources([tmp_path / name]) if isinstance(each, Failure)]
    assert [failure.code for failure in failures] == [code]
    assert name in failures[0].message


def test_a_row_that_changed_since_it_was_found_is_refused(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("a,text\n1,He fell.\n")
    (source,) = find_sources([path])
    path.write_text("a,text\n1\n")
    with pytest.raises(ValueError, match="changed"):
        read_source(source)
