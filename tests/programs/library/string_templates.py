"""string's constants, Template, capwords."""
import string
from string import Template, capwords

t = Template("$sender owes ${receiver}s $$$amount")
print(t.substitute(sender="Ann", receiver="the baker", amount=5), t.safe_substitute(amount=7), t.template)
print(Template("$a ${b}").substitute({"a": 1}, b=2), Template("$x").substitute(dict(x="d"), x="k"))
for bad in ("100$ for $name", "$missing"):
    try:
        Template(bad).substitute(name="x")
    except (ValueError, KeyError) as error:
        print(type(error).__name__, error)
print(Template("100$ for $name").safe_substitute(name="x"), t.get_identifiers(), t.is_valid(), Template("$").is_valid())
print(capwords("  the   rest is NOISE "), capwords("left-right-left", "-"), string.ascii_lowercase[:5], string.digits, string.hexdigits)
print(string.punctuation, repr(string.whitespace), len(string.printable), string.octdigits, string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase)
letter = Template("""Dear $name,
your order of $item ($$${price}) was sent.
""")
for row in [{"name": "Ann", "item": "tea", "price": "3.50"}, {"name": "Bob", "item": "pot", "price": "12.00"}]:
    print(letter.substitute(row), end="")
