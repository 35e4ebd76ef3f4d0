"""``python -m guardedflame`` is the command ``guardedflame``."""

from __future__ import annotations

import sys

from guardedflame.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
