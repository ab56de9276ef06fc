"""What an applicant learns before the submission: whether the shares hold, and what the city has seen of the same kind."""

from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from negotiations.applications.limits import limits
from programme.models import Regulation
from tests.story import BACKEND, answer, application, begin, make_member, make_organization, waiting_of

CHAPTER = {
    "city_share_max": {"default": Decimal(60), "SS": Decimal(70)},
    "own_contribution_min": {"default": Decimal(10), "community": Decimal(5)},
    "other_sector_share_min": Decimal(10),
}
sums = st.integers(0, 10**9).map(Decimal)


def met(sector: str, cluster: str, **amounts: int) -> list[tuple[bool, str]]:
    rows = [(source, Decimal(amount)) for source, amount in amounts.items()]
    shown = limits(rows, sector=sector, cluster=cluster, value=CHAPTER)
    return [(row.is_met, f"{row.words}; {row.remedy}".replace("\N{NO-BREAK SPACE}", " ")) for row in shown]


def test_each_limit_is_met_or_says_how_much_is_wanting() -> None:
    assert met("business", "NKD", city=61, own=9, partner=30) == [
        (False, "61 %, не больше 60 %; просите у города меньше на 1 ₽"),
        (False, "9 %, не меньше 10 %; добавьте своего на 1 ₽"),
        (True, "30 %, не меньше 10 % — из другого сектора, чем ваш; "),
    ]
    assert [row[0] for row in met("community", "SS", city=70, own=5, partner=25)] == [True, True, True]
    assert met("business", "NKD", city=6_001, own=1_999, partner=2_000)[0] == (
        False,
        "60,01 %, не больше 60 %; просите у города меньше на 1 ₽",
    )
    assert met("community", "SS") == []


@given(sums, sums, sums)
def test_a_share_is_judged_exactly_and_never_as_rounded(city, own, partner) -> None:
    total = city + own + partner
    shown = limits(
        [("city", city), ("own", own), ("partner", partner)], sector="business", cluster="NKD", value=CHAPTER
    )
    assert [row.is_met for row in shown] == (
        [city * 100 <= 60 * total, own * 100 >= 10 * total, partner * 100 >= 10 * total] if total else []
    )
    assert all(bool(row.remedy) != row.is_met for row in shown)


@pytest.mark.django_db
def test_a_similar_project_is_shown_before_the_submission_to_the_secretary_and_to_everybody_once_published(
    desk,
) -> None:
    rink = (
        "Каток во дворе: залить лёд, поставить борта и скамейки, чтобы дети катались до марта без поездок через весь город. "
        * 2
    )
    first = desk.begin("Каток во дворе")
    answer(desk.chairwoman, first.case, "submit", **application("Каток во дворе", goal=rink, summary=rink))
    neighbour = make_organization("ТОС «Соседи»")
    chair = make_member(neighbour)
    second = begin(chair, neighbour, desk.platform, "Каток")
    typed = application(title="Ледовый каток в нашем дворе", goal=rink, summary="Лёд и борта для катка. " * 8)
    browser = Client()
    browser.force_login(chair, BACKEND)
    address = waiting_of(chair, second.case, "submit").get_absolute_url()
    assert "Похожие проекты города" not in browser.post(address, {**typed, "_send": "1"}).content.decode(), (
        "not published yet"
    )
    answer(desk.secretary, first.case, "check", outcome="admit")
    review = browser.post(address, {**typed, "_send": "1"}, follow=True).content.decode()
    assert "Проверьте ответы" in review and "Похожие проекты города" in review
    assert "Доли в бюджете" in review and "52,4" in review
    answer(chair, second.case, "submit", **typed)
    browser.force_login(desk.secretary, BACKEND)
    check = browser.get(waiting_of(desk.secretary, second.case, "check").get_absolute_url()).content.decode()
    assert "Похожие проекты города" in check
    stranger = Client()
    assert stranger.get(f"/proposals/{second.pk}/similar/").status_code == 404
    answer(desk.secretary, second.case, "check", outcome="admit")
    page = stranger.get(f"/proposals/{second.pk}/similar/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    least = Regulation.in_force().value("proposal.likeness.from")
    assert "Каток во дворе" in page and "сходство " in page and int(page.split("сходство ")[1].split()[0]) >= least
