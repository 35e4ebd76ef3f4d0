"""Uses of metaclasses that are found in libraries."""


class Ordered(type):
    def __new__(mcs, name, bases, namespace, *, abstract=False):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.field_order = [k for k, v in namespace.items() if isinstance(v, int) and not k.startswith("_")]
        cls.abstract = abstract
        cls.created_by = mcs.__name__
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)

    def __call__(cls, *args, **kwargs):
        if cls.abstract:
            raise TypeError(f"{cls.__name__} is abstract")
        return super().__call__(*args, **kwargs)

    def __getitem__(cls, name):
        return getattr(cls, name)

    def __repr__(cls):
        return f"<{cls.__name__} with {', '.join(cls.field_order)}>"

    @property
    def size(cls):
        return len(cls.field_order)

    def describe(cls):
        return f"{cls.__name__}: {cls.size}"


class Settings(metaclass=Ordered):
    z = 1
    a = 2
    name = "x"

    def method(self):
        return self.z


class Abstract(Settings, abstract=True):
    extra = 5


print(Settings, Abstract, Settings.created_by, Settings["a"], Settings.size, Abstract.describe())
print(Settings().method(), type(Settings) is Ordered, isinstance(Settings, Ordered), type(Ordered) is type)
try:
    Abstract()
except TypeError as e:
    print(e)
