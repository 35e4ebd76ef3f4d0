class Lazy:
    def __init__(self): super().__setattr__("_data", {"a": 1})
    def __getattr__(self, name):
        try: return self._data[name]
        except KeyError: raise AttributeError(name) from None
    def __setattr__(self, name, value): self._data[name] = value
    def __delattr__(self, name): del self._data[name]
l = Lazy(); l.b = 2
print(l.a, l.b, hasattr(l, "c"), l._data)
del l.a
print(hasattr(l, "a"))
class Frozen:
    def __init__(self, v): object.__setattr__(self, "v", v)
    def __setattr__(self, *a): raise AttributeError("frozen")
f = Frozen(3)
try: f.v = 1
except AttributeError as e: print(e, f.v)
class Desc:
    def __set_name__(self, owner, name): self._n = "_" + name
    def __get__(self, obj, owner=None): return self if obj is None else getattr(obj, self._n)
    def __set__(self, obj, v): setattr(obj, self._n, v * 2)
class H:
    a = Desc()
h = H(); h.a = 4; print(h.a, h._a)
class D(dict):
    def __missing__(self, k): return k * 2
    def __getitem__(self, k): return super().__getitem__(k)
print(D(a=1)["a"], D()["zz"])
class Single:
    _inst = None
    def __new__(cls, *a):
        if cls._inst is None: cls._inst = super().__new__(cls)
        return cls._inst
print(Single() is Single())
