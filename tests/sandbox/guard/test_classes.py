"""Classes however they are made: by statement, by type(), by a metaclass, by hooks."""

from __future__ import annotations

import sys

import pytest

from guardedflame.errors import CodeRefused, GuardRefused
from guardedflame.sandbox.guard import introspection, names
from guardedflame.sandbox.guard.language import GuardedLanguage, guarded_language


@pytest.fixture(name="language")
def language_fixture() -> GuardedLanguage:
    """A language with what defines classes."""
    names = ("abc", "dataclasses", "enum", "typing", "functools", "collections", "json")
    return guarded_language(modules=dict.fromkeys(names, "*"))


def test_metaclasses_of_the_usual_kinds(language: GuardedLanguage) -> None:
    """Singleton, registry, attributes added, old style, operators on classes."""
    language.execute(
        "class Singleton(type):\n"
        "    _instances = {}\n"
        "    def __call__(cls, *a, **k):\n"
        "        if cls not in cls._instances:\n"
        "            cls._instances[cls] = super().__call__(*a, **k)\n"
        "        return cls._instances[cls]\n"
        "class One(metaclass=Singleton):\n"
        "    def __init__(self, v): self._v = v\n"
        "class Registry(type):\n"
        "    known = {}\n"
        "    def __new__(mcs, name, bases, space, *, tag='-'):\n"
        "        space['tag'] = tag\n"
        "        cls = super().__new__(mcs, name, bases, space)\n"
        "        mcs.known[name] = cls\n"
        "        return cls\n"
        "    def __init__(cls, name, bases, space, *, tag='-'):\n"
        "        super().__init__(name, bases, space)\n"
        "    def __len__(cls): return len(cls.known)\n"
        "    def __iter__(cls): return iter(cls.known)\n"
        "    def __getattr__(cls, name): return name.upper()\n"
        "class A(metaclass=Registry): pass\n"
        "class B(A, tag='b'): pass\n"
        "class Old(type):\n"
        "    def __new__(cls, name, bases, space):\n"
        "        return type.__new__(cls, name, bases, dict(space, added=1))\n"
        "class C(metaclass=Old):\n"
        "    def size(self): return super().__sizeof__() > 0\n"
    )
    assert language.evaluate("One(1) is One(2) and One(3)._v") == 1
    assert language.evaluate("(A.tag, B.tag, list(B), len(A), A.anything)") == (
        "-",
        "b",
        ["A", "B"],
        2,
        "ANYTHING",
    )
    assert language.evaluate("(C.added, C().size(), type(C) is Old, isinstance(C, type))") == (
        1,
        True,
        True,
        True,
    )


def test_type_of_three_arguments(language: GuardedLanguage) -> None:
    """A class like one of a statement: its objects are the session's."""
    language.execute(
        "P = type('P', (), {'__init__': lambda self, x: setattr(self, '_x', x),\n"
        "                   'x': property(lambda self: self._x)})\n"
        "p = P(3)\np.y = 4"
    )
    assert language.evaluate("(p.x, p.y, p._x, P.__name__, P.__module__)") == (
        3,
        4,
        3,
        "P",
        "__main__",
    )


_NEW = (
    "class M(type):\n def __new__(m, n, b, s): return super().__new__({})\n"
    "class C(metaclass=M): pass"
)


