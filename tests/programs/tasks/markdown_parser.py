"""Markdown (a useful part of it) to HTML, with a line scanner and inline rules."""

import html
import re
from typing import Iterator, List, NamedTuple, Optional

SOURCE = """\
# The *Garden* Book

A garden needs **water**, `time` and [patience](https://example.org/p?a=1&b=2).
Most of all **_patience_**.

## Tools

* spade
* rake
  * long
  * short
* can & hose

1. dig
2. sow

> Slowly,
> slowly.

```python
if a < b:
    print("**no bold here**")
```

| crop  | weeks |
|-------|------:|
| peas  | 9     |
| kale  | 11    |

---
![a pea](pea.png) ends it \\*here\\*.
"""


class Line(NamedTuple):
    indent: int
    text: str


INLINE = [
    (re.compile(r"!\[([^\]]*)\]\(([^)]+)\)"), r'<img alt="\1" src="\2">'),
    (re.compile(r"\[([^\]]+)\]\(([^)]+)\)"), r'<a href="\2">\1</a>'),
    (re.compile(r"\*\*(.+?)\*\*"), r"<strong>\1</strong>"),
    (re.compile(r"(?<!\w)[*_](.+?)[*_](?!\w)"), r"<em>\1</em>"),
]


def inline(text: str) -> str:
    kept: List[str] = []

    def keep(match: "re.Match[str]") -> str:
        kept.append(f"<code>{html.escape(match[1])}</code>" if match[1] is not None else match[2])
        return f"\0{len(kept) - 1}\0"

    text = re.sub(r"`([^`]+)`|\\(.)", keep, text)
    text = html.escape(text, quote=False)
    for pattern, replacement in INLINE:
        text = pattern.sub(replacement, text)
    return re.sub("\0(\\d+)\0", lambda m: kept[int(m.group(1))], text)


class Converter:
    def __init__(self, source: str):
        self._lines = [Line(len(l) - len(l.lstrip()), l.strip()) for l in source.splitlines()]
        self._raw = source.splitlines()
        self._at = 0
        self.headings: List[tuple] = []

    def _peek(self) -> Optional[Line]:
        return self._lines[self._at] if self._at < len(self._lines) else None

    def _while(self, pattern: str) -> Iterator["re.Match[str]"]:
        while (line := self._peek()) and (m := re.match(pattern, line.text)):
            self._at += 1
            yield m

    def convert(self) -> str:
        return "\n".join(self._blocks())

    def _blocks(self) -> Iterator[str]:
        while (line := self._peek()) is not None:
            text = line.text
            if not text:
                self._at += 1
            elif m := re.match(r"(#{1,6}) (.+)", text):
                self._at += 1
                self.headings.append((len(m[1]), m[2]))
                yield "<h{0}>{1}</h{0}>".format(len(m[1]), inline(m[2]))
            elif text.startswith("```"):
                self._at += 1
                body = []
                while self._peek() and not self._peek().text.startswith("```"):
                    body.append(self._raw[self._at])
                    self._at += 1
                self._at += 1
                yield (
                    f'<pre class="{text[3:] or "text"}">' + html.escape("\n".join(body)) + "</pre>"
                )
            elif re.match(r"[*-] |\d+\. ", text):
                yield from self._list(line.indent)
            elif text.startswith(">"):
                yield (
                    "<blockquote>"
                    + inline(" ".join(m[1] for m in self._while("> ?(.*)")))
                    + "</blockquote>"
                )
            elif text.startswith("|"):
                yield from self._table(
                    [[c.strip() for c in m[1].split("|")] for m in self._while(r"\|(.*)\|$")]
                )
            elif re.fullmatch("-{3,}", text):
                self._at += 1
                yield "<hr>"
            else:
                yield (
                    "<p>"
                    + inline(" ".join(m[0] for m in self._while(r"[^#>|`\s].*|`[^`].*")))
                    + "</p>"
                )

    def _list(self, indent: int, depth: int = 0) -> Iterator[str]:
        tag = "ol" if self._peek().text[0].isdigit() else "ul"
        pad = "  " * depth
        yield f"{pad}<{tag}>"
        while (
            (line := self._peek())
            and (m := re.match(r"(?:[*-]|\d+\.) (.*)", line.text))
            and line.indent >= indent
        ):
            if line.indent > indent:
                yield from self._list(line.indent, depth + 1)
            else:
                self._at += 1
                yield f"{pad}  <li>{inline(m[1])}</li>"
        yield f"{pad}</{tag}>"

    @staticmethod
    def _table(rows):
        head, rule, *body = rows
        align = ["" if not r.endswith(":") else ' align="right"' for r in rule]
        yield "<table>"
        for tag, row in [("th", head)] + [("td", r) for r in body]:
            yield (
                "<tr>"
                + "".join(f"<{tag}{a}>{inline(c)}</{tag}>" for a, c in zip(align, row))
                + "</tr>"
            )
        yield "</table>"


converter = Converter(SOURCE)
print(converter.convert())
for level, title in converter.headings:
    print(
        "  " * level + re.sub(r"[*_`]", "", title),
        "#" + re.sub(r"\W+", "-", title.lower()).strip("-"),
    )
