class Vec:
    __slots__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
    def __add__(self, o): return Vec(self.x + o.x, self.y + o.y)
    __radd__ = __add__
    def __mul__(self, k): return Vec(self.x * k, self.y * k)
    def __rmul__(self, k): return self * k
    def __eq__(self, o): return (self.x, self.y) == (o.x, o.y)
    def __hash__(self): return hash((self.x, self.y))
    def __getitem__(self, i): return (self.x, self.y)[i]
    def __len__(self): return 2
    def __bool__(self): return bool(self.x or self.y)
    def __neg__(self): return Vec(-self.x, -self.y)
    def __repr__(self): return f"Vec({self.x}, {self.y})"
    def __iter__(self): return iter((self.x, self.y))
    def __contains__(self, v): return v in (self.x, self.y)
    def __matmul__(self, o): return sum(a * b for a, b in zip(self, o))
    def __call__(self, s): return s * len(self)
v = Vec(1, 2)
v.x += 5
print(v + v, 3 * v, v == Vec(6, 2), len({v, Vec(6, 2)}), v[1], -v, bool(Vec(0, 0)), list(v), 6 in v, v @ v, v("z"), v.__len__(), v.__repr__())
