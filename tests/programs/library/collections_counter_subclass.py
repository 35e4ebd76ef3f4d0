"""A Counter with methods of its own."""
from collections import Counter, OrderedDict


class Letters(Counter):
    def vowels(self):
        return sum(n for k, n in self.items() if k in "aeiou")

    def __missing__(self, key):
        return 0


class Steady(Counter, OrderedDict):
    """Shows its elements in the order they were first met."""

    def __repr__(self):
        inside = ", ".join(f"{k}*{n}" for k, n in self.items())
        return f"<{inside}>"


letters = Letters("education")
letters.update("idea")
print(letters.vowels(), letters["z"], letters.most_common(2), isinstance(letters, dict))
print(Steady("sassafras"), type(letters + Letters("z")).__name__)
