"""CVE-2026-2275, CVE-2026-37008, PR#4643 (CrewAI), CVE-2026-40217 (LiteLLM).

A block-list of imports, ``ctypes.CDLL``, ``type.__dict__`` with ``chr()``, text operations and
rewritten bytecode. In general: test_t21, test_t10, test_t26.
"""

from __future__ import annotations

import pytest

from escapes import WALLS, Attack, Walls

ATTACKS = {
    "import_that_is_not_on_the_list": Attack(
        "import posix\nprint(posix.environ, posix.read(posix.open(FILE, 0), 99))"
    ),
    "import_by_importlib": Attack(
        "import importlib\nprint(importlib.import_module('o' + 's').environ)"
    ),
    "import_by_the_builtin": Attack("print(__import__('o' + 's').environ)"),
    "import_by_the_loader": Attack(
        "import statistics\nprint(statistics.__spec__.loader.get_data(FILE))"
    ),
    "import_by_exec": Attack("exec('imp' + 'ort os\\nprint(os.environ)')"),
    "import_by_pkgutil": Attack("import pkgutil\nprint(pkgutil.resolve_name('os:environ'))"),
    "import_by_zipimport": Attack(
        "import zipimport\nprint(zipimport._bootstrap_external.SourceFileLoader('x', FILE).get_data(FILE))"
    ),
    "ctypes": Attack("import ctypes\nctypes.CDLL(None).system(b'cat ' + FILE.encode())"),
    "dictionary_of_type_and_chr": Attack("""
name = "".join(map(chr, [95, 95, 115, 117, 98, 99, 108, 97, 115, 115, 101, 115, 95, 95]))
for c in type.__dict__[name](object):
    if c.__name__ == "_wrap_close": take(c.__init__.__globals__["__builtins__"])
"""),
    "chr_and_getattr": Attack("""
u = chr(95) * 2
take(getattr(lambda: 0, u + "globals" + u)["__builtins__"])
"""),
    "bytes_decoded": Attack(
        "take(getattr(lambda: 0, bytes.fromhex('5f5f676c6f62616c735f5f').decode())['__builtins__'])"
    ),
    "reversed_text": Attack("take(getattr(lambda: 0, '__slabolg__'[::-1])['__builtins__'])"),
    "translated_text": Attack(
        "take(getattr(lambda: 0, '##globals##'.translate({35: '_'}))['__builtins__'])"
    ),
    "bytecode_rewritten": Attack("""
def f(): return x
f.__code__ = f.__code__.replace(co_names=("__builtins__",))
take(f())
"""),
    "bytecode_of_another_function": Attack("""
import types
code = compile("b", "x", "eval").replace(co_names=("__builtins__",))
take(eval(code))
"""),
    "function_of_code": Attack("""
import types
take(types.FunctionType(compile("__builtins__", "x", "eval"), {"__builtins__": __builtins__})())
"""),
    "function_of_its_own_type": Attack("""
def f(): pass
take(type(f)(compile("__builtins__", "x", "eval"), globals())())
"""),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", ATTACKS)
def test_crewai_and_litellm_filters_are_not_passed(walls: Walls, wall: str, name: str) -> None:
    """Names are judged when they are used, whatever they were made of."""
    walls.judge(wall, ATTACKS[name])
