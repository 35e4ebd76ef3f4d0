"""The floor of a session's start: a warm parent that forks one unconfined child per connection.

The child reads one expression, evaluates it and answers with its repr. No protocol, no policy.
"""

from __future__ import annotations

import datetime  # noqa: F401 - what a warm parent has imported, here and below
import gc
import json  # noqa: F401
import math  # noqa: F401
import multiprocessing  # noqa: F401
import os
import re  # noqa: F401
import signal
import socket
import sys

import psutil  # noqa: F401
import RestrictedPython  # noqa: F401


def main() -> None:
    """Listen on a free port of loopback and print where; fork for each connection."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener:
        sys.stdout.write(f"listening on 127.0.0.1:{listener.getsockname()[1]}\n")
        sys.stdout.flush()
        gc.freeze()
        while True:
            connection, _ = listener.accept()
            if os.fork() == 0:
                expression = connection.recv(4096).decode()
                connection.sendall(repr(eval(expression)).encode())
                os._exit(0)
            connection.close()


if __name__ == "__main__":
    main()
