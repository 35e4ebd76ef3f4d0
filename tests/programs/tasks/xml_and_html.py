"""Read a small XML feed and pick the links out of an HTML page."""

import xml.etree.ElementTree as ET
from html import unescape
from html.parser import HTMLParser

FEED = """<?xml version="1.0"?>
<feed xmlns:m="urn:meta" updated="2024-03-01">
  <entry id="1"><title>First &amp; foremost</title><m:tag>news</m:tag><m:tag>town</m:tag></entry>
  <entry id="2" draft="yes"><title>Second</title></entry>
  <entry id="3"><title>Third</title><body>Some <b>bold</b> words.</body></entry>
</feed>"""

PAGE = """<html><head><title>Links &lt;here&gt;</title></head><body>
<h1 class="top">Our <em>pages</em></h1><p>See <a href="/map">the map</a>, <a href='http://example.org/?a=1&amp;b=2'>elsewhere</a>
or <a name="x">nothing</a>.<br/><img src=logo.png></p><!-- hidden <a href="no">no</a> --></body></html>"""

root = ET.fromstring(FEED)
print(root.tag, root.attrib, len(root))
for entry in root.findall("entry"):
    tags = [t.text for t in entry.iter("{urn:meta}tag")]
    body = entry.find("body")
    text = "".join(body.itertext()) if body is not None else None
    print(entry.get("id"), entry.findtext("title"), tags, entry.get("draft", "no"), text)
new = ET.SubElement(root, "entry", id="4")
ET.SubElement(new, "title").text = "Fourth <new>"
root.remove(root[1])
print(ET.tostring(new, encoding="unicode"), [e.get("id") for e in root])
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as e:
    print("ParseError at", e.position)


class LinkParser(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []
        self.title = ""
        self._stack = []
        self._href = None

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in ("br", "img"):
            self._stack.append(tag)
        if tag == "a" and "href" in attrs:
            self._href = attrs["href"]
            self.links.append([self._href, ""])

    def handle_endtag(self, tag):
        if tag in self._stack:
            while self._stack.pop() != tag:
                pass
        if tag == "a":
            self._href = None

    def handle_data(self, data):
        if self._href:
            self.links[-1][1] += data
        if "title" in self._stack:
            self.title += data

    def handle_comment(self, data):
        print("comment:", data.strip())


parser = LinkParser()
parser.feed(PAGE)
parser.close()
print(parser.title, parser.links, parser._stack)
print(unescape("&lt;caf&eacute;&#33;&gt;"))
