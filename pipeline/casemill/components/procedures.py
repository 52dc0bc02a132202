"""The pipe that finds procedures."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.procedures import find_procedures


class ProceduresPipe:
    """Add the mentions of :func:`casemill.procedures.find_procedures` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_procedures(view_of_doc(doc))])
        return doc


@Language.factory("casemill_procedures")
def create_procedures(nlp: Language, name: str) -> ProceduresPipe:
    """Make the pipe."""
    return ProceduresPipe()
