"""What metaclasses can do and seldom should: constants, prepared namespaces, a function in their place."""


class Constants(type):
    def __setattr__(cls, name, value):
        raise AttributeError(f"{cls.__name__}.{name} is constant")

    def __iter__(cls):
        return (k for k in vars(cls) if not k.startswith("_"))


class Colours(metaclass=Constants):
    RED = "#f00"
    BLUE = "#00f"


class Numbered(type):
    @classmethod
    def __prepare__(mcs, name, bases, **kwargs):
        return {"created_by": mcs.__name__, "number": len(bases)}


class Form(metaclass=Numbered):
    double = number + 2


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
print(Form.created_by, Form.double)
