"""Group a web log into sessions and report on them."""
import re
from collections import Counter
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

LOG = """\
10.0.0.1 - - [01/Mar/2024:10:00:01 +0000] "GET /index.html HTTP/1.1" 200 512
10.0.0.2 - - [01/Mar/2024:10:00:05 +0000] "GET /about HTTP/1.1" 404 0
10.0.0.1 - - [01/Mar/2024:10:03:10 +0000] "POST /cart HTTP/1.1" 302 20
this line is broken
10.0.0.1 - - [01/Mar/2024:11:10:00 +0000] "GET /index.html HTTP/1.1" 200 512
10.0.0.2 - - [01/Mar/2024:10:01:00 +0000] "GET /index.html HTTP/1.1" 200 512
10.0.0.3 - - [01/Mar/2024:12:00:00 +0100] "GET /favicon.ico HTTP/1.1" 500 7
"""
LINE = re.compile(r'(?P<host>\S+) - - \[(?P<when>[^\]]+)\] "(?P<method>\w+) (?P<path>\S+) [^"]*" (?P<status>\d{3}) (?P<size>\d+)')


class Hit(NamedTuple):
    host: str
    when: datetime
    method: str
    path: str
    status: int
    size: int

    @classmethod
    def parse(cls, line):
        m = LINE.fullmatch(line)
        if m is None:
            raise ValueError(f"cannot parse {line!r}")
        d = m.groupdict()
        d["when"] = datetime.strptime(d["when"], "%d/%b/%Y:%H:%M:%S %z")
        return cls(**d | {"status": int(d["status"]), "size": int(d["size"])})


hits = []
for line in LOG.splitlines():
    try:
        hits.append(Hit.parse(line))
    except ValueError as error:
        print("skipped:", error)


def sessions(hits, gap=timedelta(minutes=30)):
    for host, own in groupby(sorted(hits, key=attrgetter("host", "when")), key=attrgetter("host")):
        current = []
        for hit in own:
            if current and hit.when - current[-1].when > gap:
                yield host, current
                current = []
            current.append(hit)
        yield host, current


for host, visit in sessions(hits):
    print(f"{host:<9}{len(visit)} hits in {visit[-1].when - visit[0].when}: {' > '.join(h.path for h in visit)}")
print(Counter(h.status // 100 for h in hits).most_common(), sum(h.size for h in hits))
print(max(hits, key=attrgetter("when"))._replace(when=None))
