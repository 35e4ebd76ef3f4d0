"""Forms made of descriptors that collect rules and report every fault at once."""
import re
from collections.abc import Callable
from datetime import date


class Field:
    """A value with rules: ``Field(int).rule(test, message)``."""

    def __init__(self, convert: Callable = str, *, default=...):
        self._convert, self._default, self._rules = convert, default, []
        self.label = "?"

    def __set_name__(self, owner, name):
        self.label = name
        owner.form_fields = {**getattr(owner, "form_fields", {}), name: self}

    def __get__(self, form, owner=None):
        return self if form is None else form.values[self.label]

    def __set__(self, form, raw):
        form.values[self.label] = self.clean(raw)

    def rule(self, test, message):
        self._rules.append((test, message))
        return self

    def clean(self, raw):
        try:
            value = self._convert(raw)
        except (ValueError, TypeError):
            raise ValueError(f"{self.label}: cannot read {raw!r}") from None
        for test, message in self._rules:
            if not test(value):
                raise ValueError(f"{self.label}: {message.format(value=value)}")
        return value

    def missing(self):
        if self._default is ...:
            raise ValueError(f"{self.label}: is required")
        return self._default() if callable(self._default) else self._default


def matching(pattern):
    return re.compile(pattern).fullmatch


class Form:
    def __init__(self, **raw):
        self.values, faults = {}, []
        for name, field in self.form_fields.items():
            try:
                self.values[name] = field.clean(raw.pop(name)) if name in raw else field.missing()
            except ValueError as error:
                faults.append(error)
        faults += [ValueError(f"{name}: no such field") for name in raw]
        faults += [ValueError(text) for text in self.check() if not faults]
        if faults:
            raise ExceptionGroup(type(self).__name__, faults)

    def check(self):
        return ()

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(f'{k}={v!r}' for k, v in self.values.items())})"


class Person(Form):
    name = Field(str.strip).rule(len, "is empty").rule(str.istitle, "{value!r} should be in title case")
    email = Field().rule(matching(r"[\w.]+@[\w.]+\.\w+"), "{value!r} is no address")


class Booking(Person):
    seats = Field(int, default=1).rule(range(1, 9).__contains__, "{value} is not between 1 and 8")
    day = Field(date.fromisoformat)
    until = Field(date.fromisoformat, default=None)
    tags = Field(lambda text: sorted(set(text.split(","))), default=list)

    def check(self):
        if self.until and self.until < self.day:
            yield f"until: {self.until} is before {self.day}"


good = {"name": " Ann Onym ", "email": "ann@x.org", "day": "2024-02-29"}
b = Booking(**good, tags="b,a,b")
print(b, b.seats, Booking.seats.label, list(Booking.form_fields), list(Person.form_fields))
for changes in ({"seats": "12"}, {"seats": "many", "day": "2023-02-29", "email": "x"}, {"until": "2024-01-01"}, {"name": "  ", "colour": "red"}, {"name": "bob"}):
    try:
        Booking(**good | changes)
    except ExceptionGroup as group:
        print(*group.exceptions, sep="; ")
try:
    b.seats = "0"
except ValueError as error:
    print(error, "- still", b.seats)
b.seats = "4"
print(b.seats + 1, b.tags, b.until)
