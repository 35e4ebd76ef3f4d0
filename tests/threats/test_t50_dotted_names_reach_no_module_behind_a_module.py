"""Row 50: Flame's ``invokeModule("a.b.c")`` walked whatever attributes the name spelled.

Every entrance by which a client names things, against plain Python and the guarded language alike:
it is the broker that decides.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from escapes import Walls, told
from guardedflame.client import Flame
from guardedflame.errors import GuardedFlameError, Refused
from targets import Target

#: A name, and what it would be called with.
DOTTED = {
    "module_of_a_module": ("statistics.sys.exit", ()),
    "loader_of_a_module": ("math.__loader__.get_data", ("/etc/passwd",)),
    "private_module": ("random._os.getenv", ("GUARDEDFLAME_TEST_SECRET",)),
    "module_over_a_package": ("os.path.os.getenv", ("GUARDEDFLAME_TEST_SECRET",)),
    "package_itself": ("urllib.request.getproxies", ()),
    "submodule_not_listed": ("json.decoder.JSONDecoder", ()),
    "owner_of_a_function": ("math.sqrt.__self__", ()),
    "class_of_a_function": ("math.sqrt.__class__", ()),
    "method_of_a_class": ("collections.Counter.__init__", ()),
    "double_dots": ("os..path.join", ("a",)),
    "leading_dot": (".math.sqrt", (4,)),
    "trailing_dot": ("math.", ()),
    "disguised": ("math.__\uff47lobals__", ()),
    "null": ("math.sqrt\0", (4,)),
    "builtins": ("__builtins__.eval", ("1",)),
    "import_machinery": ("_imp.lock_held", ()),
}

#: How a client can name it.
ENTRANCES: dict[str, Callable[[Flame, str, tuple[object, ...]], object]] = {
    "invokeModule": lambda flame, name, args: flame.invokeModule(name, args),
    "module": lambda flame, name, args: flame.module(name),
    "proxy": lambda flame, name, args: flame._link.call(
        "Pyro.Flame.module." + name.rpartition(".")[0], name.rpartition(".")[2], args
    ),
    "constant": lambda flame, name, args: flame._link.call(
        "Pyro.Flame.module." + name.rpartition(".")[0],
        "__getattr__",
        (name.rpartition(".")[2],),
    ),
    "builtin": lambda flame, name, args: flame.invokeBuiltin(name, args),
    "getmodule": lambda flame, name, args: flame.getmodule(name),
    "sendmodule": lambda flame, name, args: flame.sendmodule(name, "x = 1"),
}


@pytest.mark.parametrize("wall", ["kernel", "both"])
@pytest.mark.parametrize("entrance", ENTRANCES)
def test_dotted_names_reach_no_module_behind_a_module(
    walls: Walls, wall: str, entrance: str
) -> None:
    """Each is refused, or is an ordinary error; nothing comes back."""
    target: Target = walls.target(wall)
    flame = target.enter([])
    for name, args in DOTTED.values():
        ended: Exception | None = None
        came: object = None
        try:
            came = ENTRANCES[entrance](flame, name, args)
        except (GuardedFlameError, ValueError, TypeError, AttributeError, ImportError) as error:
            ended = error
        # A client may send modules under names of its own, and no others.
        own = entrance == "sendmodule" and not isinstance(ended, Exception)
        assert ended is not None or own, f"{entrance} of {name} gave {came!r}"
        assert not walls.bait.taken(repr(came) + told(ended)), name
    target.leave(flame)
    target.assert_well()


@pytest.mark.parametrize("wall", ["kernel", "both"])
def test_a_single_name_is_looked_up_in_the_module_alone(walls: Walls, wall: str) -> None:
    """What is listed works, so that the refusals above are refusals."""
    target = walls.target(wall)
    flame = target.enter([])
    assert flame.invokeModule("math.sqrt", [4]) == 2
    assert flame.invokeModule("os.path.join", ["a", "b"]) == "a/b"
    with pytest.raises((Refused, AttributeError)):
        flame.invokeModule("math.nothing", [])
    target.leave(flame)
