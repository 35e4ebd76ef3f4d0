"""xml.etree.ElementTree: trees in memory; files only as the profile's open allows."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "xml.etree.ElementTree",
    names=words(
        """
        C14NWriterTarget Comment Element ElementTree PI ParseError ProcessingInstruction QName
        SubElement TreeBuilder VERSION XML XMLID XMLParser XMLPullParser canonicalize dump
        fromstring fromstringlist indent iselement iterparse parse register_namespace tostring
        tostringlist
        """
    ),
    adopted=Adopted(
        # The trees in C crash when a client's comparisons change them (CPython 3.11 to 3.13).
        drop=(
            "*",
            "_ListDataStream",
            "_get_writer",
            "_set_factories",
            "_set_factories()",
        ),
        # As the classes in C answer.
        swap=(
            ("self.attrib.keys()", "list(self.attrib)"),
            ("self.attrib.items()", "list(self.attrib.items())"),
        ),
        last="etree",
    ),
)
