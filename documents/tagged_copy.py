"""The structure of a copy with marks (PDF/UA-1: ISO 14289-1): the original's own, the sheet's behind it, the new seal in place of the old.

The marks on pages repeat what the sheet says in a table, so to a reader that speaks they are artifacts. Only workers import this module.
"""

from typing import Any

import pikepdf

MARKING = {"BDC", "BMC", "EMC"}


def put_over(page: pikepdf.Page, marks: pikepdf.Pdf, sheet: pikepdf.Page) -> None:
    """Draw a sheet of `marks` over a page of another file, as an artifact."""
    drawn = [step for step in pikepdf.parse_content_stream(sheet) if str(step.operator) not in MARKING]
    sheet.obj.Contents = marks.make_stream(pikepdf.unparse_content_stream(drawn))
    form: Any = sheet.as_form_xobject()
    name = page.add_resource(form, pikepdf.Name.XObject)
    place = pikepdf.Rectangle(page.mediabox)
    steps = page.calc_form_xobject_placement(
        form, name, place, allow_shrink=True, allow_expand=True, invert_transformations=True
    )
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"Q\n/Artifact BMC\n" + steps + b"\nEMC\n")


def join(pdf: pikepdf.Pdf, marks: pikepdf.Pdf, pages: list[pikepdf.Page]) -> None:
    """The pages have come from `marks`: what they say becomes the end of the structure of `pdf`."""
    root: Any = pdf.Root.StructTreeRoot
    come: Any = pdf.copy_foreign(marks.Root.StructTreeRoot)
    owners, theirs = root.ParentTree.Nums, {int(key): owner for key, owner in _pairs(come.ParentTree.Nums)}
    places = set()
    for number, page in enumerate(pages, 1 + max(int(key) for key, _ in _pairs(owners))):
        owners.extend([number, theirs[int(page.obj.StructParents)]])
        page.obj.StructParents = number
        places.add(page.obj.objgen)
    for part in come.K[0].K:
        if "/Pg" in part and part.Pg.objgen in places:
            part.P = root.K[0]
            root.K[0].K.append(part)


def put_field(pdf: pikepdf.Pdf, field: pikepdf.Object) -> None:
    """The new seal takes the place of the original's in the structure."""
    root: Any = pdf.Root.StructTreeRoot
    form = next(part for part in root.K[0].K if str(part.S) == "/Form")
    form.K[0].Obj = field
    field.StructParent = next(int(key) for key, owner in _pairs(root.ParentTree.Nums) if owner.objgen == form.objgen)


def _pairs(numbers: Any) -> list[tuple[Any, Any]]:
    """A number tree with one leaf: keys and values."""
    return list(zip(numbers[::2], numbers[1::2], strict=True))
