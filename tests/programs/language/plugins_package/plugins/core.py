registry = {}


def plugin(function=None, *, priority=0):
    def register(f):
        registry[f.__name__] = (priority, f)
        return f
    return register(function) if function else register


def run(text):
    for _, f in sorted(registry.values(), key=lambda entry: entry[0]):
        text = f(text)
    return text
