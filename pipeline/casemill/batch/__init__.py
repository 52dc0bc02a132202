"""Many reports: find them, do them in shards, write what comes out, keep what fails.

One bad file never ends a run and never disappears: it is a line of the failure ledger. A
run that was stopped goes on where it was, and gives the bytes of one that was not.
"""

from __future__ import annotations

from casemill.batch.counts import Totals
from casemill.batch.engines import ENGINES, EngineError, open_engine
from casemill.batch.locks import InUseError
from casemill.batch.merging import COUNTS, DUPLICATES, LEDGER
from casemill.batch.model import Failure, ShardResult, Source
from casemill.batch.plans import Plan
from casemill.batch.runs import SHARD_SIZE, TIMEOUT, UnfinishedError, Wishes, extract_to, merge

__all__ = [
    "COUNTS",
    "DUPLICATES",
    "ENGINES",
    "LEDGER",
    "SHARD_SIZE",
    "TIMEOUT",
    "EngineError",
    "Failure",
    "InUseError",
    "Plan",
    "ShardResult",
    "Source",
    "Totals",
    "UnfinishedError",
    "Wishes",
    "extract_to",
    "merge",
    "open_engine",
]
