"""The pipe that marks sections (a stand-in until the section rules are written)."""

from spacy.language import Language
from spacy.tokens import Doc


class SectionsPipe:
    """Leave the document as it is."""

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        return doc


@Language.factory("casemill_sections")
def create_sections(nlp: Language, name: str) -> SectionsPipe:
    """Make the pipe."""
    return SectionsPipe()
