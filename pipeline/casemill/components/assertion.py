"""The pipe that decides scope, status and involvement (a stand-in)."""

from spacy.language import Language
from spacy.tokens import Doc


class AssertionPipe:
    """Leave the document as it is."""

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        return doc


@Language.factory("casemill_assertion")
def create_assertion(nlp: Language, name: str) -> AssertionPipe:
    """Make the pipe."""
    return AssertionPipe()
