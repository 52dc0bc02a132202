"""The pipe that marks sentence starts (a stand-in: ends of lines and full stops)."""

import re

from spacy.language import Language
from spacy.tokens import Doc

_END = re.compile(r"(?<=[a-z0-9\])][.?!])\s+(?=[A-Z])|\n+")


class SentencesPipe:
    """Mark the first token of each sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        ends = [match.end() for match in _END.finditer(doc.text)]
        i = 0
        for token in doc:
            start = token.i == 0
            while i < len(ends) and ends[i] <= token.idx:
                start = True
                i += 1
            token.is_sent_start = start
        return doc


@Language.factory("casemill_sentences")
def create_sentences(nlp: Language, name: str) -> SentencesPipe:
    """Make the pipe."""
    return SentencesPipe()
