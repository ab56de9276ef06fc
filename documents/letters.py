"""A letter to somebody outside the office: the same notice for every room (domain 4.4, item 7; register 06-02)."""

from collections.abc import Iterable, Sequence
from typing import Any

from casework.notify import notify
from documents.papers.issuing import issue
from documents.papers.models import Document
from documents.post import actions as post
from documents.registers.kinds import Kind


def letter(
    addressee: Sequence[str], title: str, lead: str, *, readers: Iterable[str], by: Any = None, **text: Any
) -> Document:
    """Issue a notice; nobody is told of it.

    `addressee`: the lines above the text; `lead`: what it is about; `readers`: capacity keys; `by`: the executor, None for the system.
    `text`: what else `documents/pdf/notice.html` may hold: reference, grounds, remarks, what_to_do, until (ISO date), appeal,
    counts (`documents.evidence.facts`).
    """
    return issue(
        kind=Kind.NOTICE,
        title=title,
        snapshot={
            "addressee": list(addressee),
            "reference": "",
            "lead": lead,
            "grounds": [],
            "what_to_do": "",
            "until": "",
            "appeal": "",
            "executor": {"name": by.short_name if by else "", "phone": by.phone if by else ""},
            **text,
        },
        template="documents/pdf/notice.html",
        register="notices",
        readers=list(readers),
        by=by,
    )


def send(
    to: str,
    event: str,
    url: str,
    addressee: Sequence[str],
    title: str,
    lead: str,
    *,
    readers: Iterable[str] = (),
    **more: Any,
) -> Document:
    """Issue a notice and tell whoever holds the capacity key `to`, who may read it; `event` and `url` as in `casework.notify`.

    If nobody holds it, the office sends the paper by post.
    """
    document = letter(addressee, title, lead, readers=[to, *readers], **more)
    if not notify(to, event, title, lead, url):
        post.owe(document, to)
    return document
