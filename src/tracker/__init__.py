"""Tells what has happened since an article was published, and how we know."""

__version__ = "0.1.0"