@pytest.mark.parametrize(
    "source",
    [
        "class M(type):\n def __eq__(c, o): return True",
        "class M(type):\n def __hash__(c): return 1",
        "class M(type):\n def mro(c): return [object]",
        "class M(type):\n def __getattribute__(c, n): return 1",
        "class M(type):\n def __setattr__(c, n, v): pass",
        "class M(type):\n __slots__ = ()",
        "class M(type): pass\nM.__eq__ = lambda c, o: True",
        "class M(type): pass\nsetattr(M, '__hash__', None)",
        "class M(type): pass\nM.mro = lambda c: [object]",
        "class M(type): pass\nsetattr(M, 'mro', lambda c: [object])",
        "class M(type): pass\nM.__call__ = 1",
        "class M(type):\n __match_args__ = property(lambda c: ('__globals__',))",
        "class M(type):\n def __init_subclass__(c, **k): pass",
        "class M(type):\n def __set_name__(c, o, n): pass",
        "class E:\n def __eq__(c, o): return True\nclass M(E, type): pass",
        "class E:\n def __init_subclass__(c, **k): pass\nclass M(type): pass\nclass N(E, M): pass",
        "class C:\n __match_args__ = ('x',)\nC.__match_args__ = ('__globals__',)",
        "class C: pass\nsetattr(C, '__match_args__', ('__globals__',))",
        "class D(dict): pass\ntype('X', (), {'__annotations__': D(x=int)})",
        "class D(str): pass\ntype('X', (), {'__qualname__': D('x')})",
        _NEW.format("m, n, b, dict(s, __reduce__=1)"),
        _NEW.format("m, n, (property,), s"),
        _NEW.format("type, n, b, s"),
        "type('X', (), {'__class__': int})",
        "type('X', (), {'__del__ ': 1})",
        "type('X', (), {'gi_frame': 1})",
        "type('X', (), {'<token>': 1})",
        "type('X', (), {'__module__': 1})",
        "type('X', (), {'__slots__': ('__class__',)})",
        "type('X', (property,), {})",
        "type('X', (type(lambda: 0),), {})",
        "class S(str): pass\ntype('X', (), {S('x'): 1})",
        "type.__new__(type, 'X', (), {})",
        "type.__new__(object, 'X', (), {})",
        "type.__call__(type, 'X', (), {'__reduce__': 1})",
        "type.__setattr__(int, 'x', 1)",
        "type.__subclasses__(object)",
        "type.mro(int)",
        "class C(metaclass=lambda *a: 1): pass",
        "class C(metaclass=int): pass",
        "class X(int, _root=True): pass",
        "class X(**{'_simple': 1}): pass",
        "class X:\n __getattr__ = 1",
        "class X:\n for __getattr__ in ():\n  pass",
        "class X:\n from functools import partial as __getattribute__",
        "class X: pass\nX.__getattribute__ = 1",
        "class X:\n __prepare__ = 1",
        "class X:\n def __mro_entries__(s, b): return ()",
        "class X:\n def __instancecheck__(s, b): return True",
        "class X:\n __array_interface__ = {}",
        "from dataclasses import make_dataclass\nmake_dataclass('X', ['a b'])",
        "from dataclasses import make_dataclass\nmake_dataclass('X', ['__class__'])",
        "from dataclasses import make_dataclass\nmake_dataclass('X', ['a'], bases=(property,))",
        "import dataclasses as d\nd.make_dataclass('X', [], namespace={1: 2})",
    ],
)
def test_no_class_is_made_that_a_statement_could_not_make(
    language: GuardedLanguage, source: str
) -> None:
    """Names, bases and metaclasses are judged wherever they come from."""
    with pytest.raises((GuardRefused, CodeRefused, TypeError, AssertionError)):
        language.execute(source)


def test_a_hook_is_not_asked_what_an_object_is(language: GuardedLanguage) -> None:
    """``__getattr__`` and ``__getattribute__`` answer for names of the client's own making."""
    language.execute(
        "asked = []\n"
        "class Any:\n"
        "    def __getattr__(self, name):\n"
        "        asked.append(name)\n"
        "        return int\n"
        "class All:\n"
        "    def __getattribute__(self, name):\n"
        "        asked.append(name)\n"
        "        return super().__getattribute__(name)\n"
        "    def __init__(self): self._x = 5\n"
        "any, all_ = Any(), All()\n"
        "found = (any.anything is int, all_._x)\n"
    )
    anything, everything = language.namespace["any"], language.namespace["all_"]
    for value in (anything, everything):
        for name in ("__class__", "__array_interface__", "__reduce_ex__"):
            try:
                found = getattr(value, name)
            except AttributeError:
                continue
            assert found is not int
        assert not isinstance(value, int)
    assert language.evaluate("found") == (True, 5)
    assert not {"__class__", "__array_interface__"} & set(language.evaluate("asked"))  # type: ignore[call-overload]


