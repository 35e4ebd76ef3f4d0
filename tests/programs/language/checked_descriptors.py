"""Fields that check what is put into them, by descriptors."""


class Field:
    def __init__(self, *, default=None):
        self.default = default

    def __set_name__(self, owner, name):
        self.public = name
        self.private = "_" + name
        owner.fields = getattr(owner, "fields", ()) + (name,)

    def __get__(self, obj, objtype=None):
        if obj is None:
            return self
        return getattr(obj, self.private, self.default)

    def __set__(self, obj, value):
        setattr(obj, self.private, self.check(value))

    def __delete__(self, obj):
        print("forgetting", self.public)
        delattr(obj, self.private)

    def check(self, value):
        return value


class Number(Field):
    def __init__(self, low=None, high=None, **kwargs):
        super().__init__(**kwargs)
        self.low, self.high = low, high

    def check(self, value):
        if not isinstance(value, (int, float)):
            raise TypeError(f"{self.public}: expected a number, got {type(value).__name__}")
        if self.low is not None and value < self.low:
            raise ValueError(f"{self.public}: {value} < {self.low}")
        if self.high is not None and value > self.high:
            raise ValueError(f"{self.public}: {value} > {self.high}")
        return value


class Text(Field):
    def check(self, value):
        value = str(value).strip()
        if not value:
            raise ValueError(self.public + ": empty")
        return value


class OneOf(Field):
    def __init__(self, *options):
        super().__init__(default=options[0])
        self.options = set(options)

    def check(self, value):
        if value not in self.options:
            raise ValueError(f"{value!r} is none of {sorted(self.options)}")
        return value


class Lazy:
    """Non-data descriptor: computed once, then in the way of itself."""

    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, obj, owner):
        if obj is None:
            return self
        value = self.function(obj)
        obj.__dict__[self.name] = value
        return value


class Component:
    name = Text()
    kind = OneOf("wood", "metal", "plastic")
    quantity = Number(0, 1000, default=1)

    def __init__(self, name, **rest):
        self.name = name
        for key, value in rest.items():
            setattr(self, key, value)

    @Lazy
    def label(self):
        print("computing")
        return f"{self.quantity} x {self.name} ({self.kind})"


c = Component("  bolt ", kind="metal", quantity=12)
print(c.name, c.kind, c.quantity, Component.fields)
print(c.label, c.label, sorted(vars(c)))
c.quantity += 1
print(c.quantity, c.label)
del c.quantity
print(c.quantity, isinstance(Component.quantity, Number), Component.quantity.high)
for name, value in [("quantity", -1), ("quantity", "many"), ("kind", "glass"), ("name", "  "), ("quantity", 5000)]:
    try:
        setattr(c, name, value)
    except (TypeError, ValueError) as e:
        print(f"{type(e).__name__}: {e}")
