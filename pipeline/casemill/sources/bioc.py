"""BioC, as the servers of PubMed Central give it: passages, each with the type of its section."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from casemill.lexicons import listed, table
from casemill.sources.build import Builder, Extracted, category_of
from casemill.sources.xml import attribute, child, children

_STUDY = {"article-id_doi": "doi", "article-id_pmid": "pmid", "year": "year", "doi": "doi", "pmid": "pmid"}
_LINES = frozenset({"table", "caption"})


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage: what is said of it, and its text."""

    facts: dict[str, str]
    text: str

    @property
    def kind(self) -> str:
        """``paragraph``, ``title_1``, ``table`` ..."""
        return self.facts.get("type", "").casefold()


def passages_of_xml(document: Element) -> Iterator[Passage]:
    """Yield the passages of a document in BioC XML."""
    for part in children(document, "passage"):
        facts = {attribute(each, "key"): each.text or "" for each in children(part, "infon")}
        text = child(part, "text")
        if text is not None:
            yield Passage(facts, "".join(text.itertext()))
            continue
        yield Passage(facts, " ".join("".join(each.itertext()) for each in _sentence_texts(part)))


def _sentence_texts(part: Element) -> Iterator[Element]:
    return (text for sentence in children(part, "sentence") for text in children(sentence, "text"))


def passages_of_json(document: dict[str, Any], name: str) -> Iterator[Passage]:
    """Yield the passages of a document in BioC JSON; what is no passage is left out."""
    passages = document["passages"]
    for part in passages if isinstance(passages, list) else ():
        if not isinstance(part, dict):
            continue
        infons = part.get("infons")
        facts = {str(k): str(v) for k, v in infons.items()} if isinstance(infons, dict) else {}
        text = part.get("text") or " ".join(_json_sentences(part.get("sentences")))
        yield Passage(facts, text if isinstance(text, str) else "")


def _json_sentences(sentences: Any) -> Iterator[str]:
    for sentence in sentences if isinstance(sentences, list) else ():
        text = sentence.get("text") if isinstance(sentence, dict) else None
        if isinstance(text, str):
            yield text


def extracted(passages: Iterator[Passage], name: str) -> Extracted:
    """Return the text of a document.

    Raises
    ------
    casemill.errors.InputError
        If it holds no text, or far too much.
    """
    builder = Builder(name)
    study: dict[str, str] = {}
    section = inside = ""
    for passage in passages:
        for key, field in _STUDY.items():
            study.setdefault(field, passage.facts.get(key, ""))
            study[field] = study[field] or passage.facts.get(key, "")
        named = _category(passage)
        if named != section:
            section = inside = named
        if passage.kind.startswith("title") and named not in ("", "title"):
            inside = category_of(passage.text, section)
        _add(builder, passage, inside)
        if named == "title":
            study.setdefault("title", passage.text)
    return builder.finish(study)


def _add(builder: Builder, passage: Passage, category: str) -> None:
    for line in passage.text.split("\n") if category in _LINES else (passage.text.replace("\t", " "),):
        builder.add(line.replace("\t", " \t "), category)


@cache
def _types() -> dict[str, str]:
    return {each: row["category"] for row in table("rules/section_types") for each in listed(row["types"])}


def _category(passage: Passage) -> str:
    """Return the category of a passage by its type, which is finer for tables, else by that of its section."""
    for said in (passage.facts.get("section_type", ""), passage.kind):
        found = _types().get(said.casefold())
        if found:
            return found
    return "body" if "section_type" in passage.facts else ""
