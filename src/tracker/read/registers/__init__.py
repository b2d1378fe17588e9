"""Registers of prisoners that an operator downloaded: what is kept of them, and nothing else."""
