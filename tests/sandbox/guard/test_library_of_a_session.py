"""Where a module is the session's own version: what it does otherwise than CPython's, and says."""

from __future__ import annotations

import contextlib
import io
import sys
import warnings

import pytest

from guardedflame import limits
from guardedflame.errors import CallRefused, GuardRefused, ImportRefused
from guardedflame.sandbox.guard.catalogue import CATALOGUE
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language

ALL = {name: "*" for name, entry in CATALOGUE.items() if not entry.why}


@pytest.fixture(name="language")
def language_fixture() -> GuardedLanguage:
    """A language with all modules and no files."""
    return guarded_language(modules=ALL)


def _said(language: GuardedLanguage, source: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        language.execute(source)
    return out.getvalue(), err.getvalue()


# Streams


def test_output_goes_where_the_session_sends_it(language: GuardedLanguage) -> None:
    """By assignment and by redirect_stdout, print and warnings and logging with it; and back."""
    out, err = _said(
        language,
        "import sys, io, contextlib, warnings, logging\n"
        "before = sys.stdout\nfirst, second = io.StringIO(), io.StringIO()\n"
        "sys.stdout = first\nprint('a')\n"
        "with contextlib.redirect_stdout(second): print('b')\n"
        "print('c')\nsys.stdout = before\nprint('d')\n"
        "with contextlib.redirect_stderr(first):\n"
        " warnings.warn('careful')\n logging.warning('look')\n print('e', file=sys.stderr)\n",
    )
    assert out == "d\n"
    assert err == ""
    kept = language.evaluate("first.getvalue(), second.getvalue()")
    assert isinstance(kept, tuple)
    assert kept[1] == "b\n"
    assert kept[0].startswith("a\nc\n")
    for each in ("careful", "WARNING:root:look", "e\n"):
        assert each in kept[0]


def test_what_is_put_in_place_of_a_stream_gets_text_only(language: GuardedLanguage) -> None:
    """An own class with write; None forgets; the process's own streams are never handed to it."""
    out, _ = _said(
        language,
        "import sys\n"
        "class W:\n"
        " def __init__(self): self.got = []\n"
        " def write(self, text): self.got.append(text)\n"
        "w, before = W(), sys.stdout\nsys.stdout = w\nprint('a', 1)\n"
        "sys.stdout = None\nprint('lost')\nsys.stdout = before\nprint(w.got)\n",
    )
    assert out == "['a', ' ', '1', '\\n']\n"


def test_the_servers_output_is_not_redirected(language: GuardedLanguage) -> None:
    """What a session puts in place of sys.stdout is its own; the process prints as before."""
    before = sys.stdout, sys.stderr
    language.execute("import sys, io\nsys.stdout = sys.stderr = io.StringIO()")
    assert (sys.stdout, sys.stderr) == before
    other = guarded_language(modules=ALL)
    assert _said(other, "print('x')")[0] == "x\n"


# Threads


@pytest.mark.parametrize(
    "source",
    [
        "threading.Thread(target=print).start()",
        "threading.Timer(0, print).start()",
        "lock = threading.Lock()\nlock.acquire()\nlock.acquire()",
        "threading.Event().wait()",
        "c = threading.Condition()\nc.acquire()\nc.wait()",
        "threading.Semaphore(0).acquire()",
        "threading.Barrier(2).wait()",
        "queue.Queue().get()",
        "q = queue.Queue(1)\nq.put(1)\nq.put(2)",
        "q = queue.Queue()\nq.put(1)\nq.join()",
        "queue.SimpleQueue().get()",
    ],
)
def test_what_only_another_thread_could_end_is_refused(
    language: GuardedLanguage, source: str
) -> None:
    """At once, with the reason, instead of waiting for the wall limit."""
    with pytest.raises((CallRefused, RuntimeError), match="thread") as caught:
        language.execute(f"import threading, queue\n{source}")
    assert isinstance(caught.value, CallRefused)
    assert caught.value.hint


def test_locks_and_their_like_work_in_one_thread(language: GuardedLanguage) -> None:
    """Held and let go, with timeouts that pass, and nothing shared between two locals."""
    language.execute(
        "import threading, queue\n"
        "lock, again = threading.Lock(), threading.RLock()\n"
        "with lock:\n held = lock.locked(), lock.acquire(False), lock.acquire(timeout=0.001)\n"
        "with again:\n with again: pass\n"
        "event = threading.Event()\nwaited = event.wait(0.001)\nevent.set()\n"
        "gate = threading.BoundedSemaphore(1)\ngate.acquire()\ngate.release()\n"
        "mine, other = threading.local(), threading.local()\nmine.x = 1\n"
        "q = queue.PriorityQueue()\nq.put(2)\nq.put(1)\n"
    )
    assert language.evaluate("held, lock.locked()") == ((True, False, False), False)
    assert language.evaluate("waited, event.wait(), hasattr(other, 'x')") == (False, True, False)
    assert language.evaluate("q.get(), q.get_nowait(), q.empty()") == (1, 2, True)
    assert language.evaluate("threading.current_thread() is threading.main_thread()") is True
    with pytest.raises(ValueError, match="too many times"):
        language.execute("gate.release()")
    with pytest.raises(RuntimeError):
        language.execute("again.release()")


# Facts of the process


def test_facts_of_the_process_are_not_told(language: GuardedLanguage) -> None:
    """Environment, arguments, place and numbers of the server's process."""
    language.execute("import os, sys, platform")
    assert language.evaluate("dict(os.environ), os.getenv('PATH', 'none'), sys.argv") == (
        {},
        "none",
        [""],
    )
    assert language.evaluate("os.getpid(), os.cpu_count()") == (1, 1)
    for source in ("os.getcwd()", "os.path.expanduser('~')", "platform.node()", "sys.executable"):
        with pytest.raises(GuardRefused):
            language.evaluate(source)


def test_recursion_limit_stays_between_its_bounds(language: GuardedLanguage) -> None:
    """Asked for more or less, it is the most or the least; nonsense is an error as ever."""
    before = sys.getrecursionlimit()
    language.execute("import sys")
    try:
        for asked, given in (
            (10**8, limits.RECURSION_MOST),
            (5, limits.RECURSION_LEAST),
            (1500, 1500),
        ):
            language.execute(f"sys.setrecursionlimit({asked})")
            assert language.evaluate("sys.getrecursionlimit()") == given
        for source in ("sys.setrecursionlimit(0)", "sys.setrecursionlimit('x')"):
            with pytest.raises((ValueError, TypeError)):
                language.execute(source)
    finally:
        sys.setrecursionlimit(before)


def test_modules_of_the_session_are_the_ones_it_imported(language: GuardedLanguage) -> None:
    """sys.modules shows them, as facades, and cannot be changed; import_module is import."""
    language.define_module("mine", "x = 1")
    language.execute("import sys, math, mine, importlib, os.path")
    assert language.evaluate("sys.modules['math'] is math, sys.modules['mine'].x") == (True, 1)
    assert language.evaluate("'subprocess' in sys.modules, sys.modules.get('json')") == (
        False,
        None,
    )
    assert language.evaluate("importlib.import_module('os.path') is os.path") is True
    with pytest.raises(ImportRefused):
        language.evaluate("importlib.import_module('subprocess')")
    with pytest.raises(TypeError):
        language.execute("sys.modules['json'] = math")


def test_contexts_show_the_sessions_variables_only(language: GuardedLanguage) -> None:
    """Decimal keeps its context in one of its own, and believes what is in it."""
    language.execute(
        "import contextvars, decimal\ndecimal.getcontext().prec = 5\n"
        "v = contextvars.ContextVar('v', default=1)\nv.set(2)\nc = contextvars.copy_context()"
    )
    assert language.evaluate("[each.name for each in c], c[v], len(c), list(c.values())") == (
        ["v"],
        2,
        1,
        [2],
    )
    assert language.evaluate("c.run(lambda: (v.set(3), v.get())[1]), v.get()") == (3, 2)


# Warnings, tracebacks, hints, sources


def test_warnings_are_the_sessions(language: GuardedLanguage) -> None:
    """Shown with the client's line, filtered and recorded, and the process's are as they were."""
    before = list(warnings.filters)
    _, err = _said(language, "import warnings\nwarnings.warn('one')\n")
    assert "one" in err
    assert "warnings.warn('one')" in err
    language.execute(
        "with warnings.catch_warnings(record=True) as seen:\n"
        " warnings.simplefilter('always')\n warnings.warn('two', DeprecationWarning)\n"
        "warnings.simplefilter('error')"
    )
    assert language.evaluate("[(str(w.message), w.category.__name__) for w in seen]") == [
        ("two", "DeprecationWarning")
    ]
    with pytest.raises(UserWarning, match="three"):
        language.execute("warnings.warn('three')")
    assert list(warnings.filters) == before


def test_tracebacks_show_the_clients_frames(language: GuardedLanguage) -> None:
    """format_exc, extract_tb, format_stack: no frame of the server, nor of an adopted module."""
    language.execute(
        "import traceback, sys, json\n"
        "def f(): return json.loads('{')\n"
        "try: f()\nexcept ValueError as error:\n"
        " text = traceback.format_exc()\n frames = traceback.extract_tb(error.__traceback__)\n"
        " kind, value, place = sys.exc_info()\n"
        "stack = ''.join(traceback.format_stack())"
    )
    text = str(language.evaluate("text"))
    assert "guardedflame" not in text
    assert "json/" not in text
    assert text.count("File ") == 2
    assert text.splitlines()[-1].startswith("json.decoder.JSONDecodeError: Expecting property name")
    assert language.evaluate("[(f.name, f.lineno) for f in frames]") == [("<module>", 3), ("f", 2)]
    assert "guardedflame" not in str(language.evaluate("stack"))
    assert language.evaluate("kind is type(value) and place is not None") is True


def test_hints_written_as_text_are_source(language: GuardedLanguage) -> None:
    """get_type_hints judges them as such; what they name is the session's."""
    language.execute(
        "import typing\nclass A: pass\n"
        "def f(a: 'A', b: 'list[int]' = None) -> 'typing.Optional[A]': pass\n"
        "hints = typing.get_type_hints(f)"
    )
    assert language.evaluate("hints['a'] is A, str(hints['b'])") == (True, "list[int]")
    for hint in ("().__class__.__base__.__subclasses__()", "f.__globals__", "open('x')"):
        language.execute(f"def g(a: {hint!r}): pass")
        with pytest.raises((SyntaxError, GuardRefused, CallRefused)):
            language.execute("typing.get_type_hints(g)")


def test_sources_are_the_sessions_text(language: GuardedLanguage) -> None:
    """inspect.getsource of own functions; of the library there is none."""
    language.execute("import inspect, json\ndef f(x):\n    return x + 1\n")
    assert language.evaluate("inspect.getsource(f)") == "def f(x):\n    return x + 1\n"
    for source in ("inspect.getsource(json.dumps)", "inspect.getsource(len)"):
        with pytest.raises((OSError, TypeError)):
            language.evaluate(source)


# Files


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        ("os.listdir('.')", "listdir"),
        ("os.remove('x')", "remove"),
        ("pathlib.Path('x').mkdir()", "mkdir"),
        ("pathlib.Path('x').unlink()", "remove"),
        ("shutil.rmtree('x')", ""),
        ("tempfile.mkdtemp()", ""),
        ("glob.glob('*')", ""),
    ],
)
def test_files_are_refused_by_a_profile_without_them(
    language: GuardedLanguage, source: str, asked: str
) -> None:
    """With the reason and what to ask for; questions about files are answered with no."""
    language.execute("import os, pathlib, shutil, tempfile, glob")
    if not asked:
        with contextlib.suppress(CallRefused, FileNotFoundError):
            assert language.evaluate(source) == []
        return
    with pytest.raises(CallRefused, match=f"{asked}.*the profile has none") as caught:
        language.evaluate(source)
    assert caught.value.hint
    assert language.evaluate("os.path.exists('x'), pathlib.Path('x').exists()") == (False, False)


