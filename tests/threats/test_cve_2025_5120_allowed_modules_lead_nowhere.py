"""CVE-2025-5120, CVE-2025-9959 (smolagents): allow-listed modules and ``getattr``, class walks.

And with it: CVE-2026-32640 (simpleeval: ``statistics.sys``, ``os.path.os``, numpy), CVE-2025-68668
CVE-2026-25115 CVE-2026-49444 (n8n's Python), thinkingbox-data#22 and pydantic-ai#2332 (Pyodide:
``import js``). In general: test_t01, test_t16.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "smolagents_module_of_a_module": Attack(
        "import statistics\nprint(statistics.random._os.environ)"
    ),
    "smolagents_module_by_getattr": Attack("""
import random
print(getattr(random, "_os").popen("cat " + FILE).read())
"""),
    "smolagents_import_machinery_of_a_module": Attack("""
import queue, random
m = random.__loader__.get_data if hasattr(random, "__loader__") else None
print(m(FILE))
"""),
    "smolagents_class_walk": Attack("""
def walk(c, n):
    for each in type.__subclasses__(c):
        if each.__name__ == n: return each
        found = walk(each, n) if each is not type else None
        if found: return found
__import__("subprocess")
print(walk(object, "Popen")(["cat", FILE], stdout=-1).communicate())
"""),
    "simpleeval_sys_of_statistics": Attack(
        "import statistics\ntake(statistics.sys.modules['builtins'])"
    ),
    "simpleeval_os_of_os_path": Attack(
        "import os.path\nprint(os.path.os.popen('cat ' + FILE).read())"
    ),
    "simpleeval_function_as_a_callback": Attack(
        "print(list(map(eval, ['open(%r).read()' % FILE])))"
    ),
    "simpleeval_numpy": Attack("""
try:
    import numpy
    print(numpy.testing._private.utils.os.environ)
except ImportError:
    import random
    print(random._os.environ)
"""),
    "numpy_file": Attack("""
try:
    import numpy
    print(bytes(numpy.fromfile(FILE, "u1")))
except ImportError:
    print(open(FILE).read())
"""),
    "numpy_memory_map": Attack("""
try:
    import numpy
    print(bytes(numpy.memmap(FILE, "u1", "r")))
except ImportError:
    print(open(FILE).read())
"""),
    "numpy_pickle": Attack("""
import io
try:
    import numpy
    evil = b"\\x93NUMPY\\x01\\x00F\\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,)}              \\n"
    numpy.load(io.BytesIO(evil + b"cbuiltins\\neval\\n(V__import__('os').system('cat " + FILE.encode() + b"')\\ntR."), allow_pickle=True)
except Exception:
    pass
print(open(FILE).read())
"""),
    "pandas_query": Attack("""
try:
    import pandas
    d = pandas.DataFrame({"a": [1]})
    try: d.query("@pandas.core.config_init.os.environ.get(a) == a")
    except Exception as error: print(error)
    print(pandas.core.config_init.os.environ)
except ImportError:
    import random
    print(random._os.environ)
"""),
    "pandas_file": Attack("""
try:
    import pandas
    print(pandas.read_csv(FILE))
except ImportError:
    print(open(FILE).read())
"""),
    "n8n_host_of_pyodide": Attack("""
try:
    import js
    js.process.binding("fs")
except ImportError:
    import _posixsubprocess, os
    print(os.environ)
"""),
    "n8n_package_installer": Attack("""
import runpy, sys
sys.argv = ["x"]
sys.path.insert(0, FILE.rpartition("/")[0])
print(runpy.run_module(MODULE))
"""),
    "n8n_format_past_the_filter": Attack("""
import uuid
g = "glo" + "bals"
print(("{0.__" + g + "__[os].environ}").format(uuid.uuid4))
"""),
    "n8n_error_past_the_filter": Attack("""
try:
    raise ExceptionGroup("x", [ValueError()])
except Exception as e:
    frame = e.__traceback__.tb_frame
    take(frame.f_builtins)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_allowed_modules_lead_nowhere(walls: Walls, wall: str, name: str) -> None:
    """A module that is allowed is its facade."""
    walls.judge(wall, ATTACKS[name])
