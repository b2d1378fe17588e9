"""A second opinion on a page: a model is asked what the rules were asked, and the two are compared.

Here are the two ends of the talk, not the talk: the question made of a document, and the answer read
strictly. A page's text is data: it stands fenced in the question, and a record that does not quote it
literally is dropped, whatever made the model write it. What is left goes beside the rules' records as a
list of disagreements for a reviewer; nothing of it is ever a record.
"""

from tracker.extract.opinion.answer import Dropped, Opinion, UnreadableAnswer, read_answer
from tracker.extract.opinion.compare import (
    Disagreement,
    DisagreementKind,
    disagreement_json,
    disagreements,
)
from tracker.extract.opinion.question import Message, question

__all__ = [
    "Disagreement",
    "DisagreementKind",
    "Dropped",
    "Message",
    "Opinion",
    "UnreadableAnswer",
    "disagreement_json",
    "disagreements",
    "question",
    "read_answer",
]
