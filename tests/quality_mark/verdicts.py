"""What the appeals board hands to a room: a signed decision, and the fact that a thing is contested."""

from typing import Any

from django.db import models

from casework import appealing
from casework.queue import run_pending
from documents.models import Document
from documents.papers.issuing import issue


def verdict() -> Document:
    """A decision on an appeal, as a paper."""
    paper = issue(
        kind="decision", register="notices", title="О решении по апелляции", snapshot={"lead": "Апелляция удовлетворена."},
        template="documents/pdf/notice.html", is_public=True,
    )  # fmt: skip
    run_pending()
    return Document.objects.get(pk=paper.pk)


def satisfied(subject: models.Model, remedy: str = "") -> Document:
    """The whole way of an appeal that is satisfied, as the board leads it: contested, decided, changed."""
    [kind] = appealing.standing(subject)
    paper = verdict()
    appealing.begin(subject, paper)
    kind.rules.suspend(subject, by=None, ground="апелляция № А-1")
    appealing.end(subject, paper)
    codes = [row.code for row in kind.rules.remedies(subject)]
    code = remedy or codes[0]
    assert code in codes
    kind.rules.satisfy(
        again(subject), remedy=code, by=None, ground=f"решение по апелляции № {paper.number}", paper=paper
    )
    run_pending()
    return paper


def refused(subject: models.Model) -> None:
    """The whole way of an appeal that is refused."""
    [kind] = appealing.standing(subject)
    paper = verdict()
    appealing.begin(subject, paper)
    kind.rules.suspend(subject, by=None, ground="апелляция № А-1")
    appealing.end(subject, paper)
    kind.rules.resume(again(subject), by=None, ground=f"решение по апелляции № {paper.number}")
    run_pending()


def again(subject: Any) -> Any:
    """The row as it is now."""
    return type(subject).objects.get(pk=subject.pk)
