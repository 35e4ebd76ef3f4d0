"""A logger that writes to memory, with levels, formatting and filters."""
import io
import logging

stream = io.StringIO()
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("%(levelname)-8s|%(name)s|%(message)s"))
log = logging.getLogger("shop")
log.setLevel(logging.DEBUG)
log.addHandler(handler)
log.propagate = False

log.debug("starting %s", "up")
log.info("%d items for %s", 3, "ann")
log.warning("low on %(what)s", {"what": "milk"})
log.error("no more")
log.critical("fire")
log.log(logging.INFO, "by number")
log.setLevel("WARNING")
log.info("not shown")
print(log.isEnabledFor(logging.INFO), log.getEffectiveLevel(), logging.getLevelName(30), log.name, log.level)

child = logging.getLogger("shop.till")
child.warning("from the child")
print(child.parent is log, child.getEffectiveLevel() == logging.WARNING, logging.getLogger("shop") is log)


class Redact(logging.Filter):
    def filter(self, record):
        record.msg = str(record.msg).replace("secret", "******")
        return record.levelno != logging.CRITICAL


handler.addFilter(Redact())
log.warning("the secret word")
log.critical("dropped by the filter")
try:
    1 / 0
except ZeroDivisionError as error:
    log.error("failed: %s", error)


class Upper(logging.Formatter):
    def format(self, record):
        return super().format(record).upper()


handler.setFormatter(Upper("{levelname}: {message} [{user}]", style="{"))
log.warning("extra %s", "data", extra={"user": "bob"})
adapter = logging.LoggerAdapter(log, {"user": "eve"})
adapter.error("adapted")
log.removeHandler(handler)
handler.flush()
print(stream.getvalue(), end="")
print(log.handlers, log.hasHandlers())
