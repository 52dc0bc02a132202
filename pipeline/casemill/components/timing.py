"""The pipe that finds timing."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import mentions_of, store_mentions, view_of_doc
from casemill.timing import find_timing


class TimingPipe:
    """Add the mentions of :func:`casemill.timing.find_timing` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_timing(view_of_doc(doc))])
        return doc


@Language.factory("casemill_timing")
def create_timing(nlp: Language, name: str) -> TimingPipe:
    """Make the pipe."""
    return TimingPipe()
