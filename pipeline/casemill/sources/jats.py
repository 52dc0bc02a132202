"""JATS, the XML of PubMed Central: title, abstract, body, tables, captions, references.

Each paragraph, heading and table row is a line of the text, in the order of the article.
Authors, affiliations and the journal are left out; reviews and answers that are bound in with
an article (``sub-article``, ``response``) as well. Numbers of citations that stand raised are
left out too, as nothing else tells them from exponents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from casemill.lexicons import listed, table
from casemill.sources.build import Builder, Extracted, category_of, raised, row_of
from casemill.sources.xml import attribute, child, children, descendants, local

_BLOCKS = frozenset((
    "p", "sec", "title", "label", "fig", "fig-group", "table-wrap", "table-wrap-group", "table", "list",
    "list-item", "def-list", "def-item", "def", "term", "boxed-text", "disp-quote", "statement", "verse-group",
    "speech", "supplementary-material", "media", "ref-list", "ref", "ack", "app", "app-group", "fn-group", "fn",
    "notes", "glossary", "bio", "caption", "attrib", "attribution", "table-wrap-foot", "disp-formula-group",
    "array", "kwd-group", "alternatives",
))  # fmt: skip
"""Elements that begin a line of their own; all others run on in the line."""

_FLOATS = frozenset((
    "fig", "fig-group", "table-wrap", "table-wrap-group", "boxed-text", "media", "supplementary-material", "fn",
))  # fmt: skip
_SILENT = frozenset((
    "tex-math", "object-id", "graphic", "inline-graphic", "sub-article", "response", "author-notes",
    "contrib-group", "permissions", "processing-meta", "bio", "annotation",
))  # fmt: skip
_OF_OTHERS = frozenset({"graphical", "teaser", "graphical-abstract", "video"})
_YEAR = re.compile(r"(?:18|19|20)\d\d")
_PRINTED = ("ppub", "collection", "epub", "pub", "epub-ppub", "")
"""Which date of publication counts: that which citations name comes first."""


def extracted(article: Element, name: str) -> Extracted:
    """Return the text of an article.

    Parameters
    ----------
    article
        The element of that name.
    name
        What messages call the file.

    Raises
    ------
    casemill.errors.InputError
        If it holds no text, or far too much.
    """
    builder = Builder(name)
    walk = _Walk(builder)
    meta = child(article, "front", "article-meta")
    if meta is None:
        meta = child(article, "front-stub")
    if meta is not None:
        walk.front(meta)
    for part in children(article, "body", "back", "floats-group"):
        walk.blocks(part, "body")
    return builder.finish({} if meta is None else _study(meta))


class _Walk:
    """Adds the lines of the parts of an article to a text."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def front(self, meta: Element) -> None:
        """Add title, abstracts and keywords."""
        for title in _titles(meta):
            self._builder.add(title, "title")
        for abstract in children(meta, "abstract"):
            if attribute(abstract, "abstract-type") not in _OF_OTHERS:
                self.blocks(abstract, "abstract")
        for group in children(meta, "kwd-group"):
            words = "; ".join(filter(None, (inline(word).strip() for word in children(group, "kwd"))))
            self._builder.add(f"Keywords: {words}" if words else "", "keywords")

    def blocks(self, element: Element, category: str) -> None:
        """Add the text of an element: each block in it is a line, what runs on between them is one.

        A figure or table that floats inside a paragraph comes behind it: the sentence runs on.
        """
        pieces = [element.text or ""]
        floating = []
        for part in element:
            if local(part) in _FLOATS and local(element) == "p":
                floating.append(part)
            elif local(part) in _BLOCKS:
                self._builder.add("".join(pieces), category)
                pieces = []
                self._block(part, category)
            else:
                pieces.append(inline(part))
            pieces.append(part.tail or "")
        self._builder.add("".join(pieces), category)
        for part in floating:
            self._block(part, category)

    def _block(self, element: Element, category: str) -> None:
        tag = local(element)
        if tag in _SILENT:
            return
        if tag in ("fig", "fig-group", "media", "supplementary-material"):
            self._captioned(element, "caption")
        elif tag in ("table-wrap", "table-wrap-group"):
            self._captioned(element, "table")
        elif tag in ("table", "array"):
            for row in descendants(element, "tr"):
                self._builder.add(row_of(inline(cell) for cell in children(row, "th", "td")), category)
        elif tag in ("ref", "label", "title"):
            self._builder.add(inline(element), category)
        elif tag == "p":
            self.blocks(element, category)
        elif tag in ("list-item", "def-item", "fn"):
            self._item(element, category)
        else:
            self._section(element, category)

    def _section(self, element: Element, category: str) -> None:
        """Add a part with a title of its own, which may say what it is."""
        label, title = _text(child(element, "label")), _text(child(element, "title"))
        found = _by_tag(element) or category_of(title, _by_type(element) or category)
        self._builder.add(f"{label} {title}", found)
        self.blocks(_without(element, "label", "title"), found)

    def _captioned(self, element: Element, category: str) -> None:
        """Add a figure or table: its label and caption on one line, then what is in it."""
        label, caption = _text(child(element, "label")).rstrip(". "), child(element, "caption")
        told = " ".join(inline(caption).split()) if caption is not None else ""
        self._builder.add(f"{label}. {told}" if label and told else label or told, category)
        self.blocks(_without(element, "label", "caption"), category)

    def _item(self, element: Element, category: str) -> None:
        """Add an item: its label or term stands before its first paragraph, on the same line."""
        inner = _without(element, "label", "term")
        head = " ".join(filter(None, (_text(part) for part in children(element, "label", "term"))))
        first = next((part for part in inner if local(part) in ("p", "def")), None)
        if head and first is not None and first is inner[0]:
            first.text = f"{head} {first.text or ''}"
        else:
            self._builder.add(head, category)
        self.blocks(inner, category)


