"""A game in groups: by lot that anybody draws again, by choice, the product of each in the outcome (S49)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction

from documents.models import Document
from events.groups.dealing import deal
from events.models import Event, Group, Member, Registration
from journal.models import Entry
from tests.events.conftest import Stage, now, offenders
from tests.events.test_hold import PDF, fill, read, told
from tests.story import answer, make_person, press, settle

pytestmark = pytest.mark.django_db


def players(stage: Stage, count: int) -> tuple[Event, list[Registration]]:
    event = stage.announce(stage.plan("game"), places=count)
    rows = [stage.register(event, make_person(last_name=f"Игрокова{'абвгдежз'[n]}")) for n in range(count)]
    for row in rows:
        answer(stage.organizer, row.case, "select", outcome="take")
    return event, [now(row) for row in rows]


def test_a_game_by_lot_to_the_products_of_its_groups(stage: Stage):
    event, rows = players(stage, 6)
    page, organizer = f"/events/{event.pk}/groups/", stage.organizer
    form = {"titles": "Двор\nДом\nДвор\n", "how": "lot", "roles": "Ведущий\nКритик"}
    press(organizer, f"{page}form/", status=422, **{**form, "titles": "Двор"})
    fill(organizer, f"{page}form/", **form)
    press(organizer, f"{page}form/", **{**form, "titles": "Двор\nУлица"})
    press(organizer, f"{page}draw/")
    yard, street = Group.objects.all()
    assert [group.members.counted().count() for group in (yard, street)] == [3, 3]
    assert sorted(Member.objects.filter(group=yard).values_list("role", flat=True)) == ["", "Ведущий", "Критик"]
    lot = Entry.objects.get(verb="draw_groups").payload
    sizes = {int(key): size for key, size in lot["sizes"].items()}
    assert [list(pair) for pair in deal(lot["people"], sizes, {}, lot["seed"])] == lot["order"], (
        "anybody draws it again"
    )
    press(organizer, f"{page}draw/", status=422)
    press(organizer, f"{page}form/", status=422, **form)
    mine = rows[0]
    own = now(mine).member.group
    seen, of_public = read(page, mine.person), read(page)
    assert told(mine.person, "Вы в группе") == 1 and mine.person.last_name in seen and "Игрокова" not in of_public
    strangers = [row.person.last_name for row in rows if row.member.group_id != own.pk]
    assert not any(name in seen for name in strangers), "those of another group are not named"
    press(mine.person, f"/events/registrations/{mine.pk}/group/", status=422, group=str(street.pk))
    other = yard if own == street else street
    press(organizer, f"/events/registrations/{mine.pk}/group/", status=422, group=str(other.pk), role="Критик")
    press(organizer, f"/events/registrations/{mine.pk}/group/", group=str(other.pk), role="")
    press(mine.person, f"/events/groups/{own.pk}/product/", status=404)
    product = {"text": "Правила двора: тишина с десяти, мяч до девяти."}
    press(mine.person, f"/events/groups/{other.pk}/product/", status=422, **product)
    event = stage.begin(event)
    fill(mine.person, f"/events/groups/{other.pk}/product/", **product, file=SimpleUploadedFile("rules.pdf", PDF))
    assert "мяч до девяти" in read(page) and "мяч до девяти" in read(event.get_absolute_url())
    answer(organizer, event.case, "finish", came=[str(row.pk) for row in rows])
    answer(organizer, event.case, "publish", text="Две группы спорили о дворе, одна договорилась.", paper="yes")
    settle()
    paper = now(event).outcome.document
    parts = {part["title"]: part for part in paper.snapshot["groups"]}
    assert parts[other.title]["file"] == "rules.pdf" and len(parts[other.title]["sha256"]) == 64
    assert parts[own.title]["text"] == [] and "Игрокова" not in str(paper.snapshot)
    press(mine.person, f"/events/groups/{other.pk}/product/", status=422, **product)
    assert not Document.objects.filter(status="number_reserved").exists() and offenders() == {}


def test_people_choose_their_groups_while_there_is_room(stage: Stage):
    event, (first, second, third) = players(stage, 3)
    form = {"titles": "Двор\nДом", "how": "choice", "places": "1", "roles": ""}
    press(stage.organizer, f"/events/{event.pk}/groups/form/", **form)
    yard, house = Group.objects.all()
    fill(first.person, f"/events/registrations/{first.pk}/group/", group=str(yard.pk))
    assert "мест больше нет" in press(
        second.person, f"/events/registrations/{second.pk}/group/", status=422, group=str(yard.pk)
    )
    press(second.person, f"/events/registrations/{first.pk}/group/", status=404)
    press(second.person, f"/events/registrations/{second.pk}/group/", group=str(house.pk))
    press(stage.organizer, f"/events/{event.pk}/groups/draw/")
    assert third.person.last_name in read(f"/events/{event.pk}/groups/", stage.organizer), "there was no room for one"
    with pytest.raises(DatabaseError, match="full"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_member (registration_id, group_id, role) VALUES (%s, %s, '')", [third.pk, yard.pk]
        )
    press(first.person, f"/events/registrations/{first.pk}/cancel/")
    press(third.person, f"/events/registrations/{third.pk}/group/", group=str(yard.pk))
    assert [row.group for row in Member.objects.counted()] == [house, yard]
