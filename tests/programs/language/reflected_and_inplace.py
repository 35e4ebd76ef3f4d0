# Shows which operator methods Python tries, in which order.
log = []


class Loud:
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


def _binary(symbol, method, reflected, inplace):
    def forward(self, other):
        log.append(f"{self}.{method}({other})")
        return NotImplemented if isinstance(other, Louder) else f"{self} {symbol} {other}"

    def backward(self, other):
        log.append(f"{self}.{reflected}({other})")
        return f"{other} {symbol} {self} (reflected)"

    def update(self, other):
        log.append(f"{self}.{inplace}({other})")
        self.name += symbol
        return self

    return forward, backward, update


class Louder(Loud):
    def __radd__(self, other):
        log.append(f"{self} radd {other}")
        return f"{other}+{self}"

    def __rsub__(self, other):
        log.append(f"{self} rsub {other}")
        return f"{other}-{self}"

    def __rlshift__(self, other):
        return f"{other}<<{self}"

    def __rrshift__(self, other):
        return f"{other}>>{self}"

    def __rand__(self, other):
        return f"{other}&{self}"

    def __ror__(self, other):
        return f"{other}|{self}"

    def __rxor__(self, other):
        return f"{other}^{self}"

    def __rmod__(self, other):
        return f"{other}%{self}"

    def __rfloordiv__(self, other):
        return f"{other}//{self}"

    def __rpow__(self, other, mod=None):
        return f"{other}**{self}"

    def __rdivmod__(self, other):
        return f"divmod({other},{self})"

    def __lshift__(self, other):
        return f"{self}<<{other}"

    def __rshift__(self, other):
        return f"{self}>>{other}"

    def __and__(self, other):
        return f"{self}&{other}"

    def __or__(self, other):
        return f"{self}|{other}"

    def __xor__(self, other):
        return f"{self}^{other}"

    def __invert__(self):
        return f"~{self}"


for _name, _sym in (("add", "+"), ("sub", "-"), ("mul", "*")):
    _f, _b, _i = _binary(_sym, f"__{_name}__", f"__r{_name}__", f"__i{_name}__")
    setattr(Loud, f"__{_name}__", _f)
    setattr(Loud, f"__r{_name}__", _b)
    setattr(Loud, f"__i{_name}__", _i)

a, b = Loud("a"), Louder("b")
print(a + 1, 1 + a, a + b, b + a, a - b, 2 * a, a * 2)
a += 1
a -= b
a *= 3
print(a)
print(1 << b, 1 >> b, 1 & b, 1 | b, 1 ^ b, 1 % b, 1 // b, 2 ** b, divmod(9, b))
print(b << 1, b >> 1, b & 1, b | 1, b ^ 1, ~b)
b <<= 2
print(b)
print("\n".join(log))
