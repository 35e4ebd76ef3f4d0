import re
from itertools import groupby
from typing import NamedTuple


class Run(NamedTuple):
    char: str
    length: int = 1

    def __str__(self):
        return f"{self.length if self.length > 1 else ''}{self.char}"


def runs(s):
    return [Run(k, len(list(g))) for k, g in groupby(s)]


def encode(s):
    return "".join(map(str, runs(s)))


def decode(s):
    return re.sub(r"(\d+)(\D)", lambda m: m[2] * int(m[1]), s)


def encode_re(s):
    return re.sub(r"(.)\1*", lambda m: (str(len(m[0])) if len(m[0]) > 1 else "") + m[1], s)


def look_and_say(n, s="1"):
    for _ in range(n):
        yield s
        s = "".join(f"{len(list(g))}{d}" for d, g in groupby(s))


for s in "~~~~~~~~~~oo~~~~~O~~~~~~~~~~~~", "abc", "aaabccdddd", "":
    e = encode(s)
    print(f"{s!r} -> {e!r}", decode(e) == s, e == encode_re(s))
print(*look_and_say(8), sep="\n")
longest = max(runs("mississippi bookkeeeper"), key=lambda r: r.length)
print(longest, repr(longest), longest._replace(char="E"), Run("z"))
