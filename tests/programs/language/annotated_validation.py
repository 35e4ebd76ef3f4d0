from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Annotated, Any, Optional, Union, get_args, get_origin, get_type_hints


@dataclass(frozen=True)
class Range:
    low: float
    high: float

    def check(self, value: Any) -> Optional[str]:
        return None if self.low <= value <= self.high else f"{value} is not within {self.low}..{self.high}"


class Length:
    def __init__(self, most: int) -> None:
        self.most = most

    def check(self, value: Any) -> Optional[str]:
        return f"longer than {self.most}" if len(value) > self.most else None


Percent = Annotated[int, Range(0, 100)]


class ValidationError(ValueError):
    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(f"{k}: {v}" for k, v in sorted(problems.items())))
        self.problems = problems


def matches(value: Any, hint: Any) -> bool:
    origin = get_origin(hint)
    if hint is Any:
        return True
    if origin is Annotated:
        return matches(value, get_args(hint)[0])
    if origin is Union:
        return any(matches(value, each) for each in get_args(hint))
    if origin is list:
        return isinstance(value, list) and all(matches(v, get_args(hint)[0]) for v in value)
    if origin is dict:
        key, item = get_args(hint)
        return isinstance(value, dict) and all(matches(k, key) and matches(v, item) for k, v in value.items())
    return isinstance(value, hint)


class Validated:
    def __post_init__(self) -> None:
        hints = get_type_hints(type(self), include_extras=True)
        problems = {}
        for each in fields(self):
            value, hint = getattr(self, each.name), hints[each.name]
            if not matches(value, hint):
                problems[each.name] = f"{value!r} is of the wrong type"
                continue
            for rule in getattr(hint, "__metadata__", ()):
                if problem := rule.check(value):
                    problems[each.name] = problem
        if problems:
            raise ValidationError(problems)


@dataclass
class Product(Validated):
    name: Annotated[str, Length(8)]
    price: Annotated[float, Range(0, 1000)]
    discount: Percent = 0
    tags: list[str] = field(default_factory=list)
    extra: Union[dict[str, int], None] = None


for arguments in (
    {"name": "lamp", "price": 9.5, "tags": ["a"]},
    {"name": "a very long name", "price": -1.0, "tags": []},
    {"name": 3, "price": 1.0, "discount": 101, "tags": ["x", 1], "extra": {"k": "v"}},
    {"name": "ok", "price": 1.0, "tags": [], "extra": {"k": 1}},
):
    try:
        print(Product(**arguments))
    except ValidationError as e:
        print("invalid:", e, len(e.problems))
