"""time: clocks and formatting."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Entry

ENTRY = Entry(
    "time",
    names=(
        "altzone",
        "asctime",
        "ctime",
        "daylight",
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
        "thread_time",
        "thread_time_ns",
        "time",
        "time_ns",
        "timezone",
        "tzname",
    ),
    left_out={
        "CLOCK_BOOTTIME": "use monotonic, process_time or time",
        "CLOCK_MONOTONIC": "use monotonic, process_time or time",
        "CLOCK_MONOTONIC_RAW": "use monotonic, process_time or time",
        "CLOCK_PROCESS_CPUTIME_ID": "use monotonic, process_time or time",
        "CLOCK_REALTIME": "use monotonic, process_time or time",
        "CLOCK_TAI": "use monotonic, process_time or time",
        "CLOCK_THREAD_CPUTIME_ID": "use monotonic, process_time or time",
        "clock_getres": "use monotonic, process_time or time",
        "clock_gettime": "use monotonic, process_time or time",
        "clock_gettime_ns": "use monotonic, process_time or time",
        "clock_settime_ns": "use monotonic, process_time or time",
        "tzset": "state of the process",
        "clock_settime": "state of the machine",
        "get_clock_info": "nothing a program needs",
        "pthread_getcpuclockid": "about threads",
    },
)
