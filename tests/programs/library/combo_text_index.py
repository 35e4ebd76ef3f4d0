"""An inverted index with normalised words, ranked search and close matches."""
import math
import re
import unicodedata
from collections import Counter, defaultdict
from difflib import get_close_matches
from functools import lru_cache
from heapq import nlargest

DOCS = {
    "tea": "Tea is a drink made with hot water and tea leaves. Green tea is popular.",
    "coffee": "Coffee is a drink from roasted beans. Café culture began with coffee.",
    "water": "Water is a clear liquid; people drink water every day.",
    "beans": "Beans are seeds. Roasted beans of the coffee plant give coffee.",
}


@lru_cache(maxsize=1000)
def normal(word):
    word = unicodedata.normalize("NFKD", word.casefold())
    word = "".join(c for c in word if not unicodedata.combining(c))
    return word[:-1] if word.endswith("s") and len(word) > 3 else word


def tokens(text):
    return [normal(w) for w in re.findall(r"\w+", text)]


class Index:
    def __init__(self, docs):
        self._postings = defaultdict(Counter)
        self._sizes = {}
        for name, text in docs.items():
            words = tokens(text)
            self._sizes[name] = len(words)
            for w in words:
                self._postings[w][name] += 1

    def search(self, query, n=3):
        scores = Counter()
        for word in tokens(query):
            if word not in self._postings:
                continue
            found = self._postings[word]
            idf = math.log(1 + len(self._sizes) / len(found))
            for name, times in found.items():
                scores[name] += idf * times / self._sizes[name]
        return [(name, f"{score:.3f}") for name, score in nlargest(n, sorted(scores.items()), key=lambda s: s[1])]

    def suggest(self, word):
        return get_close_matches(normal(word), self._postings, n=2)


index = Index(DOCS)
for query in ("coffee beans", "hot TEA", "cafe", "drinking"):
    print(query, "->", index.search(query) or f"did you mean {index.suggest(query)}?")
print(len(index._postings), normal.cache_info().currsize == len(set(re.findall(r"\w+", " ".join(DOCS.values())) + ["hot", "TEA", "cafe", "drinking"])))
