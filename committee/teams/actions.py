"""Forming the team of a direction, editing the page it leads, giving a group something to do (programme 8.8)."""

from datetime import date
from typing import Any

from django.db import transaction

from casework import roles
from casework.door import Refused
from committee.bodies import actions as bodies
from committee.bodies.kinds import BodyKind, Known
from committee.bodies.models import Body
from committee.teams.models import DirectionEdition, DirectionTeam
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from journal.record import record
from programme.lists import catalogue
from programme.models import Person

GROUPS = (Known.ANALYTICAL_GROUP, Known.STRATEGIC_TEAM, Known.CONSORTIUM, Known.GOVERNING_COUNCIL)


def team_of(direction: str) -> DirectionTeam | None:
    """The team that leads a direction now."""
    rows = DirectionTeam.objects.filter(direction=direction, body__closed_at=None)
    return rows.select_related("body__kind").first()


def edition_of(direction: str) -> DirectionEdition | None:
    """The text that stands on the page of a direction now; it stays when its team has ended."""
    return DirectionEdition.objects.filter(direction=direction).order_by("-number").first()


@transaction.atomic
def form(direction: str, *, by: Person, title: str, title_genitive: str, act: str) -> Body:
    """A strategic team by an act; the committee's secretary receives its report every quarter."""
    kind = BodyKind.objects.select_for_update().get(key=Known.STRATEGIC_TEAM)
    if team_of(direction):
        raise Refused("Команда направления уже образована: состав меняют на её странице.")
    body = bodies.found_by_kind(
        kind, by=by, title=title, title_genitive=title_genitive, act=act, places=dict(kind.places)
    )
    DirectionTeam.objects.create(body=body, direction=direction)
    words = catalogue.label("directions", direction)
    record(body, "lead", f"Команда ведёт направление: {words}", by=by)
    undertakings.give(
        kind=Undertaking.Kind.INSTRUCTION, title=f"Отчёт команды направления «{words}» за квартал", source=act,
        source_url=body.get_absolute_url(), controller=roles.COMMITTEE_SECRETARY, period=Undertaking.Period.QUARTER, is_public=True,
        by=by,
    )  # fmt: skip
    return body


@transaction.atomic
def edit(team: DirectionTeam, *, by: Person, text: str, changes: str, based_on: int) -> DirectionEdition:
    """A new edition of the page by a member of the team; `based_on`: the number of the edition they had before them, nought if none."""
    if not team.body.is_member(by) or team.body.closed_at:
        raise Refused("Страницу направления правит только его команда.")
    Body.objects.select_for_update().get(pk=team.body_id)
    last = edition_of(team.direction)
    number = last.number if last else 0
    if based_on != number:
        raise Refused(
            f"Пока вы писали, вышла редакция {number}. Ваш текст остался в форме: откройте страницу направления рядом, "
            "перенесите правки в новый текст и отправьте его с новой страницы."
        )
    if last and last.text == text:
        raise Refused("Текст не изменился: новая редакция не нужна.")
    edition = DirectionEdition.objects.create(
        team=team, direction=team.direction, number=number + 1, text=text, changes=changes, by=by
    )
    record(team.body, "edit_page", f"Страница направления: {edition}", by=by, ground=changes)
    return edition


@transaction.atomic
def give_task(body: Body, *, by: Person, title: str, due_on: date) -> Undertaking:
    """Something a group is to do, asked of whoever leads it; its page shows it to everybody."""
    if body.closed_at:
        raise Refused("Этот орган прекратил работу: заданий ему не дают.")
    leader: Any = body.leading_member()
    if leader is None:
        raise Refused("В составе пока никого нет: сначала введите тех, кто выполнит задание.")
    return undertakings.give(
        kind=Undertaking.Kind.INSTRUCTION, title=title, source=f"Задание: {body}", source_url=body.get_absolute_url(),
        controller=roles.COMMITTEE_SECRETARY, person=leader.person, due_on=due_on, is_public=True, by=by,
    )  # fmt: skip
