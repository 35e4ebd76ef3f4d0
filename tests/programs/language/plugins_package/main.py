import importlib

import plugins
import plugins.core
from plugins.core import registry, run

for name in ("plugins.upper", "plugins.count"):
    module = importlib.import_module(name)
    print(name, module.NAME, getattr(module, "PRIORITY", 0))

print(run("hello world"), sorted(registry), plugins.core.registry is registry)
try:
    importlib.import_module("plugins.missing")
except ImportError:
    print("no plugin called missing")
try:
    import nothing_like_it
except ImportError:
    nothing_like_it = None
print(nothing_like_it)
try:
    from plugins.core import nothing
except ImportError as e:
    print(str(e).partition(" (")[0])
try:
    import ujson as json
except ImportError:
    import json
print(json.dumps({"fallback": True}))
