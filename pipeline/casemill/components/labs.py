"""The pipe that finds labs."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.labs import find_labs


class LabsPipe:
    """Add the mentions of :func:`casemill.labs.find_labs` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_labs(view_of_doc(doc))])
        return doc


@Language.factory("casemill_labs")
def create_labs(nlp: Language, name: str) -> LabsPipe:
    """Make the pipe."""
    return LabsPipe()