def inline(element: Element) -> str:
    """Return the text of an element that runs on in a line, without what follows it."""
    tag = local(element)
    if not tag or tag == "fn" or tag in _SILENT:
        return ""
    text = (element.text or "") + "".join(inline(part) + (part.tail or "") for part in element)
    if tag == "sup":
        return "" if _cites(element) or not any(char.isalnum() or char in "+-−–®™°*" for char in text) else raised(text)
    if tag == "xref" and any(local(part) == "sup" for part in element) and _is_citation(element):
        return ""
    return f" {text} " if tag in _BLOCKS or tag in ("break", "td", "th") else text


def _cites(element: Element) -> bool:
    return any(_is_citation(part) for part in descendants(element, "xref"))


def _is_citation(element: Element) -> bool:
    return attribute(element, "ref-type") == "bibr"


def _text(element: Element | None) -> str:
    return "" if element is None else " ".join(inline(element).split())


def _without(element: Element, *names: str) -> Element:
    """Return a copy of an element without some of its children; what stands behind them stays."""
    copy = Element(element.tag, element.attrib)
    copy.text = element.text
    for part in element:
        if local(part) not in names:
            copy.append(part)
        elif len(copy):
            copy[-1].tail = f"{copy[-1].tail or ''} {part.tail or ''}"
        else:
            copy.text = f"{copy.text or ''} {part.tail or ''}"
    return copy


def _by_tag(element: Element) -> str:
    return _types().get(f"<{local(element)}>", "")


def _by_type(element: Element) -> str:
    """Return the category that the type of a section names: the first of several parted by ``|``."""
    types = attribute(element, "sec-type").casefold().split("|")
    return next((_types()[each.strip()] for each in types if each.strip() in _types()), "")


def _types() -> dict[str, str]:
    return {each: row["category"] for row in table("rules/section_types") for each in listed(row["types"])}


def _titles(meta: Element) -> Iterator[str]:
    """Yield title and subtitle in English, on one line each."""
    group = child(meta, "title-group")
    for part in () if group is None else children(group, "article-title", "subtitle"):
        yield _text(part)


def _study(meta: Element) -> dict[str, str]:
    """Return title, DOI, PMID and year of publication, as far as they are told."""
    ids = {attribute(each, "pub-id-type"): _text(each) for each in children(meta, "article-id")}
    years: dict[str, str] = {}
    for date in children(meta, "pub-date"):
        kind = attribute(date, "pub-type") or attribute(date, "date-type")
        year = _YEAR.search(_text(child(date, "year")))
        if year:
            years.setdefault(kind, year[0])
    known = [years[kind] for kind in _PRINTED if kind in years] or list(years.values())
    study = {"title": next(_titles(meta), ""), "doi": ids.get("doi", ""), "pmid": ids.get("pmid", "")}
    return {**study, "year": known[0] if known else ""}
