"""Bytes in, values out: official lists and, later, pages. Knows formats, never what is news."""
