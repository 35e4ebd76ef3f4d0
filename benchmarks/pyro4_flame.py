"""Pyro4's own Flame as a process of its own: the peer everything is measured against.

It gives any client the whole machine user it runs as; it listens on 127.0.0.1 for seconds.
"""

from __future__ import annotations

import sys
import warnings


def main() -> None:
    """Serve Flame on a free port of loopback and print its location."""
    # Pyro4 calls threading.Event.isSet() at each turn of its loop.
    warnings.simplefilter("ignore")
    import Pyro4
    import Pyro4.utils.flame

    Pyro4.config.FLAME_ENABLED = True
    Pyro4.config.SERIALIZERS_ACCEPTED = {"pickle"}
    Pyro4.config.SERIALIZER = "pickle"
    # With the default (40) it refuses the 41st connection.
    Pyro4.config.THREADPOOL_SIZE = 100
    daemon = Pyro4.Daemon(host="127.0.0.1", port=0)
    Pyro4.utils.flame.start(daemon)
    sys.stdout.write(f"listening on {daemon.locationStr}\n")
    sys.stdout.flush()
    daemon.requestLoop()


if __name__ == "__main__":
    main()
