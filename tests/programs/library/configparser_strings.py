"""Configuration from text: sections, defaults, interpolation and writing."""
import configparser
import io

TEXT = """
[DEFAULT]
Timeout = 30
Retries = yes
root = /srv

[web]
User = www
path = %(root)s/%(user)s

[mail.relay]
Port = 2525
TLS = off
; a comment
note = a value
    over two lines
empty =
"""
config = configparser.ConfigParser()
config.read_string(TEXT)
print(config.sections(), "web" in config, "ftp" in config)
print(config["web"]["User"], config["DEFAULT"]["Retries"], config["web"]["path"])
mail = config["mail.relay"]
print(mail["TLS"], mail.getboolean("TLS"), mail.getint("Port"), mail.getfloat("Timeout"))
print(repr(mail["note"]), repr(mail["empty"]), mail.get("nope"), mail.get("nope", "fallback"), config.get("web", "x", fallback="?"))
print(sorted(config["web"]), config.has_option("web", "user"), config.options("web"))

new = configparser.ConfigParser(allow_no_value=True, delimiters=("=",))
new["paths"] = {"root": "/opt", "bin": "%(root)s/bin"}
new.add_section("extra")
new.set("extra", "level", "3")
new.read_dict({"from_dict": {"k": 1, "flag": None}})
out = io.StringIO()
new.write(out)
print(out.getvalue(), end="")
print(new.items("paths"), new.items("paths", raw=True), new.remove_option("extra", "level"), new.remove_section("extra"))

ext = configparser.ConfigParser(interpolation=configparser.ExtendedInterpolation())
ext.read_string("[a]\ndir = /data\n[b]\nfile = ${a:dir}/x.txt\n")
print(ext["b"]["file"])
raw = configparser.RawConfigParser()
raw.optionxform = str
raw.read_string("[S]\nKey = 100%\n")
print(dict(raw["S"]))
numbers = configparser.ConfigParser(converters={"list": lambda v: [int(x) for x in v.split(",")]})
numbers.read_string("[n]\nxs = 1, 2,3")
print(numbers.getlist("n", "xs"), numbers["n"].getlist("xs"))
for text in ("key = no section", "[a]\nx=1\n[a]\n", "[a]\nx=1\nx=2\n"):
    try:
        configparser.ConfigParser().read_string(text)
    except configparser.Error as error:
        print(type(error).__name__)
try:
    config.get("nowhere", "x")
except configparser.NoSectionError as error:
    print(error)
