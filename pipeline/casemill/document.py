"""What casemill keeps on a spaCy Doc: plain values alone, under ``doc._.casemill``.

Lists, dicts, strings and numbers survive ``nlp.pipe(n_process=2)``, ``DocBin`` and
``to_disk``; Span objects and rule objects do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from spacy.tokens import Doc, Span

from casemill.mentions import Mention, by_place
from casemill.view import Sentence, View

if not Doc.has_extension("casemill"):
    Doc.set_extension("casemill", default=None)


def state(doc: Doc) -> dict[str, Any]:
    """Return the dict that holds everything casemill knows of the document.

    Keys: ``raw`` (the raw text), ``offsets`` (the offset map, see
    :class:`casemill.reading.OffsetMap`), ``set_aside``, ``sections``, ``study``,
    ``abbreviations``, ``mentions``, ``times``.
    """
    if doc._.casemill is None:
        doc._.casemill = {}
    return doc._.casemill


def mentions_of(doc: Doc) -> list[Mention]:
    """Return the mentions found so far, in order of their places."""
    return by_place(Mention.from_plain(plain) for plain in state(doc).get("mentions", ()))


def store_mentions(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Replace the mentions of a document."""
    state(doc)["mentions"] = [mention.to_plain() for mention in by_place(mentions)]


def view_of_doc(doc: Doc) -> View:
    """Return what the rules see of a document: read sentences, sections, mentions."""
    return View(
        doc.text,
        tuple(sentences_of(doc)),
        tuple(mentions_of(doc)),
        dict(state(doc).get("abbreviations", {})),
    )


def sentences_of(doc: Doc, *, unread: bool = False) -> list[Sentence]:
    """Return the sentences that are read, or all of them with ``unread=True``."""
    sections = state(doc).get("sections") or [[0, len(doc.text), "body", True]]
    found = []
    i = 0
    for span in doc.sents:
        while i + 1 < len(sections) and sections[i][1] <= span.start_char:
            i += 1
        _, _, category, read = sections[i]
        if read or unread:
            end = span.start_char + len(span.text.rstrip())
            found.append(Sentence(span.start_char, end, category, read))
    return found


def publish_spans(doc: Doc) -> None:
    """Show the mentions in ``doc.spans``, one group a label, for those who work with spaCy.

    A span is widened to whole tokens where a mention ends inside one (``20mg``); the exact
    characters, attributes and heads are those of :func:`mentions_of`.
    """
    groups: dict[str, list[Span]] = {}
    for mention in mentions_of(doc):
        span = doc.char_span(
            mention.start, mention.end, label=mention.label, kb_id=mention.identifier, alignment_mode="expand"
        )
        if span is not None:
            groups.setdefault(mention.label, []).append(span)
    for label, spans in groups.items():
        doc.spans[label] = spans
