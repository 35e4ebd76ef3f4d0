"""Settings from several texts: literals, TOML and overrides, layered with ChainMap."""

import ast
import tomllib
from collections import ChainMap
from types import MappingProxyType

LITERALS = """
# plain python literals
name = 'lamp'
sizes = [1, 2, (3, 4)]
limits = {'low': -1.5, 'high': None}
bad = open('x')
worse = [i for i in range(3)]
"""
TOML = """
title = "Harbour"
[server]
port = 8080
hosts = ["a", "b"]
[server.tls]
on = true
since = 2024-02-29T10:00:00Z
[[user]]
name = "ann"
[[user]]
name = "bo"
"""

settings = {}
for line in LITERALS.splitlines():
    key, eq, value = line.partition("=")
    if not eq:
        continue
    try:
        settings[key.strip()] = ast.literal_eval(value.strip())
    except (ValueError, SyntaxError) as e:
        print(f"{key.strip()}: not a literal ({type(e).__name__})")
print(settings)

data = tomllib.loads(TOML)
print(
    data["title"],
    data["server"]["port"] + 1,
    data["server"]["tls"]["since"].year,
    [u["name"] for u in data["user"]],
)
try:
    tomllib.loads("a = ")
except tomllib.TOMLDecodeError as e:
    print("TOML error:", str(e).split(" (")[0])

defaults = MappingProxyType({"colour": "red", "port": 80})
chain = ChainMap({}, {"port": 8080}, defaults)
chain["colour"] = "blue"
print(
    dict(sorted(chain.items())),
    chain.maps[0],
    chain.parents["colour"],
    chain.new_child({"x": 1})["x"],
)
try:
    defaults["port"] = 1
except TypeError as e:
    print("TypeError:", e)


def flatten(d, prefix=""):
    for k, v in d.items():
        if isinstance(v, dict):
            yield from flatten(v, f"{prefix}{k}.")
        else:
            yield prefix + k, v


print(dict(flatten(data["server"])))
