"""Build, search, change and write XML held in strings."""
import io
import xml.etree.ElementTree as ET

DATA = """<?xml version="1.0"?>
<data xmlns:b="http://example.org/b">
  <country name="Liechtenstein"><rank updated="yes">2</rank><year>2008</year>
    <neighbor name="Austria" direction="E"/><neighbor name="Switzerland" direction="W"/></country>
  <country name="Singapore"><rank>4</rank><year>2011</year><neighbor name="Malaysia" direction="N"/></country>
  <b:extra>text</b:extra>tail
</data>"""

root = ET.fromstring(DATA)
print(root.tag, root.attrib, len(root), [child.tag for child in root], root[0][1].text)
for neighbor in root.iter("neighbor"):
    print(neighbor.attrib, neighbor.get("name"), neighbor.get("none", "-"))
for country in root.findall("country"):
    print(country.get("name"), country.find("rank").text, country.findtext("year"), country.findtext("nope", "?"))
print([e.get("name") for e in root.findall("./country/neighbor[@direction='E']")], root.find("country[@name='Singapore']/rank").text)
print(root.find("{http://example.org/b}extra").text, root.find("b:extra", {"b": "http://example.org/b"}).tail.strip())
print(len(root.findall(".//year/..")), [c.tag for c in root.findall("*")][-1], "".join(root[1].itertext()))

for rank in root.iter("rank"):
    rank.text = str(int(rank.text) + 1)
    rank.set("updated", "yes")
for country in root.findall("country"):
    if int(country.find("rank").text) > 4:
        root.remove(country)
root.remove(root.find("{http://example.org/b}extra"))
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


class Depth:
    depth = deepest = 0

    def start(self, tag, attrib):
        self.depth += 1
        self.deepest = max(self.deepest, self.depth)

    def end(self, tag):
        self.depth -= 1

    def data(self, data):
        pass

    def close(self):
        return self.deepest


parser = ET.XMLParser(target=Depth())
parser.feed("<a><b><c><d/></c></b><b/></a>")
print("depth", parser.close())
try:
    ET.fromstring("<a><b></a>")
except ET.ParseError as error:
    print(error, error.position)
