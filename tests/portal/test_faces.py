"""The city seen from its parts and from its organisations: what stands there is what the registers have, and nothing else."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import workdays
from journal.record import move
from portal.faces.axes import AXES
from quality_mark.models import QualityMark
from tests.clock import Clock
from tests.committee import conftest as table
from tests.execution.programme import make_city
from tests.library.cards.test_committee import decide, make_official
from tests.library.conftest import Shelf, make_keeper
from tests.quality_mark.holders import Holders
from tests.story import answer, application, begin, make_member, make_organization, make_person, make_platform

pytestmark = pytest.mark.django_db
STIMULUS = {
    "title": "Витрина", "area": "", "basis": "mark", "place": "выставка города",
    "benefit": "Стенд на городской выставке без очереди и без платы.",
}  # fmt: skip
ASSET = {
    "title": "Поручень", "area": "", "nature": "work", "authors": "Утёсова А. П.", "holder": "ТОС «Берег»",
    "terms": "Любая организация города пользуется бесплатно.", "value": "1", "contribution": "",
}  # fmt: skip


def shown(address: str) -> str:
    page = Client().get(address).content.decode()
    return " ".join(re.sub(r"<[^>]+>", " ", page.replace("\N{NO-BREAK SPACE}", " ")).split())


def titles(client: Client, address: str) -> list[str]:
    """The rows of all shelves of a page, and of the register behind them, where there is one."""
    return [line.title for shelf in client.get(address).context["shelves"] for line in shelf.lines]


def test_parts_and_registers_count_the_same(client: Client) -> None:
    tos = make_organization()
    head, platform = make_member(tos), make_platform(tos)
    for title, changes in {
        "Двор": {"cluster": "SS", "level": "sectoral", "direction": "LIFE", "area": "culture"},
        "Мост": {"cluster": "BK", "level": "meta", "direction": "LIFE", "area": "culture"},
    }.items():
        answer(head, begin(head, tos, platform, title).case, "submit", **application(title, **changes))
    begin(head, tos, platform, "Тайный замысел")
    city = make_city()
    edition = city.edition()
    measure = city.add(edition, clusters=["BK"], area="culture")
    city.adopt(edition)
    expected = {
        ("clusters", "SS"): {"Двор"},
        ("clusters", "BK"): {"Мост", str(measure)},
        ("directions", "LIFE"): {"Двор", "Мост"},
        ("levels", "meta"): {"Мост", str(measure)},
        ("levels", "sectoral"): {"Двор"},
        ("areas", "culture"): {"Двор", "Мост", str(measure)},
    }
    for (key, code), rows in expected.items():
        page = client.get(reverse(f"part_{key}", args=[code]))
        assert {line.title for shelf in page.context["shelves"] for line in shelf.lines} == rows, (key, code)
        for shelf in page.context["shelves"]:
            if shelf.register:
                register = client.get(shelf.register).context
                assert len(register["proposals"] if "proposals" in register else register["measures"]) == shelf.total
    life = client.get(reverse("part_directions", args=["LIFE"])).context
    assert {row.title for row in life["news"]} == {"Двор", "Мост"}
    assert "Тайный замысел" not in str(life["news"]) and list(life["practices"]) == []
    for key in AXES:
        context = client.get(reverse(f"axis_{key}")).context
        assert (context["total"].projects, sum(line.projects for line in context["lines"])) == (2, 2), key
    levels = client.get(reverse("axis_levels")).context
    assert (sum(line.measures for line in levels["lines"]), levels["total"].measures) == (1, 1)
    assert "Тайный замысел" not in shown(reverse("axes")) + shown(reverse("part_clusters", args=["SS"]))


def test_an_organisation_has_a_page_once_the_public_may_know_of_it(client: Client) -> None:
    tos = make_organization()
    head = make_member(tos)
    proposal = begin(head, tos, make_platform(tos), "Двор без ступеней")
    face = reverse("organisation_face", args=[tos.pk])
    assert client.get(face).status_code == 404, "a draft is nobody's business"
    answer(head, proposal.case, "submit", **application("Двор без ступеней"))
    for n in range(11):
        answer(head, begin(head, tos, proposal.platform, f"Двор {n}").case, "submit", **application(f"Двор {n}"))
    page = client.get(face)
    assert (len(titles(client, face)), page.context["shelves"][0].total) == (10, 12)
    assert len(titles(client, f"{face}?all=0")) == 12
    assert tos.email not in page.content.decode() or not tos.email, "what a head wrote for the office stays there"
    assert face in client.get(proposal.get_absolute_url()).content.decode()


def test_a_badge_comes_with_its_ground_and_goes_with_it(client: Client, clock: Clock) -> None:
    committee = table.Committee()
    holders = Holders(clock, committee)
    entry = holders.entry("Хлеб", organization=make_organization("ООО «Пекарь»"))
    holders.results(Хлеб="mark")
    holders.award()
    mark = QualityMark.objects.get(entry=entry)
    official = make_official()
    shelf = Shelf(clock, make_person(), make_keeper(), make_member(make_organization("ТОС «Берег»")))
    card = shelf.begin("stimulus", official, organization=official.memberships.get().organization_id, title="Витрина")
    asset = shelf.begin(
        "asset", shelf.member, organization=shelf.member.memberships.get().organization_id, title="Поручень"
    )
    shelf.check(shelf.submit(asset, by=shelf.member, **ASSET))
    shelves = client.get(reverse("organisation_face", args=[asset.organization_id])).context["shelves"]
    assert [(one.title, [line.title for line in one.lines]) for one in shelves] == [
        ("Учтённые разработки", ["Поручень"])
    ]
    until = workdays.local_date() + timedelta(days=200)
    card = shelf.check(shelf.submit(card, by=official, **STIMULUS, until=f"{until:%Y-%m-%d}"))
    face = reverse("organisation_face", args=[entry.organization_id])
    assert (shown(face).count("Хлеб"), "Витрина" in shown(face)) == (1, False)
    (card,) = decide(committee, shelf, {card: {"resolution": "approve"}})
    assert card.is_in_force and card.get_absolute_url() in client.get(face).content.decode()
    assert "Витрина" not in shown(reverse("organisation_face", args=[card.organization_id])).split("Карточки")[0]
    rows = [line.title for line, _ in client.get("/catalogue/?q=пекарь&kind=mark").context["lines"]]
    table_of = client.get("/catalogue/catalogue.csv?q=хлеб").content.decode("utf-8-sig").splitlines()
    assert (rows, len(table_of), mark.number in table_of[1]) == (["Хлеб"], 2, True)
    move(mark.suspend, "Приостановлен", at=timezone.now())
    assert card.get_absolute_url() not in client.get(face).content.decode()
    assert "Хлеб" not in shown("/catalogue/"), "a suspended Mark is offered to nobody"
