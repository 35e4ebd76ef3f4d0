"""Escaping, entities, and a parser that collects links and text."""
import html
from html.entities import codepoint2name, html5, name2codepoint
from html.parser import HTMLParser

print(html.escape("<a href='x'>Tom & \"Jerry\"</a>"), html.escape("'q'", quote=False))
print(html.unescape("&lt;p&gt; caf&eacute; &#8364; &#x263a; &notit; &copy"))
print(name2codepoint["eacute"], codepoint2name[169], html5["gt;"])

PAGE = """<!DOCTYPE html>
<html><head><title>Test &amp; more</title></head>
<body><!-- a comment --><h1 class=big>Parse me!</h1>
<p>See <a href="/one?a=1&amp;b=2">one</a>, <a href='two'>two</a><br/>and <img src="x.png" alt></p>
<script>if (a < b) { run("<p>"); }</script></body></html>"""


class Links(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links, self.text, self.stack, self.events = [], [], [], []

    def handle_decl(self, decl):
        self.events.append(("decl", decl))

    def handle_starttag(self, tag, attrs):
        self.stack.append(tag)
        attrs = dict(attrs)
        if tag == "a":
            self.links.append((attrs["href"], self.getpos()))
        if tag == "img":
            self.events.append(("img", attrs))

    def handle_startendtag(self, tag, attrs):
        self.events.append(("empty", tag))

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop() != tag:
            pass

    def handle_data(self, data):
        if data.strip() and "script" not in self.stack:
            self.text.append(data.strip())

    def handle_comment(self, data):
        self.events.append(("comment", data.strip()))


parser = Links()
for start in range(0, len(PAGE), 40):
    parser.feed(PAGE[start : start + 40])
parser.close()
print(parser.links)
print(" ".join(parser.text))
print(parser.events)


class Events(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs, self.get_starttag_text())

    def handle_entityref(self, name):
        print("entity", name, chr(name2codepoint[name]))

    def handle_charref(self, name):
        print("char", name, chr(int(name[1:], 16) if name[0] == "x" else int(name)))


e = Events(convert_charrefs=False)
e.feed("<P Align=Left>&gt;&#62;&#x3E;</p>")
e.reset()
