"""Invariant: ``check`` accepts exactly what enforcement accepts.

The claim, for a program whose names are each bound once, before they are read, and whose
statements all run: the statements in which ``check`` reports an error are those that the session
of the same profile refuses (CodeRefused, ImportRefused, GuardRefused, CallRefused; a builtin that
is not there) when they run one after the other; and the program as a whole is accepted if and only
if the operation is allowed, the source is within its limit, the language compiles it and no
statement is refused. What is refused while it runs for what an object then is (attributes of other
objects than modules, arguments, bases of classes) is not asked of ``check``, nor are time, memory
and the last few levels of nesting that the parser takes.

For modules sent with it: what ``check`` accepts can be sent in the order it names and imported;
of what it refuses no order can.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import itertools
import warnings
from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from guardedflame.broker.profiles import worker_profile
from guardedflame.errors import Refused
from guardedflame.policy.decide import decide
from guardedflame.policy.model import Profile
from guardedflame.policy.read import read_policy
from guardedflame.sandbox.check.job import Checked, Finding, Found, Job, Said, Source
from guardedflame.sandbox.check.judge import Judging
from guardedflame.sandbox.guard.compiler import PLAIN, compile_guarded
from guardedflame.sandbox.guard.language import Language
from guardedflame.sandbox.profile_language import build_language

_MODULES = st.sampled_from(
    [
        *("math", "json", "os", "os.path", "sys", "socket", "collections", "collections.abc"),
        *("typing", "asyncio", "platform", "nosuch", "xml.dom", "functools", "enum", "maths"),
        *("itertools", "__future__", "cmd"),
    ]
)
_MEMBERS = st.sampled_from(
    [
        *("sqrt", "pi", "foo", "path", "join", "Counter", "UserDict", "loads", "annotations"),
        *("wraps", "cache", "environ", "exit", "PROMPT", "system", "TYPE_CHECKING", "modules"),
        *("_private", "Enum"),
    ]
)
_BUILTINS = st.sampled_from(
    [
        *("len", "print", "open", "eval", "exec", "compile", "input", "globals", "locals", "vars"),
        *("dir", "exit", "breakpoint", "help", "copyright", "credits", "sorted", "getattr", "id"),
        *("memoryview", "object", "reversed", "undefined_name"),
    ]
)
#: Statements that the language takes, and some that it does not; none of them raises by itself.
_PLAIN = st.sampled_from(
    [
        "lambda g: g.gi_frame",
        "lambda g: g.gi_running",
        "lambda f: f.__globals__",
        "lambda f: f.__doc__",
        "lambda f: f._x + f.__x",
        "def take(f):\n    f.format += 1",
        "def put(f):\n    f.__code__ = 1",
        "class Own:\n    def __reduce__(self): pass",
        "class Mine:\n    def __len__(self): return 0",
        "lambda x: x.f_back.f_globals",
        "__builtins__",
        "def hide(open, eval):\n    return open, eval",
        "def match_it(v):\n    match v:\n        case Own(_x=1): pass\n        case [a, *b]: pass",
        "[each for each in ()]",
        "try:\n    pass\nexcept* ValueError:\n    pass",
        "x = 1 +",
        "return 3",
        "def twice(a, a): pass",
        "nonlocal nothing",
    ]
)


@st.composite
def _statements(draw: st.DrawFn) -> list[str]:
    """Draw the statements of a program; star imports first, as they bind what they like."""
    starred = draw(st.lists(_MODULES, max_size=2))
    made = [f"from {name} import *" for name in starred if name != "__future__"]
    for index in range(draw(st.integers(0, 6))):
        module, member = draw(_MODULES), draw(_MEMBERS)
        name = draw(_BUILTINS)
        own = f"m{index}"
        read = "" if module == "__future__" else f"\n{own}.{member}"
        made.append(
            draw(
                st.sampled_from(
                    [
                        f"import {module} as {own}",
                        f"import {module} as {own}{read}",
                        f"import {module} as {own}\nhasattr({own}, {member!r})",
                        f"from {module} import {member} as {own}",
                        f"from {module} import {member} as {own}, path as p{index}",
                        f"try:\n    import {module} as {own}\nexcept ImportError:\n    pass",
                        f"try:\n    from {module} import {member}\nexcept OSError:\n    pass",
                        f"def f{index}():\n    import {module} as a\n    a.{member}\nf{index}()",
                        f"class C{index}:\n    import {module} as a\n    a.{member}",
                        f"try:\n    {name}()\nexcept {_CAUGHT}:\n    pass",
                        f"def g{index}({name}):\n    return {name}()\ng{index}(int)",
                        f"{own} = lambda: {name}\ntry:\n    {own}()()\nexcept {_CAUGHT}:\n    pass",
                        draw(_PLAIN),
                    ]
                )
            )
        )
    return made


#: What calling a builtin without arguments raises by itself.
_CAUGHT = "(TypeError, RuntimeError, SystemExit, EOFError)"


@st.composite
def _policies(draw: st.DrawFn) -> str:
    """Draw the text of a policy."""
    modules = draw(
        st.dictionaries(
            _MODULES.filter(lambda name: name[0] != "_"),
            st.one_of(st.just('"*"'), st.just("[sqrt, pi]"), st.just("[path]"), st.just("[]")),
            max_size=6,
        )
    )
    fixed = {"math": '"*"', "cmd": "[PROMPT]"} if draw(st.booleans()) else {}
    listed = ", ".join(f"{name}: {names}" for name, names in {**modules, **fixed}.items())
    known = _BUILTINS.filter(lambda name: name not in _NOT_IN_POLICIES)
    denied = ", ".join(draw(st.lists(known, max_size=3, unique=True)))
    operations = draw(st.sampled_from(["evaluate", "evaluate, execute, sendmodule", "execute"]))
    size = draw(st.sampled_from(["64 B", "64 KiB", "64 KiB", "64 KiB"]))
    also = draw(st.sampled_from(["", ", also: [eval]"])) if "eval" not in denied else ""
    return f"""
