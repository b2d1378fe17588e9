"""From records to developments: one event in the world out of the records that support it."""

from tracker.resolve.developments import resolve as resolve
