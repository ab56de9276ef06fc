"""Asking the office to send a paper by post, and what it has answered."""

from datetime import date
from typing import Any

from django.contrib.auth import get_user_model

from casework import roles, workdays
from casework.door import Refused
from casework.notify import notify
from documents.papers.models import Document
from documents.post.models import PostalLetter
from journal.record import record

PAGE = "/on-paper/"


def owe(document: Document, to: str) -> None:
    """The paper is meant for an organisation nobody stands for here, or for a person without an account: the office sends it by post."""
    people = get_user_model().objects
    is_known = to.startswith(("member:", "signer:")) or (
        to.startswith("person:") and people.filter(pk=int(to.partition(":")[2]), on_paper__isnull=False).exists()
    )
    if not is_known or people.holding(to).exists():
        return
    letter, is_new = PostalLetter.objects.get_or_create(document=document, defaults={"addressee": to})
    if is_new:
        title = "Отправьте документ по почте: у адресата нет учётной записи"
        notify(roles.CLERK, f"post:{letter.pk}", title, f"{document}: {document.title}.", PAGE)


def mark_sent(letter: PostalLetter, *, by: Any, sent_on: date, sent_how: str) -> None:
    """The printed paper has gone out, or was handed over against a receipt. Raises Refused."""
    letter = PostalLetter.objects.select_for_update(of=("self",)).select_related("document").get(pk=letter.pk)
    if letter.sent_on:
        raise Refused("Это письмо уже отправлено.")
    if not letter.document.is_registered:
        raise Refused("Документ ещё не готов: отправлять нечего.")
    if not letter.document.date <= sent_on <= workdays.local_date():
        raise Refused(f"Отправить документ могли с {letter.document.date:%d.%m.%Y} по сегодняшний день.")
    letter.sent_on, letter.sent_how, letter.sent_by = sent_on, sent_how.strip(), by
    letter.save(update_fields=["sent_on", "sent_how", "sent_by"])
    payload = {"sent_on": sent_on, "how": letter.sent_how}
    record(letter.document, "send_by_post", "Отправлено по почте", by=by, ground=letter.sent_how, payload=payload)
