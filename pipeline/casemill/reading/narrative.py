"""Whether a text is an English report of a case at all."""

from __future__ import annotations

import re

from casemill.errors import NoCaseError, NotEnglishError
from casemill.reading.texts import Text

_PERSON = re.compile(
    r"\b(?:patients?|case (?:report|presentation)|m[ae]n|wom[ae]n|males?|females?|boys?|girls?|"
    r"infants?|child(?:ren)?|"
    r"(?:report|describ|present)\w* \w+ cases?|first (?:reported )?case|neonates?|newborns?|baby|"
    r"babies|toddlers?|adolescents?|teenagers?|adults?|mothers?|gentlem[ae]n|lady|twins?|"
    r"donors?|recipients?|he|she|y/?o|years?[- ]olds?|years of age)\b",
    re.IGNORECASE,
)
_PATIENT = re.compile(r"\b(?:patients?|years?[- ]olds?|years of age|case (?:report|presentation))\b", re.IGNORECASE)
_CLINICAL = re.compile(
    r"\b(?:treat(?:ed|ment|ments)|therap(?:y|ies|eutic)|drugs?|dos(?:e|es|age|ing)|diagnos\w+|"
    r"diseases?|syndromes?|"
    r"symptoms?|hospital\w*|clinical\w*|surg(?:ery|ical\w*)|infect(?:ed|ion\w*)|tumou?rs?|"
    r"cancers?|lesions?|fever|"
    r"toxicit\w+|adverse|blood|serum|plasma|nerves?|palsy|mg|m?mol|m?g/d?[lL]|intravenous\w*|"
    r"medications?|biops\w+|"
    r"ha?emorrhag\w*|anaphyla\w+|hypersensitiv\w+|overdos\w+|inject\w+|infusions?|seizures?|"
    r"asthma|diabet\w+|skin|"
    r"weakness|numb\w*|headaches?|pains?|painful|swelling|coughs?|vomiting|nausea|radiograph\w*|patholog\w+|"
    r"malignan\w+|carcino\w+|chemotherap\w+|thromb\w+|withdrawal|complications?|mortality|vaccin\w+|MRI|CT|"
    r"\w{3,}(?:itis|osis|oses|a?emias?|opath(?:y|ies)|penia|algia|uria|plegia|paresis|ectomy|"
    r"otomy|plasty|mycin|cillin|"
    r"azole|mab|statin|olol|oxacin|platin|rubicin|taxel|azepam))\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_SHORT = 600


def require_case(text: Text, *, name: str = "", findings: int | None = None) -> None:
    """Raise an error if a text has no English or tells of no case.

    It is strict with nothing but texts that say neither of a person nor of an illness or
    treatment. What is as short as a note or a single sentence is refused only where it is
    known that nothing was found in it; no text is refused in which something was.

    Parameters
    ----------
    text
        What was read.
    name
        Name for messages; that of the text if left out.
    findings
        How many drugs, nerves and analytes were found in the text; None before anything
        was looked for.

    Raises
    ------
    NotEnglishError
        If no letters are left once other languages are set aside.
    NoCaseError
        If an English text tells of no patient and no illness or treatment.
    """
    name = name or text.name or "text"
    if not _LETTER.search(text.copy):
        raise NotEnglishError(name)
    is_open = findings is None and len(text.copy) <= _SHORT
    if not findings and not is_open and not has_case(text.copy):
        foreign = sum(passage.end - passage.start for passage in text.set_aside)
        raise NotEnglishError(name) if foreign > len(text.copy) else NoCaseError(name)


def has_case(copy: str) -> bool:
    """Tell whether a reading copy can be a report: a person is told of, or medicine.

    A text of more than a few sentences must do both, unless it speaks of a patient.
    """
    if _PATIENT.search(copy):
        return True
    has_person = bool(_PERSON.search(copy))
    is_clinical = bool(_CLINICAL.search(copy))
    return (has_person and is_clinical) if len(copy) > _SHORT else (has_person or is_clinical)
