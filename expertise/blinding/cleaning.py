"""Files as experts of a blind case get them: without author and properties, by a process that opens strangers' files. Pure but for it."""

from pathlib import Path

from expertise.materials import cage

PATIENCE = 30  # seconds a file may take
CLEANER = Path(__file__).with_name("cleaner.py")


class Unclean(Exception):
    """The file could not be read, so nothing can be promised of it."""


def cleaned(data: bytes, kind: str) -> bytes:
    """The bytes of a file of this kind (pdf, docx, xlsx, png, jpg) without what they say of their author. Raises Unclean."""
    try:
        code, answer = cage.run(CLEANER, kind, given=data, patience=PATIENCE)
    except cage.Unreadable:
        raise Unclean from None
    if code or not answer:
        raise Unclean
    return answer