guardedflame: 1
profiles:
  p:
    isolation: process
    operations: [{operations}]
    modules: {{{listed}}}
    builtins: {{deny: [{denied}]{also}}}
    limits: {{source: {size}}}
clients:
  anyone: {{profile: p}}
"""


def _profile(text: str) -> Profile:
    return read_policy(text, file="p.yaml", digest="", uid_of=lambda _name: None).profiles["p"]


_NOT_IN_POLICIES = {"copyright", "credits", "undefined_name", "breakpoint", "help"}


def _checked(profile: Profile, files: dict[str, str]) -> tuple[list[Finding], list[str]]:
    """Return what ``check`` finds in a program ("") and modules, and their order."""
    said: list[Said] = []
    sources = [Source(f"{name or 'main'}.py", name, text.encode()) for name, text in files.items()]
    job = Job(worker_profile(profile), sources)
    Judging(job, _session(profile), said.append).run()
    findings = [each.finding for each in said if isinstance(each, Found)]
    (order,) = (each.order for each in said if isinstance(each, Checked))
    return [each for each in findings if not each.warning], order


def _session(profile: Profile) -> Language:
    return build_language(worker_profile(profile), lambda _prompt: None)


def _refused(language: Language, statement: str) -> bool:
    """Run a statement in a session; say if it is refused."""
    with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            language.execute(statement)
        except (Refused, SyntaxError):
            return True
        except NameError as error:
            return hasattr(builtins, str(error.name))
        except (ArithmeticError, AttributeError, ImportError, LookupError, TypeError, ValueError):
            return False
    return False


@given(_policies(), _statements())
def fuzz_check_is_enforcement(policy: str, statements: Sequence[str]) -> None:
    """Statement by statement, and the program as a whole."""
    profile = _profile(policy)
    source = "\n".join(statements) + "\n"
    findings, _ = _checked(profile, {"": source})
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compile_guarded(source, "main.py", "exec", PLAIN)
        compiles = True
    except SyntaxError:
        compiles = False
    session = _session(profile)
    within = len(source) <= profile.limits.source
    refused = {index for index, each in enumerate(statements) if within and _refused(session, each)}
    wanted = decide(profile, "execute").allowed and within and compiles and not refused
    accepted = decide(profile, "execute").allowed and not findings
    assert accepted == wanted, (source, findings)
    if within and not any(each.kind == "syntax" for each in findings):
        starts = list(itertools.accumulate(each.count("\n") + 1 for each in statements))
        told = {next(i for i, end in enumerate(starts) if each.line <= end) for each in findings}
        assert told == refused, (source, findings)


_PARTS = st.lists(
    st.sampled_from(
        [
            "import a",
            "import b as c",
            "from a import x",
            "from b import y as z",
            "from c import *",
            "import p.q",
            "from p import q",
            "from p.q import x",
            "from . import q",
            "from .q import x",
            "x = 1",
            "y = 2",
            "import math",
            "from math import sqrt as x",
            "if __name__ == '__main__':\n    import nosuch",
        ]
    ),
    max_size=3,
).map(lambda lines: "\n".join(["", *lines, ""]))


@given(
    st.dictionaries(st.sampled_from(["a", "b", "c", "p", "p.q"]), _PARTS, max_size=3),
    st.tuples(_PARTS, st.sampled_from(["", "def f():\n    import a\nf()\n"])).map("".join),
)
def fuzz_order_is_one_that_works(modules: dict[str, str], program: str) -> None:
    """Accepted: the order that is told works. Refused: none does."""
    # A name of its own that a module imports may be bound above, or below.
    assume(not any(f"from {name} import" in text for name, text in modules.items()))
    assume("from .q import" not in modules.get("p.q", ""))
    profile = _profile(_OPEN)
    findings, order = _checked(profile, {"": program, **modules})
    assert sorted(order) == sorted(modules)
    if not findings:
        assert _works(profile, order, modules, program), (order, modules, program)
    else:
        for each in itertools.permutations(modules):
            assert not _works(profile, each, modules, program), (each, findings)


_OPEN = """
guardedflame: 1
profiles:
  p:
    isolation: process
    operations: [execute, sendmodule]
    modules: {math: "*"}
clients:
  anyone: {profile: p}
"""


def _works(profile: Profile, order: Sequence[str], modules: dict[str, str], program: str) -> bool:
    session = _session(profile)
    try:
        for name in order:
            session.define_module(name, modules[name])
        session.execute(program)
    except (Refused, ImportError, AttributeError):
        return False
    return True


@given(st.one_of(st.binary(max_size=80), st.text(max_size=80).map(lambda text: text.encode())))
def fuzz_any_bytes_are_judged(data: bytes) -> None:
    """Whatever the file holds, judging it ends, and places are places of the text."""
    said: list[Said] = []
    profile = worker_profile(_profile(_OPEN))
    job = Job(profile, [Source("main.py", "", data), Source("a.py", "a", data)])
    Judging(job, build_language(profile, lambda _prompt: None), said.append).run()
    assert isinstance(said[-1], Checked)
    for each in said:
        if isinstance(each, Found) and each.finding.line:
            found = each.finding
            assert 1 <= found.line <= data.count(b"\n") + data.count(b"\r") + 1, found
            assert 1 <= found.column <= len(data) + 1, found
            assert (found.end_line, found.end_column) > (found.line, found.column), found
