"""Somebody who speaks for no organisation appeals a refusal, by links and buttons of pages, and the card goes on."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from appeals.models import Appeal
from casework import workdays
from library.models import Card
from tests.access.world import PDF
from tests.appeals.conftest import Board, concluded, opened, reload, resolve
from tests.clock import Clock
from tests.library.conftest import PROBLEM, make_keeper
from tests.recourse import keeps_promise
from tests.story import BACKEND, answer, make_person, press, settle
from tests.walker import Walker

pytestmark = pytest.mark.django_db
WORDS = "Отказано как известной карточке, но такой карточки в перечне нет: я прочла его весь, распечатка приложена."


def at_pages(person: Any) -> Walker:
    walker = Walker()
    walker.client.force_login(person, BACKEND)
    return walker.open("/")


def test_a_citizen_appeals_a_refusal_of_their_own_card(board: Board, clock: Clock) -> None:
    author, keeper = make_person(last_name="Жителева"), make_keeper()
    press(author, "/library/problem/new/", title=PROBLEM["title"])
    card = Card.objects.get()
    answer(author, card.case, "submit", **PROBLEM)
    answer(
        keeper, card.case, "check", outcome="decline", ground="known", explanation="Такая карточка уже есть в перечне."
    )
    settle()
    card = Card.objects.get()
    keeps_promise("card_refusal", card.refusal, author, keeper, make_person())
    who = at_pages(author).open(card.get_absolute_url()).link("Подать апелляцию")
    who.press("Подать апелляцию", "не меньше", ground="document", text="Не согласна")
    files = {"evidence": SimpleUploadedFile("Перечень.pdf", PDF)}
    who.press("Подать апелляцию", "Апелляция подана", text=WORDS, **files)
    appeal = Appeal.objects.get()
    assert (appeal.person, appeal.organization) == (author, None) and WORDS in who.open(appeal.get_absolute_url()).text
    guest = Walker().open("/appeals/")
    assert "Жителева" not in guest.text and WORDS not in guest.text
    at_pages(board.clerk).take("Зарегистрировать апелляцию").press("Зарегистрировать", "расписка")
    settle()
    reporter = at_pages(reload(appeal).reporter)
    reporter.take("Решить, принять ли апелляцию").press("Решить о приёме апелляции", outcome="admit")
    day = workdays.add(timezone.localdate(), 5)
    reporter.take("Назначить слушание апелляции")
    reporter.press("Назначить слушание", scheduled_at=f"{day:%Y-%m-%d}T15:00", place="зал 201", form="in_person")
    settle()
    appeal = reload(appeal)
    assert "зал 201" in who.open(appeal.get_absolute_url()).text
    meeting = opened(board, appeal, clock)
    resolve(appeal, meeting, "satisfy.check", ["for"] * 5)
    appeal = concluded(board, appeal, meeting)
    card = Card.objects.get()
    assert (appeal.status, card.status) == ("satisfied", "checking")
    page = who.open(appeal.get_absolute_url())
    assert "Удовлетворена" in page.text and appeal.verdict.number in page.text
    assert "Жителева" not in Walker().open(appeal.get_absolute_url()).text
    at_pages(keeper).take("Проверить карточку").press("Записать результат", outcome="accept")
    assert Card.objects.get().is_in_force
