# python: 3.12
import itertools
import math
from collections import Counter

words = ["alpha", "beta", "gamma"]
print(f"{", ".join(words)} and {'more'}, {"".join(f"{w[0]!r:>{len("xxx")}}" for w in words)}")
print(f"{f"{f"{f"{len(words)}"}"}"} {'\t'.join(words)!r} {"\N{BULLET}" * 3}")
print(f"""{
    sum(
        len(w)      # letters
        for w in words
    )
:>{10}} {words[0]["a" < "b":]}""")
print(f"{ {"k": "v"}["k"] } {(lambda x: x + 1)(2)} {[w for w in words if "m" in w]} {math.pi:.{"3"}f}")
print(list(itertools.batched("abcdefg", 3)), math.sumprod([1, 2], [3, 4]))


class Config[T]:
    def __init__(self, value: T) -> None:
        self.value = value

    def __class_getitem__(cls, item):
        return super().__class_getitem__(item)


type Json = dict[str, Json] | list[Json] | str | None
print(Config(3).value, Config[int].__origin__ is Config, Json.__name__, Counter(a=1) <= Counter(a=2))
