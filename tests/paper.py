"""What is printed on a paper, for tests that read it as a person would."""

import re

import pypdfium2

from documents import archive
from documents.models import Document

# A word torn by the typesetter, as the reader of the file tells it.
TORN = "\N{HYPHEN}\\s+|[\x02\ufffe]\\s*"


def text_of(document: Document) -> str:
    """The words of the PDF in one line with ordinary spaces; what the typesetter has hyphenated is whole again."""
    original = document.original
    assert original, f"{document} has not been set"
    pages = pypdfium2.PdfDocument(archive.read(original.sha256, "pdf"))
    words = " ".join(page.get_textpage().get_text_bounded() for page in pages)
    words = re.sub(TORN, "", words)
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
