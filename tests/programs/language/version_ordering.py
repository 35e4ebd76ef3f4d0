from functools import total_ordering


@total_ordering
class Version:
    """1.2.3, with an optional -tag that comes before the release."""

    def __init__(self, text):
        number, _, self.tag = text.partition("-")
        self.parts = tuple(int(p) for p in number.split("."))

    def _key(self):
        return self.parts, self.tag == "", self.tag

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._key() == other._key()

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self._key() < other._key()

    def __hash__(self):
        return hash(self._key())

    def __str__(self):
        return ".".join(map(str, self.parts)) + (f"-{self.tag}" if self.tag else "")

    def __repr__(self):
        return f"Version({str(self)!r})"

    def bump(self, part):
        index = ("major", "minor", "patch").index(part)
        parts = [*self.parts]
        parts[index] += 1
        parts[index + 1:] = [0] * (len(parts) - index - 1)
        return Version(".".join(map(str, parts)))


versions = [Version(v) for v in "1.10.0 1.2.0 1.2.0-rc1 0.9 2.0.0-beta 1.2.0-alpha".split()]
print(*sorted(versions))
print(max(versions), min(versions), sorted(versions, reverse=True)[0])
a, b = Version("1.2.3"), Version("1.10.0")
print(a < b, a <= b, a > b, a >= b, a == b, a != b, Version("1.0") == Version("1.0"))
print(Version("0.9") < a < b <= Version("1.10.0") != a)
print(a.bump("minor"), a.bump("major"), a.bump("patch"), len({a, Version("1.2.3"), b}))
for wrong in (lambda: a < "1.2.3", lambda: sorted([a, 3])):
    try:
        wrong()
    except TypeError as e:
        print(e)
print(a == "1.2.3", a.__lt__(3), a.__gt__(b))
