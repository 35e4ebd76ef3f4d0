#!/usr/bin/env python3
"""A filter in the Unix way: reads a table on standard input, writes a shorter one."""

import sys

header = sys.stdin.readline().rstrip("\n").split(",")
kept = dropped = 0
print("\t".join(header))
for line in sys.stdin:
    cells = dict(zip(header, line.rstrip("\n").split(",")))
    if len(cells) < len(header):
        print("short line:", line.rstrip(), file=sys.stderr)
        dropped += 1
        continue
    if float(cells["mag"]) >= 5:
        kept += 1
        sys.stdout.write("\t".join(cells.values()) + "\n")
    else:
        dropped += 1
sys.stderr.write(f"{kept} kept, {dropped} dropped\n")
sys.exit(0 if kept else 1)
