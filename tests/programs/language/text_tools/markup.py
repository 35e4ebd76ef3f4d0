"""Turns a little markup into HTML."""
import re

__all__ = ["render", "TAGS"]

TAGS = {"*": "b", "_": "i", "`": "code"}


def _inline(text):
    for mark, tag in TAGS.items():
        m = re.escape(mark)
        text = re.sub(rf"{m}(.+?){m}", rf"<{tag}>\1</{tag}>", text)
    return text


def render(source):
    out, in_list = [], False
    for line in source.splitlines():
        item = line.startswith("- ")
        if item != in_list:
            out.append("<ul>" if item else "</ul>")
            in_list = item
        match line.partition(" "):
            case [marks, _, rest] if marks and set(marks) == {"#"}:
                out.append(f"<h{len(marks)}>{_inline(rest)}</h{len(marks)}>")
            case ["-", _, rest]:
                out.append(f"  <li>{_inline(rest)}</li>")
            case _ if line:
                out.append(f"<p>{_inline(line)}</p>")
    return "\n".join(out)
