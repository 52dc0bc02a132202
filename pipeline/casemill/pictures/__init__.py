"""Pictures: the course of one patient on a time axis, drawn from a record alone."""
