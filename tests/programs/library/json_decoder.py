"""JSONDecoder: several values in one text, and a decoder class of one's own."""
import json
from datetime import date

print(json.JSONDecoder().raw_decode('{"a": 1} trailing'))


def values(text):
    decoder, position = json.JSONDecoder(), 0
    while position < len(text):
        if text[position].isspace():
            position += 1
            continue
        value, position = decoder.raw_decode(text, position)
        yield value


print(list(values('{"n": 1} [2, 3] "four" 5')))


class DateDecoder(json.JSONDecoder):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, object_hook=self.revive, **kwargs)

    def revive(self, obj):
        if obj.keys() == {"$date"}:
            return date.fromisoformat(obj["$date"])
        return obj


print(json.loads('{"due": {"$date": "2024-02-29"}, "n": [1, {"$date": "2000-01-01"}]}', cls=DateDecoder))
print(DateDecoder().decode('[{"$date": "1999-12-31"}]'), json.JSONDecoder(parse_int=float).decode("[1]"))
try:
    json.JSONDecoder().decode("1 2")
except json.JSONDecodeError as error:
    print(error)
