"""Which files of the materials can be read on the pages of the site."""

from typing import Any

from django.urls import reverse

from expertise.materials.models import Preview

OFFICE = (".docx", ".xlsx")
OTHERS = (".pdf", ".png", ".jpg", ".jpeg")
PAINTED, FAILED, AWAITED = "painted", "failed", "awaited"


def with_pages(materials: dict[str, Any], pk: int) -> dict[str, Any]:
    """The materials of the case with this key; a file that is kept with us and can be read here has the addresses of its pages.

    `pages` of a file: PAINTED with `look` and `picture`; of an office file FAILED, or AWAITED from the queue; empty for what has none.
    """
    files = materials.get("attachments", [])
    made = made_of(pk, files)
    attached = []
    for number, file in enumerate(files, 1):
        pages = _pages(file, made)
        addresses = {"look": "material_page", "picture": "material_picture"} if pages == PAINTED else {}
        links = {name: reverse(to, args=[pk, number, 1]) for name, to in addresses.items()}
        attached.append({**file, "pages": pages, **links})
    return {**materials, "attachments": attached}


def may_be_office(file: dict[str, Any]) -> bool:
    """Is it worth looking inside? A name may say anything, but what it says of another kind is believed."""
    return bool(file.get("sha256")) and not str(file["name"]).lower().endswith(OTHERS)


def made_of(pk: int, files: list[dict[str, Any]]) -> dict[str, Preview]:
    """By the hash of its file, what the queue has made of those that may be office files. No query if there is none."""
    asked = [file["sha256"] for file in files if may_be_office(file)]
    return {row.source: row for row in Preview.objects.filter(expertise=pk, source__in=asked)} if asked else {}


def _pages(file: dict[str, Any], made: dict[str, Preview]) -> str:
    name = str(file["name"]).lower()
    if not file.get("sha256"):
        return ""
    if name.endswith(".pdf"):
        return PAINTED
    row = made.get(file["sha256"])
    if row is not None:
        return PAINTED if row.sha256 else FAILED
    return AWAITED if name.endswith(OFFICE) else ""
