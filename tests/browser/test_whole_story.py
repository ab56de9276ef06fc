"""The example of the acceptance, walked by people in Chromium: from an admitted proposal to a decision that a stranger checks."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from committee.models import Meeting
from expertise.models import Expertise
from expertise.scoring.forms import ScoreForm
from negotiations.models import Proposal
from programme.models import Person
from tests.browser.conftest import PHONE
from tests.browser.stranger import check_as_a_stranger, download
from tests.browser.town import (
    CLEAN,
    GROUND,
    TEXTS,
    Town,
    assess,
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
from tests.expertise.conftest import silence
from tests.paper import words_of
from tests.story import answer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SEVENTY_ONE = (7, 7, 8, 7, 7, 7, 7, 7, 7, 7)  # times the weights of КН-1


@pytest.fixture
def town(live_server: Any) -> Town:
    return Town()


# The expertise


def choose_group(page: Page, *people: Person) -> None:
    """Tick these and nobody else."""
    names = {person.get_full_name() for person in people}
    for line in page.locator("main tbody tr").filter(has=page.locator("input:enabled")).all():
        line.locator("input").set_checked(line.locator("label").inner_text() in names)
    press(page, "Отправить предложения экспертам", "Экспертам отправлены предложения.")


def begin_expertise(page: Page, *people: Person) -> None:
    take(page, "Зарегистрировать запрос экспертизы")
    press(page, "Зарегистрировать", "Запрос зарегистрирован.")
    take(page, "Решить, проводить ли экспертизу")
    tick(page, "Провести экспертизу")
    press(page, "Записать решение", "Решение записано.")
    take(page, "Сформировать экспертную группу")
    choose_group(page, *people)


def declare_conflict(page: Page) -> None:
    """The form asks for an explanation before it takes a «да»."""
    take(page, "Согласиться и заявить об интересах")
    expect(page.get_by_text("Смета.pdf")).to_have_count(0)
    tick(page, "Да, готов участвовать и заявляю об интересах")
    for name in ("took_part", "is_related", "has_interest"):
        page.locator(f"input[name={name}][value=no]").check()
    page.locator("input[name=is_tied][value=yes]").check()
    press(page, "Отправить ответ")
    expect(page.locator(".error-summary").get_by_text("Поясните, с кем и как вы связаны.")).to_be_visible()
    page.get_by_label(re.compile("^Пояснения")).fill("Веду занятия в ТОС «Утёс» по договору.")
    press(page, "Отправить ответ", "Ответ принят.")


def open_materials(page: Page) -> None:
    take(page, "Открыть материалы экспертизы")
    press(page, "Открыть материалы", "Материалы открыты. Теперь заполните экспертный лист.")
    take(page, "Заполнить экспертный лист")


def type_and_reload(page: Page) -> None:
    """What is typed keeps itself."""
    ground = page.locator("main textarea").first
    ground.press_sequentially(GROUND[:40])
    expect(page.get_by_text("Сохранено в")).to_be_visible()
    page.reload()
    expect(ground).to_have_value(GROUND[:40])


def score(page: Page, value: int) -> None:
    fill_in_sheet(page, value)
    page.get_by_role("button", name="Проверить и отправить").click()
    press(page, "Сдать экспертный лист", ScoreForm.done)


def accept_sheets(page: Page, count: int) -> None:
    """The coordinator sees that they are complete, not what they say."""
    for _ in range(count):
        take(page, "Принять экспертный лист")
        expect(page.get_by_text(GROUND[:40])).to_have_count(0)
        press(page, "Ответить на лист", "Ответ записан.")


def ask_third(page: Page, person: Person) -> None:
    take(page, "Назначить дополнительного эксперта")
    page.get_by_label(person.get_full_name()).check()
    press(page, "Отправить предложение", "Эксперту отправлено предложение.")


def conclude(page: Page) -> None:
    """The meeting and the draft: the page shows the arithmetic before it goes out."""
    take(page, "Созвать экспертное совещание")
    expect(page.get_by_text("(70,00 + 71,00) / 2 = 70,50")).to_be_visible()
    page.get_by_label("Где и как пройдёт").fill("14:00, ул. Карла Маркса, 93, зал 201")
    press(page, "Созвать совещание", "Эксперты извещены о совещании.")
    take(page, "Записать итоги совещания")
    page.locator("[name=leading]").first.check()
    page.get_by_label("Ход и выводы совещания").fill("Эксперты обсудили оценки и согласились с выводом.")
    press(page, "Записать итоги", "Итоги совещания записаны.")
    silence(Expertise.objects.get())
    take(page, "Подготовить проект заключения")
    for name, text in TEXTS.items():
        page.locator(f"[name={name}]").fill(text)
    press(page, "Направить заявителю", "Проект заключения направлен заявителю.")


def test_two_distant_scores_call_a_third_expert_and_the_conclusion_shows_it(town: Town, reader: Any) -> None:
    proposal = town.admitted()
    chair, coordinator = reader(town.chair).page(), reader(town.coordinator).page()
    tied, typist, replacing, third, _ = town.professional
    on_phone, at_door, _ = town.public

    take(chair, "Направить предложение на экспертизу")
    press(chair, "Дать поручение", "Поручение записано.")
    begin_expertise(coordinator, tied.person, typist.person, on_phone.person, at_door.person)
    case = Proposal.objects.get(pk=proposal.pk).expertise.case

    declare_conflict(reader(tied.person).page())
    desk, phone = reader(typist.person).page(), reader(on_phone.person, width=PHONE).page()
    for page in (desk, phone):
        take(page, "Согласиться и заявить об интересах")
        declare_clean(page)
    answer(at_door.person, case, "declare", **CLEAN)
    take(coordinator, "Сформировать экспертную группу")
    expect(coordinator.get_by_text("Уже в группе")).to_contain_text(typist.person.get_full_name())
    expect(coordinator.get_by_label(tied.person.get_full_name())).to_have_count(0)
    choose_group(coordinator, replacing.person)
    answer(replacing.person, case, "declare", **CLEAN)

    open_materials(desk)
    type_and_reload(desk)
    score(desk, 5)
    open_materials(phone)
    score(phone, 7)
    proposal = Proposal.objects.get(pk=proposal.pk)
    assess(proposal, replacing, *SEVENTY_ONE)
    assess(proposal, at_door, 7)
    accept_sheets(coordinator, 4)
    ask_third(coordinator, third.person)
    answer(third.person, case, "declare", **CLEAN)
    assess(proposal, third, 7)
    accept_sheets(coordinator, 1)
    conclude(coordinator)

    tos = reader(town.chairwoman, width=PHONE).page()
    take(tos, "Ответить на проект заключения")
    expect(tos.get_by_text(typist.person.last_name)).to_have_count(0)
    tick(tos, "Согласны с проектом заключения")
    press(tos, "Отправить ответ", "Ответ на проект принят.")
    leading = Expertise.objects.get(pk=proposal.expertise_id).leading.expert.person
    approving = desk if leading == typist.person else reader(leading).page()
    take(approving, "Утвердить заключение")
    tick(approving, "Утвердить и подписать")
    press(approving, "Записать решение", "Решение записано.")
    work()
    assert [sign_everything(page) for page in (approving, coordinator)] == [1, 1]
    work()

    stranger = reader().page()
    stranger.goto(proposal.get_absolute_url())
    expect(stranger.get_by_text("70,30", exact=True)).to_be_visible()
    stranger.get_by_role("link", name="Заключение №").first.click()
    expect(stranger.get_by_text("действует", exact=True)).to_be_visible()
    text = words_of(download(stranger, "Подлинник"))
    assert "P = (70,00 + 71,00) / 2 = 70,50" in text
    assert "70,30" in text
    assert not [name for name in ("Азарова", "Виноградова", "Горелова") if name in text]


# The committee


def plan(page: Page) -> None:
    """A sitting tomorrow: so soon that the notice needs a ground."""
    page.goto("/sittings/")
    page.get_by_role("link", name="Назначить заседание").click()
    soon = timezone.localtime() + timedelta(days=1)
    page.get_by_label("День и время").fill(f"{soon:%Y-%m-%dT%H:%M}")
    page.get_by_label("Место или ссылка на видеосвязь").fill("ул. Карла Маркса, 93, зал 201")
    press(page, "Назначить заседание", "Заседание назначено.")


def convene(town: Town, secretary: Page, chair: Page, commission: Page) -> None:
    take(secretary, "Внести вопрос в повестку комитета")
    tick(secretary, "Рабочая комиссия рассмотрела вопрос")
    press(secretary, "Внести в повестку", "Вопрос внесён: секретарь заседания увидит его при сборе повестки.")
    plan(secretary)
    take(commission, "Собрать повестку")
    press(commission, "Передать председателю", "Проект повестки передан председателю.")
    take(chair, "Утвердить повестку")
    press(chair, "Утвердить повестку", "Повестка утверждена.")
    take(secretary, "Разослать извещение и материалы")
    press(secretary, "Разослать")
    expect(secretary.locator(".error-summary").get_by_text("укажите основание сокращённого срока")).to_be_visible()
    secretary.get_by_label(re.compile("^Основание сокращённого срока")).fill("Поручение председателя.")
    press(secretary, "Разослать", "Извещение и материалы разосланы членам.")


def open_sitting(page: Page, absent: str) -> None:
    """The roll call: fifteen of sixteen have come."""
    take(page, "Открыть заседание")
    for box in page.locator("input[name=present]").all():
        box.set_checked(absent not in box.locator("xpath=..").inner_text())
    press(page, "Записать явку и открыть заседание", "Явка записана.")
    expect(page.get_by_text("Заседание правомочно.")).to_be_visible()


def recuse(page: Page) -> None:
    enter(page)
    page.get_by_role("link", name="Заявить самоотвод").click()
    page.get_by_label("Основание самоотвода").fill("Вхожу в правление ТОС «Утёс».")
    press(page, "Заявить самоотвод", "Самоотвод записан.")


def put_motion(page: Page) -> None:
    page.get_by_role("link", name="Поставить на голосование").click()
    page.get_by_label(re.compile("^Поддержать")).check()
    press(page, "Поставить на голосование", "Голосование открыто.")


def vote_in_the_room(page: Page, choice: str) -> None:
    enter(page)
    press(page, choice, "Ваш голос учтён.")
    expect(page.get_by_role("button", name=choice, exact=True)).to_have_count(0)


def vote_from_the_inbox(page: Page, choice: str) -> None:
    take(page, "Проголосовать")
    tick(page, choice)
    press(page, "Проголосовать", "Ваш голос учтён.")


def hold(page: Page) -> None:
    """The vote is closed with its arithmetic on the page, then the sitting."""
    page.get_by_role("link", name="Закрыть голосование").click()
    press(page, "Закрыть голосование", "Голосование закрыто, итог подведён.")
    expect(
        page.get_by_text("За — 12, против — 1, воздержались — 1, не голосовали — 0; приняли участие 14 из 14.")
    ).to_be_visible()
    expect(page.get_by_text("Предложение принято.", exact=True)).to_be_visible()
    page.get_by_role("link", name="Провести и закрыть заседание").click()
    press(page, "Закрыть заседание", "Заседание закрыто.")


def write_minutes(town: Town, secretary: Page, member: Page) -> None:
    """The draft, a remark, the final text."""
    take(secretary, "Составить проект протокола")
    press(secretary, "Направить на замечания", "Проект протокола направлен членам на замечания.")
    take(member, "Прочитать проект протокола")
    member.get_by_label(re.compile("^Замечание к протоколу")).fill("Прошу указать, что стоял вопрос о сроках.")
    press(member, "Ответить", "Спасибо, ответ записан.")
    meeting = Meeting.objects.get()
    for person in [town.chair, *town.members[1:-1]]:
        answer(person, meeting.case, "remark", text="")
    take(secretary, "Учесть замечания и направить протокол на подпись")
    expect(secretary.get_by_text("Прошу указать, что стоял вопрос о сроках.")).to_be_visible()
    secretary.get_by_label(re.compile("^Выступили")).fill("О сроках: А. П. Абрамов.")
    press(secretary, "Направить на подпись", "Протокол получил номер и направлен на подпись.")
    work()


def decide(secretary: Page, chair: Page) -> None:
    """Minutes, extract and decision are signed; what is decided is published."""
    assert [sign_everything(page) for page in (chair, secretary)] == [1, 1]
    work()
    take(secretary, "Оформить решение")
    press(secretary, "Направить на подпись", "Решение получило номер и направлено на подпись.")
    work()
    assert [sign_everything(page) for page in (chair, secretary)] == [1, 2]
    work()
    take(secretary, "Выпустить итоги заседания")
    press(secretary, "Выпустить", "Итоги заседания выпущены.")
    work()


def test_a_committee_decides_and_a_stranger_checks_the_decision(town: Town, reader: Any, clock: Clock) -> None:
    proposal = town.recommended()
    town.seat_the_committee()
    secretary, chair = reader(town.secretary).page(), reader(town.chair).page()
    convene(town, secretary, chair, reader(town.commission).page())
    clock.move_to(Meeting.objects.get().scheduled_at)
    open_sitting(chair, absent=town.members[-1].last_name)
    press(chair, "Начать рассмотрение", "Рассмотрение вопроса начато.")
    recused, at_desk, on_phone, *others = town.members[:-1]
    recuse(reader(recused).page())
    put_motion(chair)
    vote_in_the_room(reader(at_desk).page(), "Против")
    vote_from_the_inbox(reader(on_phone, width=PHONE).page(), "Воздержаться")
    expect(chair.get_by_text("Проголосовали 2 из 14.")).to_be_visible()  # the room follows by itself
    ballot = Meeting.objects.get().lines.get().ballots.get()
    for person in [town.chair, *others]:
        answer(person, ballot.case, "vote", choice="for")
    hold(chair)
    write_minutes(town, secretary, reader(recused).page())
    decide(secretary, chair)

    assert Proposal.objects.get(pk=proposal.pk).status == Proposal.Status.SUPPORTED
    stranger = reader().page()
    stranger.goto(proposal.get_absolute_url())
    expect(stranger.get_by_text("Поддержана", exact=True)).to_be_visible()
    check_as_a_stranger(stranger)
