"""Check and make passwords with string, secrets and re; print only what does not vary."""
import re
import secrets
import string
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    message: str
    test: Callable[[str], bool]


RULES = (
    Rule("at least ten characters", lambda p: len(p) >= 10),
    Rule("an upper case letter", lambda p: any(c in string.ascii_uppercase for c in p)),
    Rule("a digit", lambda p: any(map(str.isdigit, p))),
    Rule("a punctuation character", lambda p: bool(set(p) & set(string.punctuation))),
    Rule("no character three times in a row", lambda p: not re.search(r"(.)\1\1", p)),
    Rule("no white space", lambda p: not any(c in string.whitespace for c in p)),
)


def problems(password):
    return [rule.message for rule in RULES if not rule.test(password)]


def generate(length=16):
    alphabet = string.ascii_letters + string.digits + string.punctuation
    while True:
        password = "".join(secrets.choice(alphabet) for _ in range(length))
        if not problems(password):
            return password


for password in ("short", "longenoughbutplain", "Aaaa1!xxxxyz", "Good-Enough-42", "White Space-42"):
    print(f"{password!r}:", "; ".join(problems(password)) or "fine")
made = [generate() for _ in range(5)]
print(all(not problems(p) for p in made), len(set(made)), {len(p) for p in made})
