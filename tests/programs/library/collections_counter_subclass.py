"""A Counter with methods of its own."""
from collections import Counter, OrderedDict


class Letters(Counter):
    def vowels(self):
        return sum(n for k, n in self.items() if k in "aeiou")

    def __missing__(self, key):
        return 0


class OrderedCounter(Counter, OrderedDict):
    """Counter that shows elements in the order first met."""

    def __repr__(self):
        return f"{type(self).__name__}({list(self.items())!r})"


letters = Letters("education")
letters.update("idea")
print(letters.vowels(), letters["z"], letters.most_common(2), isinstance(letters, dict))
print(OrderedCounter("abracadabra"))
