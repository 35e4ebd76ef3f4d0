"""Configuration from text: sections, defaults, interpolation and writing."""
import configparser
import io

TEXT = """
[DEFAULT]
ServerAliveInterval = 45
Compression = yes
home = /srv

[forge.example]
User = hg
path = %(home)s/%(user)s

[topsecret.server.example]
Port = 50022
ForwardX11 = no
; a comment
note = a value
    over two lines
empty =
"""
config = configparser.ConfigParser()
config.read_string(TEXT)
print(config.sections(), "forge.example" in config, "bytebong.com" in config)
print(config["forge.example"]["User"], config["DEFAULT"]["Compression"], config["forge.example"]["path"])
top = config["topsecret.server.example"]
print(top["ForwardX11"], top.getboolean("ForwardX11"), top.getint("Port"), top.getfloat("ServerAliveInterval"))
print(repr(top["note"]), repr(top["empty"]), top.get("nope"), top.get("nope", "fallback"), config.get("forge.example", "x", fallback="?"))
print(sorted(config["forge.example"]), config.has_option("forge.example", "user"), config.options("forge.example"))

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
