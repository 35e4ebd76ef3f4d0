from functools import cached_property, lru_cache, partialmethod


class Dataset:
    def __init__(self, numbers):
        self._numbers = tuple(numbers)
        self.computed = []

    @cached_property
    def mean(self):
        self.computed.append("mean")
        return sum(self._numbers) / len(self._numbers)

    @cached_property
    def variance(self):
        self.computed.append("variance")
        return sum((n - self.mean) ** 2 for n in self._numbers) / len(self._numbers)

    @property
    def stdev(self):
        return self.variance**0.5

    @lru_cache(maxsize=None)
    def percentile(self, p):
        self.computed.append(f"p{p}")
        ordered = sorted(self._numbers)
        return ordered[min(len(ordered) - 1, int(len(ordered) * p / 100))]

    def _scaled(self, factor, offset=0):
        return [n * factor + offset for n in self._numbers]

    doubled = partialmethod(_scaled, 2)
    celsius = partialmethod(_scaled, 5 / 9, offset=-32 * 5 / 9)


def lazy(function):
    name = "_lazy_" + function.__name__

    @property
    def wrapper(self):
        if not hasattr(self, name):
            setattr(self, name, function(self))
        return getattr(self, name)

    return wrapper


class Page:
    def __init__(self, text):
        self.text = text

    @lazy
    def words(self):
        print("splitting")
        return self.text.split()


d = Dataset([2, 4, 4, 4, 5, 5, 7, 9])
print(d.stdev, d.mean, d.stdev, d.computed)
print(d.percentile(50), d.percentile(90), d.percentile(50), d.computed)
print(d.doubled(), d.doubled(offset=1)[0], [round(c, 1) for c in d.celsius()])
print(sorted(vars(d)))
del d.mean
print(d.mean, d.computed.count("mean"))
d.mean = 100
print(d.mean, d.variance)
info = Dataset.percentile.cache_info()
print(info.hits, info.misses, info.currsize)
p = Page("a b c")
print(p.words, p.words, hasattr(p, "_lazy_words"))
