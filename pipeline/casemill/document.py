"""What casemill keeps on a spaCy Doc: plain values alone, under ``doc._.casemill``.

Lists, dicts, strings and numbers survive ``nlp.pipe(n_process=2)``, ``DocBin`` and
``to_disk``; Span objects and rule objects do not.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from weakref import WeakKeyDictionary

from spacy.tokens import Doc, Span

from casemill.mentions import Mention, by_place
from casemill.view import Sentence, View

if not Doc.has_extension("casemill"):
    Doc.set_extension("casemill", default=None)

_texts: WeakKeyDictionary[Doc, str] = WeakKeyDictionary()
_mentions: WeakKeyDictionary[Doc, tuple[Any, list[Mention]]] = WeakKeyDictionary()
_sentences_read: WeakKeyDictionary[Doc, tuple[Any, tuple[Sentence, ...]]] = WeakKeyDictionary()
"""What was last made of plain values, beside these values: it holds as long as the Doc carries them."""


def state(doc: Doc) -> dict[str, Any]:
    """Return the dict that holds everything casemill knows of the document.

    Keys: ``raw`` (the raw text), ``offsets`` (the offset map, see
    :class:`casemill.reading.OffsetMap`), ``set_aside``, ``pages``, ``text_sha256``, ``tagged`` (sections
    told by the tags of a file), ``tagged_study``, ``sections``, ``study``, ``sentences``, ``abbreviations``,
    ``mentions``, ``times``.
    """
    found: dict[str, Any] | None = doc._.casemill
    if found is None:
        found = doc._.casemill = {}
    return found


def keep_text(doc: Doc, text: str) -> None:
    """Keep the text that a document was made of, so that spaCy need not put it together again."""
    _texts[doc] = text


def text_of(doc: Doc) -> str:
    """Return ``doc.text``, which spaCy puts together from all tokens anew each time it is asked."""
    if doc not in _texts:
        _texts[doc] = doc.text
    return _texts[doc]


def mentions_of(doc: Doc) -> list[Mention]:
    """Return the mentions found so far, in order of their places.

    They are shared with those who ask later: a rule that changes one makes a copy.
    """
    plain = state(doc).get("mentions", ())
    kept = _mentions.get(doc)
    if kept is None or kept[0] is not plain:
        kept = _mentions[doc] = plain, by_place(map(Mention.from_plain, plain))
    return list(kept[1])


def store_mentions(doc: Doc, mentions: Iterable[Mention]) -> None:
    """Replace the mentions of a document."""
    ordered = by_place(mentions)
    plain = state(doc)["mentions"] = [mention.to_plain() for mention in ordered]
    _mentions[doc] = plain, ordered


def view_of_doc(doc: Doc) -> View:
    """Return what the rules see of a document: read sentences, sections, mentions."""
    return View(
        text_of(doc),
        _read_sentences(doc),
        tuple(mentions_of(doc)),
        dict(state(doc).get("abbreviations", {})),
    )


def sentences_of(doc: Doc, *, unread: bool = False) -> list[Sentence]:
    """Return the sentences that are read, or all of them with ``unread=True``."""
    return [Sentence(*plain) for plain in _known_sentences(doc) if unread or plain[3]]


def _read_sentences(doc: Doc) -> tuple[Sentence, ...]:
    known = _known_sentences(doc)
    kept = _sentences_read.get(doc)
    if kept is None or kept[0] is not known:
        kept = _sentences_read[doc] = known, tuple(sentences_of(doc))
    return kept[1]


def _known_sentences(doc: Doc) -> list[list[Any]]:
    known: list[list[Any]] | None = state(doc).get("sentences")
    if known is None:
        known = state(doc)["sentences"] = _sentences(doc)
    return known


def _sentences(doc: Doc) -> list[list[Any]]:
    """Return start, end, section and whether it is read of each sentence."""
    text = text_of(doc)
    sections = state(doc).get("sections") or [[0, len(text), "body", True]]
    found = []
    i = 0
    for span in doc.sents:
        start = span.start_char
        while i + 1 < len(sections) and sections[i][1] <= start:
            i += 1
        _, _, category, read = sections[i]
        found.append([start, start + len(text[start : span.end_char].rstrip()), category, read])
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
