"""Count the words on standard input."""
import re
import sys
from collections import Counter
from textwrap import shorten

STOP = frozenset("the a an and of to in is it".split())


def words(lines):
    for line in lines:
        yield from re.findall(r"[a-z']+", line.lower())


def main():
    lines = sys.stdin.readlines()
    counts = Counter(w for w in words(lines) if w not in STOP)
    width = max(map(len, counts))
    for word, n in sorted(counts.most_common(5), key=lambda pair: (-pair[1], pair[0])):
        print(f"{word:<{width}} {n:>3} {'#' * n}")
    longest = max(lines, key=len).strip()
    print(f"{len(lines)} lines, {sum(counts.values())} words; longest: {shorten(longest, 30, placeholder='...')}")


if __name__ == "__main__":
    main()
