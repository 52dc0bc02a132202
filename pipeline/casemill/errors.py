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


class EncryptedInputError(InputError):
    """The file opens only with a password."""

    code = "encrypted"
    problem = "the file is protected by a password"
    remedy = "Save it without the password and read that file."


class ImageOnlyError(InputError):
    """No page of the PDF holds characters: it is a scan."""

    code = "image_only"
    problem = "the PDF holds pictures of pages and no text ({detail})"
    remedy = "Run text recognition (OCR) over it first, for example with ocrmypdf, and read its result."


class CorruptInputError(InputError):
    """The file is cut off, damaged, or of another format than it seems."""

    code = "corrupt"
    problem = "the file is damaged, or of another format than its name or its first bytes say ({detail})"
    remedy = "Open it in the program that it is made for, and save or download it anew."


class UnknownMarkupError(InputError):
    """The XML or JSON is well-formed, but of a schema that casemill does not know."""

    code = "unknown_markup"
    problem = "this is neither an article in JATS nor a document in BioC ({detail})"
    remedy = "Export the report as JATS, BioC or plain text, or leave the file out."


class XmlEntityError(InputError):
    """The XML declares entities, or calls for files outside: the way of attacks, and of no article."""

    code = "xml_entities"
    problem = "the XML declares entities of its own or calls for other files"
    remedy = "Do not trust the file; take it from its publisher, without declarations in its DOCTYPE."


class TooDeepError(InputError):
    """Elements or values are nested deeper than in any article."""

    code = "too_deep"
    problem = "its parts are nested too deep ({detail})"
    remedy = "Check that the file is an article; export it as plain text if it is."


class SeveralReportsError(InputError):
    """One file holds several documents where one is read."""

    code = "several"
    problem = "the file holds {detail} and not one"
    remedy = "Split it into one file a report."


class BombError(InputError):
    """The compressed file unpacks to far more than any text does."""

    code = "bomb"
    problem = "it unpacks to far more than a text can ({detail})"
    remedy = "Do not trust the file; if its content is wanted, unpack it by hand and name the files."


class NestedArchiveError(InputError):
    """An archive where a report is expected."""

    code = "nested"
    problem = "this is an archive inside another one, of a kind that is not opened, or under a name of another kind"
    remedy = "Unpack it and name what it holds; a zip or gzip archive may also be given the suffix of its kind."


class UnsafeNameError(InputError):
    """A member of an archive whose name leads out of the archive."""

    code = "unsafe_name"
    problem = "its name in the archive leads out of the archive"
    remedy = "Do not trust the archive; make it anew with plain relative names."


class TooManyError(InputError):
    """More files in one archive, or pages in one document, than are read."""

    code = "too_many"
    problem = "it holds too many parts ({detail})"
    remedy = "Split it."


class NoTextError(InputError):
    """A folder or archive in which there is nothing to read."""

    code = "no_text"
    problem = "the {detail} holds no .txt file, nor another that casemill reads"
    remedy = "Name one that does, or the files."


class NoColumnError(InputError):
    """A table without the column that holds the texts."""

    code = "no_column"
    problem = "the table has no column {detail}"
    remedy = "Name the column of the texts with --text-column, or leave the table out."


class BadRowError(InputError):
    """A row of a table that cannot be read, or has no text."""

    code = "bad_row"
    problem = "the row cannot be read ({detail})"
    remedy = "Mend the row, or leave it out."


class MissingExtraError(InputError):
    """A library that reads this format is not installed."""

    code = "missing_extra"
    problem = "this format needs a library that is not installed ({detail})"
    remedy = 'Install it: pip install "casemill[pdf]".'
