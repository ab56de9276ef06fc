"""A package of three sectors where each gives only if another gives: premises if transport, transport if volunteers (3.1, NG-22, NG-23)."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from casework.queue import run_pending
from documents.models import Document, Signature
from negotiations.agreements import actions as agreements
from negotiations.contributions import actions, package
from negotiations.models import AgreementPaper
from tests.access.world import BACKEND
from tests.committee.conftest import answer_to_sign
from tests.negotiations.bargain import SIDES, Bargain, agree, draft, gather, to_signing, today
from tests.paper import text_of

DUE = timedelta(days=60)


@pytest.fixture
def bargain(desk) -> Bargain:
    """Everything is offered under its conditions and nothing is accepted yet: budget 3 150 000."""
    found = gather(desk)
    due = today() + DUE
    premises = found.offer("factory", "tos", "premises", what="цех на шесть месяцев", rate="210000", quantity="6", unit="мес.",
                           value=None, due=due, confirmation="акт передачи помещения")  # fmt: skip
    transport = found.offer(
        "city", "tos", "works", what="подвоз автобусом", value="1750000", due=due - timedelta(days=10)
    )
    volunteers = found.offer("tos", "factory", "labor", what="уборка цеха", quantity="437.5", value=None,
                             basis="35 человек × 12,5 часа", due=due - timedelta(days=20))  # fmt: skip
    found.offer("tos", "city", what="взносы жителей", value="175000", due=due)
    for who, gift, other in (
        ("factory", premises, transport),
        ("city", transport, volunteers),
        ("tos", volunteers, premises),
    ):
        assert found.act(who, actions.set_condition, gift, depends_on=other) == []
    return found


def accept(bargain: Bargain, *numbers: int) -> None:
    for number in numbers:
        gift = bargain.gift(number)
        (receiver,) = (name for name, one in bargain.parties.items() if one.pk == gift.recipient_id)
        assert bargain.act(receiver, actions.accept, gift) == []


def grid(bargain: Bargain, name: str) -> str:
    """The page of the package as this party sees it."""
    client = Client()
    client.force_login(bargain.people[name], backend=BACKEND)
    page = client.get(reverse("negotiation_package", args=[bargain.pk]))
    assert page.status_code == 200
    return " ".join(page.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ").split())


def open_text(bargain: Bargain) -> None:
    """The round is over, the text is written and everybody agrees with it."""
    case = bargain.stand("schedule", "open_session", "close_session", "start_drafting")
    agreements.open_agreement(case, by=bargain.moderator)
    draft(bargain)
    agree(bargain, *SIDES)


def test_the_grid_shows_the_circle_and_closes_it_when_the_last_of_the_three_is_accepted(bargain):
    accept(bargain, 1, 2, 4)
    page = grid(bargain, "factory")
    assert "Взаимные условия пока разомкнуты:</strong> вклад 1, вклад 2, вклад 3." in page
    assert "Не хватает: вклад 3" in page
    assert "если дан вклад 2" in page and "если дан вклад 3" in page and "если дан вклад 1" in page
    assert "link-circle" not in page and "пакет не замкнут" in page
    assert package.of(bargain.case).counted == 175000, "of what is accepted only the unconditional money holds"
    accept(bargain, 3)
    for name in SIDES:
        page = grid(bargain, name)
        assert "Взаимные условия замкнуты:</strong> вклад 1, вклад 2, вклад 3." in page
        assert page.count('class="link link-circle"') == 3
        assert "пакет замкнут" in page and "пакет не замкнут" not in page


def test_volunteers_worth_half_of_a_share_count_as_thirty_percent_of_it(bargain):
    accept(bargain, 1, 2, 3, 4)
    (side,) = (one for one in package.of(bargain.case).sides if one.side.key == bargain.parties["tos"].pk)
    assert (side.declared, side.counted) == (350000, 280000)
    assert [(row.declared, row.counted, row.why) for row in side.rows] == [
        (175000, 105000, "не более 30 % вклада стороны"), (175000, 175000, "полностью"),
    ]  # fmt: skip
    page = grid(bargain, "city")
    assert "105 000 ₽" in page and "не более 30 % вклада стороны" in page
    assert "заявлено 175 000 ₽, засчитывается не больше 30 % от 350 000 ₽ = 105 000 ₽" in page


def test_a_refusal_to_sign_annuls_the_number_and_three_accounts_sign_the_next_which_says_who_gives_what_to_whom_by_when(
    bargain,
):
    accept(bargain, 1, 2, 3, 4)
    open_text(bargain)
    first = to_signing(bargain)
    answer_to_sign(first, bargain.people["tos"])
    answer_to_sign(first, bargain.people["city"], refusal="бюджет на год не принят")
    run_pending()
    first = Document.objects.get(pk=first.pk)
    assert (first.is_annulled, first.annulled_reason.endswith("бюджет на год не принят")) == (True, True)
    assert bargain.case.status == "coordination"
    draft(bargain, "redraft")
    agree(bargain, *SIDES)
    second = to_signing(bargain)
    assert (second.n, second.number == first.number) == (first.n + 1, False)
    for name in SIDES:
        assert bargain.case.status == "signing"
        answer_to_sign(second, bargain.people[name])
        run_pending()
    assert (bargain.case.status, bargain.agreement.outcome) == ("in_force", "in_force")
    signed = Signature.objects.filter(request__document=second)
    assert {one.request.person for one in signed} == set(bargain.people.values())
    assert list(AgreementPaper.objects.values_list("document__number", "document__status")) == [
        (first.number, "annulled"), (second.number, "registered"),
    ]  # fmt: skip
    due = today() + DUE
    told = [(row["giver"], row["what"], row["receiver"], row["due"]) for row in second.snapshot["gifts"]]
    factory, city, tos = "АО «Левобережный механический»", "Администрация города", "ТОС «Утёс»"
    assert told == [
        (factory, "цех на шесть месяцев", tos, f"{due:%d.%m.%Y}"),
        (city, "подвоз автобусом", tos, f"{due - timedelta(days=10):%d.%m.%Y}"),
        (tos, "уборка цеха", factory, f"{due - timedelta(days=20):%d.%m.%Y}"),
        (tos, "взносы жителей", city, f"{due:%d.%m.%Y}"),
    ]
    words = text_of(second)
    for giver, what, receiver, day in told:
        for said in (giver, what, receiver, day):
            assert said in words, said
