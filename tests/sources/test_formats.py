"""What is text in each format, and which section it belongs to."""

from __future__ import annotations

import json

import pytest
from documents import docx, jats, paragraph, word_table

import casemill
from casemill.lexicons import table
from casemill.reading import Text
from casemill.sources import find_sources, read_source, source_of

SEC = "<sec><title>{}</title>{}</sec>"


def read(folder, name: str, data: bytes | str) -> Text:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_source(source_of(path))


def parts(text: Text) -> list[tuple[str, str]]:
    """Return category and lines of each section; an unread one has a minus in front."""
    return [(c if read else f"-{c}", text.raw[a:b].rstrip("\n").replace("\n", "|")) for a, b, c, read in text.sections]


JATS = [
    pytest.param("<p>He was ill.</p>", [("body", "He was ill.")], id="no-section"),
    pytest.param(SEC.format("Case report", "<p>He fell.</p>"), [("case", "Case report|He fell.")], id="title"),
    pytest.param(
        "<sec sec-type='intro'><title>Why we write</title><p>Nerves fail.</p></sec>",
        [("introduction", "Why we write|Nerves fail.")],
        id="type-where-the-title-is-unknown",
    ),
    pytest.param(
        "<sec sec-type='materials|methods'><title>How</title><p>We looked.</p></sec>",
        [("case", "How|We looked.")],
        id="two-types",
    ),
    pytest.param(
        SEC.format("Case", "<p>He fell.</p>" + SEC.format("His family", "<p>All well.</p>")),
        [("case", "Case|He fell.|His family|All well.")],
        id="part-of-unknown-title-stays-in-its-section",
    ),
    pytest.param(
        SEC.format("Discussion", SEC.format("Treatment", "<p>Steroids help.</p>")),
        [("discussion", "Discussion|Treatment|Steroids help.")],
        id="parts-of-a-discussion-stay-in-it",
    ),
    pytest.param(
        SEC.format("Case", "<p>He fell.</p>") + SEC.format("What others saw", "<p>Little.</p>"),
        [("case", "Case|He fell."), ("body", "What others saw|Little.")],
        id="section-of-unknown-title-is-none-of-its-neighbour",
    ),
    pytest.param(
        "<p>He <italic>fell</italic>\n  <bold>twice</bold>.</p>", [("body", "He fell twice.")], id="marks-inside-words"
    ),
    pytest.param(
        "<p>It grew <fig><label>Fig 1</label><caption><p>A mass.</p></caption></fig> slowly.</p>",
        [("body", "It grew slowly."), ("caption", "Fig 1. A mass.")],
        id="figure-inside-a-sentence",
    ),
    pytest.param(
        "<table-wrap><label>Table 2</label><caption><title>Blood</title></caption><table><thead><tr><th>Test</th>"
        "<th>Day 1</th></tr></thead><tbody><tr><td>Sodium</td><td>131</td></tr></tbody></table>"
        "<table-wrap-foot><fn><label>a</label><p>mmol/L</p></fn></table-wrap-foot></table-wrap>",
        [("table", "Table 2. Blood|Test\tDay 1|Sodium\t131|a mmol/L")],
        id="table-by-rows",
    ),
    pytest.param(
        "<table-wrap><alternatives><graphic/><table><tr><td>Urea</td><td>9</td></tr></table></alternatives></table-wrap>",
        [("table", "Urea\t9")],
        id="table-beside-its-picture",
    ),
    pytest.param(
        "<p>It is <inline-formula><alternatives><tex-math>x^2</tex-math><math><mi>x</mi></math></alternatives>"
        "</inline-formula><fn><p>A note.</p></fn> long.</p>",
        [("body", "It is x long.|A note.")],
        id="formula-and-note",
    ),
    pytest.param(
        "<list><list-item><label>1.</label><p>Fever</p></list-item><list-item><p>rash</p></list-item></list>",
        [("body", "1. Fever|rash")],
        id="list",
    ),
    pytest.param(
        "<p>weak<sup><xref ref-type='bibr'>12</xref></sup>, 3 x 10<sup>9</sup>/L of CD4<sup>+</sup> by "
        "<sup>18</sup>F-FDG in H<sub>2</sub>O<xref ref-type='bibr'><sup>4</sup></xref></p>",
        [("body", "weak, 3 x 10⁹/L of CD4+ by 18F-FDG in H2O")],
        id="raised-and-lowered",
    ),
    pytest.param(
        "<p>As shown [<xref ref-type='bibr'>3</xref>] in <xref ref-type='fig'>Fig 1</xref>.</p>",
        [("body", "As shown [3] in Fig 1.")],
        id="citations-in-brackets-and-pointers-stay",
    ),
    pytest.param("<p>One.</p><!-- none --><?pi none?>", [("body", "One.")], id="comments"),
]


