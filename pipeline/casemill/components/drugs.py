"""The pipe that finds drugs."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.drugs import find_drugs


class DrugsPipe:
    """Add the mentions of :func:`casemill.drugs.find_drugs` to the document.

    A mention that comes back with the label and place of an earlier one (a frequency that
    now has its drug) takes its place.
    """

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        found = {(m.label, m.start, m.end): m for m in mentions_of(doc)}
        found.update({(m.label, m.start, m.end): m for m in find_drugs(view_of_doc(doc))})
        store_mentions(doc, found.values())
        return doc


@Language.factory("casemill_drugs")
def create_drugs(nlp: Language, name: str) -> DrugsPipe:
    """Make the pipe."""
    return DrugsPipe()
