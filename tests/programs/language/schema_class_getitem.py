class Schema:
    """Schema[int, 3] is a checker of lists of three ints."""

    def __init__(self, kind, size):
        self.kind = kind
        self.size = size

    def __class_getitem__(cls, params):
        if not isinstance(params, tuple):
            params = (params, None)
        return cls(*params)

    def check(self, values):
        if self.size is not None and len(values) != self.size:
            raise ValueError(f"expected {self.size} values, got {len(values)}")
        bad = [v for v in values if not isinstance(v, self.kind)]
        if bad:
            raise TypeError(f"not {self.kind.__name__}: {bad}")
        return values

    def __getitem__(self, key):
        match key:
            case slice(start=start, stop=stop, step=step):
                return f"slice {start}:{stop}:{step}"
            case tuple():
                return "tuple " + ", ".join(map(repr, key))
            case other if other is ...:
                return "all of it"
            case _:
                return f"item {key}"


print(Schema[int].check([1, 2]), Schema[str, 2].check(["a", "b"]))
for schema, values in ((Schema[int, 3], [1]), (Schema[int], [1, "x", None])):
    try:
        schema.check(values)
    except (TypeError, ValueError) as e:
        print(e)
s = Schema[float]
print(s[1], s["k"], s[1:2], s[::2], s[1:2, ...], s[...], s[-1], s[()], sep="\n")
