from datetime import timedelta
from enum import Enum


class Period(timedelta, Enum):
    """Time spans of any number of days, made in a loop."""

    _ignore_ = "Period i"
    Period = vars()
    for i in range(4):
        Period[f"day_{i}"] = i


print(list(Period)[:2], Period.day_3 - Period.day_1, list(Period)[-1].name, hasattr(Period, "i"))
