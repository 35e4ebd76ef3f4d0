"""Counts words."""
import re

STOP_WORDS = ["and", "some", "of", "it"]


class Counter(dict):
    _word = re.compile(r"[a-z]+")

    def __init__(self, text):
        super().__init__()
        for word in self._word.findall(text.lower()):
            if word not in STOP_WORDS:
                self[word] = self.get(word, 0) + 1

    def __missing__(self, key):
        return 0


def top(counter, n):
    return sorted(counter.items(), key=lambda item: (-item[1], item[0]))[:n]
