"""Settings from TOML text."""
import tomllib
from datetime import date, datetime

TEXT = """
title = "Ferry times"     # a comment
released = 2024-05-01
[owner]
name = "Ann"
born = 1979-05-27T07:32:00Z
[database]
ports = [8000, 8001]
limits = { cpu = 0.5, hex = 0xff, big = 1_000 }
[[servers]]
name = "alpha"
[[servers]]
name = "beta"
text = '''
raw \\ text'''
"""
config = tomllib.loads(TEXT)
print(config["title"], config["released"] == date(2024, 5, 1), config["owner"]["born"].isoformat(), type(config["owner"]["born"]) is datetime)
print(config["database"], [s["name"] for s in config["servers"]], repr(config["servers"][1]["text"]))
for bad in ("x = ", "a = 1\na = 2", "[t\n"):
    try:
        tomllib.loads(bad)
    except tomllib.TOMLDecodeError as error:
        print(isinstance(error, ValueError), "line" in str(error) or "end" in str(error))
from decimal import Decimal  # noqa: E402

print(tomllib.loads("price = 1.10", parse_float=Decimal))
