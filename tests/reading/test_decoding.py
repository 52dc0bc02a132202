from __future__ import annotations

import hashlib
import os
import pickle
from pathlib import Path

import pytest

from casemill import errors
from casemill.reading import MAX_BYTES, decode, read_file

REPORT = "A woman, 61 years old, took 5 µg daily – “no effect”.\r\nShe was señora García.\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        pytest.param(REPORT.encode(), "utf-8", id="UTF-8"),
        pytest.param(b"\xef\xbb\xbf" + REPORT.encode(), "utf-8", id="UTF-8 with mark"),
        pytest.param(REPORT.encode("utf-16"), "utf-16", id="UTF-16 with mark"),
        pytest.param(b"\xfe\xff" + REPORT.encode("utf-16-be"), "utf-16", id="UTF-16 big-endian with mark"),
        pytest.param(REPORT.encode("utf-16-le"), "utf-16-le", id="UTF-16 without mark"),
        pytest.param(REPORT.encode("utf-16-be"), "utf-16-be", id="UTF-16 big-endian without mark"),
        pytest.param(REPORT.encode("cp1252"), "cp1252", id="Windows-1252"),
        pytest.param("Señora García, 5 µg".encode("latin-1"), "cp1252", id="Latin-1"),
    ],
)
def test_encoding_is_found(data: bytes, encoding: str) -> None:
    text, found = decode(data, name="a.txt")
    assert found == encoding
    assert text == data.decode(encoding)
    assert text.lstrip("\ufeff").startswith(("A woman", "Señora"))


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_stay(line_end: str) -> None:
    text, _ = decode(f"one{line_end}two".encode(), name="a.txt")
    assert text == f"one{line_end}two"


@pytest.mark.parametrize(
    ("data", "error"),
    [
        pytest.param(b"", errors.EmptyInputError, id="no bytes"),
        pytest.param(b" \r\n\t ", errors.EmptyInputError, id="white space"),
        pytest.param(b"\xef\xbb\xbf\n", errors.EmptyInputError, id="a mark alone"),
        pytest.param(b"%PDF-1.7 and more", errors.BinaryInputError, id="PDF"),
        pytest.param(b"text with a \x00 in it", errors.BinaryInputError, id="NUL byte"),
        pytest.param(bytes(range(256)) * 20, errors.BinaryInputError, id="all bytes"),
        pytest.param(b"\x01\x02\x03\x04\x05 abc", errors.BinaryInputError, id="control characters"),
        pytest.param("żółć ęą".encode() * 3 + b"\xc5", errors.UndecodableInputError, id="damaged UTF-8"),
        pytest.param("500 µg, 38 °C ".encode() * 10 + b"\xe9", errors.UndecodableInputError, id="damaged, all pairs"),
        pytest.param(b"\xe9 500 \xc2\xb5g", errors.UndecodableInputError, id="one sign damaged, one not"),
        pytest.param(b"caf\x81\x8d \x9d", errors.UndecodableInputError, id="no Windows-1252"),
        pytest.param(b"\xff\xfea\x00b", errors.UndecodableInputError, id="half a UTF-16 unit"),
        pytest.param(b"a" * (MAX_BYTES + 1), errors.TooLargeInputError, id="too many bytes"),
        pytest.param(b"a" * 1_000_001, errors.TooLargeInputError, id="too many characters"),
    ],
)
def test_bad_bytes_raise_what_is_wrong(data: bytes, error: type[errors.InputError]) -> None:
    with pytest.raises(error) as caught:
        decode(data, name="ward/b.txt")
    message = str(caught.value)
    assert message.startswith("ward/b.txt: ")
    assert caught.value.remedy in message
    assert "{detail}" not in message


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(errors.MissingInputError, match="no such file"):
        read_file(tmp_path / "none.txt")
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(errors.MissingInputError):
        read_file(tmp_path / "file" / "none.txt")


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path, kind in ((tmp_path, "a folder"), (tmp_path / "pipe", "a named pipe"), (Path("/dev/null"), "a device")):
        with pytest.raises(errors.NotAFileError, match=f"{kind} and not a file"):
            read_file(path)


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    for path in (tmp_path / "loop.txt", tmp_path / ("x" * 300)):
        with pytest.raises(errors.UnreadableInputError, match="it cannot be opened"):
            read_file(path)


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(REPORT.encode("cp1252"))
    assert read_file(tmp_path / "a.txt").sha256 == hashlib.sha256(REPORT.encode("cp1252")).hexdigest()


def test_huge_file_is_refused_without_reading_it(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(errors.TooLargeInputError, match="50,000,000 bytes"):
        read_file(path)


def test_no_message_holds_text_of_the_report() -> None:
    with pytest.raises(errors.InputError) as caught:
        decode(b"Mrs Example \x00 took aspirin", name="c.txt")
    assert "Example" not in str(caught.value)


def test_errors_travel_between_processes() -> None:
    error = errors.TooLargeInputError("d.txt", "9 bytes")
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.code) == (type(error), str(error), "too_large")


def test_codes_are_distinct() -> None:
    codes = [each.code for each in errors.InputError.__subclasses__()]
    assert len(codes) == len(set(codes)) == 25


def test_mark_counts_in_utf8_and_is_not_in_the_copy(tmp_path: Path) -> None:
    path = tmp_path / "mark.txt"
    path.write_bytes(b"\xef\xbb\xbfHe took ibuprofen.")
    text = read_file(path)
    start = text.copy.index("ibuprofen")
    raw_start, raw_end = text.offsets.to_raw(start, start + 9)
    assert text.copy.startswith("He")
    assert (raw_start, text.raw[raw_start:raw_end]) == (9, "ibuprofen")
