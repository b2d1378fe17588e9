"""What is told beyond the terminal: digests, immediate notices, and the outbox that they leave through."""
