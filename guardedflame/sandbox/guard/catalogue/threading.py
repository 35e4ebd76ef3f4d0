"""threading: the forms that make sense with one thread; starting another is refused."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry

ENTRY = Entry(
    "threading",
    names=(
        "Barrier",
        "BoundedSemaphore",
        "BrokenBarrierError",
        "Condition",
        "Event",
        "Lock",
        "RLock",
        "Semaphore",
        "TIMEOUT_MAX",
        "Thread",
        "ThreadError",
        "Timer",
        "activeCount",
        "active_count",
        "currentThread",
        "current_thread",
        "enumerate",
        "get_ident",
        "get_native_id",
        "local",
        "main_thread",
    ),
    left_out={
        "getprofile": "sees the server's own code",
        "gettrace": "sees the server's own code",
        "setprofile_all_threads": "sees the server's own code",
        "settrace_all_threads": "sees the server's own code",
        "ExceptHookArgs": "there are no other threads",
        "excepthook": "there are no other threads",
        "setprofile": "sees the server's own code",
        "settrace": "sees the server's own code",
        "stack_size": "there are no other threads",
    },
    adopted=Adopted(library=False, last="threading"),
)
