"""The spaCy pipes of casemill, one file a pipe; thin, the rules are plain functions."""
