"""The demo: the main job on a shipped archive, served on this machine, with the clock moved.

`archive` is what is served and when, `server` serves it, `run` walks its steps with the one `sync`.
`build` makes an archive out of dated facts (`chain`) and real entries (`sdn_xml`, `delta_xml`).
"""
