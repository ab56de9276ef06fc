"""An office file as a PDF that is shown page by page like any other: read by one caged process, set by the press. Pure but for them.

The limits are data (`data/previews.json`): how much of a file is shown, and what reading and setting it may cost.
"""

import json
from functools import cache
from pathlib import Path

from documents.press import PressError, press
from expertise.materials import cage
from expertise.materials.cage import Unreadable

READER = Path(__file__).with_name("reader.py")
LIMITS = Path(__file__).resolve().parent.parent / "data" / "previews.json"


@cache
def limits() -> dict[str, int]:
    """By their names, in signs, bytes, pixels and seconds."""
    known: dict[str, int] = json.loads(LIMITS.read_text(encoding="utf-8"))
    return known


def pages_of(data: bytes, kind: str, **stricter: int) -> bytes:
    """The PDF of a docx or xlsx, the same for the same bytes; `stricter` limits instead of ours. Raises Unreadable."""
    allowed = limits() | stricter
    code, page = cage.run(READER, kind, json.dumps(allowed), given=data, patience=allowed["patience_seconds"])
    if code or not page:
        raise Unreadable
    try:
        return press(page.decode(), 0, seconds=allowed["setting_seconds"])
    except (PressError, UnicodeDecodeError):
        raise Unreadable from None
