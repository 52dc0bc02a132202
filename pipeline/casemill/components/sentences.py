"""The pipe that marks sentence starts."""

from typing import Any

import numpy as np
from spacy.attrs import IDX, SENT_START
from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import text_of
from casemill.structure.sentences import sentences_of_text


class SentencesPipe:
    """Mark the first token of each sentence of :func:`sentences_of_text`.

    Where a token spans the boundary, the next token begins the sentence; white space
    belongs to the sentence before it.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        starts = [start for start, _ in sentences_of_text(text_of(doc))]
        first = np.searchsorted(doc.to_array(IDX), starts)
        marks: Any = np.full((len(doc), 1), -1, dtype=np.int64)
        marks[first[first < len(doc)]] = 1
        marks[:1] = 1
        # All at once: the setter of a single token looks through the whole document each time.
        return doc.from_array([SENT_START], marks.astype(np.uint64))


@Language.factory("casemill_sentences")
def create_sentences(nlp: Language, name: str) -> SentencesPipe:
    """Make the pipe."""
    return SentencesPipe()
