"""What an access log says: requests by status, slow pages, busy hours, suspicious addresses."""

import re
from collections import Counter, defaultdict
from datetime import datetime

LOG = """\
10.0.0.4 - - [12/Mar/2024:08:01:12 +0000] "GET / HTTP/1.1" 200 5120 0.031
10.0.0.4 - - [12/Mar/2024:08:01:13 +0000] "GET /style.css HTTP/1.1" 200 830 0.004
10.0.0.9 - - [12/Mar/2024:08:14:55 +0000] "POST /login HTTP/1.1" 401 120 0.120
10.0.0.9 - - [12/Mar/2024:08:14:57 +0000] "POST /login HTTP/1.1" 401 120 0.118
10.0.0.9 - - [12/Mar/2024:08:14:59 +0000] "POST /login HTTP/1.1" 401 120 0.121
192.168.1.20 - kim [12/Mar/2024:09:30:00 +0000] "GET /report?y=2023 HTTP/1.1" 200 90210 2.750
192.168.1.20 - kim [12/Mar/2024:09:31:42 +0000] "GET /report?y=2022 HTTP/1.1" 500 0 8.001
this line is broken
192.168.1.21 - - [12/Mar/2024:09:45:10 +0000] "GET /missing HTTP/1.1" 404 310 0.009
10.0.0.4 - - [12/Mar/2024:11:02:33 +0000] "GET / HTTP/1.1" 304 0 0.002
10.0.0.4 - - [12/Mar/2024:11:03:10 +0000] "DELETE /item/7 HTTP/1.1" 403 42 0.015
"""

LINE = re.compile(
    r"""
    (?P<ip>\S+)\ \S+\ (?P<user>\S+)\ \[(?P<when>[^\]]+)\]\ "
    (?P<method>[A-Z]+)\ (?P<path>\S+)\ [^"]*"\ (?P<status>\d{3})\ (?P<size>\d+)\ (?P<secs>[\d.]+)
    """,
    re.VERBOSE,
)


def parse(text):
    for number, line in enumerate(text.splitlines(), 1):
        m = LINE.fullmatch(line)
        if m is None:
            print(f"line {number} skipped: {line!r}")
            continue
        d = m.groupdict()
        yield {
            **d,
            "when": datetime.strptime(d["when"], "%d/%b/%Y:%H:%M:%S %z"),
            "status": int(d["status"]),
            "size": int(d["size"]),
            "secs": float(d["secs"]),
            "page": d["path"].split("?")[0],
        }


records = list(parse(LOG))
print(len(records), "requests,", sum(r["size"] for r in records), "bytes")
print("by status:", dict(sorted(Counter(f"{r['status'] // 100}xx" for r in records).items())))
print("methods:", Counter(r["method"] for r in records).most_common())

by_hour = Counter(r["when"].hour for r in records)
for hour in range(8, 12):
    print(f"{hour:02}h {'*' * by_hour[hour]}")

times = defaultdict(list)
for r in records:
    times[r["page"]].append(r["secs"])
print("slowest:")
for page, secs in sorted(times.items(), key=lambda kv: -max(kv[1]))[:3]:
    print(f"  {page:<10} max {max(secs):6.3f}  avg {sum(secs) / len(secs):6.3f}  n {len(secs)}")

failed = Counter(r["ip"] for r in records if r["status"] in (401, 403))
print("suspicious:", [ip for ip, n in failed.items() if n >= 3])
first, last = records[0]["when"], records[-1]["when"]
print("span:", last - first, "from", first.isoformat())
users = {r["user"] for r in records} - {"-"}
print("users:", *sorted(users))
