class Adder:
    def __init__(self, n):
        self.n = n
        self.calls = 0

    def __call__(self, x, *more, scale=1):
        self.calls += 1
        return (x + self.n + sum(more)) * scale


class Memo:
    def __init__(self, fn):
        self._fn = fn
        self._seen = {}
        self.__doc__ = fn.__doc__

    def __call__(self, *args):
        if args not in self._seen:
            self._seen[args] = self._fn(*args)
        return self._seen[args]


@Memo
def ways(n):
    "Ways to climb n stairs, one or two at a time."
    return 1 if n < 2 else ways(n - 1) + ways(n - 2)


plus3 = Adder(3)
print(plus3(4), plus3(4, 1, 1, scale=10), plus3.calls)
print(list(map(plus3, range(3))), callable(plus3), callable(Adder), callable(3))
print(ways(50), ways.__doc__, len(ways._seen))
