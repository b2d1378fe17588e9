"""From what was read to records: what one source says, with its evidence."""
