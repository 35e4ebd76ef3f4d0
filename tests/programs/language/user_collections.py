from collections import UserDict, UserList, UserString


class Bounded(UserList):
    def __init__(self, items=(), limit=3):
        super().__init__(items)
        self.limit = limit

    def append(self, item):
        super().append(item)
        while len(self.data) > self.limit:
            self.data.pop(0)


class Strict(UserDict):
    def __setitem__(self, key, value):
        if not isinstance(key, str):
            raise TypeError(f"keys are text, not {type(key).__name__}")
        super().__setitem__(key.strip(), value)

    def __missing__(self, key):
        return f"<no {key}>"


class Title(UserString):
    def slug(self):
        return self.data.lower().replace(" ", "-")


b = Bounded([1, 2])
b.append(3)
b.append(4)
print(b, len(b), b[0], b + [9], 3 in b, b.limit, sorted(b, reverse=True))
s = Strict({" a ": 1}, b=2)
s.update({"c ": 3})
print(s, s["zz"], "c" in s, s.get("a"), s | {"d": 4}, s.data)
try:
    s[5] = 1
except TypeError as e:
    print(e)
t = Title("Hello Big World")
print(t.slug(), t.upper(), t[:5], len(t), t == "Hello Big World", t + "!", "Big" in t, type(t.upper()).__name__)
