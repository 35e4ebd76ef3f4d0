"""Validate nested data against a declarative schema made of descriptors."""
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import date


class Validator(ABC):
    def __set_name__(self, owner, name):
        self.public_name = name
        self.private_name = "_" + name

    def __get__(self, obj, objtype=None):
        return self if obj is None else getattr(obj, self.private_name)

    def __set__(self, obj, value):
        self.validate(value)
        setattr(obj, self.private_name, value)

    def fail(self, message):
        raise ValueError(f"{self.public_name}: {message}")

    @abstractmethod
    def validate(self, value): ...


class OneOf(Validator):
    def __init__(self, *options):
        self.options = set(options)

    def validate(self, value):
        if value not in self.options:
            self.fail(f"{value!r} is not one of {sorted(self.options)}")


class Number(Validator):
    def __init__(self, minimum=None, maximum=None):
        self.minimum, self.maximum = minimum, maximum

    def validate(self, value):
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            self.fail(f"{value!r} is not a number")
        if self.minimum is not None and value < self.minimum:
            self.fail(f"{value!r} is below {self.minimum!r}")
        if self.maximum is not None and value > self.maximum:
            self.fail(f"{value!r} is above {self.maximum!r}")


class Text(Validator):
    def __init__(self, pattern=r".+", predicate=None):
        self.regex, self.predicate = re.compile(pattern), predicate

    def validate(self, value):
        if not isinstance(value, str):
            self.fail(f"{value!r} is not text")
        if not self.regex.fullmatch(value):
            self.fail(f"{value!r} does not match {self.regex.pattern!r}")
        if self.predicate and not self.predicate(value):
            self.fail(f"{self.predicate.__name__} says no to {value!r}")


def is_date(text):
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


class Component:
    name = Text(pattern=r"[A-Z]{2,}-\d+")
    kind = OneOf("wood", "metal", "plastic")
    quantity = Number(minimum=0, maximum=1000)
    made = Text(predicate=is_date)

    def __init__(self, **values):
        for key, value in values.items():
            if not isinstance(vars(type(self)).get(key), Validator):
                raise TypeError(f"no field {key}")
            setattr(self, key, value)


def try_all(record: Mapping):
    errors = []
    for key, value in record.items():
        try:
            Component(**{key: value})
        except (ValueError, TypeError) as error:
            errors.append(str(error))
    return errors


good = {"name": "AB-1", "kind": "metal", "quantity": 5, "made": "2024-02-29"}
c = Component(**good)
print(vars(c), c.quantity, Component.kind.public_name, sorted(Component.kind.options), try_all(good))
for changes in ({"name": "ab-1"}, {"kind": "metle", "quantity": -5}, {"quantity": "V"}, {"quantity": True, "made": "2023-02-29"}, {"colour": "red"}):
    print(*try_all(good | changes), sep="; ")
try:
    c.quantity = 5000
except ValueError as error:
    print(error, c.quantity)
