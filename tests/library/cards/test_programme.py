"""An edition of the programme from its draft to the act: its card leads it, and both move in one act (PE-01…PE-09)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from casework import workdays
from execution.models import ProgrammeEdition
from library.models import Card
from tests.access.world import PDF, Town
from tests.execution.programme import Programme
from tests.library.cards.test_committee import decide, make_official
from tests.library.cards.test_discuss import discussed
from tests.library.cards.test_enter import read
from tests.library.cards.test_route import ANSWER, assess, enact, harmed
from tests.library.conftest import Shelf, now, offenders
from tests.story import NotAsked, answer, make_person, press, settle, step

pytestmark = pytest.mark.django_db
REMARKS = "У меры 1.2 нет ответственного, назовите его."


@pytest.fixture
def programme(committee: Any) -> Programme:
    """The secretary of the committee coordinates it; the authority in whose name it is put forward has people of its own."""
    official = make_official()
    secretary = committee.secretary.person
    return Programme(secretary, make_person(), make_person("clerk"), official.memberships.get().organization)


def drafted(programme: Programme, **facts: Any) -> ProgrammeEdition:
    edition = programme.edition(**facts)
    if not edition.measures.exists():
        programme.add(edition, "1.1", bodies=[programme.body(edition.title, programme.organization)], terms="2026–2027")
        programme.add(edition, "1.2")
    return edition


def put_forward(programme: Programme, edition: ProgrammeEdition) -> Card:
    answer(programme.coordinator, edition.case, "submit", organization=programme.organization.pk, area="social")
    settle()
    return Card.objects.get(programme_edition=edition, ended_at=None)


def assessed(shelf: Shelf, programme: Programme, town: Town, edition: ProgrammeEdition) -> Card:
    """Checked, discussed by nobody, left as it is, recommended: before the committee."""
    card = discussed(shelf, shelf.check(put_forward(programme, edition)))
    revise(programme, card)
    assess(town, card, 8)
    return now(card)


def revise(programme: Programme, card: Card, **replies: str) -> None:
    answer(programme.coordinator, card.case, "revise", title=card.title, area="social", **replies)


def states(card: Card) -> tuple[str, str, bool]:
    edition = now(card.programme_edition)
    return now(card).status, edition.status, edition.is_held


def test_a_draft_edition_is_discussed_assessed_returned_approved_and_enacted(
    shelf: Shelf, committee: Any, town: Town, programme: Programme
):
    edition = drafted(programme)
    answer(programme.coordinator, edition.case, "submit", refused=True, organization=programme.organization.pk, area="")
    press(programme.coordinator, "/library/program/new/", status=403)
    assert Client().get(edition.get_absolute_url()).status_code == 404
    card = put_forward(programme, edition)
    assert card.number.startswith("РП-") and states(card) == ("checking", "draft", True)
    page = read(edition.get_absolute_url(), programme.coordinator)
    assert card.get_absolute_url() in page and "Добавить меру" not in page
    measure = edition.measures.get(number="1.2")
    press(programme.coordinator, f"/programme/measures/{measure.pk}/remove/", status=422)
    shelf.check(card, "send_back", remarks="Назовите срок меры 1.2 или пометьте, что его нет.")
    assert states(card) == ("returned", "draft", False) and offenders() == {}
    answer(programme.coordinator, card.case, "fix", title=card.title, area="social")
    card = shelf.check(now(card))
    assert (
        states(card) == ("consultation", "draft", True)
        and workdays.between(card.topic.starts_on, card.topic.ends_on) == 19
    )
    for address in (card.get_absolute_url(), edition.get_absolute_url()):
        assert "Мера 1.2" in read(address) and "не назначен" in read(card.get_absolute_url())
    card = discussed(shelf, card)
    revise(programme, card)
    card = now(card)
    assert states(card) == ("expertise", "draft", True) and card.expertise.professional_criteria.code == "KN3"
    assert "Мера 1.2" in str(card.expertise.materials.snapshot)
    assess(town, card, 8)
    assert states(card) == ("on_committee", "submitted", True)
    (card,) = decide(committee, shelf, {now(card): {"resolution": "revise", "reasons": REMARKS}})
    assert states(card) == ("revision", "draft", False) and now(edition).remarks == REMARKS
    pages = Client()
    pages.force_login(programme.coordinator, "allauth.account.auth_backends.AuthenticationBackend")
    assert pages.post(f"/programme/measures/{measure.pk}/remove/").status_code == 302
    revise(programme, card, **{f"item_{card.agenda_item_id}": ANSWER})
    assert now(card).current.number == 3 and "Мера 1.2" not in read(card.get_absolute_url())
    assess(town, card, 8)
    (card,) = decide(committee, shelf, {now(card): {"resolution": "approve"}})
    assert states(card) == ("pending_act", "pending_act", True)
    assert now(edition).decision == now(card).agenda_item.paper
    act = {
        "answer": "yes",
        "act_title": "решение городского Совета",
        "act_number": "7-86",
        "act_date": f"{workdays.local_date():%Y-%m-%d}",
    }
    enact(card, programme.clerk, SimpleUploadedFile("Акт.pdf", PDF), act)
    settle()
    edition, card = now(edition), now(card)
    assert states(card) == ("in_force", "in_force", True) and edition.act == card.act
    assert (edition.document.number, edition.act_file.sha256) == ("ГП-1", card.act_file.sha256)
    assert edition.measures.get().undertaking is not None and offenders() == {}
    with pytest.raises(NotAsked):
        step(edition.case)
    assert "L-15" in harmed("UPDATE execution_programmeedition SET status = 'submitted'")
    following = put_forward(programme, drafted(programme, title="Следующая программа", based_on=edition))
    assert following.based_on == card and "Следующая программа" not in read(card.get_absolute_url())
    press(shelf.keeper, f"/library/cards/{card.pk}/ask_repeal/", status=422, ground="Программа больше никому не нужна.")


def test_an_edition_is_refused_withdrawn_and_declined(shelf: Shelf, committee: Any, town: Town, programme: Programme):
    edition = drafted(programme)
    card = put_forward(programme, edition)
    rival = drafted(programme, title="Вторая программа")
    answer(
        programme.coordinator, rival.case, "submit", refused=True, organization=programme.organization.pk, area="social"
    )
    card = shelf.check(card, "decline", ground="unclear", explanation="Из таблицы не понять, что именно сделает город.")
    settle()
    assert states(card) == ("declined", "draft", False) and step(edition.case, "submit")
    again = put_forward(programme, edition)
    press(programme.coordinator, f"/library/cards/{again.pk}/withdraw/", ground="Допишем сроки и внесём снова.")
    settle()
    assert states(again) == ("withdrawn", "draft", False)
    card = assessed(shelf, programme, town, edition)
    (card,) = decide(committee, shelf, {card: {"resolution": "decline", "reasons": "Городу она не по силам."}})
    settle()
    assert states(card) == ("declined", "declined", True) and now(edition).decision == card.agenda_item.paper
    with pytest.raises(NotAsked):
        step(edition.case)
