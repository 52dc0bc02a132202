"""Importing this loads the pipeline: once, in the process that workers are forked from."""

from __future__ import annotations

import casemill.batch.engines.worker  # noqa: F401
from casemill.extract import extract, load

load()
extract("A woman took aspirin.")  # what is built at the first report is built here as well
