"""What can be wrong with an input, each with the file, what is wrong and the remedy.

No message carries text of a report: a run's log may leave the house, a report may not.
"""

from __future__ import annotations

from typing import ClassVar


class InputError(ValueError):
    """A file or text that cannot be read as a case report.

    Parameters
    ----------
    name
        Name of the file, or of the text where there is no file.
    detail
        Facts about this very input (a size, a place in bytes), no text of it.

    Attributes
    ----------
    code : str
        Short name of the error for ledgers and exit reports.
    problem : str
        What is wrong, with ``{detail}`` where the detail goes.
    remedy : str
        What the user can do.
    """

    code: ClassVar[str] = "input"
    problem: ClassVar[str] = "cannot be read"
    remedy: ClassVar[str] = "Check the file."

    def __init__(self, name: str, detail: str = "") -> None:
        super().__init__(name, detail)
        self.name = name
        self.detail = detail

    def __str__(self) -> str:
        problem = self.problem.replace("{detail}", self.detail)
        return f"{self.name}: {problem}. {self.remedy}"


class MissingInputError(InputError):
    """The path does not exist."""

    code = "missing"
    problem = "there is no such file"
    remedy = "Check the path."


class NotAFileError(InputError):
    """The path is a folder, a device or a pipe."""

    code = "not_a_file"
    problem = "this is {detail} and not a file"
    remedy = "Name a text file."


class UnreadableInputError(InputError):
    """The path, its folder or its disk cannot be read."""

    code = "unreadable"
    problem = "it cannot be opened ({detail})"
    remedy = "Check the path, its rights and the disk."


class EmptyInputError(InputError):
    """The file has no bytes, or white space alone."""

    code = "empty"
    problem = "the file is empty"
    remedy = "Save the text of the report in it."


class BinaryInputError(InputError):
    """The bytes are no text: a document format, an image, NUL bytes."""

    code = "binary"
    problem = "this is not a text file ({detail})"
    remedy = "Export the report as plain text (UTF-8) and read that file."


class UndecodableInputError(InputError):
    """The bytes are text in no encoding that casemill knows."""

    code = "undecodable"
    problem = "the characters cannot be decoded ({detail})"
    remedy = "Save the file again as UTF-8."


class HalfCharacterError(InputError):
    """The text holds a lone surrogate: half of a character, which no file in UTF-8 can hold."""

    code = "half_character"
    problem = "the text holds half a character (a lone surrogate at {detail})"
    remedy = 'Decode the bytes anew, without errors="surrogateescape" or "surrogatepass".'


class TooLargeInputError(InputError):
    """The file or one of its lines is far longer than any case report."""

    code = "too_large"
    problem = "the text is too large for one case report ({detail})"
    remedy = "Split it into one file a report."


class NotEnglishError(InputError):
    """Nothing is left once passages in other languages are set aside."""

    code = "not_english"
    problem = "no English text was found"
    remedy = "casemill reads English reports; translate the report or leave the file out."


class NoCaseError(InputError):
    """The text is English, but tells of no patient."""

    code = "no_case"
    problem = "no case narrative was found: no patient, age, sex, disease or treatment is told of"
    remedy = "Leave the file out, or check that it holds the report and not a cover page."
