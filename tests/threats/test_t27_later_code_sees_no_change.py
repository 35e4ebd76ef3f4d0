"""Row 27: what one client changes in a module, the next one runs.

dimagi/open-chat-studio#4238 (a write guard that does nothing: ``json.dumps = evil``), Agenta
CVE-2026-27952 (numpy's own modules are writable, and lead to ``sys``).

The witness runs in the same process after the attack on the language wall, and in somebody else's
session after the others.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

DUMPS = "import json\nassert json.dumps([1]) == '[1]'"
MEAN = "import statistics\nassert statistics.mean([3, 5]) == 4"
SQRT = "import math\nassert math.sqrt(4) == 2 and math.pi < 4"

#: Ways to bind a name that was looked at once to a foreign object, before it is written to.
OWN = """
import statistics
class Own:
    def __enter__(self): return self
    def __exit__(self, *a): pass
def evil(data): return 99
"""

ATTACKS = {
    "rebound_name": Attack(
        OWN
        + """
def f(b):
    b.x = 1
    b = statistics
    b.mean = evil
f(Own())
""",
        witness=MEAN,
    ),
    "rebound_in_the_same_statement": Attack(
        OWN
        + """
def f():
    b = Own()
    b.x = 1
    b, b.mean = statistics, evil
f()
""",
        witness=MEAN,
    ),
    "rebound_by_a_walrus": Attack(
        OWN
        + """
def f():
    b = Own()
    b.x = 1
    b.mean = (b := statistics) and evil
f()
""",
        witness=MEAN,
    ),
    "rebound_by_a_loop": Attack(
        OWN
        + """
def f():
    b = Own()
    b.x = 1
    for b in [statistics]: b.mean = evil
f()
""",
        witness=MEAN,
    ),
    "rebound_after_a_closure_was_made": Attack(
        OWN
        + """
def f(self):
    def g(): self.mean = evil
    self = statistics
    g()
f(Own())
""",
        witness=MEAN,
    ),
    "rebound_by_nonlocal": Attack(
        OWN
        + """
def f(self):
    def g():
        nonlocal self
        self = statistics
    g()
    self.mean = evil
f(Own())
""",
        witness=MEAN,
    ),
    "rebound_by_global": Attack(
        OWN
        + """
b = Own()
def f():
    global b
    b.x = 1
    h()
    b.mean = evil
def h():
    global b
    b = statistics
f()
""",
        witness=MEAN,
    ),
    "rebound_while_a_generator_waits": Attack(
        OWN
        + """
def outer():
    b = Own()
    def w():
        b.x = 1
        next(it)
        b.mean = evil
    yield w
    b = statistics
    yield
it = outer()
next(it)()
""",
        witness=MEAN,
    ),
    "rebound_in_finally": Attack(
        OWN
        + """
def f(b):
    b.x = 1
    try: b.y = 2
    finally: b = statistics
    b.mean = evil
f(Own())
""",
        witness=MEAN,
    ),
    "rebound_in_the_next_turn": Attack(
        OWN
        + """
def f():
    b = Own()
    b.x = 1
    for _ in "ab":
        b.mean = evil
        b = statistics
f()
""",
        witness=MEAN,
    ),
    "rebound_by_exec": Attack(
        OWN
        + """
b = Own()
b.x = 1
exec("b = statistics")
b.mean = evil
""",
        witness=MEAN,
    ),
    "rebound_by_globals": Attack(
        OWN
        + """
def f():
    global b
    b = Own()
    b.x = 1
    globals()["b"] = statistics
    b.mean = evil
f()
""",
        witness=MEAN,
    ),
    "published": Attack("import json\njson.dumps = lambda *a, **k: 'evil'", witness=DUMPS),
    "by_setattr": Attack("import math\nsetattr(math, 'sqrt', lambda x: 0)", witness=SQRT),
    "by_delete": Attack("import math\ndel math.sqrt", witness=SQRT),
    "by_augmented_assignment": Attack("import math\nmath.pi += 1", witness=SQRT),
    "by_a_loop": Attack("import math\nfor math.pi in (99,): pass", witness=SQRT),
    "by_a_comprehension": Attack("import math\n[0 for math.pi in (99,)]", witness=SQRT),
    "by_with": Attack(
        """
import contextlib, math
with contextlib.nullcontext(99) as math.pi: pass
""",
        witness=SQRT,
    ),
    "by_unpacking": Attack("import math\n(math.pi, *rest) = 99, 2, 3", witness=SQRT),
    "by_except": Attack(
        """
import math
match 99:
    case x: math.pi = x
