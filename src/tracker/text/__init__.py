"""Strings in, values out: what the stages share about text."""
