"""Bytes that are not what was frozen: written into the journal, and the office told."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from casework import roles
from casework.notify import notify
from documents.custody import keepers
from journal.models import Entry
from journal.record import key, record

PAGE = "/documents/failed/"
OFFICE = {roles.CLERK: PAGE, roles.PLATFORM_SECRETARY: PAGE, roles.COMMITTEE_SECRETARY: PAGE, roles.ADMIN: ""}
ONCE_IN = timedelta(hours=20)


@transaction.atomic
def note_damage(sha256: str) -> None:
    """Somebody was to use these bytes and was stopped, or the nightly look has found them: at most once a day for each of their rows."""
    for row in keepers.kept_under(sha256):
        subject = row.kept_for
        title = f"Файл не прошёл проверку целостности: {row.description}"[:300]
        lately = Entry.objects.filter(subject=key(subject), verb=keepers.VERB, at__gte=timezone.now() - ONCE_IN)
        if lately.filter(title=title).exists():
            continue
        record(subject, keepers.VERB, title, payload={"sha256": sha256, "file": key(row)})
        text = f"{row.description}. Файл не выдаётся и не подписывается, пока его не восстановят из резервной копии (SHA-256 {sha256})."
        for addressee, url in OFFICE.items():
            event = f"damage:{key(row)}:{timezone.localdate().isoformat()}"
            notify(addressee, event, "Файл повреждён или утрачен", text, url)
