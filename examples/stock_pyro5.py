"""A stock Pyro5 client: nothing of GuardedFlame is imported here.

python examples/stock_pyro5.py localhost:9999
"""

from __future__ import annotations

import sys

import Pyro5
import Pyro5.api
import Pyro5.errors

SERIALIZERS = ("serpent", "json", "msgpack")


def main(location: str) -> None:
    """Evaluate over each serializer a stock client has, then ask for something refused."""
    print(f"Pyro5 {Pyro5.__version__}")
    for serializer in SERIALIZERS:
        Pyro5.config.SERIALIZER = serializer
        with Pyro5.api.Proxy(f"PYRO:Pyro.Flame@{location}") as flame:
            value = flame.evaluate("sum(range(10))")
            print(f"  {serializer:8} evaluate('sum(range(10))') = {value!r}")
            try:
                flame.evaluate("open('/etc/passwd')")
            except Pyro5.errors.SecurityError as error:
                print(f"  {'':8} evaluate(\"open('/etc/passwd')\")")
                print(f"  {'':8} {type(error).__name__}: {error}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/stock_pyro5.py LOCATION")
    main(sys.argv[1])
