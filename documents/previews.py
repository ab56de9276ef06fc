"""Pages of an original as pictures: a signatory sees the paper itself on the page, whatever their browser does with PDF."""

import threading
from io import BytesIO

from documents import archive

SCALE = 1.6  # 115 dots per inch: 14 pt text reads well, a page is about 60 KB
_turn = threading.Lock()  # PDFium is not safe under threads


def picture(sha256: str, number: int) -> bytes:
    """Page `number` (from 1) of a PDF of ours as PNG. Raises IndexError for a page it does not have, archive.Damaged."""
    import pypdfium2  # noqa: PLC0415 - only who looks at pages needs it

    content = archive.read(sha256, "pdf")
    with _turn:
        document = pypdfium2.PdfDocument(content)
        try:
            if not 1 <= number <= len(document):
                raise IndexError(number)
            image = document[number - 1].render(scale=SCALE, may_draw_forms=False).to_pil()
            output = BytesIO()
            image.convert("P", palette=1, colors=64).save(output, "PNG", optimize=True)
            return output.getvalue()
        finally:
            document.close()
