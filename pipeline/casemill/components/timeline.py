"""The pipe that tells when each thing was; the last one, it shows all mentions in ``doc.spans``."""

from spacy.language import Language
from spacy.tokens import Doc

from casemill.document import publish_spans, state, view_of_doc
from casemill.timeline import resolve_times


class TimelinePipe:
    """Store the times of :func:`casemill.timeline.resolve_times`."""

    def __call__(self, doc: Doc) -> Doc:
        """Run the rules on one document."""
        state(doc)["times"] = resolve_times(view_of_doc(doc))
        publish_spans(doc)
        return doc


@Language.factory("casemill_timeline")
def create_timeline(nlp: Language, name: str) -> TimelinePipe:
    """Make the pipe."""
    return TimelinePipe()
