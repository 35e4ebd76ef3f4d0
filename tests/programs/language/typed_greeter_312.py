# python: 3.12
type Name = str


def greet[T](who: T, times: int = 1) -> list[T]:
    return [who] * times


print(greet("ada", 2))
print(Name.__value__)