@pytest.mark.parametrize(("body", "expected"), JATS)
def test_jats(tmp_path, body, expected):
    text = read(tmp_path, "a.xml", jats(body))
    assert parts(text) == [("title", "A weak hand"), *expected]


def test_jats_front_and_back(tmp_path):
    front = (
        "<article-id pub-id-type='doi'>10.1/a</article-id><article-id pub-id-type='pmid'>77</article-id>"
        "<contrib-group><contrib><name><surname>Ode</surname></name></contrib></contrib-group>"
        "<pub-date pub-type='epub'><year>2020</year></pub-date><pub-date pub-type='ppub'><year>2021</year></pub-date>"
        "<abstract><p>A hand was weak.</p></abstract><abstract abstract-type='graphical'><p>Picture.</p></abstract>"
        "<trans-abstract xml:lang='de'><p>Schwach.</p></trans-abstract>"
        "<kwd-group><kwd>hand</kwd><kwd>palsy</kwd></kwd-group>"
    )
    back = "<ack><p>Thanks.</p></ack><ref-list><title>References</title><ref><label>1</label>Ode 2001</ref></ref-list>"
    doctype = '<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS.dtd">'
    sub = "<p>He fell&nbsp;twice.</p></body><sub-article><body><p>Review.</p></body></sub-article><body>"
    text = read(tmp_path, "a.nxml", jats(sub, front=front, back=back, doctype=doctype))
    assert parts(text) == [
        ("title", "A weak hand"),
        ("abstract", "A hand was weak."),
        ("-keywords", "Keywords: hand; palsy"),
        ("body", "He fell twice."),
        ("-acknowledgement", "Thanks."),
        ("-references", "References|1 Ode 2001"),
    ]
    assert text.study == {"title": "A weak hand", "doi": "10.1/a", "pmid": "77", "year": "2021"}


BIOC = [
    ({"section_type": "TITLE", "type": "front", "article-id_pmid": "7", "year": "2019"}, "A weak hand"),
    ({"section_type": "INTRO", "type": "title_1"}, "Opening"),
    ({"section_type": "INTRO", "type": "paragraph"}, "Nerves fail."),
    ({"section_type": "CASE", "type": "title_1"}, "Case"),
    ({"section_type": "CASE", "type": "title_2"}, "Laboratory findings"),
    ({"section_type": "CASE", "type": "paragraph"}, "Sodium was 131."),
    ({"section_type": "TABLE", "type": "table"}, "Test \t Day 1 \t \n Sodium \t 131 \t "),
    ({"section_type": "REF", "type": "ref"}, "Ode 2001"),
]
BIOC_PARTS = [
    ("title", "A weak hand"),
    ("introduction", "Opening|Nerves fail."),
    ("case", "Case"),
    ("laboratory", "Laboratory findings|Sodium was 131."),
    ("table", "Test\tDay 1|Sodium\t131"),
    ("-references", "Ode 2001"),
]


def test_bioc_json(tmp_path):
    document = {"passages": [{"infons": infons, "text": text} for infons, text in BIOC]}
    for content in (document, {"documents": [document]}, [{"documents": [document]}]):
        text = read(tmp_path, "a.json", json.dumps(content))
        assert parts(text) == BIOC_PARTS
        assert text.study == {"title": "A weak hand", "pmid": "7", "year": "2019"}


