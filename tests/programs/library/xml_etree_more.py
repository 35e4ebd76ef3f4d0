"""Trees, events, targets, namespaces, copies and buffers."""

import xml.etree.ElementTree as ET, io, copy
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr, unescape

r = ET.fromstring("<a x='1'><b>t</b><b y='2'/>tail<!--c--></a>")
print(
    r.tag,
    r.attrib,
    [e.tag for e in r],
    r.find("b").text,
    r.findall("b")[1].get("y"),
    r.findtext("b"),
    len(r),
    ET.iselement(r),
)
s = ET.SubElement(r, "c", {"k": "v"})
s.text = "ü<&"
s.set("z", "1")
r[0].tail = "!"
print(ET.tostring(r, encoding="unicode"), ET.tostring(r))
ET.indent(r)
ET.dump(r)
t = ET.ElementTree(r)
b = io.BytesIO()
t.write(b, encoding="utf-8", xml_declaration=True)
print(b.getvalue())
o = io.StringIO()
t.write(o, encoding="unicode")
print(o.getvalue()[:20])
print([(e, x.tag) for e, x in ET.iterparse(io.StringIO("<q><w/></q>"), events=("start", "end"))])
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as e:
    print(e, e.position, e.code)
ns = {"p": "http://x"}
d = ET.fromstring("<r xmlns='http://x'><i>1</i></r>")
print(len(d.findall("p:i", ns)), d.tag, ET.tostring(d))
ET.register_namespace("zz", "http://x")
print(ET.tostring(d, encoding="unicode"))


class T:
    def start(self, tag, a):
        print("start", tag, a)

    def end(self, tag):
        print("end", tag)

    def data(self, d):
        print("data", d)

    def close(self):
        return "closed"


p = ET.XMLParser(target=T())
p.feed("<m n='1'>x</m>")
print(p.close())
pp = ET.XMLPullParser(["start", "end"])
pp.feed("<a><b/></a>")
print([(e, x.tag) for e, x in pp.read_events()])
print(ET.canonicalize("<a  b='1' a='2'></a>"), ET.tostring(ET.Comment("hi")), ET.tostringlist(d))
e2 = copy.deepcopy(r)
e2[0].text = "changed"
print(r[0].text, e2[0].text)
e3 = copy.copy(r)
print(e3 is r, len(e3))


class B(ET.TreeBuilder):
    def start(self, tag, attrs):
        return super().start(tag.upper(), attrs)


x = ET.XMLParser(target=ET.TreeBuilder(insert_comments=True))
print(ET.tostring(ET.fromstring("<a><!--q--></a>", x)))
print(
    list(r.iter("b"))[0].tag,
    "".join(r.itertext()).split(),
    ET.QName("u", "t").text,
    sorted(r.attrib.items()),
)
r.remove(r[0])
r.clear()
print(ET.tostring(r), ET.XML("<a/>").tag, ET.fromstringlist(["<a>", "</a>"]).tag)
print(
    escape("<a&b>"),
    quoteattr('x"y'),
    unescape("&lt;"),
    ET.tostring(ET.fromstring("<a><br/></a>"), method="html"),
)
w = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
w.write("é\n")
w.flush()
print(w.buffer.getvalue())
br = io.BufferedReader(io.BytesIO(b"abc\ndef"))
print(br.peek(2)[:2], br.readline())
