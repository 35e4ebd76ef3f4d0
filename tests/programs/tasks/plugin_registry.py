"""Plugins that register themselves: by subclassing, by decorator, with an order of dependence."""


class Plugin:
    registry = {}
    requires = ()

    def __init_subclass__(cls, /, name=None, abstract=False, **kwargs):
        super().__init_subclass__(**kwargs)
        if abstract:
            return
        cls.name = name or cls.__name__.removesuffix("Plugin").lower()
        if cls.name in Plugin.registry:
            raise TypeError(
                f"plugin {cls.name!r} exists already ({Plugin.registry[cls.name].__qualname__})"
            )
        Plugin.registry[cls.name] = cls

    def __init__(self, host):
        self.host = host

    def activate(self):
        raise NotImplementedError(f"{type(self).__name__}.activate")


class TextPlugin(Plugin, abstract=True):
    def activate(self):
        self.host.filters.append(self.filter)

    def filter(self, text):
        return text


class ShoutPlugin(TextPlugin):
    requires = ("trim",)

    def filter(self, text):
        return text.upper() + "!"


class TrimPlugin(TextPlugin):
    def filter(self, text):
        return " ".join(text.split())


class CounterPlugin(Plugin, name="count"):
    requires = ("trim", "shout")

    def activate(self):
        self.words = 0
        self.host.filters.append(self)
        self.host.commands["words"] = lambda: self.words

    def __call__(self, text):
        self.words += len(text.split())
        return text


class Host:
    def __init__(self):
        self.filters, self.commands, self.active = [], {}, {}

    def command(self, *names, **options):
        def register(f):
            for n in names or [f.__name__]:
                self.commands[n] = f
            f.options = options
            return f

        return register

    def load(self, name, _chain=()):
        if name in self.active:
            return
        if name in _chain:
            raise RuntimeError("circular: " + " > ".join((*_chain, name)))
        try:
            cls = Plugin.registry[name]
        except KeyError:
            raise LookupError(f"no plugin {name!r}, have {sorted(Plugin.registry)}") from None
        for needed in cls.requires:
            self.load(needed, (*_chain, name))
        plugin = cls(self)
        plugin.activate()
        self.active[name] = plugin
        print("loaded", name, "from", cls.__module__ == __name__, cls.__name__)

    def process(self, text):
        for f in self.filters:
            text = f(text)
        return text


host = Host()


@host.command("hi", "hello", help="greet")
def greet(who="you"):
    return f"hello, {who}"


host.load("count")
print(host.process("  many   small words "), host.process("more"))
print(
    host.commands["words"](),
    host.commands["hi"]("me"),
    host.commands["hello"].options,
    sorted(host.commands),
)


class LoopA(TextPlugin, name="a"):
    requires = ["b"]


class LoopB(TextPlugin, name="b"):
    requires = ["a"]


class Lazy(Plugin):
    pass


for name in "a", "nothing", "lazy":
    try:
        host.load(name)
    except Exception as e:
        print(type(e).__name__, "-", e)
try:

    class OtherTrim(TextPlugin, name="trim"):
        pass
except TypeError as e:
    print("TypeError -", e)
print([c.__name__ for c in Plugin.__subclasses__()], issubclass(ShoutPlugin, Plugin))