""",
        witness=SQRT,
    ),
    "by_vars": Attack("import math\nvars(math)['pi'] = 99", witness=SQRT),
    "by_the_class": Attack(
        """
import math
object.__setattr__(math, "pi", 99)
type(math).__setattr__(math, "pi", 99)
""",
        witness=SQRT,
    ),
    "method_of_a_class": Attack(
        """
import collections
collections.Counter.most_common = lambda self, n=None: "evil"
""",
        witness="import collections\nassert collections.Counter('a').most_common() == [('a', 1)]",
    ),
    "default_of_a_function": Attack(
        """
import statistics
statistics.mean.__defaults__ = (1,)
statistics.mean.__code__ = (lambda data=0: 99).__code__
""",
        witness=MEAN,
    ),
    "wrapped": Attack(
        """
import functools, json
functools.update_wrapper(json.JSONEncoder.encode, lambda: 0, ("__code__",), ())
""",
        witness="import json\nassert json.JSONEncoder().encode([1]) == '[1]'",
    ),
    "decorated": Attack(
        """
import dataclasses, json
@dataclasses.dataclass
class Evil:
    x: int = 1
dataclasses.dataclass(repr=True, eq=True)(json.JSONEncoder)
""",
        witness="import json\nassert json.JSONEncoder() != json.JSONEncoder()",
    ),
    "total_ordering": Attack(
        """
import fractions, functools
fractions.Fraction.__eq__ = lambda a, b: True
functools.total_ordering(fractions.Fraction)
""",
        witness="import fractions\nassert fractions.Fraction(1) != fractions.Fraction(2)",
    ),
    "shared_constant": Attack(
        """
import uuid
uuid.NAMESPACE_DNS.__init__(int=0)
uuid.UUID.__init__(uuid.NAMESPACE_DNS, int=0)
object.__setattr__(uuid.NAMESPACE_DNS, "int", 0)
""",
        witness="import uuid\nassert uuid.NAMESPACE_DNS.int",
    ),
    "shared_mapping": Attack(
        """
import re
class E:
    __hash__ = None
    def __ror__(self, other): other["attack"] = 99
    def __eq__(self, other): other["attack"] = 99
p = re.compile("(?P<attack>a)(?P<b>b)")
p.groupindex | E()
p.groupindex == E()
""",
        witness="import re\nassert re.compile('(?P<attack>a)(?P<b>b)').groupindex['attack'] == 1",
    ),
    "shared_decimal_context": Attack(
        """
import decimal
decimal.DefaultContext.prec = 2
decimal.BasicContext.traps[decimal.Inexact] = True
""",
        witness="import decimal\nassert len(str(decimal.Context().divide(1, 3))) > 9",
    ),
    "registered_with_an_abstract_class": Attack(
        """
import collections.abc
collections.abc.Sized.register(int)
""",
        witness="import collections.abc\nassert not isinstance(1, collections.abc.Sized)",
    ),
    "seed": Attack(
        """
import random
random.seed(4)
first = random.random()
""",
        witness="""
import random
after = random.random()
random.seed(4)
random.random()
assert after != random.random()
random.seed()
""",
    ),
    "builtins": Attack(
        """
b = __builtins__ if isinstance(__builtins__, dict) else vars(__builtins__)
b["abs"] = lambda x: 99
""",
        witness="assert abs(-3) == 3",
    ),
    "shared_dialect": Attack(
        """
import csv
csv.excel.delimiter = "x"
""",
        witness="import csv\nassert list(csv.reader(['aa,bb'], csv.excel)) == [['aa', 'bb']]",
    ),
    "registered_dialect": Attack(
        "import csv\ncsv.register_dialect('excel', delimiter='x')",
        witness="import csv\nassert list(csv.reader(['aa,bb'], 'excel')) == [['aa', 'bb']]",
    ),
    "size_of_csv_fields": Attack(
        "import csv\ncsv.field_size_limit(1)",
        witness="import csv\nassert list(csv.reader(['aa,bb'])) == [['aa', 'bb']]",
    ),
    "recursion_limit": Attack(
        "import sys\nsys.setrecursionlimit(60)",
        witness="def f(n): return n and f(n - 1)\nassert f(400) == 0",
    ),
    "locale_and_time_zone": Attack(
        """
import os, time
os.environ["TZ"] = "XXX-14"
time.tzset()
""",
        witness="import time\nassert time.gmtime(0)[3] == time.localtime(0)[3]",
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_later_code_sees_no_change(walls: Walls, wall: str, name: str) -> None:
    """Modules, classes and constants are as they were."""
    walls.judge(wall, ATTACKS[name])
