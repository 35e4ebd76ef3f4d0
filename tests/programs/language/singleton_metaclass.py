class Singleton(type):
    _instances = {}

    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]


class Logger(metaclass=Singleton):
    def __init__(self, prefix="log"):
        self.prefix = prefix
        self.lines = []

    def log(self, text):
        self.lines.append(f"[{self.prefix}] {text}")


class AuditLogger(Logger):
    pass


Logger("first").log("starting")
Logger("second").log("still the first")
AuditLogger("audit").log("another class, another object")
print(Logger().lines, AuditLogger().lines)
print(Logger() is Logger(), Logger() is AuditLogger())
print(type(Logger).__name__, isinstance(Logger, Singleton), isinstance(Logger, type))
