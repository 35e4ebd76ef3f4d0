"""Everything a client does, one line each.

python examples/tour.py localhost:9999
"""

from __future__ import annotations

import sys

import guardedflame


def show(what: str, value: object) -> None:
    """Print one line of the tour."""
    print(f"  {what:44} {value!r}")


def main(location: str) -> None:
    """Call what Flame has, and meet the two kinds of error."""
    with guardedflame.connect(location) as flame:
        math = flame.module("math")
        show("flame.module('math').sqrt(500)", math.sqrt(500))
        show("flame.module('math').pi", math.pi)
        show("flame.builtin('max')(3, 5)", flame.builtin("max")(3, 5))
        show("flame.evaluate('sum(range(10))')", flame.evaluate("sum(range(10))"))

        flame.execute(
            "total = 0\nfor n in range(5):\n    total += n\nprint('  printed there:', total)"
        )
        show("flame.evaluate('total')", flame.evaluate("total"))

        flame.sendmodule("shop", "def price(n):\n    return n * 3\n")
        flame.execute("import shop")
        show("a module sent there: shop.price(14)", flame.evaluate("shop.price(14)"))
        show("and its source back", flame.getmodule("shop"))

        with flame.console() as console:
            show("one line of the console", console.push_and_get_output("print(total * 2)"))

        try:
            flame.evaluate("1 // 0")
        except ZeroDivisionError as error:
            show("its exceptions are raised here", error)
        try:
            flame.module("subprocess")
        except guardedflame.Refused as error:
            show("what the policy does not list", str(error))
            show("  rule", error.rule)
            show("  next", error.hint)
        show("the session lives on", flame.evaluate("total"))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/tour.py LOCATION")
    main(sys.argv[1])
