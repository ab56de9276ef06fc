"""The outcome of an event as a paper of register 11-01 (EV-07)."""

from collections import Counter
from typing import Any

from django.utils import timezone

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from events.occasions.models import Event
from events.registrations.ages import in_words
from events.viewers.facts import totals
from programme.models import Person


def announcement(event: Event, about: str, by: Person, why: str = "") -> Document:
    """EV-02, EV-03, EV-05: open to everybody. `about`: «О проведении», «О переносе», «Об отмене»; `why` says the reason."""
    assert event.starts_at and event.ends_at, "an announced event has a time"
    return issue(
        kind=Kind.ANNOUNCEMENT,
        title=f"{about} мероприятия «{event}»"[:400],
        snapshot={
            "event": {
                "title": event.title,
                "kind": event.kind_title,
                "access": str(event.get_access_display()),
                "ages": in_words(event.bands),
                "from": f"{timezone.localtime(event.starts_at):%d.%m.%Y %H:%M}",
                "to": f"{timezone.localtime(event.ends_at):%d.%m.%Y %H:%M}",
                "place": event.place,
                "is_online": bool(event.link),
                "places": event.places,
                "is_chosen": event.rule.selection,
            },
            "partners": _partners(event),
            "about": event.about.splitlines(),
            "programme": event.programme.splitlines(),
            "why": why,
        },
        template="events/pdf/announcement.html",
        register="announcements",
        is_public=True,
        by=by,
    )


def outcome(event: Event, text: str, changed: list[dict[str, Any]], by: Person) -> Document:
    """Open to everybody: numbers of participants, no names of theirs."""
    assert event.starts_at and event.ends_at, "a held event had its time"
    counts = Counter(event.registrations.values_list("status", flat=True))
    return issue(
        kind=Kind.OUTCOME,
        title=f"По итогам мероприятия «{event}»"[:400],
        snapshot={
            "event": {
                "title": event.title,
                "kind": event.kind_title,
                "series": event.series.title if event.series else "",
                "from": timezone.localtime(event.starts_at).date(),
                "to": timezone.localtime(event.ends_at).date(),
                "place": event.place,
            },
            "sections": [{"title": row.title, "speakers": row.speakers} for row in event.sessions.all()],
            "partners": _partners(event),
            "has_registration": event.places is not None,
            "attended": counts["attended"],
            "registered": counts["attended"] + counts["absent"],
            "groups": [_product(row) for row in event.game_groups.all()],
            "voices": [{"title": row.title, "number": row.voices} for row in totals(event)],
            "text": text.splitlines(),
            "changed": [row["title"] for row in changed],
        },
        template="events/pdf/outcome.html",
        register="event_outcomes",
        is_public=True,
        by=by,
    )


def _partners(event: Any) -> list[dict[str, str]]:
    """Who holds it together with the city, as far as they have agreed by now."""
    rows = event.partners.agreed().select_related("organization")
    return [{"name": row.organization.short_name, "part": row.part} for row in rows]


def _product(group: Any) -> dict[str, Any]:
    """What a group of a game has made; its file is bound by its fingerprint."""
    product = group.products.select_related("material").first()
    material = product.material if product else None
    return {
        "title": group.title,
        "text": product.text.splitlines() if product else [],
        "file": material.name if material else "",
        "sha256": material.sha256 if material else "",
    }
