"""Build, search, change and write XML held in strings."""
import io
import xml.etree.ElementTree as ET

DATA = """<?xml version="1.0"?>
<fleet xmlns:x="http://example.org/x">
  <ship name="Heron"><crew paid="yes">12</crew><built>1998</built>
    <port name="Bergen" side="north"/><port name="Leith" side="west"/></ship>
  <ship name="Tern"><crew>5</crew><built>2011</built><port name="Gdynia" side="east"/></ship>
  <x:note>text</x:note>tail
</fleet>"""

root = ET.fromstring(DATA)
print(root.tag, root.attrib, len(root), [child.tag for child in root], root[0][1].text)
for port in root.iter("port"):
    print(port.attrib, port.get("name"), port.get("none", "-"))
for ship in root.findall("ship"):
    print(ship.get("name"), ship.find("crew").text, ship.findtext("built"), ship.findtext("nope", "?"))
print([e.get("name") for e in root.findall("./ship/port[@side='north']")], root.find("ship[@name='Tern']/crew").text)
print(root.find("{http://example.org/x}note").text, root.find("x:note", {"x": "http://example.org/x"}).tail.strip())
print(len(root.findall(".//built/..")), [c.tag for c in root.findall("*")][-1], "".join(root[1].itertext()))

for crew in root.iter("crew"):
    crew.text = str(int(crew.text) * 2)
    crew.set("paid", "no")
for ship in root.findall("ship"):
    if int(ship.find("crew").text) > 20:
        root.remove(ship)
root.remove(root.find("{http://example.org/x}note"))
ET.indent(root, space=" ")
print(ET.tostring(root, encoding="unicode"))

a = ET.Element("a", {"x": "1 < 2"}, y='"q"')
b = ET.SubElement(a, "b")
b.text, b.tail = "T & U", "after"
a.append(ET.Comment("note"))
a.insert(0, ET.Element("first"))
a.extend([ET.Element("c"), ET.Element("c")])
print(ET.tostring(a), ET.tostring(a, short_empty_elements=False)[-12:], list(a.keys()), a.items(), ET.iselement(b))
tree = ET.ElementTree(a)
out = io.BytesIO()
tree.write(out, encoding="utf-8", xml_declaration=True)
print(out.getvalue()[:38], tree.getroot() is a, tree.find("b").text)
print(ET.canonicalize("<r b='2'  a='1'></r>"))

events = [(event, elem.tag) for event, elem in ET.iterparse(io.StringIO("<r><s/><t>x</t></r>"), events=("start", "end"))]
print(events)
pull = ET.XMLPullParser(["end"])
pull.feed("<r><s/>")
print([(e, el.tag) for e, el in pull.read_events()])


class Outline:
    """A target that keeps the names of the elements, indented."""

    def __init__(self):
        self.level, self.lines = 0, []

    def start(self, tag, attributes):
        self.lines.append(" " * self.level + tag)
        self.level += 1

    def end(self, tag):
        self.level -= 1

    def data(self, text):
        if text.strip():
            self.lines[-1] += f"={text.strip()}"

    def close(self):
        return self.lines


parser = ET.XMLParser(target=Outline())
parser.feed("<a><b>1<c/></b>")
parser.feed("<b>2</b></a>")
print(parser.close())
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as error:
    print(error, error.position)
