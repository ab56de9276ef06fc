"""Who may do what at the addresses of events: one that people register for, a plan, one that has been held, and whose registrations they are."""

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from casework import workdays
from events.consortia import actions as consortia
from events.groups import actions as groups
from events.models import (
    Attestation,
    Booking,
    Carriage,
    Consortium,
    Event,
    Group,
    Material,
    Participant,
    Partner,
    Recording,
    Registration,
    Series,
    Session,
    Venue,
)
from events.occasions import actions
from events.outside import actions as outside
from events.partners import actions as partners
from events.recordings import actions as recordings
from events.registrations import actions as registrations
from events.rooms import actions as rooms
from events.sections import actions as sections
from tests.access.table import ANYBODY, ASK, KNOWN, READ, Page, Thing, missing, page, public
from tests.access.world import World
from tests.story import LONG, answer, make_person, make_venue


def open_one(world: World) -> tuple[int]:
    return (Event.objects.get(title="Вечер соседей").pk,)


def planned(world: World) -> tuple[int]:
    return (Event.objects.get(title="Замысел вечера").pk,)


def own(world: World) -> tuple[int]:
    return (Registration.objects.get(person=world.people["citizen"], event=open_one(world)).pk,)


def a_room(world: World) -> tuple[int]:
    return (Venue.objects.get(title="Зал встреч").pk,)


def a_booking(world: World) -> tuple[int]:
    return (Booking.objects.get(venue__title="Зал встреч").pk,)


KEEPERS = {"platform_secretary", "moderator", "auditor"}


def section(world: World) -> tuple[int]:
    return (Session.objects.get().pk,)


def a_game(world: World) -> tuple[int]:
    return (Event.objects.get(title="Игра соседей").pk,)


def a_course(world: World) -> tuple[int]:
    return (Event.objects.get(title="Курс модератора").pk,)


def a_festival(world: World) -> tuple[int]:
    return (Event.objects.get(title="Праздник двора").pk,)


def a_show(world: World) -> tuple[int]:
    return (Event.objects.get(title="Показ соседям").pk,)


def a_consortium(world: World) -> tuple[int]:
    return (Consortium.objects.get().pk,)


def in_the_game(world: World) -> tuple[int]:
    return (Registration.objects.get(person=world.people["citizen"], event=a_game(world)).pk,)


def attestation(world: World) -> tuple[int]:
    return (Attestation.objects.get(person=world.people["citizen"]).pk,)


def of_organizer() -> Page:
    """What the organiser alone does: to everybody else there is no such address."""
    return page(ASK, Thing("open", open_one, set()), Thing("plan", planned, set()), missing())


def of_owner() -> Page:
    return page(ASK, Thing("own", own, {"citizen"}), missing())


TABLE: dict[str, Page] = {
    **{name: public() for name in ("events", "city_calendar", "city_calendar_frame", "city_calendar_file", "city_calendar_feed")},
    "event": public(Thing("open", open_one, ANYBODY), Thing("plan", planned, {"auditor"}), missing()),
    "event_series": public(Thing("series", lambda w: (Series.objects.get().pk,), ANYBODY), missing()),
    "event_material": public(Thing("open", lambda w: (Material.objects.get().pk,), ANYBODY), missing()),
    "event_plan": page(ASK, Thing("form", lambda w: (), set(), KNOWN)),
    "event_series_open": page(ASK, Thing("form", lambda w: (), set(), KNOWN)),
    **{
        f"event_{verb}": of_organizer()
        for verb in ("change", "postpone", "cancel", "session", "material_add", "mark", "mention", "recording")
    },
    "event_lesson": of_organizer(),
    "attestations": page(READ, Thing("own", lambda w: (), KNOWN)),
    "attestation": page(READ, Thing("own", attestation, {"citizen", "committee_secretary", "auditor"}), missing()),
    "attestation_drop": page(ASK, Thing("own", attestation, {"citizen"}), missing()),
    "attestation_revoke": page(ASK, Thing("own", attestation, {"committee_secretary"}), missing()),
    "event_register": page(ASK, Thing("open", open_one, KNOWN), Thing("plan", planned, set()), missing()),
    "event_people": page(READ, Thing("open", open_one, {"auditor"}), Thing("plan", planned, set()), missing()),
    "event_check": page(ASK, Thing("ticket", lambda w: (Registration.objects.get(pk=own(w)[0]).code,), set())),
    "venues": public(),
    "venue": public(Thing("room", a_room, ANYBODY), missing()),
    "venue_new": page(ASK, Thing("form", lambda w: (), {"platform_secretary"}, KNOWN)),
    "venue_edit": page(ASK, Thing("room", a_room, {"platform_secretary"}, KNOWN), missing()),
    "venue_take": page(ASK, Thing("room", a_room, {"platform_secretary", "moderator"}), missing()),
    "venue_ask": page(ASK, Thing("room", a_room, {"signer", "stranger"}), missing()),
    "booking": page(READ, Thing("asked for", a_booking, KEEPERS | {"signer", "member"}), missing()),
    "booking_cancel": page(ASK, Thing("asked for", a_booking, {"signer", "platform_secretary"}), missing()),
    "own_events": page(READ, Thing("own", lambda w: (), KNOWN)),
    "event_ticket": page(READ, Thing("own", own, {"citizen"}), missing()),
    "registration_cancel": of_owner(),
    "registration_certificate": of_owner(),
    "event_groups": public(Thing("game", a_game, ANYBODY), Thing("no game", open_one, set()), missing()),
    **{name: page(ASK, Thing("game", a_game, set()), missing()) for name in ("event_groups_form", "event_groups_draw")},
    "group_product": page(ASK, Thing("group", lambda w: (Group.objects.first().pk,), {"citizen"}), missing()),
    "registration_group": page(ASK, Thing("own", in_the_game, {"citizen"}), missing()),
    "event_sheet": page(ASK, Thing("course", a_course, set()), Thing("no course", open_one, set()), missing()),
    "event_partner": of_organizer(),
    "event_partner_answer": page(ASK, Thing("asked", lambda w: (Partner.objects.get().pk,), {"signer"}), missing()),
    "consortium": public(Thing("consortium", a_consortium, ANYBODY), missing()),
    "consortium_new": page(ASK, Thing("form", lambda w: (), set(), KNOWN)),
    **{name: page(ASK, Thing("consortium", a_consortium, set()), missing()) for name in ("consortium_invite", "consortium_end")},
    "consortium_answer": page(ASK, Thing("asked", lambda w: (Participant.objects.get().pk,), {"signer"}), missing()),
    **{name: page(ASK, Thing("show", a_show, set()), Thing("no show", open_one, set()), missing()) for name in ("event_estimate", "event_carriage")},
    "carriage_call_off": page(ASK, Thing("show", lambda w: (Carriage.objects.get().pk,), set()), missing()),
    "recording_remove": page(ASK, Thing("shown", lambda w: (Recording.objects.get().pk,), set()), missing()),
    "event_vote": page(ASK, Thing("festival", a_festival, KNOWN), Thing("no festival", open_one, set()), missing()),
    "section_edit": page(ASK, Thing("section", section, set()), missing()),
    "registration_sections": of_owner(),
    "registration_correct": page(ASK, Thing("own", own, set()), missing()),
}  # fmt: skip


