"""What is remembered: the database, and the bodies beside it. All SQL of the tracker is in here.

Functions take an open connection (`connection.connect`) and give values of `model` or frozen
dataclasses of the module, never rows. What changes more than one row is called inside
`connection.immediate`. What each table means: db/README.md.
"""