# What decorates


@pytest.mark.parametrize(
    "source",
    [
        "functools.singledispatch(json.dumps)",
        "functools.singledispatch(len)",
        "contextlib.contextmanager(json.dumps)",
        "types.MethodType(json.dumps, 1)",
        "weakref.proxy(uuid.uuid4())",
        "inspect.signature(uuid.UUID)",
    ],
)
def test_what_is_made_of_a_function_is_made_of_the_sessions(
    language: GuardedLanguage, source: str
) -> None:
    """Of the library's it would copy, read or forward what the language does not."""
    language.execute("import functools, contextlib, types, weakref, inspect, uuid, json")
    with contextlib.suppress(GuardRefused, TypeError, ValueError):
        made = language.evaluate(source)
        assert getattr(made, "__dict__", {}).keys().isdisjoint({"__globals__", "__wrapped__"})
        for name in ("__globals__", "__builtins__"):
            language.namespace["made"] = made
            with pytest.raises(AttributeError):
                language.evaluate(f"getattr(made, {name!r})")


# Zones

ZONES = """
import copy, datetime, io, struct, zoneinfo
from zoneinfo import ZoneInfo
paris = ZoneInfo("Europe/Paris")
summer = datetime.datetime(2024, 7, 1, 12, tzinfo=paris)
class Mine(ZoneInfo):
    def tzname(self, dt): return "mine"
head = b"TZif2" + bytes(15) + struct.pack(">6l", 0, 0, 0, 0, 1, 4)
block = head + struct.pack(">lbb", 3600, 0, 0) + b"HRE" + bytes(1)
own = ZoneInfo.from_file(io.BytesIO(block + block + b"\\n<HRE>-1\\n"), key="x")
refused = []
for key in ("no/such/zone", "/etc/localtime", "../etc/localtime", 5):
    try: ZoneInfo(key)
    except (KeyError, ValueError, TypeError) as error: refused.append(type(error).__name__)
said = (
    str(paris), repr(paris), repr(Mine("UTC")), ZoneInfo, paris is ZoneInfo("Europe/Paris"),
    copy.deepcopy([paris])[0] is paris, str(summer), summer.tzname(), summer.dst(),
    str(summer.astimezone(ZoneInfo("America/New_York"))),
    datetime.datetime(2040, 1, 1, tzinfo=paris).utcoffset(),
    datetime.datetime(2024, 1, 1, tzinfo=Mine("UTC")).tzname(),
    datetime.datetime(2024, 1, 1, tzinfo=own).tzname(), own.key,
    "Europe/Paris" in zoneinfo.available_timezones(), refused,
)
"""


def test_zones_are_cpythons(language: GuardedLanguage) -> None:
    """Also with the library's Python class, on the data that the machine or tzdata has."""
    plain: dict[str, object] = {"__name__": "__main__"}
    exec(ZONES, plain)
    language.execute(ZONES)
    found, expected = language.namespace["said"], plain["said"]
    assert isinstance(found, tuple)
    assert isinstance(expected, tuple)
    assert [repr(each) for each in found] == [repr(each) for each in expected]


def test_a_reader_of_csv_is_made_by_its_function_only(language: GuardedLanguage) -> None:
    """Some CPythons make one of the class that crashes when it is asked for a row."""
    language.execute("import csv, io\nrows, out = csv.reader(['a,b']), csv.writer(io.StringIO())")
    assert language.evaluate("isinstance(rows, type(rows)), list(rows)") == (True, [["a", "b"]])
    for made in ("type(rows)()", "type(out)()"):
        with pytest.raises((CallRefused, TypeError)):
            language.evaluate(made)
