"""The process that sets type: `python -m documents.typesetter <fd>`, started by the press. WeasyPrint takes seconds to load.

It loads once and forks for each paper. A child has little memory, little processor time and no way out: a hostile or broken template
ends its child and nothing else.
"""

import gc
import json
import logging
import os
import resource
import signal
import socket
import sys
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from weasyprint import HTML, Attachment
from weasyprint.urls import URLFetcher

from documents import seal_place, tagging

MEMORY = 1024**3
HANDING_OVER = 60  # seconds in which the job must be here
ENCLOSED = "data:image/jpeg;base64,"
OK, FAILED = b"+", b"-"
# Something of everything papers have: whatever is loaded for it (fonts, hyphenation, parsers), every child finds already there.
FIRST_PAGE = """<html lang="ru"><title>Проба</title><style>@page { size: A4; @bottom-center { content: counter(page) } }
    body { font: 12pt "PT Serif"; hyphens: auto; text-align: justify } table { font-family: "PT Sans"; width: 100% }</style>
    <h1>Проба</h1><p>Государственность <b>полужирно</b>, <i>наклонно</i>, <b><i>вместе</i></b>: 1&nbsp;234,50&nbsp;₽, №&nbsp;7.</p>
    <table><tr><th>Вопрос</th><td>Ответ <b>«да»</b> <i>нет</i> <b><i>да</i></b></td></tr></table><ul><li>раз</li></ul>
    <svg xmlns="http://www.w3.org/2000/svg" width="9mm" height="9mm"><path stroke="#000" d="M0 0.5h7"/></svg></html>"""


class Nothing(URLFetcher):
    """A paper brings everything it needs with it: whatever it asks for is refused, but a photograph that stands in the page itself."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Refuse."""
        if url.startswith(ENCLOSED):
            return super().fetch(url, headers)
        raise ValueError(f"a paper may not fetch {url[:200]}")


def serve(control: socket.socket) -> None:
    """Fork for every connection that is handed over; end with whoever holds the other end."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _warm_up()
    while True:
        message, handles, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        if os.fork() == 0:
            control.close()
            with socket.socket(fileno=handles[0]) as connection:
                answer(connection)
            os._exit(0)
        os.close(handles[0])


def _warm_up() -> None:
    """Load once what every paper needs; then keep the collector off it, or each child would copy all pages of memory it touches."""
    typeset(FIRST_PAGE, 0, b"{}", {})
    gc.collect()
    gc.freeze()


def answer(connection: socket.socket) -> None:
    """Set one paper; the answer is a sign and the bytes, or a sign and the reason."""
    try:
        _limit()
        with connection.makefile("rb") as incoming:
            size = int(incoming.readline())
            job, data = json.loads(incoming.read(size)), incoming.read()
        resource.setrlimit(resource.RLIMIT_CPU, (job["seconds"], job["seconds"]))
        signal.alarm(job["wall"])
        reply = OK + typeset(job["html"], job["epoch"], data if job["has_data"] else None, job["seal"])
    except BaseException as error:
        reply = FAILED + f"{type(error).__name__}: {error}".encode()
    connection.sendall(reply)


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.alarm(HANDING_OVER)


def typeset(html: str, epoch: int, data: bytes | None, seal: dict[str, str]) -> bytes:
    """PDF/A-3a of a page of HTML, reproducible byte for byte; `data` travels inside as snapshot.json, `seal` says whose seal
    a place is kept for. Without data it is a piece of another paper, set without a seal of its own.
    """
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    return HTML(string=html, url_fetcher=Nothing()).write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=str(epoch).encode(),
        finisher=lambda _, pdf: _finish(pdf, None if data is None else seal),
        attachments=[] if data is None else [_attachment(data, datetime.fromtimestamp(epoch, UTC))],
    )


def _finish(pdf: Any, seal: dict[str, str] | None) -> None:
    tagging.complete(pdf)
    if seal is not None:
        seal_place.reserve(pdf, seal)


def _attachment(data: bytes, moment: datetime) -> Attachment:
    return Attachment(
        file_obj=BytesIO(data),
        name="snapshot.json",
        description="Данные, из которых составлен документ",
        relationship="Data",
        created=moment,
        modified=moment,
        url_fetcher=Nothing(),
    )


if __name__ == "__main__":
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    serve(socket.socket(fileno=int(sys.argv[1])))
