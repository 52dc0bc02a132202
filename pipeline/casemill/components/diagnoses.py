"""The pipe that finds diagnoses."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.diagnoses import find_diagnoses
from casemill.document import mentions_of, store_mentions, view_of_doc


class DiagnosesPipe:
    """Add the mentions of :func:`casemill.diagnoses.find_diagnoses` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_diagnoses(view_of_doc(doc))])
        return doc


@Language.factory("casemill_diagnoses")
def create_diagnoses(nlp: Language, name: str) -> DiagnosesPipe:
    """Make the pipe."""
    return DiagnosesPipe()
