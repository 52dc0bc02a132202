"""What is found in files, folders and archives, in which order, and what fails."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import stat
import sys
import zipfile
from itertools import islice
from pathlib import Path

import pytest
from documents import zipped
from hypothesis import given
from hypothesis import strategies as st

from casemill.errors import InputError
from casemill.sources import Failure, Options, Source, digest, find_sources, read_source, source_of

CASE = "A man of 40 years fell."


def told(paths, **options) -> list[str]:
    """Return the names of sources, and code and last part of the path of failures."""
    found = find_sources([Path(path) for path in paths], options=Options(**options))
    return [f"{s.code} {Path(s.file).name}" if isinstance(s, Failure) else s.name for s in found]


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in ("a.txt", "more/b.TXT", "more.txt", "more-x.pdf", "z.docx", "notes.md", ".hidden.txt", ".git/c.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CASE)
    return tmp_path / "in"


def test_folders_are_searched_in_order_of_names(folder):
    assert told([folder]) == ["a.txt", "more-x.pdf", "more.txt", "more/b.TXT", "z.docx"]


@given(
    st.sets(st.text("ab-.0/~", min_size=1, max_size=6).filter(lambda name: "/" not in (name[0], name[-1])), max_size=12)
)
def test_the_order_is_that_of_the_whole_names(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("in")
    made = []
    for name in names:
        path = folder / f"{name}.txt"
        if any(not part or part.startswith(".") for part in name.split("/")):
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CASE)
        made.append(f"{name}.txt")
    assert told([folder]) == (sorted(made) or [f"no_text {folder.name}"])


def test_each_file_comes_once_by_whichever_way(folder):
    (folder / "more" / "link.txt").symlink_to("../a.txt")
    assert told([folder / "a.txt", folder, folder / "more" / ".." / "more.txt"]) == [
        "a.txt",
        "more-x.pdf",
        "more.txt",
        "more/b.TXT",
        "z.docx",
    ]


def test_links_to_folders_are_not_followed(folder):
    (folder / "more" / "loop").symlink_to(folder)
    (folder / "more" / "loop.txt").symlink_to(folder)
    assert told([folder]) == ["a.txt", "more-x.pdf", "more.txt", "more/b.TXT", "z.docx"]


def test_kinds_choose_what_is_taken_from_folders(folder):
    (folder / "c.txt.gz").write_bytes(b"")
    assert told([folder], kinds=frozenset({"txt"})) == ["a.txt", "c.txt.gz", "more.txt", "more/b.TXT"]
    assert told([folder / "z.docx"], kinds=frozenset({"txt"})) == ["z.docx"]


def test_the_output_of_a_run_is_not_read_again(folder):
    (folder / "out" / "texts").mkdir(parents=True)
    (folder / "out" / "texts" / "a.txt").write_text(CASE)
    (folder / "out" / ".casemill").mkdir()
    assert "out/texts/a.txt" not in told([folder])
    assert told([folder / "out"]) == ["texts/a.txt"]


def test_nothing_is_read_before_it_is_asked_for(folder, monkeypatch):
    scanned = []
    scandir = os.scandir
    monkeypatch.setattr("os.scandir", lambda path: scanned.append(Path(path).name) or scandir(path))
    assert [source.name for source in islice(find_sources([folder]), 2)] == ["a.txt", "more-x.pdf"]
    assert scanned == ["in"]


def test_a_folder_that_cannot_be_opened_is_a_failure(folder, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "more":
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return scandir(path)

    monkeypatch.setattr("os.scandir", refuse)
    assert told([folder]) == ["a.txt", "more-x.pdf", "more.txt", "unreadable more", "z.docx"]


def test_a_folder_without_texts_is_a_failure(tmp_path):
    (failure,) = find_sources([tmp_path])
    assert (failure.code, failure.error, failure.stage) == ("no_text", "NoTextError", "find")
    assert failure.message.startswith(f"{tmp_path}: the folder holds no .txt file")
    assert failure.message.endswith(failure.remedy)


def test_a_path_that_cannot_be_read_is_a_source(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "dead.txt").symlink_to("gone")
    os.mkfifo(tmp_path / "pipe.txt")
    paths = [tmp_path / "loop", tmp_path / ("x" * 300), tmp_path / "dead.txt", tmp_path / "pipe.txt", Path("/dev/null")]
    codes = []
    for source in find_sources([*paths, tmp_path / "gone" / "a.txt"]):
        with pytest.raises(InputError) as caught:
            read_source(source)
        codes.append(caught.value.code)
    assert codes == ["unreadable", "unreadable", "missing", "not_a_file", "not_a_file", "missing"]


@pytest.mark.parametrize("suffix", ["zip", "csv", "csv.gz", "txt.gz"])
def test_a_container_that_is_missing_or_no_file(tmp_path, suffix):
    os.mkfifo(tmp_path / f"pipe.{suffix}")
    codes = []
    for found in find_sources([tmp_path / f"gone.{suffix}", tmp_path / f"pipe.{suffix}"]):
        if isinstance(found, Source):
            with pytest.raises(InputError) as caught:
                read_source(found)
            found = caught.value
        codes.append(found.code)
    assert codes == ["missing", "not_a_file"]


def archive_of(path: Path, names: dict[str, str | bytes]) -> Path:
    path.write_bytes(zipped(names))
    return path


def test_members_of_archives_are_read_without_unpacking(tmp_path):
    path = archive_of(
        tmp_path / "a.zip",
        {"z.txt": CASE, "in/b.html": f"<p>{CASE}", "in/.c.txt": "x", "__MACOSX/._z.txt": "x", "notes.md": "x"},
    )
    sources = list(find_sources([tmp_path]))
    assert [source.name for source in sources] == ["a.zip!in/b.html", "a.zip!z.txt"]
    assert [read_source(source).raw for source in sources] == [f"{CASE}\n", CASE]
    assert sources[1].label == f"{path}!z.txt"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.zip"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("../a.txt", "unsafe_name", id="parent"),
        pytest.param("in/../../a.txt", "unsafe_name", id="parent-inside"),
        pytest.param("/etc/a.txt", "unsafe_name", id="absolute"),
        pytest.param("..\\a.txt", "unsafe_name", id="parent-on-windows"),
        pytest.param("C:\\a.txt", "unsafe_name", id="absolute-on-windows"),
        pytest.param("in.zip", "nested", id="zip"),
        pytest.param("a.txt.gz", "nested", id="gzip"),
        pytest.param("a.tar", "nested", id="tar"),
    ],
)
def test_members_that_are_refused(tmp_path, name, code):
    archive_of(tmp_path / "a.zip", {name: CASE, "b.txt": CASE})
    found = list(find_sources([tmp_path / "a.zip"]))
    assert sorted(each.code if isinstance(each, Failure) else each.name for each in found) == sorted(
        [code, "a.zip!b.txt"]
    )


def test_a_link_in_an_archive_is_refused(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        info = zipfile.ZipInfo("a.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    assert told([tmp_path / "a.zip"]) == ["not_a_file a.zip!a.txt"]


def test_an_encrypted_member_is_refused(tmp_path):
    data = bytearray(zipped({"a.txt": CASE, "b.txt": CASE}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert told([tmp_path / "a.zip"]) == ["encrypted a.zip!a.txt", "a.zip!b.txt"]


def test_a_bomb_among_the_members_is_refused_alone(tmp_path):
    archive_of(tmp_path / "a.zip", {"bomb.txt": b"\0" * 20_000_000, "good.txt": CASE})
    assert told([tmp_path / "a.zip"]) == ["bomb a.zip!bomb.txt", "a.zip!good.txt"]


def test_members_that_are_harmless_alone_and_a_bomb_together_are_refused(tmp_path):
    archive_of(tmp_path / "a.zip", {f"{i}.txt": b"a" * 3_000_000 for i in range(20)})
    assert told([tmp_path / "a.zip"]) == ["bomb a.zip"]


def test_too_many_members_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("casemill.sources.containers.MAX_MEMBERS", 2)
    archive_of(tmp_path / "a.zip", {f"{i}.txt": CASE for i in range(3)})
    assert told([tmp_path / "a.zip"]) == ["too_many a.zip"]


def test_an_archive_without_texts_is_a_failure(tmp_path):
    archive_of(tmp_path / "a.zip", {"notes.md": CASE})
    assert told([tmp_path / "a.zip"]) == ["no_text a.zip"]


@pytest.mark.parametrize("cut", [10, 60, 200])
def test_a_damaged_archive_is_a_failure(tmp_path, cut):
    path = archive_of(tmp_path / "a.zip", {"a.txt": CASE * 9, "b.txt": CASE})
    path.write_bytes(path.read_bytes()[:-cut])
    assert told([path]) == ["corrupt a.zip"]


def test_a_changed_archive_is_opened_anew(tmp_path):
    for text in (CASE, "She rose, and walked."):
        archive_of(tmp_path / "a.zip", {"a.txt": text})
        (source,) = find_sources([tmp_path / "a.zip"])
        assert read_source(source).raw == text


def test_the_same_content_has_one_hash_however_it_is_packed(tmp_path):
    (tmp_path / "a.txt").write_text(CASE)
    (tmp_path / "b.txt.gz").write_bytes(gzip.compress(CASE.encode()))
    archive_of(tmp_path / "c.zip", {"c.txt": CASE})
    sources = list(find_sources([tmp_path]))
    assert len(sources) == 3
    assert len({digest(source) for source in sources}) == 1
    assert [read_source(source).sha256 for source in sources] == [digest(source) for source in sources]


def test_sources_survive_the_way_to_another_process(tmp_path):
    (tmp_path / "t.csv").write_text(f"text\n{CASE}\n")
    (source,) = find_sources([tmp_path])
    assert read_source(pickle.loads(pickle.dumps(source))).raw == CASE


def standard_input(monkeypatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


@pytest.mark.parametrize("spool", [True, False])
def test_standard_input(tmp_path, monkeypatch, spool):
    standard_input(monkeypatch, CASE.encode())
    (source,) = find_sources([Path("-"), Path("-")], options=Options(spool=tmp_path / "kept" if spool else None))
    text = read_source(source)
    assert (source.name, text.raw, text.name) == ("-", CASE, "-")


@pytest.mark.parametrize(
    ("data", "names"),
    [
        pytest.param(zipped({"a.txt": CASE}), ["-!a.txt"], id="zip"),
        pytest.param(gzip.compress(CASE.encode()), ["-"], id="gzip"),
        pytest.param(f"<html><p>{CASE}".encode(), ["-"], id="html"),
    ],
)
def test_packed_standard_input(tmp_path, monkeypatch, data, names):
    standard_input(monkeypatch, data)
    sources = list(find_sources([Path("-")], options=Options(spool=tmp_path)))
    assert [source.name for source in sources] == [source.label for source in sources] == names
    assert read_source(sources[0]).raw.strip() == CASE


def test_standard_input_that_is_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr("casemill.sources.find.MAX_PACKED_BYTES", 9)
    standard_input(monkeypatch, CASE.encode())
    (failure,) = find_sources([Path("-")], options=Options(spool=tmp_path))
    assert (failure.file, failure.code) == ("-", "too_large")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
def test_a_name_that_is_not_utf_8(tmp_path):
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.txt"), "w", encoding="utf-8") as file:
        file.write(CASE)
    (source,) = find_sources([tmp_path])
    assert source.name == "caf\\xe9.txt"
    assert read_source(source).raw == CASE


def test_a_file_is_one_report_for_those_who_name_it(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(f"<p>{CASE}".encode()))
    assert read_source(source_of(tmp_path / "a.html.gz")).raw == f"{CASE}\n"
