"""time: clocks and formatting."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "time",
    names=(
        "asctime",
        "ctime",
        "gmtime",
        "localtime",
        "mktime",
        "monotonic",
        "monotonic_ns",
        "perf_counter",
        "perf_counter_ns",
        "process_time",
        "process_time_ns",
        "sleep",
        "strftime",
        "strptime",
        "struct_time",
        "time",
        "time_ns",
    ),
    left_out={
        "tzset": "state of the process",
        "clock_settime": "state of the machine",
        "get_clock_info": "nothing a program needs",
        "pthread_getcpuclockid": "about threads",
    },
)
