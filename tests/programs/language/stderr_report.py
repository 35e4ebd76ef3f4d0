from __future__ import print_function

import sys


def eprint(*args, **kwargs):
    print(*args, file=sys.stderr, **kwargs)


rows = ["10", "20", "x", "40", ""]
total = bad = 0
for number, row in enumerate(rows, 1):
    try:
        total += int(row)
    except ValueError as why:
        bad += 1
        eprint("line %d: %s" % (number, why))
print("total", total)
eprint("bad lines:", bad, sep="\t", end=".\n")
sys.stdout.write("written to stdout\n")
sys.stderr.write("written to stderr\n")
print("a", "b", "c", sep=", ", end="!\n", flush=True)
print(1, 2, 3, sep="")
print(*rows, sep="|")
print()
print("", end="")
sys.stdout.flush()
