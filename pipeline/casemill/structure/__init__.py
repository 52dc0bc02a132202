"""Structure: sentences, sections and abbreviations of a reading copy, as pure functions."""
