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
        drop=(
            "Comment",
            "Element",
            "ElementPath",
            "PI",
            "ParseError",
            "ProcessingInstruction",
            "SubElement",
            "TreeBuilder",
            "XMLParser",
            "_Element_Py",
            "_ListDataStream",
            "_get_writer",
        ),
        swap=(
            (
                "self._parser._setevents(self._events_queue, events)",
                "_set_events(self._parser, self._events_queue, events)",
            ),
        ),
        last="etree",
    ),
)
