"""Powers of ten, cubic millimetres and degrees whose superscripts were lost in print.

``×109/l``, ``x 10 9/L``, ``×10⁹/L``, ``x10(9)/L`` and ``×10*9/L`` are all read as
``×10^9/`` in the copy, ``/mm 3``, ``/mm³`` and ``/mm(3)`` as ``/mm3``, ``38.2 0 C`` as
``38.2 ° C``.
"""

from __future__ import annotations

import re

from casemill.reading.offsets import Edit, without_overlaps

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = "[⁰¹²³⁴⁵⁶⁷⁸⁹]"

_POWER = re.compile(
    r"""(?P<times>(?<![A-Za-z])[×xX✕∗*·](?=\s?10))\s?
    (?P<ten>10)\s?
    (?:(?P<marked>(?:\^|\*\*?|[eE])\s?\(?|\()(?P<sign>[-−–]?)(?P<exponent>\d{1,2})\)?
      |(?P<raised>⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})
      |(?P<plain>[3-9]|1[0-2])(?![\d.,]\d|\d)
    )""",
    re.VERBOSE,
)
_ALONE = r"(?P<ten>10)(?<![\d.,×xX]10)(?<![×xX]\s10)"
_LONE_POWER = re.compile(
    _ALONE + r"\s?(?:(?:\^|\*\*?|\()\s?(?P<exponent>\d{1,2})\)?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2}))"
    r"(?=\s?/|\s(?:cells|copies|CFU|cfu|platelets)\b)"
)
_LONE_PLAIN = re.compile(
    r"(?P<ten>10)(?:(?<=\d\s10)|(?<=[(\[]10))\s?(?P<exponent>[369]|12)(?P<raised>)"
    r"(?=\s?/\s?(?:[lL]|[μu][lL]|mm3?|kg|ml|mL)\b)"
)
_LONE_LITRE = re.compile(_ALONE + r"\s?(?P<exponent>9|12)(?P<raised>)(?=\s?/\s?[lL]\b)")
_A_SIZE = re.compile(r"\s?(?:mm|cm|m|μm|pixels?)\b(?!\s?[²³23])")
_COUNTED = re.compile(r"\s?/|\s(?:[a-z]+\s)?(?:cells|CD\d|copies|[CP]FU|IU|U)\b")
_SMALL = re.compile(rf"m\s?(?:(?P<raised>{_RAISED})|\((?P<digit>[23])\))")
_CUBIC = re.compile(r"m(?P<blank>\s)[23](?=[\s.,;:)\]]|$)")
_DEGREE = re.compile(r"(?:[oº⁰](?:(?<=\d[oº⁰])|(?<=\d\s[oº⁰]))|0(?<=\d\s0))(?=\s?[CF]\b)")
_UNIT_BEFORE = re.compile(r"(?<![^\W\d_])[mcdk]?$")
_PER = re.compile(r"(?:/\s?(?:cu\.?\s?)?|\bper\s)[mcd]?$")


def restore_exponents(text: str) -> list[Edit]:
    """Rewrite powers of ten and raised digits so that all typographies read alike.

    An exponent that prints as plain digits is one of 3 to 12 and stands behind a
    multiplication sign, or directly before ``/L``; ``2 × 103 mm`` stays a size.
    """
    edits: list[Edit] = []
    for match in _POWER.finditer(text):
        if match["plain"] and not _is_exponent(text, match):
            continue
        minus = "-" if match["sign"] else ""
        exponent = minus + (match["exponent"] or match["plain"] or match["raised"].translate(_SUPERSCRIPTS))
        edits += _raised(match, exponent)
    for pattern in (_LONE_POWER, _LONE_PLAIN, _LONE_LITRE):
        for match in pattern.finditer(text):
            exponent = match["exponent"] or match["raised"].translate(_SUPERSCRIPTS)
            edits += _raised(match, exponent)
    for match in _CUBIC.finditer(text):
        if _PER.search(text[max(0, match.start() - 7) : match.start()]):
            edits.append((*match.span("blank"), ""))
    for match in _SMALL.finditer(text):
        if _UNIT_BEFORE.search(text[max(0, match.start() - 2) : match.start()]):
            digit = (match["raised"] or match["digit"]).translate(_SUPERSCRIPTS)
            edits.append((match.start() + 1, match.end(), digit))
    edits += [(*match.span(), "°") for match in _DEGREE.finditer(text)]
    return without_overlaps(edits)


def _is_exponent(text: str, match: re.Match[str]) -> bool:
    """Tell whether plain digits behind ``× 10`` are its exponent: no size, no next number."""
    if match.end("ten") < match.start("plain"):
        return bool(_COUNTED.match(text, match.end()))
    return not _A_SIZE.match(text, match.end())


def _raised(match: re.Match[str], exponent: str) -> list[Edit]:
    """Return the edits of one power: its sign, the blank behind it, and its exponent."""
    ten_start, ten_end = match.span("ten")
    edits = [(ten_end, match.end(), f"^{exponent}")]
    if ten_start > match.start():
        sign_end = match.end("times")
        edits += [(match.start(), sign_end, "×"), (sign_end, ten_start, "")]
    return [edit for edit in edits if edit[0] < edit[1]]
