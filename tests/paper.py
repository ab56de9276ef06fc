"""What is printed on a paper, for tests that read it as a person would."""

import re

import pypdfium2

from documents import archive
from documents.models import Document

# A word torn by the typesetter, as the reader of the file tells it.
TORN = "\N{HYPHEN}\\s+|[\x02\ufffe]\\s*"


def pages_of(pdf: bytes) -> list[str]:
    """The words of each page in one line with ordinary spaces; what the typesetter has hyphenated is whole again."""
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return [" ".join(re.sub(TORN, "", words).replace("\N{NO-BREAK SPACE}", " ").split()) for words in pages]


def words_of(pdf: bytes) -> str:
    """The words of all pages."""
    return " ".join(pages_of(pdf))


def text_of(document: Document) -> str:
    """The words of a document's original."""
    original = document.original
    assert original, f"{document} has not been set"
    return words_of(archive.read(original.sha256, "pdf"))
