"""XML made with minidom and escaped with saxutils."""
from xml.dom import minidom
from xml.sax.saxutils import escape, quoteattr, unescape

doc = minidom.parseString("<shop><item price='3'>tea</item><item price='5'>pot</item></shop>")
for item in doc.getElementsByTagName("item"):
    print(item.getAttribute("price"), item.firstChild.data, item.parentNode.tagName)
new = doc.createElement("item")
new.setAttribute("price", "7")
new.appendChild(doc.createTextNode("cup & saucer"))
doc.documentElement.appendChild(new)
print(doc.documentElement.toxml())
print(doc.toprettyxml(indent="  ").splitlines()[1:4])
print(escape("a < b & c"), quoteattr('say "hi"'), unescape("&lt;tag&gt;"))
