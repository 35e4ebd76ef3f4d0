class Base:
    registry = []
    tag = "base"

    def __new__(cls, *args, **kwargs):
        self = super().__new__(cls)
        self.made_by = cls.__name__
        return self

    def __init__(self, name):
        super().__init__()
        self.name = name

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Base.registry.append(cls.__name__)

    def __setattr__(self, key, value):
        super().__setattr__(key, value.strip() if isinstance(value, str) else value)

    def __getattr__(self, key):
        if key == "missing":
            return "made up"
        raise AttributeError(f"{type(self).__name__!r} has no {key!r}")

    def __repr__(self):
        return f"{self.made_by}:{self.name}"

    def __eq__(self, other):
        return super().__eq__(other) is True or self.name == getattr(other, "name", None)

    def __hash__(self):
        return hash(self.name)

    def __dir__(self):
        return sorted(n for n in super().__dir__() if not n.startswith("_"))

    @classmethod
    def create(cls, *args):
        return cls(*args)

    @staticmethod
    def helper():
        return "static base"

    @property
    def label(self):
        return f"label {self.name}"


class Child(Base):
    tag = "child"

    def __init__(self, name, extra=None):
        super(Child, self).__init__(name + " ")
        self.extra = extra

    @classmethod
    def create(cls, *args):
        made = super().create(*args)
        made.extra = "created"
        return made

    @staticmethod
    def helper():
        return super(Child, Child).helper() + " and child"

    @property
    def label(self):
        return super().label.upper()

    def tags(self):
        return [self.tag, super().tag, super(Child, self).tag, Base.tag, __class__.tag]

    def lazily(self):
        return [super(Child, self).helper() for _ in range(1)]

    def nested(self):
        def inner():
            return super(__class__, self).label
        return inner()


class GrandChild(Child):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        super().__setattr__("direct", " kept? ")
        object.__setattr__(self, "raw", " kept ")

    def label_of_base(self):
        return super(Child, self).label


class Numbers(list):
    def append(self, value):
        super().append(int(value))

    def __getitem__(self, i):
        got = super().__getitem__(i)
        return Numbers(got) if isinstance(i, slice) else got

    def __repr__(self):
        return "Numbers" + super().__repr__()


class Text(str):
    def __new__(cls, value, times=1):
        return super().__new__(cls, str(value) * times)

    def upper(self):
        return Text(super().upper())


class Defaults(dict):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.reads = 0

    def __getitem__(self, key):
        self.reads += 1
        return super().__getitem__(key)

    def update(self, *args, **kwargs):
        super().update({k: v for k, v in dict(*args, **kwargs).items() if v is not None})


g = GrandChild("grand", extra="x")
print(g, g.label, g.label_of_base(), g.tags(), g.lazily(), g.nested(), repr(g.direct), repr(g.raw))
print(Child.create("kid").extra, Child.helper(), Base.registry, g.missing, g == Base("grand"), g == 3, g != g)
print(dir(g), hasattr(g, "nothing"), len({g, Base("grand")}))
n = Numbers([1])
n.append("22")
n.extend([3])
print(n, n[0:2], n[-1], type(n[:1]).__name__, Text("ab", 2).upper() + "!", type(Text("x").upper()).__name__)
d = Defaults(a=1)
d.update({"b": 2, "c": None}, d=4)
print(d["a"] + d["b"], d.reads, d, d.get("c"))
