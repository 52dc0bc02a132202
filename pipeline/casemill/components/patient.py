"""The pipe that finds what is said of the patient."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.patient import find_sex


class PatientPipe:
    """Add the mentions of :func:`casemill.patient.find_sex` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_sex(view_of_doc(doc))])
        return doc


@Language.factory("casemill_patient")
def create_patient(nlp: Language, name: str) -> PatientPipe:
    """Make the pipe."""
    return PatientPipe()
