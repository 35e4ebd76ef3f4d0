"""Turn XML into dictionaries, dictionaries into JSON and a table."""
import json
import xml.etree.ElementTree as ET
from collections import defaultdict
from operator import itemgetter

XML = """<library><book id="b1" year="1851"><title>Moby-Dick</title><author>Melville</author><tag>sea</tag><tag>whale</tag></book>
<book id="b2" year="1813"><title>Pride &amp; Prejudice</title><author>Austen</author></book></library>"""


def to_dict(element):
    children = defaultdict(list)
    for child in element:
        children[child.tag].append(to_dict(child))
    data = {f"@{k}": v for k, v in element.attrib.items()}
    data |= {tag: found[0] if len(found) == 1 else found for tag, found in children.items()}
    text = (element.text or "").strip()
    if text and not data:
        return text
    if text:
        data["#text"] = text
    return data


data = {ET.fromstring(XML).tag: to_dict(ET.fromstring(XML))}
print(json.dumps(data, indent=2))
books = sorted(data["library"]["book"], key=itemgetter("@year"))
widths = [max(len(str(b[k])) for b in books) for k in ("title", "author")]
for b in books:
    print(f"{b['@year']} | {b['title']:<{widths[0]}} | {b['author']:>{widths[1]}} | {', '.join(b.get('tag', [])) or '-'}")
