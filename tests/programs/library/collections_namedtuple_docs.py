"""Docstrings of a named tuple and of its fields."""
from collections import namedtuple

Reading = namedtuple("Reading", ["time", "celsius", "station"])
Reading.__doc__ += ": one line of the log"
Reading.time.__doc__ = "seconds since midnight"
Reading.celsius.__doc__ = "in the shade"
Reading.station.__doc__ = "number of the station"
print(Reading.__doc__)
for name in Reading._fields:
    print(f"{name:<8}", getattr(Reading, name).__doc__)
print(Reading(3600, 21.5, 7))
