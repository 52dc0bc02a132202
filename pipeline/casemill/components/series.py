"""The pipe that tells the patients of a series apart."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import store_mentions, view_of_doc
from casemill.patient.series import attribute_patients


class SeriesPipe:
    """Give each mention its patient, see :func:`casemill.patient.series.attribute_patients`."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, attribute_patients(view_of_doc(doc)))
        return doc


@Language.factory("casemill_series")
def create_series(nlp: Language, name: str) -> SeriesPipe:
    """Make the pipe."""
    return SeriesPipe()
