"""Case records of hand-made mentions, so that tests of the output do not depend on the rules.

``[prednisone](Drug Kind=ingredient)`` is a mention; a slot names its head by ``>text``, and
``name=``, ``id=`` and ``@key=value`` (details) go to the mention's own fields. ``_`` in a
value is a blank.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc

import casemill
from casemill.document import state, store_mentions
from casemill.mentions import Mention
from casemill.reading import OffsetMap
from casemill.records import CaseRecord

_MARK = re.compile(r"\[(?P<text>[^\[\]]*)\]\((?P<spec>[A-Z][^()]*)\)")


def handmade_doc(marked: str) -> Doc:
    """Return the Doc of a marked text, with the marked mentions and no others."""
    raw, found, done = "", [], 0
    for match in _MARK.finditer(marked):
        raw += marked[done : match.start()]
        found.append((len(raw), len(raw) + len(match["text"]), match["spec"].split()))
        raw += match["text"]
        done = match.end()
    raw += marked[done:]
    doc = casemill.load()(raw)
    offsets = OffsetMap.from_plain(state(doc)["offsets"])
    store_mentions(doc, [_mention(raw, offsets, *item) for item in found])
    return doc


def handmade(marked: str, **options: str) -> CaseRecord:
    """Return the record of a marked text."""
    return casemill.records_of(handmade_doc(marked), **options)


def _mention(raw: str, offsets: OffsetMap, start: int, end: int, spec: list[str]) -> Mention:
    mention = Mention(spec[0], *offsets.to_copy(start, end))
    for part in spec[1:]:
        key, _, value = part.partition("=")
        value = value.replace("_", " ")
        if part.startswith(">"):
            head = part[1:].replace("_", " ")
            mention.heads.append(offsets.to_copy(raw.index(head), raw.index(head) + len(head)))
        elif key == "name":
            mention.name = value
        elif key == "id":
            mention.identifier = value
        elif key.startswith("@"):
            mention.details[key[1:]] = value
        else:
            mention.attributes[key] = value
    return mention
