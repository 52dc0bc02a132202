"""The pipe that finds events and outcomes."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.course import find_course
from casemill.document import mentions_of, store_mentions, view_of_doc


class CoursePipe:
    """Add the mentions of :func:`casemill.course.find_course` to the document."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        store_mentions(doc, [*mentions_of(doc), *find_course(view_of_doc(doc))])
        return doc


@Language.factory("casemill_course")
def create_course(nlp: Language, name: str) -> CoursePipe:
    """Make the pipe."""
    return CoursePipe()
