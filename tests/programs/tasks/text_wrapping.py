"""Wrap, justify and centre a paragraph, greedily by hand and with textwrap."""

import textwrap

TEXT = """
    The lighthouse keeper wrote down the weather every evening. On most days he
    wrote "wind, some rain"; on the day of the great storm he wrote
    "wind, rain, somewhat more than usual".
"""


def greedy(words, width):
    line = []
    for word in words:
        if line and len(" ".join(line + [word])) > width:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def justify(line, width):
    if len(line) == 1:
        return line[0]
    gaps = len(line) - 1
    spaces = width - sum(map(len, line))
    each, extra = divmod(spaces, gaps)
    return "".join(w + " " * (each + (i < extra)) if i < gaps else w for i, w in enumerate(line))


def balanced(words, width):
    """Least sum of squared slack (the last line is free)."""
    best = [0] + [float("inf")] * len(words)
    cut = [0] * (len(words) + 1)
    for j in range(1, len(words) + 1):
        for i in range(j):
            length = sum(map(len, words[i:j])) + j - i - 1
            if length > width:
                continue
            slack = 0 if j == len(words) else (width - length) ** 2
            if best[i] + slack < best[j]:
                best[j], cut[j] = best[i] + slack, i
    lines, j = [], len(words)
    while j:
        lines.insert(0, " ".join(words[cut[j] : j]))
        j = cut[j]
    return lines


words = TEXT.split()
for width in (24, 40):
    print("-" * width)
    lines = list(greedy(words, width))
    for line in lines[:-1]:
        print(justify(line, width))
    print(" ".join(lines[-1]))

print(*balanced(words, 30), sep="\n")
clean = textwrap.dedent(TEXT).strip()
print(textwrap.fill(clean, 34, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(clean, 45, placeholder=" [...]"))
print(textwrap.indent("one\n\ntwo", "> "))
for line in textwrap.wrap("a bc def", 12):
    print("|" + line.center(12, ".") + "|" + line.rjust(10) + "|" + line.ljust(10) + "|")
