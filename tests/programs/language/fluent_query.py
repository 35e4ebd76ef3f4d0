"""A fluent query builder and a fluent collection."""


class Query:
    def __init__(self, table):
        self._table = table
        self._columns = []
        self._where = []
        self._order = None
        self._limit = None
        self._params = {}

    def select(self, *columns, **aliases):
        self._columns += columns
        self._columns += [f"{expr} AS {alias}" for alias, expr in aliases.items()]
        return self

    def where(self, condition, /, **params):
        self._where.append(condition)
        self._params |= params
        return self

    def order_by(self, column, *, desc=False):
        self._order = f"{column} DESC" if desc else column
        return self

    def limit(self, n):
        self._limit = n
        return self

    def __and__(self, condition):
        return self.where(condition)

    def __str__(self):
        parts = [f"SELECT {', '.join(self._columns) or '*'}", f"FROM {self._table}"]
        if self._where:
            parts.append("WHERE " + " AND ".join(f"({w})" for w in self._where))
        if self._order:
            parts.append(f"ORDER BY {self._order}")
        if self._limit is not None:
            parts.append(f"LIMIT {self._limit:d}")
        return " ".join(parts)

    def render(self):
        return str(self).format_map({k: repr(v) for k, v in self._params.items()})


class Seq:
    def __init__(self, items):
        self.__items = items

    @staticmethod
    def of(*items):
        return Seq(items)

    def map(self, f):
        return Seq(f(x) for x in self.__items)

    def filter(self, f=None):
        return Seq(filter(f, self.__items))

    def flat_map(self, f):
        return Seq(y for x in self.__items for y in f(x))

    def take(self, n):
        def gen():
            for i, x in enumerate(self.__items):
                if i >= n:
                    return
                yield x
        return Seq(gen())

    def group_by(self, key):
        groups = {}
        for x in self.__items:
            groups.setdefault(key(x), []).append(x)
        return groups

    def fold(self, start, f):
        for x in self.__items:
            start = f(start, x)
        return start

    def to_list(self):
        return [*self.__items]


q = (
    Query("users")
    .select("name", "age", years="2024 - born")
    .where("age > {low}", low=18)
    .where("city = {city}", city="O'Hare")
    .order_by("age", desc=True)
    .limit(10)
)
print(q)
print(q.render())
print(Query("t"), str(Query("t") & "a = 1" & "b = 2"), sep="\n")
print(Seq.of(1, 2, 3, 4).map(lambda x: x * x).filter(lambda x: x % 2 == 0).to_list())
print(Seq(range(10**9)).map(str).filter(lambda s: "7" in s).take(4).to_list())
print(Seq("a bb cc d".split()).group_by(len), Seq([[1], [2, 3]]).flat_map(lambda x: x).fold(10, lambda a, b: a + b))
print(Seq([0, "", None, 5]).filter().to_list())
