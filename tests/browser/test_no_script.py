"""Everything people must be able to do in the rooms of experts and of the committee works with scripts switched off."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from committee.models import Ballot
from documents import archive
from documents.models import Document
from expertise.scoring.forms import ScoreForm
from tests.browser.conftest import PHONE
from tests.browser.town import (
    CLEAN,
    GROUND,
    Town,
    declare_clean,
    enter,
    fill_in_sheet,
    press,
    sign_everything,
    take,
    tick,
    work,
)
from tests.clock import Clock
from tests.story import answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def town(live_server: Any) -> Town:
    return Town()


@pytest.fixture
def plain(reader: Any) -> Any:
    """A page of somebody whose browser runs no scripts, on a phone unless told otherwise."""
    return lambda person=None, width=PHONE: reader(person, width=width, has_scripts=False).page()


def keep_a_draft(page: Page) -> None:
    """Half a sheet, kept by the button."""
    page.locator("main textarea").first.fill(GROUND[:40])
    press(page, "Сохранить черновик")
    expect(page.get_by_text("Черновик сохранён в")).to_be_visible()
    expect(page.locator("main textarea").first).to_have_value(GROUND[:40])


def submit_too_little(page: Page) -> None:
    """Nothing typed is lost when the sheet comes back."""
    press(page, "Проверить и отправить")
    expect(page.locator(".error-summary").get_by_text(f"сейчас {len(GROUND[:40])}")).to_be_visible()
    expect(page.locator("main textarea").first).to_have_value(GROUND[:40])


def test_an_expert_agrees_and_scores(town: Town, plain: Any) -> None:
    proposal = town.invited()
    page = plain(town.professional[0].person)
    take(page, "Согласиться и заявить об интересах")
    declare_clean(page)
    for expert in [town.professional[1], *town.public[:2]]:
        answer(expert.person, proposal.expertise.case, "declare", **CLEAN)
    take(page, "Открыть материалы экспертизы")
    press(page, "Открыть материалы", "Материалы открыты. Теперь заполните экспертный лист.")
    take(page, "Заполнить экспертный лист")
    keep_a_draft(page)
    page.locator("main select[name^=value_]").first.select_option("5")
    submit_too_little(page)
    fill_in_sheet(page, 5)
    press(page, "Проверить и отправить")
    press(page, "Сдать экспертный лист", ScoreForm.done)
    page.goto("/inbox/")
    expect(page.get_by_text("Сейчас от вас ничего не ждут")).to_be_visible()


def lead(chair: Page, member: Page, town: Town) -> None:
    """Opened, voted, closed."""
    take(chair, "Открыть заседание")
    for box in chair.locator("input[name=present]").all():
        box.check()
    press(chair, "Записать явку и открыть заседание", "Явка записана.")
    press(chair, "Начать рассмотрение", "Рассмотрение вопроса начато.")
    chair.get_by_role("link", name="Поставить на голосование").click()
    tick(chair, "Поддержать")
    press(chair, "Поставить на голосование", "Голосование открыто.")
    press(chair, "За", "Ваш голос учтён.")
    enter(member)
    press(member, "Воздержаться", "Ваш голос учтён.")
    ballot = Ballot.objects.get()
    for person in town.members[1:]:
        answer(person, ballot.case, "vote", choice="for")
    chair.get_by_role("link", name="обновите её").click()
    expect(chair.get_by_text("Проголосовали 16 из 16.")).to_be_visible()
    chair.get_by_role("link", name="Закрыть голосование").click()
    press(chair, "Закрыть голосование", "Голосование закрыто, итог подведён.")
    expect(chair.get_by_text("Предложение принято.", exact=True)).to_be_visible()
    chair.get_by_role("link", name="Провести и закрыть заседание").click()
    press(chair, "Закрыть заседание", "Заседание закрыто.")


def upload(page: Page, file: bytes, heading: str) -> None:
    page.get_by_label("Выберите файл PDF").set_input_files(
        {"name": "Протокол.pdf", "mimeType": "application/pdf", "buffer": file}
    )
    press(page, "Сверить на сервере")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)


def test_the_committee_votes_and_signs_and_a_stranger_compares(town: Town, plain: Any, clock: Clock) -> None:
    meeting = town.convened()
    clock.move_to(meeting.scheduled_at)
    chair, secretary, member = plain(town.chair), plain(town.secretary), plain(town.members[0])
    lead(chair, member, town)
    take(secretary, "Составить проект протокола")
    press(secretary, "Направить на замечания", "Проект протокола направлен членам на замечания.")
    take(member, "Прочитать проект протокола")
    press(member, "Ответить", "Спасибо, ответ записан.")
    for person in [town.chair, *town.members[1:]]:
        answer(person, meeting.case, "remark", text="")
    take(secretary, "Учесть замечания и направить протокол на подпись")
    press(secretary, "Направить на подпись", "Протокол получил номер и направлен на подпись.")
    work()
    assert [sign_everything(page) for page in (chair, secretary)] == [1, 1]
    work()

    minutes = Document.objects.get(kind="minutes")
    stranger = plain()
    stranger.goto(minutes.check_path)
    expect(stranger.get_by_text("Документ действует")).to_be_visible()
    paper = archive.read(minutes.sha256, "pdf")
    upload(stranger, paper, "Файл совпадает с архивом")
    stranger.goto(minutes.check_path)
    upload(stranger, paper[:-1] + bytes([paper[-1] ^ 1]), "Файл не подлинный")
