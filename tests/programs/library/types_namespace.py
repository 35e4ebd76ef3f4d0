"""Namespaces, read-only views, and the types of None and of unions."""
import types
from types import MappingProxyType, NoneType, SimpleNamespace, UnionType

ns = SimpleNamespace(x=1, name="n")
ns.y = [2]
del ns.x
print(ns, ns == SimpleNamespace(name="n", y=[2]), vars(ns), hasattr(ns, "x"), SimpleNamespace(**{"a": 1}).a)

data = {"one": 1}
view = MappingProxyType(data)
data["two"] = 2
print(view, view["two"], len(view), list(view.items()), "one" in view, view.get("x"), view | {"three": 3}, view == data, view.copy())
try:
    view["x"] = 1
except TypeError as error:
    print(error)

print(isinstance(int | str, UnionType), type(None) is NoneType, isinstance(None, types.NoneType))
print((int | None) == (None | int), str | None)
