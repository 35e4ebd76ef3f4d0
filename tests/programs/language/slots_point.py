class Point:
    __slots__ = ("x", "y")

    def __init__(self, x=0, y=0):
        self.x = x
        self.y = y

    def __repr__(self):
        return f"{type(self).__name__}({self.x}, {self.y})"

    def __eq__(self, other):
        if not isinstance(other, Point):
            return NotImplemented
        return (self.x, self.y) == (other.x, other.y)

    def __hash__(self):
        return hash((self.x, self.y))


class Point3(Point):
    __slots__ = ("z",)

    def __init__(self, x=0, y=0, z=0):
        super().__init__(x, y)
        self.z = z


p, q = Point(1, 2), Point(1, 2)
print(p, p == q, p != q, p is q, p == (1, 2), len({p, q}))
p.x += 10
try:
    p.colour = "red"
except AttributeError as e:
    print("no:", e)
s = Point3(1, 2, 3)
print(s, s.z, hasattr(s, "__dict__"), Point3.__slots__, Point.__slots__)
del s.z
print(hasattr(s, "z"))
