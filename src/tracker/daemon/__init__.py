"""The daemon: ticks, the bounded pool, requests from other processes, signals, the watchdog, logs."""
