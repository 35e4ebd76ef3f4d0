"""The registry as people wrote it before __init_subclass__."""


class RegistryMeta(type):
    handlers = {}

    def __new__(mcs, name, bases, namespace, **kwargs):
        cls = super().__new__(mcs, name, bases, namespace)
        if bases:
            for event in namespace.get("events", ()):
                mcs.handlers.setdefault(event, []).append(cls)
        return cls

    def __init__(cls, name, bases, namespace, **kwargs):
        super().__init__(name, bases, namespace)
        cls.options = kwargs

    def __len__(cls):
        return sum(cls in found for found in cls.handlers.values())

    def __iter__(cls):
        return iter(sorted(event for event, found in cls.handlers.items() if cls in found))

    def __contains__(cls, event):
        return cls in RegistryMeta.handlers.get(event, ())


class Handler(metaclass=RegistryMeta):
    events = ()

    def handle(self, event, data):
        return f"{type(self).__name__} got {event}: {data}"


class Mailer(Handler, retries=3):
    events = ("signup", "reset")


class Auditor(Handler):
    events = ("signup", "delete")

    def handle(self, event, data):
        return "audit: " + super().handle(event, data)


def dispatch(event, data):
    for cls in RegistryMeta.handlers.get(event, []):
        print(cls().handle(event, data))


dispatch("signup", "ada")
dispatch("delete", "bob")
dispatch("nothing", None)
print(len(Mailer), list(Auditor), "reset" in Mailer, "reset" in Auditor, Mailer.options, type(Mailer) is RegistryMeta)
