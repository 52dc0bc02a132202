"""The pipe that finds abbreviations (a stand-in until the rules are written)."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("casemill_abbreviations")
def create_abbreviations(nlp: Language, name: str) -> AbbreviationsPipe:
    """Make the pipe."""
    return AbbreviationsPipe()


class AbbreviationsPipe:
    """Leave the document as it is."""

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        return doc
