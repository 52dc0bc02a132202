"""The pipe that marks sections."""

from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import state, text_of
from casemill.structure.sections import Section, sections_of_text
from casemill.structure.study import find_study


class SectionsPipe:
    """Store the sections: those that the tags of a file tell, else those that its titles tell."""

    def __call__(self, doc: Doc) -> Doc:
        """Run on one document."""
        text = text_of(doc)
        tagged = state(doc).get("tagged")
        sections = [Section(*plain) for plain in tagged] if tagged else sections_of_text(text)
        state(doc)["sections"] = [section.to_plain() for section in sections]
        state(doc)["study"] = {**find_study(text, sections), **_placed(text, state(doc).get("tagged_study", {}))}
        state(doc).pop("sentences", None)
        return doc


def _placed(text: str, study: dict[str, str]) -> dict[str, list[Any]]:
    """Return what the tags tell of the publication, each with its place where the text says it too."""
    found: dict[str, list[Any]] = {}
    for name, value in study.items():
        start = text.find(value)
        found[name] = [value, start, start + len(value)] if start >= 0 else [value, None, None]
    return found


@Language.factory("casemill_sections")
def create_sections(nlp: Language, name: str) -> SectionsPipe:
    """Make the pipe."""
    return SectionsPipe()
