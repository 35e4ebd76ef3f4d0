"""Run report.py on a server, with the table sent along.

    python examples/sunspots.py localhost:9999

The table goes over as text and the report comes back as output while it is printed. The session can
reach no file of either machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

import guardedflame

HERE = Path(__file__).resolve().parent


def main(location: str) -> None:
    """Send the table, then the program that reads it."""
    table = (HERE / "sunspots.csv").read_text(encoding="utf-8")
    program = (HERE / "report.py").read_text(encoding="utf-8")
    with guardedflame.connect(location) as flame:
        flame.execute(f"argv = {['report.py', table]!a}")
        flame.execute(program, filename="report.py")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python examples/sunspots.py LOCATION")
    main(sys.argv[1])
