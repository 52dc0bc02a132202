"""Documents that are refused: the error, by its code, names the file."""

from __future__ import annotations

import gzip
import json
import tarfile
from io import BytesIO

import pytest
from documents import W, docx, jats, paragraph, zipped

from casemill.errors import InputError
from casemill.sources import read_source, source_of

LAUGHS = '<!DOCTYPE article [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">]>'
EXTERNAL = '<!DOCTYPE article [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
PARAMETER = '<!DOCTYPE article [<!ENTITY % a SYSTEM "http://localhost/a.dtd"> %a;]>'
DEEP = "<sec>" * 300 + "</sec>" * 300


def tar() -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("a.txt"))
    return out.getvalue()


def word(document: str) -> bytes:
    return zipped({"word/document.xml": f"<w:document {W}>{document}</w:document>"})


REFUSED = [
    pytest.param("a.txt", b"", "empty", id="empty"),
    pytest.param("a.txt", b" \n", "empty", id="blank"),
    pytest.param("a.txt", b"A man took\0aspirin.", "binary", id="nul"),
    pytest.param("a.txt", b"\x89PNG\r\n\x1a\n\0", "binary", id="picture"),
    pytest.param("a.txt", b"a" * 4_000_001, "too_large", id="too-many-bytes"),
    pytest.param("a.txt", b"a " * 600_000, "too_large", id="too-many-characters"),
    pytest.param("a.txt", zipped({"b.txt": "x"}), "nested", id="zip-as-txt"),
    pytest.param("a.txt", gzip.compress(b"x"), "nested", id="gzip-as-txt"),
    pytest.param("a.txt", tar(), "nested", id="tar-as-txt"),
    pytest.param("a.txt.gz", gzip.compress(gzip.compress(b"He fell.")), "nested", id="gzip-in-gzip"),
    pytest.param("a.txt.gz", gzip.compress(tar()), "nested", id="tar-in-gzip"),
    pytest.param("a.txt.gz", gzip.compress(zipped({"b.txt": "x"})), "nested", id="zip-in-gzip"),
    pytest.param("a.txt.gz", gzip.compress(b"a" * 50_000_000), "bomb", id="gzip-bomb"),
    pytest.param("a.txt.gz", gzip.compress(b"He fell." * 99)[:-9], "corrupt", id="gzip-cut-off"),
    pytest.param("a.txt.gz", b"He fell.", "corrupt", id="no-gzip"),
    pytest.param("a.txt.gz", b"", "empty", id="nothing-in-gzip"),
    pytest.param("a.7z", b"7z\xbc\xaf\x27\x1c\0\0", "nested", id="7z"),
    pytest.param("a.xml", b"", "empty", id="empty-xml"),
    pytest.param("a.xml", b"<article><front>", "corrupt", id="xml-cut-off"),
    pytest.param("a.xml", b"He fell.", "corrupt", id="no-xml"),
    pytest.param("a.xml", b"<?xml version='1.0' encoding='klingon'?><article/>", "corrupt", id="unknown-encoding"),
    pytest.param("a.xml", b"<article><body/></article>", "empty", id="jats-without-text"),
    pytest.param("a.xml", b"<note>He fell.</note>", "unknown_markup", id="other-xml"),
    pytest.param("a.xml", b"<set>" + jats("")[38:] * 2 + b"</set>", "several", id="two-articles"),
    pytest.param("a.xml", jats("<p>&c;</p>", doctype=LAUGHS), "xml_entities", id="billion-laughs"),
    pytest.param("a.xml", jats("<p>&a;</p>", doctype=EXTERNAL), "xml_entities", id="external-entity"),
    pytest.param("a.xml", jats("<p>a</p>", doctype=PARAMETER), "xml_entities", id="parameter-entity"),
    pytest.param("a.xml", jats(DEEP), "too_deep", id="deep-xml"),
    pytest.param("a.xml", jats(f"<p>{'a ' * 600_000}</p>"), "too_large", id="long-jats"),
    pytest.param("a.json", b"", "empty", id="empty-json"),
    pytest.param("a.json", b"{", "corrupt", id="json-cut-off"),
    pytest.param("a.json", b'{"a": "\xff"}', "corrupt", id="json-no-utf-8"),
    pytest.param("a.json", b"[" * 100_000, "too_deep", id="deep-json"),
    pytest.param("a.json", b'{"a": 1' + b"0" * 5000 + b"}", "corrupt", id="long-number"),
    pytest.param("a.json", b'{"a": 1}', "unknown_markup", id="other-json"),
    pytest.param("a.json", b'{"passages": 3}', "empty", id="bioc-without-passages"),
    pytest.param("a.json", json.dumps([{"passages": []}] * 2).encode(), "several", id="two-documents"),
    pytest.param("a.docx", b"", "corrupt", id="empty-docx"),
    pytest.param("a.docx", docx(paragraph("He fell."))[:-40], "corrupt", id="docx-cut-off"),
    pytest.param("a.docx", zipped({"a.txt": "x"}), "corrupt", id="zip-as-docx"),
    pytest.param("a.docx", word(""), "corrupt", id="docx-without-body"),
    pytest.param("a.docx", docx(), "empty", id="docx-without-text"),
    pytest.param("a.docx", docx("<w:sdt>" * 300 + "</w:sdt>" * 300), "too_deep", id="deep-docx"),
    pytest.param("a.docx", word("<w:body/>" + " " * 20_000_000), "bomb", id="docx-bomb"),
    pytest.param("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "encrypted", id="docx-locked"),
    pytest.param("a.docx", b"\xd0\xcf\x11\xe0 and so on", "corrupt", id="old-word"),
    pytest.param(
        "a.docx",
        zipped({"word/document.xml": f"{LAUGHS}<article>&c;</article>"}),
        "xml_entities",
        id="billion-laughs-in-docx",
    ),
    pytest.param("a.html", b" ", "empty", id="empty-html"),
    pytest.param("a.html", b"<script>He fell.</script>", "empty", id="html-without-text"),
    pytest.param("a.html", b"<p>a\0b", "binary", id="nul-in-html"),
]


@pytest.mark.parametrize(("name", "data", "code"), REFUSED)
def test_refused(tmp_path, name, data, code):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as caught:
        read_source(source_of(path))
    error = caught.value
    assert error.code == code
    assert str(error).startswith(f"{path}: ")
    assert str(error).endswith(type(error).remedy)
    assert "fell" not in str(error)
