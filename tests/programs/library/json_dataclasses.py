"""Dataclasses to JSON text and back."""
import json
from dataclasses import asdict, dataclass, field


@dataclass
class Address:
    street: str
    city: str
    zip_code: str = ""


@dataclass
class Person:
    name: str
    age: int
    emails: list[str] = field(default_factory=list)
    address: Address | None = None

    @classmethod
    def from_dict(cls, data):
        data = dict(data)
        if data.get("address"):
            data["address"] = Address(**data["address"])
        return cls(**data)


people = [
    Person("Ada", 36, ["ada@example.org"], Address("St James's Sq", "London")),
    Person("Linus", 21),
]
text = json.dumps([asdict(p) for p in people], indent=2, sort_keys=True)
print(text)

again = [Person.from_dict(d) for d in json.loads(text)]
print(again == people)
print(again[0].address)

try:
    Person.from_dict({"name": "x", "height": 3})
except TypeError as error:
    print("bad record:", "height" in str(error))
