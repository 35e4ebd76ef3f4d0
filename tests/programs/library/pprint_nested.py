"""Pretty printing of nested data."""
import io
import pprint
from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from pprint import PrettyPrinter, isreadable, isrecursive, pformat, pp
from types import SimpleNamespace

birds = ["albatross", "bee-eater", "cassowary", "dotterel", "egret"]
birds.append(birds[1:4])
pprint.pprint(birds)
PrettyPrinter(indent=4).pprint(birds)
PrettyPrinter(width=44, compact=True).pprint(birds)
path = ("world", ("continent", ("country", ("province", ("town", ("street", ("house",)))))))
pprint.pprint(path, depth=5)
menu = {
    "restaurant": "The Corner", "open": [11, 23], "dishes": [{"name": "soup", "price": 4.5}, {"name": "stew", "price": 9.0}],
    "address": {"street": "Long Lane 5", "town": "Little Village", "telephone": None},
    "about": "A text that is long enough to be broken into several pieces when the whole is printed in narrow lines.",
}
pp(menu, width=60)
pprint.pprint(menu, depth=1, sort_dicts=True, width=100)
print(pformat({"b": 1, "a": {3, 1, 2}}), pformat(12345678, underscore_numbers=True))
pprint.pprint(Counter("the cat and the dog and the bird on the wall in the rain".split()), width=40)
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
print(repr(out.getvalue()), isreadable(birds), isrecursive(birds), pprint.saferepr({"z": [1]}))
loop = [1]
loop.append(loop)
print(isrecursive(loop), isreadable(loop), pformat(loop)[:14])
