"""Paints a page of a stranger's PDF: a program of its own, with little memory and little time.

A file may be made to break whoever opens it. Here that ends this process and not the site. It knows nothing of the project:
`glance.py` starts it with the number of the page and gives the bytes on its input. The first line of the answer is how many pages there are.
"""

import resource
import sys
from io import BytesIO

import pypdfium2

MEMORY = 1024 * 1024 * 1024  # bytes of addresses
SECONDS = 15  # of the processor
WIDTH = 1100  # pixels of a page: 14 pt text reads well on a screen
MOST_HEIGHT = 4000


def limit() -> None:
    """Take what this process may use; a system that knows no such limit goes without."""
    for kind, amount in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


def main(number: int) -> int:
    """Exit codes: 0 with the number of pages and the picture, 2 for what could not be read, 3 for a page there is not."""
    limit()
    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        if not 1 <= number <= len(document):
            return 3
        page = document[number - 1]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), MOST_HEIGHT / max(height, 1))
        image = page.render(scale=scale, may_draw_forms=False).to_pil()
        output = BytesIO()
        image.convert("P", palette=1, colors=64).save(output, "PNG", optimize=True)
    except Exception:
        return 2
    sys.stdout.buffer.write(f"{len(document)}\n".encode() + output.getvalue())
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
