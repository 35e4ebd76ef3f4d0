"""Handlers and levels of one's own, and a queue of records."""
import logging
from collections import Counter

TRACE = 5
logging.addLevelName(TRACE, "TRACE")


class ListHandler(logging.Handler):
    """Keeps the records it is given."""

    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.records = []

    def emit(self, record):
        self.records.append(record)


class Service:
    def __init__(self, name, handler):
        self.log = logging.getLogger(f"service.{name}")
        self.log.setLevel(TRACE)
        self.log.addHandler(handler)
        self.log.propagate = False

    def work(self, n):
        self.log.log(TRACE, "begin %d", n)
        if n % 2:
            self.log.warning("odd number %d", n)
        try:
            return 100 // n
        except ZeroDivisionError:
            self.log.exception("cannot work with %r", n)


handler = ListHandler()
service = Service("calc", handler)
for n in (3, 0, 4):
    service.work(n)
for record in handler.records:
    print(record.levelname, record.name, record.getMessage(), record.funcName, bool(record.exc_info))
print(Counter(r.levelname for r in handler.records).most_common())

record = logging.LogRecord("made", logging.INFO, "file.py", 10, "by %s", ("hand",), None)
print(logging.Formatter("%(name)s %(filename)s:%(lineno)d %(message)s").format(record))
made = logging.makeLogRecord({"msg": "dict", "levelname": "INFO"})
print(made.getMessage(), logging.Formatter().format(made))
null = logging.getLogger("quiet")
null.addHandler(logging.NullHandler())
null.propagate = False
null.error("nobody hears this")
print(isinstance(null.handlers[0], logging.Handler))
