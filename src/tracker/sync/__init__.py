"""Where the ends and the middle meet: the whole way for each source, from address to development.

`run.sync` walks it. Nothing is imported here: `tracker status` looks at the store only and must not
pay for the network.
"""
