"""What `tracker review` says in its own words."""

from __future__ import annotations

HELD = "{list} is held since {since}"
UNSURE = "its surest record has a confidence of {share:.2f}"
COUNTS = "the sources contradict one another: shown is {shown}; against it {others}"
AT_LEAST = "at least {value}"
PART = "{value} ({of})"
SAID_BY = "{value} ({voices})"
# After one, after several.
VOICES = ("1 voice", "{count} voices")
OFFICIAL = "{voices}, official"
TWO = "{one} ({one_id}), and {other} ({other_id})"
NEARLY = "almost one event, {score:.2f}: {reason}"
BARRED = "they fit ({score:.2f}: {reason}), but are not taken for one: {bar}"
MORE_SINCE = (
    "dismissed, and 1 more record tells it since",
    "dismissed, and {count} more records tell it since",
)
UNMATCHED = "no entry of the lists that we read has this name: {names}"
MAY_BE_MEANT = "{name} (perhaps meant: {listed})"
MORE_ENTRIES = "{count} more"
MAY_BE_SAME = "may be one person, written in two ways: {names}"
PAIR = "{a} / {b}"
ENTRIES = "{one} on {one_list} ({one_uid}), and {other} on {other_list} ({other_uid})"
ENTRIES_WHY = "may be one target, {score:.2f}: {reason}"
OPINION = "the second opinion ({model}) reads otherwise: {what}"
OPINION_ONLY = {
    "only_rules": "it does not see a {type} that the rules see",
    "only_opinion": "it sees a {type} that the rules do not see",
    "only_opinion_refused": "it sees a {type} in a sentence that the rules refused ({refused})",
}
DIFFERS = "{field} is {opinion}, not {rules}"
DIFFERS_UNSAID = "other {field}"
NO_LIST_CHANGE = (
    "an official notice says it, and no list that we read has changed so within {days} days (looked at last "
    "on {looked})"
)
NO_NOTICE = (
    "a list shows it, and no official notice of it has come within {days} days (looked for last on {looked})"
)
UNCLEAR = "an official notice that its reader does not understand ({rule}): {quote}"
NOTHING = "nothing to review"

HEADINGS = {
    "held": "Lists that are held",
    "counts": "Numbers that contradict one another",
    "unsure": "Developments that nobody is sure of",
    "nearly": "Developments that may be one",
    "dismissed": "Dismissed, and told by more sources since",
    "unanswered": "Notices without a list change, list changes without a notice",
    "unclear": "Official notices that nobody has understood yet",
    "targets": "Targets that no list entry is known for",
    "people": "People whose names may be one person's",
    "entries": "Entries of lists that may be one target",
    "opinion": "Where the second opinion differs",
}
