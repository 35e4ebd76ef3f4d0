"""A tiny object-relational mapper over dictionaries: descriptors, __set_name__, __init_subclass__."""

from datetime import date


class ValidationError(ValueError):
    pass


class Field:
    kind = object

    def __init__(self, *, default=None, required=False, check=None):
        self.default, self.required, self.check = default, required, check

    def __set_name__(self, owner, name):
        self.name = name
        self.slot = "_" + name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(
            instance, self.slot, self.default() if callable(self.default) else self.default
        )

    def __set__(self, instance, value):
        value = self.clean(value)
        setattr(instance, self.slot, value)
        instance._dirty.add(self.name)

    def clean(self, value):
        if value is None:
            if self.required:
                raise ValidationError(f"{self.name} is required")
            return None
        if not isinstance(value, self.kind):
            raise ValidationError(
                f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}"
            )
        if self.check and not self.check(value):
            raise ValidationError(f"{self.name}: {value!r} is not acceptable")
        return value

    # queries: Person.age > 30 makes a condition
    def __gt__(self, other):
        return Condition(
            f"{self.name} > {other!r}",
            lambda o: getattr(o, self.name) is not None and getattr(o, self.name) > other,
        )

    def __lt__(self, other):
        return Condition(
            f"{self.name} < {other!r}",
            lambda o: getattr(o, self.name) is not None and getattr(o, self.name) < other,
        )

    def __eq__(self, other):
        return Condition(f"{self.name} = {other!r}", lambda o: getattr(o, self.name) == other)

    __hash__ = object.__hash__


class Text(Field):
    kind = str

    def __init__(self, max_length=50, **kw):
        super().__init__(**kw)
        self.max_length = max_length

    def clean(self, value):
        value = super().clean(value)
        if value is not None and len(value) > self.max_length:
            raise ValidationError(f"{self.name} is longer than {self.max_length}")
        return value


class Integer(Field):
    kind = int


class Date(Field):
    kind = date

    def clean(self, value):
        return super().clean(date.fromisoformat(value) if isinstance(value, str) else value)


class Condition:
    def __init__(self, text, test):
        self.text, self.test = text, test

    def __and__(self, other):
        return Condition(
            f"({self.text} AND {other.text})", lambda o: self.test(o) and other.test(o)
        )

    def __or__(self, other):
        return Condition(f"({self.text} OR {other.text})", lambda o: self.test(o) or other.test(o))

    def __invert__(self):
        return Condition(f"NOT {self.text}", lambda o: not self.test(o))


class Query:
    def __init__(self, model, condition=None):
        self.model, self.condition, self._order = model, condition, None

    def where(self, condition):
        return Query(
            self.model, condition if self.condition is None else self.condition & condition
        )

    def order_by(self, name):
        q = Query(self.model, self.condition)
        q._order = name
        return q

    def __iter__(self):
        rows = [
            o for o in self.model._rows.values() if self.condition is None or self.condition.test(o)
        ]
        if self._order:
            rows.sort(
                key=lambda o: getattr(o, self._order.lstrip("-")),
                reverse=self._order.startswith("-"),
            )
        return iter(rows)

    def __len__(self):
        return sum(1 for _ in self)

    def __str__(self):
        sql = f"SELECT * FROM {self.model._table}"
        return sql + (f" WHERE {self.condition.text}" if self.condition else "")


class Model:
    _registry = {}

    def __init_subclass__(cls, table=None, **kwargs):
        super().__init_subclass__(**kwargs)
        cls._fields = {
            k: v
            for base in reversed(cls.__mro__)
            for k, v in vars(base).items()
            if isinstance(v, Field)
        }
        cls._table = table or cls.__name__.lower() + "s"
        cls._rows, cls._next = {}, 1
        Model._registry[cls._table] = cls

    def __init__(self, **values):
        self._dirty = set()
        self.id = None
        for name in values:
            if name not in self._fields:
                raise TypeError(f"{type(self).__name__} has no field {name!r}")
        for name, field in self._fields.items():
            if name in values or field.required:
                setattr(self, name, values.get(name))

    def save(self):
        cls = type(self)
        if self.id is None:
            self.id, cls._next = cls._next, cls._next + 1
            print(f"INSERT {cls._table} #{self.id} {sorted(self._dirty)}")
        elif self._dirty:
            print(f"UPDATE {cls._table} #{self.id} {sorted(self._dirty)}")
        cls._rows[self.id] = self
        self._dirty.clear()
        return self

    @classmethod
    def select(cls):
        return Query(cls)

    def __repr__(self):
        return (
            f"<{type(self).__name__} {self.id}: "
            + ", ".join(f"{f}={getattr(self, f)!r}" for f in self._fields)
            + ">"
        )


class Person(Model, table="people"):
    name = Text(12, required=True)
    age = Integer(check=lambda n: 0 <= n < 150)
    born = Date()


class Employee(Person):
    role = Text(default=lambda: "clerk")


for name, age in [("Ola", 41), ("Per", 29), ("Siri", 35), ("Tor", None)]:
    Person(name=name, age=age).save()
e = Employee(name="Una", age=50, born="1974-02-03").save()
print(e, Employee._table, list(Employee._fields))
e.age += 1
e.role = "boss"
e.save().save()
query = Person.select().where(Person.age > 30).order_by("-age")
print(query, len(query), [p.name for p in query])
odd = Person.select().where(~(Person.name == "Ola") & (Person.age > 30) | (Person.age < 30))
print(odd, [p.name for p in odd])
for bad in (
    lambda: Person(age=3),
    lambda: Person(name=5),
    lambda: Person(name="x" * 13),
    lambda: Person(name="A", age=200),
    lambda: Person(name="A", size=1),
    lambda: setattr(e, "born", "yesterday"),
    lambda: setattr(e, "name", None),
):
    try:
        bad()
    except (ValidationError, TypeError, ValueError) as error:
        print(type(error).__name__, "-", error)
print(sorted(Model._registry), isinstance(Person.age, Field), Person.age.name)
