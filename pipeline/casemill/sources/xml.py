"""XML parsed without declarations, without other files, and not too deep."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from casemill.errors import CorruptInputError, EmptyInputError, TooDeepError, XmlEntityError
from casemill.sources.limits import MAX_DEPTH

_ENTITIES = {name[:-1]: value for name, value in html5.items() if name.endswith(";")}
"""Names of characters that the DTDs of journals declare, which are not read."""


class _TooDeep(Exception):
    pass


class _Shallow(TreeBuilder):
    """Build a tree no deeper than :data:`MAX_DEPTH`, so that it can be walked by recursion."""

    depth = 0

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _TooDeep
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def parse(data: bytes, name: str) -> Element:
    """Parse a document.

    A DOCTYPE that names a DTD is allowed, as articles carry one; it is not loaded.

    Raises
    ------
    casemill.errors.InputError
        If it is empty, no well-formed XML, nested too deep, or declares entities.
    """
    if not data.strip():
        raise EmptyInputError(name)
    parser = DefusedXMLParser(target=_Shallow())
    parser.entity.update(_ENTITIES)
    try:
        parser.feed(data)
        root: Element = parser.close()
    except DefusedXmlException:
        raise XmlEntityError(name) from None
    except _TooDeep:
        raise TooDeepError(name, f"more than {MAX_DEPTH} levels") from None
    except ParseError as error:
        line, column = error.position
        raise CorruptInputError(name, f"XML, line {line}, column {column}") from None
    except (ValueError, LookupError):  # an encoding that expat or Python does not know
        raise CorruptInputError(name, "XML in an unknown encoding") from None
    return root


def local(element: Element) -> str:
    """Return the name of an element without its namespace; empty for comments and the like."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Return an attribute whatever its namespace, or an empty string."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the children of some names."""
    return (child for child in element if local(child) in names)


def child(element: Element | None, *path: str) -> Element | None:
    """Return the first descendant along a path of names, or None."""
    for name in path:
        element = None if element is None else next(children(element, name), None)
    return element


def descendants(element: Element, name: str) -> Iterator[Element]:
    """Yield all descendants of a name, in order."""
    return (found for found in element.iter() if local(found) == name)
