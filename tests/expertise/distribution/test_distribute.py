"""One act for all cases that wait: reckoned, explained, changed with its cost, sent; whoever is silent is followed without a click."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from casework import sweeping
from expertise.distribution.invariants import INVARIANTS
from expertise.models import Distribution, Expert, ExpertAssignment, Expertise, Pairing
from expertise.register import actions as register
from journal.models import Entry
from journal.record import key
from tests.clock import Clock
from tests.expertise.conftest import City, make_organization
from tests.promises import offenders_of
from tests.story import press, settle

pytestmark = pytest.mark.django_db
BEGIN = "/experts/distribution/new/"


def read(who: Any, address: str) -> str:
    client = Client()
    client.force_login(who, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def fresh(row: Expertise) -> Expertise:
    return Expertise.objects.get(pk=row.pk)


def waiting(city: City, count: int) -> list[Expertise]:
    """Cases whose group has to be formed."""
    rows = []
    for number in range(count):
        expertise = city.request(object_title=f"Сад у школы № {number}")
        city.start(expertise)
        rows.append(fresh(expertise))
    return rows


def begun(city: City, cases: list[Expertise]) -> Distribution:
    press(city.coordinator, BEGIN, cases=[row.pk for row in cases])
    settle()
    return Distribution.objects.latest("pk")


def test_experts_are_distributed_explained_changed_and_called_from_the_ladder(city: City, clock: Clock) -> None:
    homes = [make_organization(f"Институт № {n}") for n in range(7)]
    experts = [city.expert(track, home=homes[n]) for track in ("professional", "public") for n in range(6)]
    tied = city.expert("professional", home=homes[6])
    cases = waiting(city, 2)
    register.add_affiliation(
        tied, by=city.coordinator, organization=city.applicant, kind="contract", valid_from=date(2020, 1, 1)
    )
    press(experts[0].person, BEGIN, status=404)
    unable, keen = experts[1], experts[2]
    press(city.coordinator, "/expert/wishes/", status=404)
    press(unable.person, "/expert/wishes/", **{f"case_{cases[0].pk}": "cannot"})
    press(keen.person, "/expert/wishes/", status=422, **{f"case_{cases[0].pk}": "never"})
    press(keen.person, "/expert/wishes/", **{f"case_{cases[0].pk}": "want"})
    row = begun(city, cases)
    assert (row.result["seats"], row.result["filled"], row.result["mended"], row.result["unfilled"]) == (8, 8, [], [])
    pairings = list(Pairing.objects.chosen())
    crowd = [pairing.expert_id for pairing in pairings]
    assert len(crowd) == len(set(crowd)), "nobody gets two while others have none"
    assert Pairing.objects.filter(expert=tied, expertise=cases[0]).count() == 0, (
        "a tie is looked at before anybody is written to"
    )
    assert Pairing.objects.standing_by().filter(expertise=cases[0]).count() == 7
    assert Pairing.objects.filter(expert=unable, expertise=cases[0]).count() == 0 and keen.pk in crowd
    assert Pairing.objects.get(expert=keen, expertise=cases[0], rank=0).quality == 100
    page = read(city.coordinator, row.get_absolute_url())
    assert "Заполнено мест: 8 из 8" in page and page.count("область совпадает") == 8 and "Запасных: 15" in page
    standing = Pairing.objects.standing_by().exclude(expert__in=crowd).first()
    assert standing and standing.expert.person.get_full_name() not in page, "who stands by is sealed"
    with pytest.raises(DatabaseError), transaction.atomic():
        Pairing.objects.filter(pk=standing.pk).update(rank=1, quality=99)

    pairing = next(p for p in pairings if p.expertise == cases[0] and p.expert.track == "professional")
    other = next(p for p in pairings if p.expertise == cases[0] and p.expert.track == "professional" and p != pairing)
    address = f"/experts/distribution/pairs/{pairing.pk}/change/"
    asked = read(city.coordinator, address)
    asked = asked.lower()
    assert "конфликт интересов" in asked and "уже стоит в группе" in asked and "сам ответил, что не может" in asked
    assert "замена стоит" in asked or "в других делах эксперт нужнее" in asked
    press(city.coordinator, address, status=422, expert=tied.pk, ground="Хочу именно его в группу.")
    press(city.coordinator, address, status=422, expert=other.expert_id, ground="Хочу именно его в группу.")
    free = next(e for e in experts if e.track == "professional" and e.pk not in crowd and e != unable)
    press(city.coordinator, address, expert=free.pk, ground="Знает школьные сады лучше других.")
    entry = Entry.objects.get(subject=key(row), verb="change")
    assert entry.payload["to"] == free.pk and entry.ground == "Знает школьные сады лучше других."
    press(city.coordinator, address, status=404, expert=free.pk, ground="Ещё раз то же самое.")
    cost = pairing.quality - Pairing.objects.get(former=pairing).quality
    assert f"вместе они стоили {cost} " in read(city.coordinator, row.get_absolute_url())

    press(city.coordinator, f"/experts/distribution/{row.pk}/send/")
    settle()
    press(city.coordinator, f"/experts/distribution/{row.pk}/drop/", status=404)
    assert [fresh(case).status for case in cases] == ["coi_check", "coi_check"]
    asked_now = ExpertAssignment.objects.filter(expertise=cases[0])
    assert asked_now.filter(expert=free).exists() and not asked_now.filter(expert=pairing.expert).exists()

    silent, *others = asked_now.order_by("expert__track", "pk")
    for assignment in others:
        city.accept(assignment)
    clock.move_to(city.of(cases[0], "declare", silent).due_at + timedelta(minutes=2))
    while sweeping.sweep():
        continue
    called = Pairing.objects.exclude(called_at=None).get(expertise=cases[0])
    line = Pairing.objects.filter(expertise=cases[0], rank__gt=0, expert__track=silent.expert.track).exclude(
        expert=free
    )
    assert called == line.order_by("rank").first(), "the next in line, but for whoever sits in the group by now"
    newcomer = ExpertAssignment.objects.get(expertise=cases[0], expert=called.expert)
    assert newcomer.status == "proposed" and fresh(cases[0]).status == "coi_check", "no click was needed"
    assert "Позваны из запаса" in read(city.coordinator, row.get_absolute_url())
    city.accept(newcomer)
    assert fresh(cases[0]).status == "evaluating"
    assert offenders_of(INVARIANTS) == {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # behind the back of the triggers
        cursor.execute("DELETE FROM expertise_expertassignment WHERE id = %s", [newcomer.pk])
        cursor.execute("UPDATE expertise_pairing SET quality = 0 WHERE rank = 0 AND former_id IS NULL")
        assert set(offenders_of(INVARIANTS)) == {"D-1", "D-2"}
        transaction.set_rollback(True)


def test_a_group_of_a_single_organisation_is_mended_and_a_shortage_is_said(city: City) -> None:
    house, other = make_organization("Институт"), make_organization("Музей")
    for track in ("professional", "professional", "public", "public"):
        city.expert(track, home=house)
    outsider = city.expert("public", home=other, areas=["sport"])
    (case,) = waiting(city, 1)
    row = begun(city, [case])
    (pairing,) = Pairing.objects.chosen().filter(expert=outsider)
    left_out = Expert.objects.filter(track="public").exclude(pk__in=Pairing.objects.chosen().values("expert")).get()
    address = f"/experts/distribution/pairs/{pairing.pk}/change/"
    refused = press(city.coordinator, address, status=422, expert=left_out.pk, ground="Хочу всех из одного института.")
    assert "не меньше 2 организаций" in refused
    assert len(row.result["mended"]) == 1 and "чтобы группа отвечала регламенту" in row.result["mended"][0]
    press(city.coordinator, BEGIN, status=422, cases=[case.pk])
    press(city.coordinator, f"/experts/distribution/{row.pk}/drop/")
    for expert in (pairing.expert for pairing in Pairing.objects.chosen() if pairing.expert.track == "professional"):
        register.exclude(expert, by=city.coordinator, ground="Трижды не сдал лист.")
    again = begun(city, [case])
    assert again.result["unfilled"] == [[case.number, "professional", 2]]
    press(city.coordinator, f"/experts/distribution/{again.pk}/send/")
    settle()
    assert fresh(case).status == "forming_group", "whatever cannot be lawful stays with the coordinator"
