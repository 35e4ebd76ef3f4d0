"""Logging set up by hand: a StringIO handler, a list handler, filters, levels, child loggers."""

import io
import logging


class ListHandler(logging.Handler):
    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.records = []

    def emit(self, record):
        self.records.append((record.levelname, record.name, record.getMessage()))


class SecretFilter(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).replace("hunter2", "*****")
        return "noise" not in record.getMessage()


stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)-8s %(name)s: %(message)s"))
handler.addFilter(SecretFilter())

log = logging.getLogger("shop")
log.setLevel(logging.DEBUG)
log.propagate = False
log.addHandler(handler)

kept = ListHandler(logging.WARNING)
child = logging.getLogger("shop.till")
child.addHandler(kept)


def sell(what, price):
    child.debug("selling %s for %.2f", what, price)
    if price < 0:
        child.error("negative price for %r", what)
        return
    try:
        return 100 / price
    except ZeroDivisionError:
        child.exception("free of charge? %s", what)


log.info("opening, password is hunter2")
sell("tea", 2.5)
sell("cake", -1)
sell("water", 0)
log.debug("noise noise")
child.setLevel(logging.INFO)
child.debug("not shown")
log.log(25, "between info and warning")
log.warning("closing %(who)s", {"who": "early"})

text = stream.getvalue()
for line in text.splitlines():
    if not line.startswith(("  ", "Traceback")):
        print(line)
print("traceback lines:", sum("ZeroDivisionError" in l for l in text.splitlines()))
print(kept.records)
print(
    child.isEnabledFor(logging.DEBUG),
    child.getEffectiveLevel(),
    logging.getLevelName(40),
    log.name,
    child.parent is log,
)
log.removeHandler(handler)
print(len(log.handlers), log.hasHandlers(), logging.getLogger("shop") is log)
formatter = logging.Formatter("{levelname[0]}|{message}", style="{")
record = logging.LogRecord("x", logging.WARNING, "here.py", 1, "value %d", (3,), None)
print(formatter.format(record))
