"""A toy object mapper: a metaclass collects fields, a manager finds rows kept in memory."""
import itertools


class ValidationError(Exception):
    pass


class Field:
    creation = itertools.count()

    def __init__(self, *, default=None, null=False, unique=False, choices=None):
        self.default, self.null, self.unique = default, null, unique
        self.choices = tuple(choices or ())
        self.order = next(Field.creation)

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance._data.get(self.name)

    def __set__(self, instance, value):
        if value is None and not self.null:
            raise ValidationError(f"{self.name} cannot be null")
        if value is not None:
            value = self.clean(value)
            if self.choices and value not in self.choices:
                raise ValidationError(f"{self.name}: {value!r} is no choice")
        instance._data[self.name] = value
        instance._dirty.add(self.name)

    def clean(self, value):
        return value

    # comparisons build conditions, as in query languages
    def __eq__(self, other):
        return Condition(self.name, "=", other)

    def __ne__(self, other):
        return Condition(self.name, "!=", other)

    def __lt__(self, other):
        return Condition(self.name, "<", other)

    def __gt__(self, other):
        return Condition(self.name, ">", other)

    __hash__ = object.__hash__


class IntField(Field):
    def clean(self, value):
        try:
            return int(value)
        except (TypeError, ValueError) as e:
            raise ValidationError(f"{self.name}: {e}") from e


class CharField(Field):
    def __init__(self, max_length=20, **kwargs):
        super().__init__(**kwargs)
        self.max_length = max_length

    def clean(self, value):
        value = str(value)
        if len(value) > self.max_length:
            raise ValidationError(f"{self.name}: longer than {self.max_length}")
        return value


class Condition:
    tests = {"=": lambda a, b: a == b, "!=": lambda a, b: a != b, "<": lambda a, b: a < b, ">": lambda a, b: a > b}

    def __init__(self, name, op, value):
        self.parts = [(name, op, value)]

    def __and__(self, other):
        both = Condition.__new__(Condition)
        both.parts = self.parts + other.parts
        return both

    def __call__(self, row):
        return all(self.tests[op](getattr(row, name), value) for name, op, value in self.parts)

    def __str__(self):
        return " AND ".join(f"{n} {op} {v!r}" for n, op, v in self.parts)


class Manager:
    def __init__(self, model):
        self.model, self._rows = model, {}
        self._ids = itertools.count(1)

    def create(self, **values):
        row = self.model(**values)
        row.save()
        return row

    def filter(self, *conditions, **equal):
        return [r for r in self._rows.values() if all(c(r) for c in conditions) and all(getattr(r, k) == v for k, v in equal.items())]

    def get(self, **equal):
        found = self.filter(**equal)
        if len(found) != 1:
            raise self.model.DoesNotExist(f"{len(found)} rows for {equal}")
        return found[0]

    def count(self):
        return len(self._rows)


class ModelMeta(type):
    def __new__(mcs, name, bases, attrs):
        cls = super().__new__(mcs, name, bases, attrs)
        fields = {}
        for base in reversed(cls.__mro__):
            fields.update({k: v for k, v in vars(base).items() if isinstance(v, Field)})
        cls._fields = dict(sorted(fields.items(), key=lambda kv: kv[1].order))
        cls.__tablename__ = attrs.get("__tablename__", name.lower() + "s")
        cls.DoesNotExist = type("DoesNotExist", (Exception,), {"__module__": name})
        cls.objects = Manager(cls)
        return cls


class Model(metaclass=ModelMeta):
    def __init__(self, **values):
        self._data, self._dirty, self.id = {}, set(), None
        for name, field in self._fields.items():
            default = field.default() if callable(field.default) else field.default
            setattr(self, name, values.pop(name, default))
        if values:
            raise TypeError(f"{type(self).__name__} has no field {', '.join(values)}")

    def save(self):
        for name, field in self._fields.items():
            if field.unique and any(getattr(r, name) == getattr(self, name) for r in self.objects.filter() if r is not self):
                raise ValidationError(f"{name} is taken")
        if self.id is None:
            self.id = next(self.objects._ids)
        self.objects._rows[self.id] = self
        changed, self._dirty = sorted(self._dirty), set()
        return changed

    def delete(self):
        del self.objects._rows[self.id]
        self.id = None

    def __repr__(self):
        return f"<{type(self).__name__} {self.id}: " + ", ".join(f"{k}={v!r}" for k, v in self._data.items()) + ">"

    @classmethod
    def schema(cls):
        columns = ", ".join(f"{n} {type(f).__name__[:-5].upper()}{'' if f.null else ' NOT NULL'}" for n, f in cls._fields.items())
        return f"CREATE TABLE {cls.__tablename__} ({columns})"


class Named(Model):
    name = CharField(10, unique=True)


class Person(Named):
    __tablename__ = "people"
    age = IntField(default=0)
    role = CharField(choices=["dev", "ops"], null=True)


print(Person.schema())
print(Named.schema())
ada = Person.objects.create(name="Ada", age="36", role="dev")
bob = Person.objects.create(name="Bob", role="ops")
cyd = Person.objects.create(name="Cyd", age=52)
print(ada, bob, cyd, sep="\n")
print(Person.objects.filter(Person.age > 20), Person.objects.filter(role="ops")[0].name)
query = (Person.age > 20) & (Person.name != "Ada")
print(query, "->", [p.name for p in Person.objects.filter(query)])
ada.age += 1
print(ada.save(), ada.save(), Person.objects.get(name="Ada").age)
for wrong in (
    lambda: Person(name=None), lambda: Person(name="x" * 11), lambda: Person(name="y", age="old"),
    lambda: Person(name="z", role="boss"), lambda: Person.objects.create(name="Bob"), lambda: Person(nme="q"),
):
    try:
        wrong()
    except (ValidationError, TypeError) as e:
        print(type(e).__name__, "-", e)
bob.delete()
try:
    Person.objects.get(name="Bob")
except Person.DoesNotExist as e:
    print(type(e).__name__, e)
print(Person.objects.count(), Named.objects.count(), list(Person._fields), isinstance(Person, ModelMeta))
