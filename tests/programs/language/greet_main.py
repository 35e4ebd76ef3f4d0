#!/usr/bin/env python3
"""Greets people.

Usage: greet_main.py [NAME ...]
"""
import sys

__version__ = "1.0.2"


def greet(name, *, shout=False):
    """Return a greeting for NAME."""
    text = "Hello, %s!" % name
    return text.upper() if shout else text


def main(argv=None):
    args = argv if argv is not None else sys.argv[1:]
    if not args:
        print(__doc__.strip().splitlines()[0])
        args = ["world"]
    if "--version" in args:
        print(__version__)
        return 0
    shout = "-s" in args
    for name in (a for a in args if not a.startswith("-")):
        print(greet(name, shout=shout))
    return 0


if __name__ == "__main__":
    print(isinstance(sys.argv, list), len(sys.argv) >= 1, sys.argv[1:])
    main()
    main(["Ada", "-s", "Bob"])
    print(greet.__doc__)
    sys.exit(main(["--version"]))
