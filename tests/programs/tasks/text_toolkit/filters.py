import re

REGISTRY = {}
calls = 0


class UnknownFilter(KeyError):
    pass


def register(f):
    REGISTRY[f.__name__] = f
    return f


@register
def strip(text):
    return text.strip()


@register
def collapse(text):
    return re.sub(r"\s+", " ", text)


@register
def sentence(text):
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")


def apply(text, *names):
    global calls
    for name in names:
        calls += 1
        if name not in REGISTRY:
            raise UnknownFilter(name)
        text = REGISTRY[name](text)
    return text


if __name__ == "__main__":
    print("never printed")