def test_subclass_hooks_are_given_what_clients_may_hold(language: GuardedLanguage) -> None:
    """Not the library's class, whose methods believe any self."""
    language.execute(
        "from abc import ABC\nfrom collections import Counter\n"
        "seen = []\n"
        "class Sized(ABC):\n"
        "    @classmethod\n"
        "    def __subclasshook__(cls, other):\n"
        "        seen.append(other)\n"
        "        return hasattr(other, '__len__') or NotImplemented\n"
        "answers = isinstance([], Sized), isinstance(Counter(), Sized)\n"
    )
    assert language.evaluate("answers[0]") is True
    assert language.evaluate("Counter in seen") is True


_SPLIT_BY_A_BASE = (
    "class S:\n def split(self, kind): return 7\nclass G(S, ExceptionGroup): pass\n"
    "try: raise G('', [KeyError()])\nexcept* KeyError: pass\nraise TypeError"
)
_SPLIT_WHILE_MADE = (
    "held = []\nclass N:\n def __set_name__(self, owner, name): held.append(owner)\n"
    "class G(ExceptionGroup):\n n = N()\n def split(self, kind): return 7\n"
)
_SPLIT_BY_A_HOOK_OF_A_BASE = (
    "class S:\n def __getattribute__(self, name): return lambda kind: 7\n"
    "class G(S, ExceptionGroup): pass"
)
_SPLIT_SET_LATER_ON_A_BASE = (
    "class S: pass\nclass G(S, ExceptionGroup): pass\nS.split = lambda self, kind: 7\n"
    "try: raise G('', [KeyError()])\nexcept* KeyError: pass\nraise TypeError"
)
_SPLIT_IN_ITS_DICTIONARY = (
    "class G(ExceptionGroup): pass\ng = G('', [KeyError()])\n"
    "vars(g)['split'] = lambda kind: 7\ntry: raise g\nexcept* KeyError: pass\nraise TypeError"
)


def test_groups_of_exceptions_split_by_their_own_split(language: GuardedLanguage) -> None:
    """CVE-2025-22153: a client's class is not asked on a CPython that believes its answer."""
    language.execute(
        "class Errors(ExceptionGroup):\n"
        "    def derive(self, rest): return Errors('derived', rest)\n"
        "seen = []\n"
        "try:\n"
        "    raise Errors('some', [KeyError(1), ValueError(2)])\n"
        "except* KeyError as group:\n"
        "    seen.append(repr(group))\n"
        "except* ValueError as group:\n"
        "    seen.append(type(group).__name__)\n"
    )
    assert language.evaluate("seen") == ["Errors('derived', [KeyError(1)])", "Errors"]
    attacks = (
        "class G(ExceptionGroup):\n def split(self, kind): return 7",
        "class G(ExceptionGroup):\n def __getattribute__(self, name): return lambda k: 7",
        "class G(ExceptionGroup): pass\nG.split = lambda self, kind: 7",
        "class G(ExceptionGroup): pass\ng = G('', [KeyError()])\ng.split = lambda kind: 7",
        "class G(ExceptionGroup): pass\ndel G.split",
        _SPLIT_BY_A_BASE,
        _SPLIT_WHILE_MADE,
        _SPLIT_BY_A_HOOK_OF_A_BASE,
        _SPLIT_SET_LATER_ON_A_BASE,
        _SPLIT_IN_ITS_DICTIONARY,
    )
    safe = (3, 12, 9) <= sys.version_info < (3, 13) or sys.version_info >= (3, 13, 2)
    for attack in attacks:
        if not safe:
            with pytest.raises((GuardRefused, AttributeError, TypeError)):
                language.execute(attack)


