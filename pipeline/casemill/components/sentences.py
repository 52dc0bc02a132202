"""The pipe that marks sentence starts."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.structure.sentences import sentences_of_text


class SentencesPipe:
    """Mark the first token of each sentence of :func:`sentences_of_text`.

    Where a token spans the boundary, the next token begins the sentence; white space
    belongs to the sentence before it.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        starts = [start for start, _ in sentences_of_text(doc.text)]
        i = 0
        for token in doc:
            begins = token.i == 0
            while i < len(starts) and starts[i] <= token.idx:
                begins = True
                i += 1
            token.is_sent_start = begins
        return doc


@Language.factory("casemill_sentences")
def create_sentences(nlp: Language, name: str) -> SentencesPipe:
    """Make the pipe."""
    return SentencesPipe()
