"""Pretty printing of nested data."""
import io
import pprint
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field
from pprint import PrettyPrinter, isreadable, isrecursive, pformat, pp
from types import SimpleNamespace

stuff = ["spam", "eggs", "lumberjack", "knights", "ni"]
stuff.insert(0, stuff[:])
pprint.pprint(stuff)
PrettyPrinter(indent=4).pprint(stuff)
PrettyPrinter(width=41, compact=True).pprint(stuff)
tup = ("spam", ("eggs", ("lumberjack", ("knights", ("ni", ("dead", ("parrot", ("fresh fruit",))))))))
pprint.pprint(tup, depth=6)
project = {
    "name": "sample", "version": "1.2.3", "keywords": ["setuptools", "development"],
    "urls": {"Homepage": "https://example.org/", "Source": "https://example.org/src", "Tracker": None},
    "description": "A description that is long enough to be broken into several pieces when it is printed narrowly.",
}
pp(project, width=60)
pprint.pprint(project, depth=1, sort_dicts=True, width=100)
print(pformat({"b": 1, "a": {3, 1, 2}}), pformat(12345678, underscore_numbers=True))
pprint.pprint(Counter("hello world, hello everyone here at the party today"), width=40)
pprint.pprint(OrderedDict([("first", "x" * 30), ("second", "y" * 30), ("third", "z" * 30)]))
pprint.pprint(defaultdict(int, {"k" * 30: 1, "m" * 30: 2, "n" * 20: 3}))
pprint.pprint(deque(range(30)), width=40, compact=True)
pprint.pprint(SimpleNamespace(one="a" * 40, two="b" * 40))
pprint.pprint(bytes(range(60)), width=50)


@dataclass
class Node:
    name: str
    children: list = field(default_factory=list)


pprint.pprint(Node("root" * 8, [Node("left" * 8), Node("right" * 8)]), width=60)
out = io.StringIO()
pprint.pprint([1, 2], stream=out)
print(repr(out.getvalue()), isreadable(stuff), isrecursive(stuff), pprint.saferepr({"z": [1]}))
loop = [1]
loop.append(loop)
print(isrecursive(loop), isreadable(loop), pformat(loop)[:14])