def test_an_abstract_class_of_the_library_registers_own_classes_only(
    language: GuardedLanguage,
) -> None:
    """What all code of the process asks stays true."""
    language = guarded_language(modules={"collections.abc": "*", "numbers": "*"})
    language.execute(
        "from collections.abc import Sized\nclass Own: pass\nSized.register(Own)\n"
        "own = isinstance(Own(), Sized)"
    )
    assert language.evaluate("own") is True
    for source in ("Sized.register(int)", "getattr(Sized, 'register')(int)"):
        with pytest.raises(GuardRefused):
            language.evaluate(source)


@pytest.mark.skipif(sys.version_info < (3, 12), reason="type parameters came with CPython 3.12")
def test_type_parameters(language: GuardedLanguage) -> None:
    """Functions, classes and aliases, with bounds that refer to each other."""
    language.execute(
        "type Pair[T] = tuple[T, T]\n"
        "class Box[T: (int, str)]:\n"
        "    def __init__(self, item: T) -> None: self._item = item\n"
        "    def get(self) -> T: return self._item\n"
        "def first[T, *Ts, **P](items: list[T]) -> T: return items[0]\n"
        "tv = Box.__type_params__[0].__name__\n"
        "got = Box[int](3).get(), first([4, 5]), str(Pair.__value__), tv"
    )
    assert language.evaluate("got") == (3, 4, "tuple[T, T]", "T")
    with pytest.raises(CodeRefused):
        language.execute("def f[T: f.__globals__](x): pass")


def test_special_attributes_are_set_on_the_sessions_own(language: GuardedLanguage) -> None:
    """What class decorators and hand-written wrappers do."""
    language.execute(
        "def shown(cls):\n"
        "    cls.__repr__ = lambda self: 'shown'\n"
        "    setattr(cls, '__add__', lambda a, b: 42)\n"
        "    cls.__name__ = 'Renamed'\n"
        "    return cls\n"
        "@shown\n"
        "class A: __html__ = 'x'\n"
        "def f(): pass\n"
        "f.__name__, f.__doc__ = 'g', 'd'\n"
        "f.__wrapped__ = len\n"
    )
    assert language.evaluate(
        "(repr(A()), A() + 1, A.__name__, A().__html__, f.__name__, f.__doc__)"
    ) == (
        "shown",
        42,
        "Renamed",
        "x",
        "g",
        "d",
    )
    for source in ("f.__wrapped__", "len.__name__ = 'x'", "int.__add__ = 1", "f.__globals__ = {}"):
        with pytest.raises((GuardRefused, CodeRefused)):
            language.execute(source)


def test_every_special_attribute_that_is_answered_has_an_answer() -> None:
    """The table of names and the table of answers are one."""
    assert set(introspection._ANSWERS) == names.INTROSPECTED


def test_dictionaries_are_written_through_by_names_source_could_bind(
    language: GuardedLanguage,
) -> None:
    """Of functions, modules and class bodies; of objects the dictionary itself."""
    language.execute(
        "def f(): pass\n"
        "f.__dict__.setdefault('log', []).append(1)\n"
        "class A:\n"
        "    for name in ('a', 'b'):\n"
        "        vars()[name] = name * 2\n"
        "class D(dict):\n"
        "    def __init__(self, **k):\n"
        "        super().__init__(k)\n"
        "        self.__dict__ = self\n"
        "d = D(x=1)\nd.y = 2\n"
    )
    assert language.evaluate("(f.log, A.a, A.b, d.x, d['y'])") == ([1], "aa", "bb", 1, 2)
    for source in (
        "f.__dict__['__wrapped__'] = len",
        "class B:\n vars()['mro'] = 1",
        "class B:\n vars()['__reduce__'] = 1",
        "class B:\n locals()['<token>'] = 1",
        "f.__dict__ = {}",
        "A.__dict__ = {}",
        "import abc\nabc.__dict__ = {}",
    ):
        with pytest.raises((GuardRefused, CodeRefused)):
            language.execute(source)


