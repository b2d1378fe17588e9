"""Which entries of official lists are one target: their names, dates of birth, numbers, kind and gender.

Pure, and the same in whatever order the entries come. The authorities do not refer to one another, so that
a tie is always our reading: it has a score and a reason, and a doubtful one is left to a person.
"""

from tracker.resolve.ties.join import ByHand as ByHand
from tracker.resolve.ties.join import groups_of as groups_of
from tracker.resolve.ties.join import tie as tie

# Another number: other rules, by which all ties are made anew.
RULES = 1
