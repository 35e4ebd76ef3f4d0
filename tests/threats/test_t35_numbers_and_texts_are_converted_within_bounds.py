"""Row 35: int to text and back takes quadratic time."""

from __future__ import annotations

import pytest

from bombs import ENDS, Bomb, detonate
from escapes import WALLS, Walls

DIGITS = "CPython converts no more than 4300 digits"
TOLD = (*ENDS, ValueError)

BOMBS = {
    "int_of_a_text": Bomb("int('9' * 10 ** 7)", ends=TOLD, closed=DIGITS),
    "text_of_an_int": Bomb("str(1 << 10 ** 7)", ends=TOLD, closed=DIGITS),
    "repr_in_an_f_string": Bomb("x = 1 << 10 ** 7\nf'{x}'", ends=TOLD, closed=DIGITS),
    "in_an_error": Bomb("raise KeyError(1 << 10 ** 7)", ends=(*TOLD, KeyError), closed=DIGITS),
    "json": Bomb("import json\njson.loads('9' * 10 ** 6)", ends=TOLD, closed=DIGITS),
    "limit_lifted": Bomb(
        "import sys\nsys.set_int_max_str_digits(0)\nwhile True: str(1 << 10 ** 7)",
        ends=(*TOLD, AttributeError),
    ),
    "just_below_the_limit": Bomb("while True:\n    str(int('9' * 4300))"),
    "exponent_of_a_decimal": Bomb("import decimal\nint(decimal.Decimal('1e99999999'))"),
    "exponent_of_a_fraction": Bomb("import fractions\nfractions.Fraction('1e999999999')"),
    "decimal_written_out": Bomb("import decimal\nformat(decimal.Decimal('1e999999999'), 'f')"),
    "decimal_of_any_precision": Bomb(
        "import decimal\ndecimal.getcontext().prec = 10 ** 9\ndecimal.Decimal(1) / 3"
    ),
    "fraction_of_a_decimal": Bomb(
        "import decimal, fractions\nfractions.Fraction(decimal.Decimal('1e-999999999'))"
    ),
}


@pytest.mark.parametrize("wall", WALLS)
@pytest.mark.parametrize("name", BOMBS)
def test_numbers_and_texts_are_converted_within_bounds(walls: Walls, wall: str, name: str) -> None:
    """Over 4300 digits it is an error; below, the limits hold."""
    detonate(walls, wall, BOMBS[name])