def test_bioc_xml(tmp_path):
    passages = "".join(
        "<passage>"
        + "".join(f'<infon key="{key}">{value}</infon>' for key, value in infons.items())
        + f"<offset>0</offset><text>{text}</text></passage>"
        for infons, text in BIOC
    )
    text = read(tmp_path, "a.xml", f"<collection><document><id>1</id>{passages}</document></collection>")
    assert parts(text) == BIOC_PARTS


def test_docx(tmp_path):
    deleted = "<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:ins><w:r><w:t>10</w:t></w:r></w:ins>"
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>9</w:t></w:r><w:r><w:t>/L</w:t></w:r></w:p>'
    text = read(
        tmp_path,
        "a.docx",
        docx(
            paragraph("How a hand grew weak", "Title"),
            paragraph("Case report", "berschrift1"),
            paragraph("He  fell."),
            f"<w:sdt><w:sdtContent>{deleted}{raised}</w:sdtContent></w:sdt>",
            word_table([["Sodium", "131"], ["Urea", "9"]]),
            paragraph("What we made of it", "berschrift1"),
            paragraph("Little."),
            paragraph("References", "berschrift1"),
            paragraph("1. Ode 2001"),
        ),
    )
    assert parts(text) == [
        ("title", "How a hand grew weak"),
        ("case", "Case report|He fell.|10⁹/L"),
        ("table", "Sodium\t131|Urea\t9"),
        ("body", "What we made of it|Little."),
        ("-references", "References|1. Ode 2001"),
    ]


def test_docx_without_marked_headings_is_read_by_its_titles(tmp_path):
    lines = ("Case report", "A man of 40 years fell and could not rise.", "Discussion", "Nerves fail in many ways.")
    text = read(tmp_path, "a.docx", docx(*map(paragraph, lines)))
    assert parts(text) == [("case", "|".join(lines[:2])), ("discussion", "|".join(lines[2:]))]


HTML = [
    pytest.param("<p>He fell.<p>He rose.", "He fell.|He rose.", id="paragraphs-not-closed"),
    pytest.param("He <b>fe</b>ll<br>twice", "He fell twice", id="inline-and-break"),
    pytest.param("<script>if (a<b) {}</script><style>p{}</style><p>He fell.</p>", "He fell.", id="scripts"),
    pytest.param("<nav><p>Home</p><ul><li>Up</ul></nav><p>He fell.</p><footer>c</footer>", "He fell.", id="navigation"),
    pytest.param("<div role=navigation><div>Home</div></div><p>He fell.", "He fell.", id="navigation-by-role"),
    pytest.param("<p>Menu<main><p>He fell.</main><p>More", "He fell.", id="main-part"),
    pytest.param("<p>a &lt; b &amp; &#177;3&#99999999999;&nbsp;x", "a < b & ±3\ufffd x", id="characters"),
    pytest.param("<!-- <p>no</p> --><p title='a>b'>He fell.", "He fell.", id="comment-and-quoted-sign"),
    pytest.param("<p>10<sup>9</sup>/L<sup><a href='#r1'>1</a></sup> here", "10⁹/L here", id="raised"),
    pytest.param("<p>Hb < 9 and > 3", "Hb < 9 and > 3", id="signs-that-are-no-tags"),
    pytest.param("<p>He fell.<!-- never closed", "He fell.", id="comment-not-closed"),
]


@pytest.mark.parametrize(("page", "expected"), HTML)
def test_html(tmp_path, page, expected):
    assert read(tmp_path, "a.html", page).raw == expected.replace("|", "\n") + "\n"


