class Plugin:
    registry = {}

    def __init_subclass__(cls, /, name=None, priority=0, **kwargs):
        super().__init_subclass__(**kwargs)
        cls.plugin_name = name or cls.__name__.lower()
        cls.priority = priority
        Plugin.registry[cls.plugin_name] = cls

    def run(self, text):
        raise NotImplementedError(f"{type(self).__name__}.run")


class Upper(Plugin):
    def run(self, text):
        return text.upper()


class Reverse(Plugin, name="mirror", priority=5):
    def run(self, text):
        return text[::-1]


class Broken(Plugin, priority=-1):
    pass


class LoudMirror(Reverse, name="loud-mirror", priority=9):
    def run(self, text):
        return super().run(text) + "!"


for name, cls in sorted(Plugin.registry.items(), key=lambda item: -item[1].priority):
    try:
        print(f"{name:12}{cls.priority:3} {cls.__qualname__:10} ->", cls().run("plugin"))
    except NotImplementedError as missing:
        print(f"{name:12}{cls.priority:3} not implemented: {missing}")

chosen = [Plugin.registry[n]() for n in ("upper", "loud-mirror")]
text = "pipeline"
for plugin in chosen:
    text = plugin.run(text)
print(text, [p.__class__.__name__ for p in chosen])
