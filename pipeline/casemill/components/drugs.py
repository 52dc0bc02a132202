"""The pipe that finds drugs."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.drugs import find_drugs


class DrugsPipe:
    """Add the mentions of :func:`casemill.drugs.find_drugs` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_drugs(view_of_doc(doc))])
        return doc


@Language.factory("casemill_drugs")
def create_drugs(nlp: Language, name: str) -> DrugsPipe:
    """Make the pipe."""
    return DrugsPipe()
