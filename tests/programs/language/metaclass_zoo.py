"""Uses of metaclasses that are found in libraries."""


class Ordered(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        return {"created_by": mcs.__name__}

    def __new__(mcs, name, bases, namespace, *, abstract=False):
        cls = super().__new__(mcs, name, bases, namespace)
        cls.field_order = [k for k, v in namespace.items() if isinstance(v, int) and not k.startswith("_")]
        cls.abstract = abstract
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


class Constants(type):
    def __setattr__(cls, name, value):
        raise AttributeError(f"{cls.__name__}.{name} is constant")

    def __iter__(cls):
        return (k for k in vars(cls) if not k.startswith("_"))


class Colours(metaclass=Constants):
    RED = "#f00"
    BLUE = "#00f"


print(Settings, Abstract, Settings.created_by, Settings["a"], Settings.size, Abstract.describe())
print(Settings().method(), type(Settings) is Ordered, isinstance(Settings, Ordered), type(Ordered) is type)
try:
    Abstract()
except TypeError as e:
    print(e)
try:
    Colours.RED = "#e00"
except AttributeError as e:
    print(e)
print(list(Colours), Colours.RED)


def upper_attributes(name, bases, namespace):
    return type(name, bases, {k if k.startswith("__") else k.upper(): v for k, v in namespace.items()})


class Shouting(metaclass=upper_attributes):
    quiet = 1


print(hasattr(Shouting, "quiet"), Shouting.QUIET)
