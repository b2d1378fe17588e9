"""What a development means for the article: known, earlier, new, a correction; a question moved."""

from tracker.compare.article import compare as compare
