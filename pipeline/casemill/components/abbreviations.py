"""The pipe that finds abbreviations (a stand-in until the rules are written)."""

from spacy.language import Language
from spacy.tokens import Doc


class AbbreviationsPipe:
    """Leave the document as it is."""

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        return doc


@Language.factory("casemill_abbreviations")
def create_abbreviations(nlp: Language, name: str) -> AbbreviationsPipe:
    """Make the pipe."""
    return AbbreviationsPipe()
