"""Paragraphs: wrap, fill, dedent, indent and shorten."""
import textwrap
from textwrap import TextWrapper, dedent, fill, indent, shorten, wrap

TEXT = """A text wrapper breaks long paragraphs into lines of at most a given
width.  It keeps   inner   blanks as they are, breaks-at-hyphens when it may,
and can indent the first line differently from the rest."""

for line in wrap(TEXT, width=30):
    print("|" + line.ljust(30) + "|")
print(fill(TEXT, width=50, initial_indent="* ", subsequent_indent="  "))
print(shorten("one  two   three four", width=18), shorten("one two three four", width=12), shorten("one two three", width=10, placeholder=".."))


def usage():
    text = """\
    usage: tool [options]

      options are
        -v   say more
    """
    print(repr(text))
    print(repr(dedent(text)))
    return dedent(text)


print(indent(usage(), "> "), end="")
print(indent("one\n\n two\n", "+ ", lambda line: True), end="")

w = TextWrapper(width=20, max_lines=3, placeholder=" [...]")
print(w.fill(TEXT))
w.max_lines = None
w.break_long_words = False
w.drop_whitespace = True
print(w.wrap("short andaverylongwordthatdoesnotfitatall end"))
print(TextWrapper(width=12, break_on_hyphens=False).wrap("well-known half-baked ideas"))
print(wrap("a\tb", expand_tabs=True, tabsize=4, width=20), wrap("", 10), wrap("x" * 25, 10))
print(textwrap.fill("First sentence.  Second one.", fix_sentence_endings=True, width=40))
