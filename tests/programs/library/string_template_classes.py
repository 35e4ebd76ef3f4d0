"""Templates with delimiters and patterns of their own."""
from string import Template


class Shell(Template):
    delimiter = "%"
    idpattern = "[A-Z]+"
    flags = 0


print(Shell("copy %HOME to %{DIR}old, keep %lower, 5%%").safe_substitute(HOME="/h", DIR="/d/"))


class Chevrons(Template):
    pattern = r"""
    <<(?:
    (?P<escaped><<) |
    (?P<named>[a-z]+)>> |
    (?P<braced>[a-z]+):[^>]*>> |
    (?P<invalid>)
    )
    """


t = Chevrons("<<name>> is <<age:number>> years; a literal <<<<")
print(t.substitute(name="Ann", age=7), t.get_identifiers(), t.is_valid())
try:
    Chevrons("line one\nbad <<1>>").substitute()
except ValueError as error:
    print(error)
try:
    t.substitute(name="x")
except KeyError as error:
    print("missing", error)
