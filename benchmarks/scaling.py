"""How the time of each pipe grows with the length of a text, as ratios within one run.

A text of twice the length should take twice the time: a ratio near 1 in the last column
says that it does. Run ``python benchmarks/scaling.py``; it takes about a minute.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import casemill

CORPUS = Path(__file__).parent.parent / "corpus"
HOSTILE = {
    "slashes": "1/1/",
    "dashes": "1-1-",
    "parentheses": "((((",
    "sides": "left, right and ",
    "doses": "5 mg ",
    "capitals": "IV-",
    "markers": "CD3-",
    "headings": "Case 1\n",
    "results": "Hb 5, ",
    "days": "D+1 ",
    "numbers": "(1",
    "short lines": "-\n",
}
LENGTHS = (30_000, 60_000, 120_000)


def texts(name: str) -> list[str]:
    """Return the text of a name, repeated to each of the lengths."""
    unit = HOSTILE.get(name) or (CORPUS / f"{name}.txt").read_text(encoding="utf-8") + "\n\n"
    opening = "The patient had " if name in HOSTILE else ""
    return [opening + unit * (length // len(unit)) for length in LENGTHS]


def seconds_by_pipe(text: str) -> dict[str, float]:
    """Return the seconds that reading and each pipe take."""
    nlp = casemill.load()
    start = time.perf_counter()
    doc = nlp.tokenizer(text)
    took = {"reading": time.perf_counter() - start}
    for name, pipe in nlp.pipeline:
        start = time.perf_counter()
        doc = pipe(doc)
        took[name] = time.perf_counter() - start
    return took


def main() -> None:
    """Print a table: text, pipe, seconds at the greatest length, growth by character from the least to the greatest."""
    names = [*sorted(path.stem for path in CORPUS.glob("*.txt")), *HOSTILE]
    seconds_by_pipe(texts(names[0])[0])
    sys.stdout.write(f"{'text':32s} {'pipe':14s} {'seconds':>8s} {'growth':>7s}\n")
    for name in names:
        rows = [(len(text), seconds_by_pipe(text)) for text in texts(name)]
        (least, first), (greatest, last) = rows[0], rows[-1]
        for pipe, took in last.items():
            if took > 0.05:
                growth = (took / greatest) / (first[pipe] / least)
                sys.stdout.write(f"{name:32s} {pipe:14s} {took:8.2f} {growth:7.2f}\n")


if __name__ == "__main__":
    main()
