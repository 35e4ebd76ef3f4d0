"""Reads an INI text by hand, with interpolation and types, and compares with configparser."""

import configparser
import io
import re

TEXT = """
; shop settings
[DEFAULT]
home = /srv/shop
debug = no

[paths]
data = %(home)s/data
cache = %(data)s/cache
notes = first line
    second line

[limits]
workers : 4
rate = 2.5   # per second
hosts = a.example, b.example
debug = yes
"""


class Config:
    _bools = {
        "yes": True,
        "true": True,
        "on": True,
        "1": True,
        "no": False,
        "false": False,
        "off": False,
        "0": False,
    }

    def __init__(self):
        self._sections = {}
        self._defaults = {}

    @classmethod
    def loads(cls, text):
        self = cls()
        section, key = None, None
        for number, raw in enumerate(text.splitlines(), 1):
            line = re.sub(r"(^|\s)[;#].*", "", raw).rstrip()
            if not line:
                key = None
            elif line[0].isspace() and key:
                section[key] += "\n" + line.strip()
            elif m := re.match(r"\[(.+)\]$", line):
                section = (
                    self._defaults if m[1] == "DEFAULT" else self._sections.setdefault(m[1], {})
                )
            elif m := re.match(r"([^=:]+?)\s*[=:]\s*(.*)", line):
                if section is None:
                    raise SyntaxError(f"line {number}: no section yet")
                key = m[1].lower()
                section[key] = m[2]
            else:
                raise SyntaxError(f"line {number}: {line!r}")
        return self

    def get(self, section, key, depth=0):
        if depth > 10:
            raise RecursionError("interpolation too deep")
        values = {**self._defaults, **self._sections[section]}
        return re.sub(r"%\((\w+)\)s", lambda m: self.get(section, m[1], depth + 1), values[key])

    def getboolean(self, section, key):
        return self._bools[self.get(section, key).lower()]

    def __getitem__(self, section):
        return {k: self.get(section, k) for k in {**self._defaults, **self._sections[section]}}

    def sections(self):
        return list(self._sections)

    def dumps(self):
        out = io.StringIO()
        for name in self.sections():
            print(f"[{name}]", file=out)
            for k, v in self._sections[name].items():
                print(k, "=", v.replace("\n", "\n\t"), file=out)
        return out.getvalue()


mine = Config.loads(TEXT)
print(
    mine.sections(),
    mine.get("paths", "cache"),
    mine.getboolean("paths", "debug"),
    mine.getboolean("limits", "debug"),
)
print(mine["limits"])
print(mine.dumps())
for bad in ("key = 1", "[a]\nnonsense"):
    try:
        Config.loads(bad)
    except SyntaxError as e:
        print(e)

theirs = configparser.ConfigParser(inline_comment_prefixes=("#", ";"))
theirs.read_string(TEXT)
print(
    theirs.sections(),
    theirs["limits"].getint("workers"),
    theirs.getfloat("limits", "rate"),
    theirs.getboolean("paths", "debug"),
)
print(
    dict(theirs["paths"]) == mine["paths"],
    theirs.get("limits", "nothing", fallback="?"),
    theirs.has_option("limits", "home"),
)
theirs["new"] = {"colour": "blue"}
theirs.set("new", "size", "12")
out = io.StringIO()
theirs.remove_section("paths")
theirs.write(out)
print(out.getvalue().strip())
try:
    theirs.get("nowhere", "x")
except configparser.NoSectionError as e:
    print("NoSectionError:", e)
