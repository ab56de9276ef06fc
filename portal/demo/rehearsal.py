"""A city that rehearses: people of the demo; rules, criteria, lists, texts, settings and platforms of the city itself."""

import gc
from datetime import datetime
from decimal import Decimal
from typing import Any, LiteralString

import psycopg
from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import Model
from django.utils import timezone
from psycopg.rows import dict_row
from psycopg.sql import SQL, Identifier

from casework import installation, sweeping, workdays
from casework.installation import Installation
from events.models import Venue
from expertise.expertises.overdue import sweep as sweep_expertises
from journal.record import record
from negotiations.models import NegotiationPlatform
from portal.demo import moved_clock
from portal.demo.actor import Actor
from portal.demo.clock import Clock, WorkingDays
from portal.demo.people import World
from portal.demo.player import first_stage
from portal.demo.show import PLAYED
from programme.lists.actions import adopt_list
from programme.models import CriteriaSet, Criterion, ListVersion, Organization, Regulation, TextVersion
from programme.periods import today
from programme.regulations import actions as regulations
from programme.regulations import scales
from programme.texts.actions import write_text

Reading = psycopg.Connection[dict[str, Any]]
READ_ONLY = "-c default_transaction_read_only=on"
GROUND = "копия того, что действует в городе, для репетиции"
SETTINGS = (
    "city_name", "organisation_name", "contact_email", "contact_phone", "contact_address", "contact_hours", "head_acts",
)  # fmt: skip


def open_rehearsal(city: str) -> None:
    """Bring the people into being and copy what the city has set; `city` is the address of its database."""
    if not settings.REHEARSAL:
        raise CommandError(
            "Репетиция начинается только командой ./run rehearse: у её участников известные всем пароли."
        )
    end = timezone.now()
    days = WorkingDays(workdays.local_date(end))
    clock = Clock(days.at(1, 9), end)  # the people have come on the working day before
    world = World(clock, days, Actor(clock))
    gc.freeze()
    with clock.running():
        world.gather()
    with psycopg.connect(city, row_factory=dict_row, options=READ_ONLY) as there:
        if _is_set_up(there):
            _copy_rules(there)
            _copy_criteria(there)
            _copy_lists(there)
            _copy_texts(there)
            _copy_settings(there)
            _copy_platforms(there, world.organizations["ORG02"])
    assert world.body
    record(world.body, PLAYED, "Город готов к репетиции")


def _is_set_up(there: Reading) -> bool:
    """Has the city begun at all? One may rehearse before."""
    return _is_there(there, NegotiationPlatform)


def _is_there(there: Reading, model: type[Model]) -> bool:
    row = there.execute("SELECT to_regclass(%s) AS name", [model._meta.db_table]).fetchone()
    return bool(row and row["name"])


def _copy_rules(there: Reading) -> None:
    """The regulation in force in the city."""
    rules = _rows(
        there,
        Regulation,
        "code = %s AND valid_from <= %s ORDER BY valid_from DESC, version DESC",
        Regulation.MAIN,
        today(),
    )
    if rules and rules[0]["fingerprint"] != Regulation.in_force().fingerprint:
        regulations.adopt_regulation(title=rules[0]["title"], valid_from=today(), data=rules[0]["data"], ground=GROUND)


def _in_force(there: Reading, model: type[Model]) -> list[dict[str, Any]]:
    """The version in force of every code of a table; empty if the city has not got that far."""
    if not _is_there(there, model):
        return []
    newest = "id IN (SELECT DISTINCT ON (code) id FROM {} WHERE valid_from <= %s ORDER BY code, version DESC)"
    condition = SQL(newest).format(Identifier(model._meta.db_table))
    query = SQL("SELECT * FROM {} WHERE {} ORDER BY code").format(Identifier(model._meta.db_table), condition)
    return there.execute(query, [today()]).fetchall()


def _copy_criteria(there: Reading) -> None:
    """The sets of criteria in force in the city."""
    for row in _in_force(there, CriteriaSet):
        own = CriteriaSet.objects.filter(code=row["code"])
        if own.filter(fingerprint=row["fingerprint"]).exists() or not own.exists():
            continue
        criteria = _rows(there, Criterion, "set_id = %s ORDER BY number", row["id"])
        rows = [{name: _plain(criterion[name]) for name in scales.ROW} for criterion in criteria]
        regulations.adopt_criteria(code=row["code"], rows=rows, valid_from=today(), ground=GROUND)


def _plain(value: Any) -> Any:
    return f"{value:.2f}" if isinstance(value, Decimal) else value


def _copy_lists(there: Reading) -> None:
    """The lists in force in the city."""
    for row in _in_force(there, ListVersion):
        own = ListVersion.objects.filter(code=row["code"]).order_by("-version").first()
        if own and own.fingerprint != row["fingerprint"]:
            adopt_list(code=row["code"], rows=row["rows"], valid_from=today(), ground=GROUND)


def _copy_texts(there: Reading) -> None:
    """The texts in force in the city. Nobody of the rehearsal is asked for a consent anew: they have come with the texts."""
    for row in _in_force(there, TextVersion):
        own = TextVersion.objects.filter(code=row["code"]).order_by("-version").first()
        if own and own.fingerprint != row["fingerprint"]:
            write_text(own, by=None, version=own.version, text=row["text"], valid_from=today(), ground=GROUND)


def _copy_settings(there: Reading) -> None:
    """What the city has set, but for whatever leads out of the rehearsal: letters, keys, who was invited."""
    rows = _rows(there, Installation, "true") if _is_there(there, Installation) else []
    for row in rows:
        Installation.objects.update_or_create(pk=1, defaults={name: row[name] for name in SETTINGS})
        installation.forget()


def _copy_platforms(there: Reading, operator: Organization) -> None:
    """The platforms of the city with their rooms, instead of those of the demo; without any the demo's stay."""
    theirs = _rows(there, NegotiationPlatform, "true ORDER BY id")
    if not theirs:
        return
    NegotiationPlatform.objects.all().delete()
    Venue.objects.all().delete()
    rooms = {row["id"]: Venue.objects.create(**_facts(Venue, row)) for row in _rows(there, Venue, "true ORDER BY id")}
    links = there.execute(
        "SELECT negotiationplatform_id, venue_id FROM negotiations_negotiationplatform_venues"
    ).fetchall()
    for row in theirs:
        platform = NegotiationPlatform.objects.create(operator=operator, **_facts(NegotiationPlatform, row))
        platform.venues.set(rooms[link["venue_id"]] for link in links if link["negotiationplatform_id"] == row["id"])


def _rows(there: Reading, model: type[Model], condition: LiteralString, *values: Any) -> list[dict[str, Any]]:
    query = SQL("SELECT * FROM {} WHERE {}").format(Identifier(model._meta.db_table), SQL(condition))
    return there.execute(query, values).fetchall()


def _facts(model: type[Model], row: dict[str, Any]) -> dict[str, Any]:
    """What a row says of itself, without its key and its relations."""
    fields = [field for field in model._meta.concrete_fields if not (field.primary_key or field.is_relation)]
    return {field.name: row[str(field.column)] for field in fields}


def move_clock(moment: datetime) -> None:
    """Live on to a moment: every term on the way passes in its order. A moment that has passed moves nothing."""
    while (stage := first_stage()) and stage <= moment:
        moved_clock.move_to(settings.REHEARSAL_CLOCK, stage)
        sweeping.sweep()
        sweep_expertises()
        if first_stage() == stage:  # its lapse is in the queue, which goes on by the same clock
            break
    moved_clock.move_to(settings.REHEARSAL_CLOCK, moment)
