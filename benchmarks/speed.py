"""What the pipeline costs, as ratios within one run.

``python benchmarks/speed.py`` takes about ten minutes with the shipped corpus; ``--texts DIR`` takes all
``.txt`` files below a folder instead, ``--only NAME`` one of the parts. The last result stands in README.md here.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from pathlib import Path

CORPUS = Path(__file__).parent.parent / "corpus"
LENGTHS = (1_000, 10_000, 100_000, 1_000_000)
COUNTS = (50, 500)
LONG_RUN = 5_000
SETTLED = 500
"""Documents after which memory should stand still."""

Row = tuple[str, str]


def shipped(count: int) -> list[str]:
    """Return reports made of the shipped ones: other numbers, lines in another order; the same at each run."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(CORPUS.glob("*.txt"))]
    made = []
    for number in range(count):
        rng = random.Random(number)
        paragraphs = sources[number % len(sources)].split("\n\n")
        rng.shuffle(paragraphs)
        made.append("".join(rng.choice("123456789") if c.isdigit() else c for c in "\n\n".join(paragraphs)))
    return made


def texts_of(folder: Path | None, count: int) -> list[str]:
    """Return the texts to measure with."""
    if folder is None:
        return shipped(count)
    return [path.read_text(encoding="utf-8", errors="replace") for path in sorted(folder.rglob("*.txt"))][:count]


def best(work: Callable[[], object], rounds: int = 3) -> float:
    """Return the seconds of the quickest of several rounds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def floor(texts: Sequence[str]) -> Iterator[Row]:
    """Compare the whole pipeline with spaCy's tokenizer alone, both warm."""
    import spacy

    import casemill

    tokenizer, nlp = spacy.blank("en").tokenizer, casemill.load()
    alone = best(lambda: [tokenizer(text) for text in texts])
    reading = best(lambda: [nlp.tokenizer(text) for text in texts])
    whole = best(lambda: [casemill.records_of(nlp(text)) for text in texts])
    yield "reading and tokenizer / tokenizer alone", f"{reading / alone:.1f}"
    yield "text to records / tokenizer alone", f"{whole / alone:.1f}"
    yield "milliseconds for 10,000 characters", f"{whole / sum(map(len, texts)) * 1e7:.0f}"


def stock(texts: Sequence[str]) -> Iterator[Row]:
    """Compare with ``medspacy.load()`` and the same names as target rules."""
    import warnings

    from loguru import logger

    logger.remove()  # PyRuSH, which medspacy.load() brings, logs the words of each report
    with warnings.catch_warnings():
        import medspacy
        from medspacy.target_matcher import TargetRule

    import casemill
    from casemill.lexicons import listed, table

    nlp, ours = medspacy.load(), casemill.load()
    names = [
        (term, name)
        for name in ("drugs", "nerves", "analytes", "diseases", "procedures")
        for row in table(f"lexicons/{name}")
        for term in (row["name"], *listed(row.get("synonyms", "") or row.get("terms", "")))
    ]
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(term, name.upper()) for term, name in names])
    few = texts[:20]
    nlp(few[0])
    theirs = best(lambda: [nlp(text) for text in few], rounds=1)
    own = best(lambda: [casemill.records_of(ours(text)) for text in few])
    yield f"medspacy.load() with {len(names):,} target rules / casemill", f"{theirs / own:.1f}"


def growth(texts: Sequence[str]) -> Iterator[Row]:
    """Compare longer texts with shorter ones, and many with few."""
    import casemill

    nlp = casemill.load()
    joined = "\n\n".join(texts)
    joined *= LENGTHS[-1] // len(joined) + 1
    took = {size: best(lambda size=size: nlp(joined[:size]), rounds=1 if size > 10_000 else 5) for size in LENGTHS}
    for less, more in pairwise(LENGTHS):
        yield f"{more:,} / {less:,} characters", f"{took[more] / took[less]:.1f}"
    few, many = (best(lambda n=n: [nlp(text) for text in (texts * n)[:n]], rounds=1) for n in COUNTS)
    yield f"{COUNTS[1]} / {COUNTS[0]} reports", f"{many / few:.1f}"


def workers(texts: Sequence[str]) -> Iterator[Row]:
    """Compare two workers with one, start of Python and loading included."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "texts").mkdir()
        for number, text in enumerate(texts):
            Path(folder, "texts", f"{number:05d}.txt").write_text(text, encoding="utf-8")
        took = {}
        for jobs in (1, 2):
            out = f"{folder}/out{jobs}"
            program = [sys.executable, "-m", "casemill.cli", "extract", f"{folder}/texts", "--out", out]
            command = [*program, "--jobs", str(jobs), "--format", "jsonl"]
            run = partial(subprocess.run, command, check=True, capture_output=True)
            took[jobs] = best(run, rounds=1)
    yield f"1 worker / 2 workers, {len(texts)} reports", f"{took[1] / took[2]:.2f}"


def memory(texts: Sequence[str]) -> Iterator[Row]:
    """Compare the greatest memory after many reports with that after the first few hundred."""
    import casemill

    nlp = casemill.load()
    for number in range(LONG_RUN):
        casemill.records_of(nlp(texts[number % len(texts)]))
        if number + 1 == SETTLED:
            settled = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    yield f"greatest memory after {LONG_RUN:,} / {SETTLED} reports", f"{most / settled:.3f}"


def loading(texts: Sequence[str]) -> Iterator[Row]:
    """Compare loading with the import of spaCy, each in a Python of its own."""

    def run(code: str) -> float:
        return best(lambda: subprocess.run([sys.executable, "-c", code], check=True))

    start, spacy, own = run("pass"), run("import spacy"), run("import casemill; casemill.load()")
    yield "casemill.load() / import spacy", f"{(own - start) / (spacy - start):.1f}"
    yield "seconds of casemill.load(), imports included", f"{own - start:.1f}"


PARTS = {"floor": floor, "stock": stock, "growth": growth, "workers": workers, "memory": memory, "loading": loading}


def main() -> None:
    """Print a table of ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=Path, help="folder of .txt files; by default the shipped corpus, varied")
    parser.add_argument("--count", type=int, default=200, help="how many texts")
    parser.add_argument("--only", choices=PARTS, help="one part alone")
    options = parser.parse_args()
    texts = texts_of(options.texts, options.count)
    sys.stdout.write(
        f"{len(texts)} texts, {sum(map(len, texts)):,} characters; "
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores\n\n"
        "| part | what | result |\n|---|---|---:|\n"
    )
    for name, part in PARTS.items():
        if options.only in (None, name):
            for what, result in part(texts):
                sys.stdout.write(f"| {name} | {what} | {result} |\n")
                sys.stdout.flush()


if __name__ == "__main__":
    main()
