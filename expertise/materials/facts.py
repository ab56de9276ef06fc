"""Which files of the materials can be read on the pages of the site."""

from typing import Any

from django.urls import reverse


def with_pages(materials: dict[str, Any], pk: int) -> dict[str, Any]:
    """The materials of the case with this key; a PDF that is kept with us has the addresses of its pages (`look`, `picture`)."""
    attached = []
    for number, file in enumerate(materials.get("attachments", []), 1):
        is_painted = file.get("sha256") and file["name"].lower().endswith(".pdf")
        pages = {"look": "material_page", "picture": "material_picture"} if is_painted else {}
        attached.append({**file, **{name: reverse(to, args=[pk, number, 1]) for name, to in pages.items()}})
    return {**materials, "attachments": attached}
