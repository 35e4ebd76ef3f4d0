"""string's constants, Template and its subclasses, capwords."""
import string
from string import Template, capwords

s = Template("$who likes ${what}s, costs $$5")
print(s.substitute(who="tim", what="kung pao"), s.safe_substitute(who="tim"), s.template)
print(Template("$a ${b}").substitute({"a": 1}, b=2), Template("$x").substitute(dict(x="d"), x="k"))
for bad in ("Give $who $100", "$missing"):
    try:
        Template(bad).substitute(who="x")
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)
print(Template("Give $who $100").safe_substitute(who="x"))

print(s.get_identifiers(), s.is_valid(), Template("$").is_valid())
print(capwords("  hello   wide world "), capwords("a-b-c", "-"), string.ascii_lowercase[:5], string.digits, string.hexdigits)
print(string.punctuation, repr(string.whitespace), len(string.printable), string.octdigits, string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase)
letter = Template("""Dear $name,
your order of $item ($$${price}) was sent.
""")
for row in [{"name": "Ann", "item": "tea", "price": "3.50"}, {"name": "Bob", "item": "pot", "price": "12.00"}]:
    print(letter.substitute(row), end="")
