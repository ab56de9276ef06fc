"""What a reader that speaks needs of a paper (PDF/UA-1: ISO 14289-1) and the library of typesetting leaves undone.

Every mark of content must be either a part of the structure or an artifact, every header cell must say what it heads, and the metadata
must claim the standard. The tree is that of `pydyf`, before it is written. Standard library only: the typesetter imports this module.
"""

from collections.abc import Iterator
from typing import Any

MARGIN = "/NonStruct"  # what stands alone in a margin is a page number; a block of words has a tag of its own
TABLE = {"/TBody", "/THead", "/TFoot", "/TR", "/TD"}
CLAIM = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
</rdf:RDF>"""


def complete(pdf: Any) -> None:
    """Finish the structure of a `pydyf.PDF` that has one."""
    tree = Tree(pdf)
    tree.settle_margins()
    tree.leave_out_decoration()
    tree.unname_layout()
    tree.name_headers()
    metadata = tree.at(pdf.catalog["Metadata"])
    metadata.stream = [part.replace(b"</rdf:RDF>", CLAIM) for part in metadata.stream]


class Tree:
    """The structure of a paper: elements, their parents, and the marks of content on pages."""

    def __init__(self, pdf: Any) -> None:
        self.pdf = pdf
        self.root = self.at(pdf.catalog["StructTreeRoot"])
        self.document = self.at(self.root["K"][0])
        self.owners = self.at(self.root["ParentTree"])["Nums"]

    def at(self, reference: bytes) -> Any:
        """The object a reference names."""
        return self.pdf.objects[int(reference.split()[0])]

    def elements(self, *kinds: str) -> Iterator[Any]:
        """Elements of the structure of these kinds; of all if none are named."""
        for element in self.pdf.objects:
            if (
                isinstance(element, dict)
                and element.get("Type") == "/StructElem"
                and (not kinds or element["S"] in kinds)
            ):
                yield element

    def settle_margins(self) -> None:
        """Words of a margin are read after the text, page numbers are read by nobody."""
        for element in list(self.elements()):
            if element["P"] == self.document.reference and element.reference not in self.document["K"]:
                if element["S"] == MARGIN:
                    self.make_artifact(element)
                else:
                    self.document["K"].append(element.reference)

    def leave_out_decoration(self) -> None:
        """A picture without words of its own is an ornament."""
        for figure in list(self.elements("/Figure")):
            if "Alt" not in figure:
                self.make_artifact(figure)

    def make_artifact(self, element: Any) -> None:
        """The marks of an element and of all below it become artifacts; the element leaves the structure."""
        siblings = self.at(element["P"])["K"]
        if element.reference in siblings:
            siblings.remove(element.reference)
        for child in list(element["K"]):
            if isinstance(child, int):
                self._unmark(element, child)
            else:
                self.make_artifact(self.at(child))

    def _unmark(self, element: Any, number: int) -> None:
        page = self.at(element["Pg"])
        marks = self.at(page["Contents"]).stream
        place = marks.index({"MCID": number})
        marks[place - 1 : place + 2] = [b"/Artifact", b"BMC"]
        self.owners[self.owners.index(page["StructParents"]) + 1][number] = "null"

    def unname_layout(self) -> None:
        """A table without a header cell is a way to put words side by side, not a table."""
        for table in list(self.elements("/Table")):
            inside = list(self._below(table))
            if not any(element["S"] == "/TH" for element in inside):
                for element in (table, *(element for element in inside if element["S"] in TABLE)):
                    element["S"] = "/Div"
                    element.pop("A", None)

    def _below(self, element: Any) -> Iterator[Any]:
        for child in element["K"]:
            if not isinstance(child, int) and "S" in (below := self.at(child)):
                yield below
                yield from self._below(below)

    def name_headers(self) -> None:
        """A header cell heads its column if its row is of headers only, else its row; a cell names the headers it belongs to."""
        rows = {row.reference: [self.at(cell) for cell in row["K"]] for row in self.elements("/TR")}
        columns = set()
        for reference, cells in rows.items():
            heads = [cell for cell in cells if cell["S"] == "/TH"]
            is_head = self.at(self.at(reference)["P"])["S"] == "/THead" or (len(cells) > 1 and heads == cells)
            for head in heads:
                head["A"]["Scope"] = "/Column" if is_head else "/Row"
                if is_head:
                    columns.add(head["ID"].data)
        for cells in rows.values():
            own = [cell["ID"] for cell in cells if cell["S"] == "/TH" and cell["A"]["Scope"] == "/Row"]
            for cell in cells:
                if cell["S"] == "/TD":
                    _belong(cell["A"], columns, own)

    def put_field(self, field: Any, page: Any) -> None:
        """A field that stands on a page is read at the end of the structure."""
        import pydyf  # noqa: PLC0415 - PDF libraries live in workers only

        mention = pydyf.Dictionary({"Type": "/OBJR", "Obj": field.reference, "Pg": page.reference})
        self.pdf.add_object(mention)
        kids, above = pydyf.Array([mention.reference]), self.document.reference
        element = pydyf.Dictionary({"Type": "/StructElem", "S": "/Form", "P": above, "Pg": page.reference, "K": kids})
        self.pdf.add_object(element)
        self.document["K"].append(element.reference)
        field["StructParent"] = self.owners[-2] + 1
        self.owners.extend([field["StructParent"], element.reference])


def _belong(cell: dict[str, Any], columns: set[bytes], own: list[Any]) -> None:
    """The headers of a cell: of its column as the library has found them, and of its own row, never of another one."""
    import pydyf  # noqa: PLC0415 - PDF libraries live in workers only

    above = [name for name in cell.pop("Headers", []) if name.data in columns]
    if above or own:
        cell["Headers"] = pydyf.Array([*above, *own])
