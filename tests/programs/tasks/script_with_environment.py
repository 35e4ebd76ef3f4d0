#!/usr/bin/env python
"""A deployment helper that reads its settings from the environment, with defaults."""

import os
import platform
import sys
import time

APP = os.environ.get("FLAME_TEST_APP_NAME", "harbour")
DEBUG = os.getenv("FLAME_TEST_APP_DEBUG", "0") == "1"
ROOT = os.path.join("srv", APP)


def log(*parts, level="INFO", file=sys.stdout):
    if level == "DEBUG" and not DEBUG:
        return
    print(f"[{level}]", *parts, file=file)


def plan(version, hosts):
    for host in hosts:
        yield (
            host,
            [
                f"mkdir -p {os.path.join(ROOT, 'releases', version)}",
                f"ln -sfn {os.path.normpath(os.path.join(ROOT, 'releases', '..', 'current'))}",
            ],
        )


def main(argv=None):
    argv = sys.argv[1:] if argv is None else argv
    if not argv:
        print("usage: deploy VERSION [HOST...]")
        return 2
    version, *hosts = argv
    started = time.time()
    for host, steps in plan(version, hosts or ["localhost"]):
        log(host)
        for step in steps:
            log("  would run:", step.replace(os.sep, "/"))
        log("done", host, level="DEBUG")
    elapsed = time.time() - started
    log("finished in time" if elapsed < 60 else "slow")
    return 0


if __name__ == "__main__":
    print("exit", main(["v1.2.0", "web1", "web2"]))
    print("exit", main([]))
    print(
        os.path.splitext("a/b/report.tar.gz"),
        os.path.basename("/x/y.txt"),
        os.path.dirname("/x/y.txt"),
        os.linesep == "\n",
    )
    print(
        isinstance(platform.python_version(), str),
        sys.version_info >= (3, 11),
        sys.version_info.major,
        len(sys.argv),
    )
    try:
        os.environ["FLAME_TEST_NOT_SET"]
    except KeyError as e:
        print("KeyError", e)
    sys.exit()
