"""The child that sets type. Imported by the fork server once and by nobody else: WeasyPrint takes seconds to load.

Each paper is set in a process of its own with little memory, little time and no way out: a hostile or broken template
ends its child and nothing else (engine-facts: eight "bombs" ended by 10.8 s).
"""

import os
import resource
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from weasyprint import HTML, Attachment
from weasyprint.urls import URLFetcher

MEMORY = 1024**3
CPU_SECONDS = 10


class Nothing(URLFetcher):
    """A paper brings everything it needs with it: whatever it asks for is refused."""

    def fetch(self, url: str, headers: Any = None) -> Any:
        """Refuse."""
        raise ValueError(f"a paper may not fetch {url[:200]}")


def work(pipe: Any, job: dict[str, Any]) -> None:
    """Set one paper and send its bytes, or the reason why not."""
    try:
        _limit()
        pipe.send((typeset(**job), ""))
    except BaseException as error:
        pipe.send((b"", f"{type(error).__name__}: {error}"))
    finally:
        pipe.close()


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def typeset(html: str, epoch: int, data: bytes | None = None) -> bytes:
    """PDF/A-3a of a page of HTML, reproducible byte for byte; `data` travels inside as snapshot.json."""
    os.environ["SOURCE_DATE_EPOCH"] = str(epoch)
    moment = datetime.fromtimestamp(epoch, UTC)
    attachments = (
        [
            Attachment(
                file_obj=BytesIO(data),
                name="snapshot.json",
                description="Данные, из которых составлен документ",
                relationship="Data",
                created=moment,
                modified=moment,
                url_fetcher=Nothing(),
            )
        ]
        if data is not None
        else []
    )
    document = HTML(string=html, url_fetcher=Nothing(), base_url=None)
    return document.write_pdf(
        pdf_variant="pdf/a-3a",
        attachments=attachments,
        pdf_identifier=str(epoch).encode(),
        presentational_hints=False,
        full_fonts=False,
    )
