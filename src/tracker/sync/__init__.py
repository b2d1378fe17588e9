"""Where the ends and the middle meet: the whole way for each source, from address to development."""

from tracker.sync.accept import accept_hold
from tracker.sync.result import SourceOutcome, Standing, SyncResult
from tracker.sync.run import sync

__all__ = ["SourceOutcome", "Standing", "SyncResult", "accept_hold", "sync"]
