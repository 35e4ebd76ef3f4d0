"""xml.dom and xml.dom.minidom: documents in memory; files only as the profile's open allows."""

from __future__ import annotations

from guardedflame.sandbox.guard.catalogue.entry import Adopted, Entry, words

ENTRY = Entry(
    "xml.dom",
    names=words(
        """
        DOMException DOMSTRING_SIZE_ERR DomstringSizeErr EMPTY_NAMESPACE EMPTY_PREFIX
        HIERARCHY_REQUEST_ERR HierarchyRequestErr INDEX_SIZE_ERR INUSE_ATTRIBUTE_ERR
        INVALID_ACCESS_ERR INVALID_CHARACTER_ERR INVALID_MODIFICATION_ERR INVALID_STATE_ERR
        IndexSizeErr InuseAttributeErr InvalidAccessErr InvalidCharacterErr
        InvalidModificationErr InvalidStateErr NAMESPACE_ERR NOT_FOUND_ERR NOT_SUPPORTED_ERR
        NO_DATA_ALLOWED_ERR NO_MODIFICATION_ALLOWED_ERR NamespaceErr NoDataAllowedErr
        NoModificationAllowedErr Node NotFoundErr NotSupportedErr SYNTAX_ERR SyntaxErr
        UserDataHandler VALIDATION_ERR ValidationErr WRONG_DOCUMENT_ERR WrongDocumentErr
        XHTML_NAMESPACE XMLNS_NAMESPACE XML_NAMESPACE getDOMImplementation
        registerDOMImplementation
        """
    ),
    adopted=Adopted(),
)

ENTRIES = (
    ENTRY,
    Entry(
        "xml.dom.minidom",
        names=words(
            """
            Attr AttributeList CDATASection CharacterData Childless Comment DOMImplementation
            DOMImplementationLS Document DocumentFragment DocumentLS DocumentType EMPTY_NAMESPACE
            EMPTY_PREFIX Element ElementInfo Entity Identified NamedNodeMap Node Notation
            ProcessingInstruction ReadOnlySequentialNamedNodeMap Text TypeInfo XMLNS_NAMESPACE
            getDOMImplementation parse parseString
            """
        ),
        left_out={
            **dict.fromkeys(("EmptyNodeList", "NodeList", "StringTypes"), "for its own use"),
            "defproperty": "for its own use",
        },
        adopted=Adopted(),
    ),
)

#: Modules of the package that the others use.
SUPPORT = (
    Entry("xml.dom.NodeFilter", adopted=Adopted()),
    Entry("xml.dom.domreg", adopted=Adopted()),
    Entry("xml.dom.expatbuilder", adopted=Adopted()),
    Entry("xml.dom.minicompat", adopted=Adopted()),
    Entry("xml.dom.xmlbuilder", adopted=Adopted()),
)
