"""Row 16: a module has the modules it imports as attributes, ``sys`` and ``os`` among them.

CVE-2026-32640 (simpleeval), CVE-2025-5120 (smolagents).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls
from guardedflame.sandbox.guard.catalogue import CATALOGUE

#: Through everything public that modules have, to the first that has the real builtins.
WALK = """
kind = type(math)
known = []
def walk(module, depth):
    for name in dir(module):
        if name[0] == "_":
            continue
        found = getattr(module, name, None)
        if type(found) is kind and found not in known:
            known.append(found)
            environ = getattr(found, "environ", None)
            if environ is not None:
                print(environ)
            m = getattr(found, "modules", None)
            if m is not None:
                take(m["builtins"])
            if depth:
                walk(found, depth - 1)
"""

ATTACKS = {
    "statistics_sys": Attack("import statistics\ntake(statistics.sys.modules['builtins'])"),
    "json_codecs": Attack("import json\nprint(json.codecs.open(FILE).read())"),
    "json_decoder": Attack("import json\nprint(json.codecs.builtins.open(FILE).read())"),
    "os_path_os": Attack("import os.path\nprint(os.path.os.environ)"),
    "os_by_the_package": Attack("import os.path\nprint(os.environ, os.listdir(DIRECTORY))"),
    "from_import": Attack("from os import environ\nprint(environ)"),
    "from_import_of_a_module": Attack("from statistics import sys\ntake(sys.modules['builtins'])"),
    "star_import_of_a_package": Attack("from os import *\nprint(environ)"),
    "star_import_of_a_module": Attack(
        "from statistics import *\nfrom random import *\nprint(_os.environ)",
        closed="a star takes no private names",
    ),
    "import_of_a_submodule": Attack("import json.decoder as d\ntake(vars(d)['__builtins__'])"),
    "getattr": Attack(
        "import statistics\ntake(getattr(statistics, 's' + 'ys').modules['builtins'])"
    ),
    "reversed_import": Attack(
        "import re as r\nfor n in ('sys', 'enum', 'functools', 'copyreg', '_compiler'):\n"
        "    m = getattr(r, n, None)\n    print(n, m)\n    if m is not None:\n"
        "        take(vars(m)['__builtins__'])"
    ),
    "module_of_a_class": Attack(
        "import sys, random\nm = sys.modules[random.Random.__module__]\ntake(m.__builtins__)"
    ),
    "all_public_names": Attack(
        "import math\n"
        + WALK
        + "".join(
            f"import {name} as m\nwalk(m, 3)\n" for name in sorted(CATALOGUE) if name[0] != "_"
        )
    ),
    "every_name_of_every_module": Attack(
        "import math\n"
        + WALK
        + "class Holder: pass\nh = Holder()\n"
        + "".join(
            f"import {name} as m\nh.m = m\nwalk(h, 3)\n"
            for name in sorted(CATALOGUE)
            if name[0] != "_"
        )
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_no_module_hangs_on_another(walls: Walls, wall: str, name: str) -> None:
    """A facade has the names of its catalogue entry, and no module is among them."""
    walls.judge(wall, ATTACKS[name])
