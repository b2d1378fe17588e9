"""From records to developments: one event in the world out of the records that support it."""

from tracker.resolve.developments import Resolution as Resolution
from tracker.resolve.developments import resolve as resolve
from tracker.resolve.near import NearMiss as NearMiss
from tracker.resolve.near import nearly as nearly
