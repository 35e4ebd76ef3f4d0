"""basicConfig and the root logger, which writes to standard error."""
import logging
import sys

logging.basicConfig(format="%(levelname)s:%(name)s:%(message)s", level=logging.INFO)
logging.debug("hidden")
logging.info("shown")
logging.warning("%s is %d%% full", "disk", 91)
logging.getLogger("sub.module").error("from a submodule")

logging.basicConfig(format="%(message)s", level=logging.DEBUG, stream=sys.stdout, force=True)
logging.debug("now plain, on stdout")
logging.disable(logging.WARNING)
logging.warning("disabled")
logging.error("still there")
logging.disable(logging.NOTSET)
try:
    {}["missing"]
except KeyError:
    logging.error("look-up failed", exc_info=False)
print(logging.getLevelName(logging.ERROR), logging.getLevelName("INFO"), logging.root.name)
