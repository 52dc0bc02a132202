"""XML and JSON: which schema a document has, and who reads it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, TypeVar

from casemill.errors import (
    CorruptInputError,
    EmptyInputError,
    SeveralReportsError,
    TooDeepError,
    UnknownMarkupError,
)
from casemill.sources import bioc, jats
from casemill.sources.build import Extracted
from casemill.sources.xml import descendants, local, parse

T = TypeVar("T")


def read_xml(data: bytes, name: str) -> Extracted:
    """Read an article in JATS or a document in BioC XML."""
    root = parse(data, name)
    tag = local(root)
    if tag in ("collection", "document"):
        documents = [root] if tag == "document" else list(descendants(root, "document"))
        return bioc.extracted(bioc.passages_of_xml(_only(documents, name)), name)
    articles = [root] if tag == "article" else _outer_articles(root)
    if not articles:
        raise UnknownMarkupError(name, "XML")
    return jats.extracted(_only(articles, name), name)


def _outer_articles(root: Any) -> list[Any]:
    """Return the articles of a set or of the answer of a server, not those inside an article."""
    found, waiting = [], [root]
    while waiting:
        element = waiting.pop()
        if local(element) == "article":
            found.append(element)
        else:
            waiting.extend(reversed(element))
    return found


def read_json(data: bytes, name: str) -> Extracted:
    """Read a document in BioC JSON."""
    if not data.strip():
        raise EmptyInputError(name)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except RecursionError:
        raise TooDeepError(name, "JSON") from None
    except UnicodeDecodeError as error:
        raise CorruptInputError(name, f"JSON that is not UTF-8, byte {error.start}") from None
    except ValueError as error:
        place = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise CorruptInputError(name, f"JSON{place}") from None
    return bioc.extracted(bioc.passages_of_json(_only(_json_documents(content, name), name), name), name)


def _json_documents(content: Any, name: str) -> list[dict[str, Any]]:
    """Return the documents of a document, a collection, or a list of collections."""
    found: list[dict[str, Any]] = []
    for part in content if isinstance(content, list) else [content]:
        documents = part.get("documents", [part]) if isinstance(part, dict) else []
        found += documents if isinstance(documents, list) else []
    if not found or not all(isinstance(each, dict) and "passages" in each for each in found):
        raise UnknownMarkupError(name, "JSON")
    return found


def _only(documents: Sequence[T], name: str) -> T:
    if len(documents) != 1:
        raise SeveralReportsError(name, f"{len(documents):,} documents")
    return documents[0]
