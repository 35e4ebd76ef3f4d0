"""Annotations that are not types, marked as such."""
from typing import get_type_hints, no_type_check


@no_type_check
def measure(length: "in metres", label: "shown to the user" = "x"):
    return f"{label}={length}"


@no_type_check
class Robot:
    speed: "metres a second" = 3

    def move(self, by: "steps"):
        return self.speed * by


print(measure(5), Robot().move(4), get_type_hints(measure), get_type_hints(Robot))
print(measure.__annotations__["length"])
