"""Templates with delimiters and patterns of their own."""
from string import Template


class Percent(Template):
    delimiter = "%"
    idpattern = "[a-z]+_[a-z]+"


print(Percent("%with_under is %not %% $plain").safe_substitute(with_under="replaced"))


class Brackets(Template):
    pattern = r"""
    \[\[(?:
    (?P<escaped>\[\[)|
    (?P<named>[_a-z][_a-z0-9]*)\]\]|
    (?P<braced>[_a-z][_a-z0-9]*)\]\]|
    (?P<invalid>)
    )
    """


print(Brackets("[[who]] and [[what]]").substitute(who="me", what="you"))
