"""The pipe that marks sections."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import state, text_of
from casemill.structure.sections import sections_of_text
from casemill.structure.study import find_study


class SectionsPipe:
    """Store the sections of :func:`casemill.structure.sections.sections_of_text`."""

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        text = text_of(doc)
        sections = sections_of_text(text)
        state(doc)["sections"] = [section.to_plain() for section in sections]
        state(doc)["study"] = find_study(text, sections)
        state(doc).pop("sentences", None)
        return doc


@Language.factory("casemill_sections")
def create_sections(nlp: Language, name: str) -> SectionsPipe:
    """Make the pipe."""
    return SectionsPipe()