def test_html_sections(tmp_path):
    text = read(
        tmp_path,
        "a.htm",
        "<html><head><title>x</title><meta name=citation_doi content='10.1/a'>"
        "<meta name=citation_date content='2020/1'><body><h1>How a hand grew weak</h1><h2>Case report</h2><p>He fell."
        "<table><caption>Blood</caption><tr><td><p>Sodium</p><td>131</tr><tr><td><td>9</table>"
        "<figure><figcaption>A hand.</figcaption></figure><h2>References</h2><p>1",
    )
    assert parts(text) == [
        ("title", "How a hand grew weak"),
        ("case", "Case report|He fell."),
        ("table", "Blood|Sodium\t131|\t9"),
        ("caption", "A hand."),
        ("-references", "References|1"),
    ]
    assert text.study == {"doi": "10.1/a", "year": "2020"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param("<p>Señor".encode("utf-8-sig"), id="utf-8-with-mark"),
        pytest.param("<p>Señor".encode("utf-16"), id="utf-16"),
        pytest.param("<p>Señor".encode("latin-1"), id="undeclared"),
        pytest.param("<meta charset=iso-8859-1><p>Señor".encode("latin-1"), id="latin-1"),
        pytest.param("<meta charset='mac_roman'><p>Señor".encode("mac_roman"), id="declared"),
        pytest.param("<meta charset=zip><p>Señor".encode("cp1252"), id="declared-is-no-encoding-of-texts"),
    ],
)
def test_encodings_of_pages(tmp_path, data):
    assert read(tmp_path, "a.html", data).raw == "Señor\n"


def test_a_plain_text_is_the_file_itself(tmp_path):
    data = "\ufeffA man\r\nfell.\r\n"
    text = read(tmp_path, "a.txt", data)
    assert (text.raw, text.encoding, text.text_sha256, text.sections, text.pages) == (data, "utf-8", "", (), ())


def test_an_extracted_text_has_a_hash_of_its_own(tmp_path):
    one, two = (read(tmp_path, f"{i}.html", f"<p{' ' * i}>He fell.") for i in (1, 2))
    assert one.text_sha256 == two.text_sha256 != ""
    assert one.sha256 != two.sha256


def test_line_ends_of_extracted_texts_are_true_ones(tmp_path):
    text = read(tmp_path, "a.html", "<table><tr><td>Urea of<td>9<tr><td>of sodium<td>131</table><p>and  more")
    assert text.copy == "Urea of 9\nof sodium 131\nand more"


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        pytest.param("a.txt", docx(paragraph("He fell.")), "He fell.\n", id="word-as-txt"),
        pytest.param("a", b"<!DOCTYPE html><p>He fell.", "He fell.\n", id="page-without-suffix"),
        pytest.param("a.md", b"[1] He fell.", "[1] He fell.", id="text-of-another-suffix"),
        pytest.param("a", jats("<p>He fell.</p>", title="T"), "T\nHe fell.\n", id="jats-without-suffix"),
    ],
)
def test_first_bytes_overrule_the_suffix(tmp_path, name, data, expected):
    path = tmp_path / name
    path.write_bytes(data)
    (source,) = find_sources([path])
    assert read_source(source).raw == expected


def test_sections_of_the_copy(tmp_path):
    text = read(
        tmp_path, "a.xml", jats(SEC.format("Case", "<p>10\u00a0ml  of \ufb01ne wine.</p><p>\u200b</p>"), title="T")
    )
    copy = [(text.copy[start:end], category) for start, end, category, _ in text.copy_sections()]
    assert copy == [("T\n", "title"), ("Case\n10 ml of fine wine.", "case")]
    assert read(tmp_path, "a.txt", "He fell.").copy_sections() == []


@pytest.mark.parametrize("row", table("rules/section_types"), ids=lambda row: row["id"])
def test_types_of_sections(tmp_path, row):
    def category(named: str) -> str:
        document = {"passages": [{"infons": {"section_type": named}, "text": "He fell."}]}
        return read(tmp_path, "a.json", json.dumps(document)).sections[0][2]

    assert category(row["example"].upper()) == row["category"]
    assert category(row["counter_example"]) == "body"
    assert row["category"] in {each["category"] for each in table("rules/sections")} | {"title"}


def test_evidence_is_found_in_the_extracted_text(tmp_path):
    body = SEC.format("Case report", "<p>A 40-year-old man took <italic>aspirin</italic> 100\u00a0mg daily.</p>")
    text = read(tmp_path, "a.xml", jats(body))
    record = casemill.extract(tmp_path / "a.xml")
    assert [drug.evidence.text for drug in record.drugs] == ["aspirin"]
    assert all(text.raw[head.evidence.start : head.evidence.end] == head.evidence.text for head in record.heads)
