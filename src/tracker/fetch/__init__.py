"""Fetching: one address in, its bytes and a graded snapshot out. Knows HTTP, not the subject."""
