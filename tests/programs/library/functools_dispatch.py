"""Generic functions and methods by type of the first argument."""
from decimal import Decimal
from fractions import Fraction
from functools import singledispatch, singledispatchmethod


@singledispatch
def describe(arg, verbose=False):
    if verbose:
        print("Let me just say,", end=" ")
    print(arg)


@describe.register
def _(arg: int, verbose=False):
    if verbose:
        print("Strength in numbers, eh?", end=" ")
    print(arg)


@describe.register
def _(arg: list | tuple, verbose=False):
    if verbose:
        print("Enumerate this:")
    for i, elem in enumerate(arg):
        print(i, elem)


@describe.register(complex)
def _(arg, verbose=False):
    print("Better than complicated:", arg.real, arg.imag)


def nothing(arg, verbose=False):
    print("Nothing.")


describe.register(type(None), nothing)


@describe.register(float)
@describe.register(Decimal)
@describe.register(Fraction)
def half(arg, verbose=False):
    print(type(arg).__name__, arg / 2)


describe("Hello, world.")
describe("test.", verbose=True)
describe(42, verbose=True)
describe(["spam", "eggs"], verbose=True)
describe((True,))
describe(None)
describe(1.23)
describe(Decimal("1.5"))
describe(Fraction(1, 3))
describe(2j)
print(describe.dispatch(float) is half, describe.dispatch(bool) is describe.dispatch(int))
print(describe.registry[float] is half, len(describe.registry), describe.__name__)


class Negator:
    @singledispatchmethod
    def neg(self, arg):
        raise NotImplementedError("Cannot negate a " + type(arg).__name__)

    @neg.register
    def _(self, arg: int):
        return -arg

    @neg.register
    def _(self, arg: bool):
        return not arg

    @neg.register(str)
    def _(self, arg):
        return arg[::-1]


n = Negator()
print(n.neg(5), n.neg(True), n.neg("abc"))
try:
    n.neg([])
except NotImplementedError as error:
    print(error)
