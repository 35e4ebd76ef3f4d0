"""The special attributes that annotations carry, as validators read them."""
from typing import Annotated, Generic, NewType, TypedDict, TypeVar, final, get_args, get_origin

T = TypeVar("T")
N = TypeVar("N", bound=int)
C = TypeVar("C", str, bytes)
UserId = NewType("UserId", int)


class Between:
    def __init__(self, low, high):
        self.low, self.high = low, high

    def check(self, value):
        if not self.low <= value <= self.high:
            raise ValueError(f"{value} is not between {self.low} and {self.high}")


class Box(Generic[T]):
    pass


@final
class Form(TypedDict, total=False):
    age: Annotated[int, Between(0, 150)]
    name: str


def validate(data, form):
    for key, hint in form.__annotations__.items():
        if key in data and get_origin(hint) is Annotated:
            kind, *rules = get_args(hint)
            assert isinstance(data[key], kind)
            for rule in rules:
                rule.check(data[key])
    return data


print(validate({"age": 30, "name": "x"}, Form))
try:
    validate({"age": 200}, Form)
except ValueError as error:
    print(error)
hint = Form.__annotations__["age"]
print(hint.__metadata__[0].high, hint.__origin__ is int, Form.__total__, sorted(Form.__optional_keys__), Form.__required_keys__)
print(list[int].__origin__ is list, dict[str, int].__args__, Box.__parameters__, Box[int].__args__, N.__bound__ is int, C.__constraints__, T.__name__)
print(UserId.__supertype__ is int, Form.__final__, Box.__orig_bases__ == (Generic[T],), (int | str).__args__)
