"""Mistakes that embedders of RestrictedPython made, and whether they were made here.

CVE-2026-53710 (the raw ``getattr`` among the builtins), dimagi/open-chat-studio#4238 (``_write_``
that does nothing, and no limits), haseeb-heaven/gworkspace-agent#106 (plain ``compile``: the guards
never ran), Agenta CVE-2026-27952 (numpy allow-listed as a whole), CVE-2026-54769 (Langroid:
``eval(x, {}, {})`` has the builtins all the same).
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "raw_getattr": Attack("import random\nprint(getattr(random, '_os').environ)"),
    "raw_hasattr_finds": Attack(
        "import random\nif hasattr(random, '_os'): print(random._os.environ)"
    ),
    "raw_setattr": Attack(
        "import json\nsetattr(json, 'dumps', 1)", witness="import json\nassert callable(json.dumps)"
    ),
    "raw_delattr": Attack(
        "import json\ndelattr(json, 'dumps')", witness="import json\nassert callable(json.dumps)"
    ),
    "raw_vars": Attack("import random\nprint(vars(random)['_os'].environ)"),
    "raw_type": Attack(
        "type('X', (), {'__init_subclass__': classmethod(lambda c: take(globals()['__builtins__']))}).__init_subclass__()"
    ),
    "raw_dir_and_getattr": Attack(
        "import random\n[print(getattr(random, n).environ) for n in dir(random) if n == '_os']"
    ),
    "write_that_does_nothing": Attack(
        "import json\njson.dumps = lambda *a, **k: 'evil'",
        witness="import json\nassert json.dumps([1]) == '[1]'",
    ),
    "eval_of_empty_globals": Attack(
        "eval(\"__import__('builtins').print(__import__('os').environ)\", {}, {})"
    ),
    "eval_of_an_empty_table": Attack("""
print(eval("[c for c in ().__class__.__base__.__subclasses__() if c.__name__ == '_wrap_close'][0]"
    ".__init__.__globals__['environ']", {"__builtins__": {}}, {}))
"""),
    "exec_in_a_module_that_was_sent": Attack(
        "import sent\nsent.go()",
        module="def go():\n    exec('import os\\nprint(os.environ)', {})",
    ),
    "compiled_by_itself": Attack(
        "exec(compile('import os\\nprint(os.environ)', 'x', 'exec', 0, True))"
    ),
    "compiled_from_a_tree": Attack(
        "import ast\nexec(compile(ast.parse('import os\\nprint(os.environ)'), 'x', 'exec'))"
    ),
    "compiled_with_flags": Attack(
        "exec(compile('import os\\nprint(os.environ)', 'x', 'exec', 0x2000))"
    ),
    "compiled_from_bytes": Attack("exec(b'import os\\nprint(os.environ)')"),
    "numpy_by_its_modules": Attack("""
try:
    import numpy
    m = numpy.f2py.sys.modules if hasattr(numpy, "f2py") else numpy.ma.core.builtins
except ImportError:
    import statistics
    m = statistics.sys.modules
print(m["os"].environ)
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_embedder_errors_are_not_ours(walls: Walls, wall: str, name: str) -> None:
    """Each builtin is the guarded one, and nothing compiles without the guards."""
    walls.judge(wall, ATTACKS[name])
