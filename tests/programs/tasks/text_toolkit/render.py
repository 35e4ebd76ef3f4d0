"""Boxes around text."""

import textwrap as tw

DEFAULT_WIDTH = 40


def box(text, *, title="", width=DEFAULT_WIDTH):
    inner = width - 4
    top = f"+-{(' ' + title + ' ') if title else '':-<{inner}}-+"
    body = [f"| {line:<{inner}} |" for line in tw.wrap(text, inner)]
    return "\n".join([top, *body, "+" + "-" * (width - 2) + "+"])