def furnish(world: World) -> None:
    """An event with a place for the citizen and a material, and a plan."""
    organizer = make_person("event_organizer", last_name="Сборова")
    series = actions.open_series(by=organizer, title="Вечера", leader="Дом соседей")
    facts: dict[str, Any] = {"by": organizer, "kind": "seminar", "about": LONG}
    actions.plan(title="Замысел вечера", **facts)
    event = _announced(actions.plan(title="Вечер соседей", series=series, **facts), organizer)
    registrations.register(event, by=world.people["citizen"])
    start = event.starts_at or event.planned_at
    sections.add(event, by=organizer, title="Чай", starts_at=start, ends_at=start + timedelta(hours=1), places=3)
    file = SimpleUploadedFile("notes.pdf", b"%PDF-1.4\n1 0 obj<</Type/Pages/Count 1>>endobj\n%%EOF")
    actions.add_material(event, by=organizer, title="Заметки", file=file)
    room = make_venue(world.platform, "Зал встреч")
    start = workdays.end_of(workdays.add(workdays.local_date(), 12)) - timedelta(hours=11)
    rooms.ask(
        room,
        by=world.people["signer"],
        organization=world.tos,
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        purpose="Тайна-брони",
    )
    recordings.add(event, by=organizer, kind="recording", url="https://video.example.org/1")
    partners.ask(event, by=organizer, organization=world.tos, part="Чай и песни.")
    consortium = consortia.establish(
        by=organizer, title="Дворовая академия", about=LONG, agreement="соглашение № 1", since=start.date()
    )
    consortia.ask(consortium, by=organizer, organization=world.tos, part="Чай и песни.")
    show = _announced(actions.plan(title="Показ соседям", **{**facts, "kind": "outside_show"}), organizer)
    outside.carry(
        show,
        by=organizer,
        way="there",
        carrier="Сосед",
        leaves_at=start,
        arrives_at=start + timedelta(hours=1),
        about="К подъезду.",
    )
    _announced(actions.plan(title="Праздник двора", **{**facts, "kind": "festival"}), organizer)
    game = _announced(actions.plan(title="Игра соседей", **{**facts, "kind": "game"}), organizer)
    player = registrations.register(game, by=world.people["citizen"])
    answer(organizer, player.case, "select", outcome="take")
    groups.form(game, by=organizer, titles=["Двор", "Дом"], how="lot", roles=[])
    groups.draw(game, by=organizer)
    facts |= {"kind": "course", "title": "Курс модератора", "opens_role": "moderator"}
    course = _announced(actions.plan(teacher=make_person(last_name="Учителева"), **facts), organizer)
    applied = registrations.register(course, by=world.people["citizen"])
    answer(organizer, applied.case, "select", outcome="take")


def _announced(event: Event, organizer: Any) -> Event:
    starts_at = workdays.end_of(workdays.add(workdays.local_date(), 15))
    answer(
        organizer, event.case, "announce", starts_at=f"{starts_at:%Y-%m-%dT%H:%M}", place="пр. Мира, 1", places="5",
        ends_at=f"{starts_at + timedelta(hours=2):%Y-%m-%dT%H:%M}", programme="Чай, разговор, песни.",
    )  # fmt: skip
    return Event.objects.get(pk=event.pk)