def test_a_read_by_the_interpreters_own_getattribute_is_judged(language: GuardedLanguage) -> None:
    """Str's own format would read any attribute; what a session defines is its own."""
    language.execute(
        "class S(str):\n"
        "    def ask(self): return super().__getattribute__('format')\n"
        "class F:\n"
        "    def __getattribute__(self, name): return object.__getattribute__(self, name)\n"
        "    def format(self): return 'own'\n"
        "def f(): pass\n"
    )
    assert language.evaluate("F().format()") == "own"
    for source in (
        "object.__getattribute__(S('{0.__globals__}'), 'format')(f)",
        "S('{0.__globals__}').ask()(f)",
        "str.__getattribute__(S('{0.__globals__}'), 'format')(f)",
        "super(S, S('{0.__globals__}')).__getattribute__('format')(f)",
        "object.__getattribute__(f, '__globals__')",
    ):
        with pytest.raises(GuardRefused):
            language.evaluate(source)


_DATA = "@dataclasses.dataclass\nclass C: x: int\n"
_LATER = (
    "C = type('C', (abc.ABC,), {'__annotations__': {'gi_frame': int}})\nC.register(type(f))\n"
    "def later(): dataclasses.dataclass(C, init=False, repr=False, eq=False)\n"
    "match f:\n case _ if later(): pass\n case C(found): out = found"
)


@pytest.mark.parametrize(
    "source",
    [
        # What a match has looked at is not changed by a guard clause of the same match.
        "class C(abc.ABC): pass\nC.__annotations__ = 1",
        _LATER,
        "C = type('C', (), {'__annotations__': {'gi_frame': int}})\ndataclasses.dataclass(C)",
        # A metaclass gets no generated methods.
        "M = dataclasses.dataclass(type('M', (type,), {'__annotations__': {'format': int}}))",
        "class M(type):\n x: int\ndataclasses.dataclass(init=False, unsafe_hash=True)(M)",
        "class M(type):\n def __lt__(c, o): return True\nfunctools.total_ordering(M)",
        # Generated methods take objects of their class only.
        _DATA + "C.__init__(abc.ABC, 5)",
        _DATA + "C.__repr__(json.dumps)",
        _DATA + "def f(a, b): return a._x is b._x\nclass D(C): _x: int\nf(json.dumps, json.dumps)",
        _DATA.replace("ss\n", "ss(order=True)\n") + "C.__lt__(json.dumps, 1)\nraise TypeError",
        _DATA + "getattr(C, '__init__')(json.dumps, 5)",
        _DATA + "'{0.__init__}'.format(C)\nC.__init__(len, 1)",
        "N = collections.namedtuple('N', 'a')\nN._asdict(f)",
        "N = collections.namedtuple('N', 'a')\nN._replace(f, a=1)",
        "@functools.total_ordering\nclass C:\n def __lt__(s, o): return 1\nC.__gt__(f, f)",
        # A hook called by name gives no more than a read.
        "class C:\n def __getattr__(self, n): return n\nC().__getattr__('__reduce_ex__')",
        "class C:\n def __getattr__(self, n): return n\nC().__getattr__('__globals__')",
    ],
)
def test_generated_methods_and_later_changes_read_nothing(
    language: GuardedLanguage, source: str
) -> None:
    """dataclass, total_ordering and named tuples put code of the library into a client's class."""
    language.execute("import abc, collections, dataclasses, functools, json\ndef f(): pass")
    with pytest.raises((GuardRefused, CodeRefused, TypeError)):
        language.execute(source)


def test_a_class_made_by_the_interpreters_type_is_not_the_sessions(
    language: GuardedLanguage,
) -> None:
    """Should an escape ever get it, private names of what it makes stay private."""
    language.execute("class Own:\n _x = 1\n def read(self, other): return other._x\nown = Own()")
    base = language.namespace["Own"]
    assert isinstance(base, type)
    made = type("Made", (base,), {})()
    assert language.evaluate("own.read(own)") == 1
    language.namespace["made"] = made
    with pytest.raises(GuardRefused, match="private"):
        language.evaluate("own.read(made)")
