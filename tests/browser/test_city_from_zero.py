"""A city from zero, without the demo: from the one-time key to a decision whose paper a stranger checks.

Nothing is done but by links, forms and buttons of the site and by letters it has sent. The opening, the telephone and the stranger are at
a real browser; the many who do the same go through the same pages without scripts.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from playwright.sync_api import Page, expect

from casework import installation
from expertise.models import Expertise
from portal.management.commands.check_invariants import broken
from programme.installation import actions
from tests.browser.conftest import PHONE
from tests.browser.phone import TITLE, Finger, add_organisation, agree, register, submit, write
from tests.browser.stranger import check_as_a_stranger
from tests.browser.town import BOSS, CONCLUSION, GROUND, PASSWORD, TEXTS, open_city, work
from tests.clock import Clock
from tests.expertise.conftest import silence
from tests.story import LONG
from tests.walker import Walker, one_time_code, words

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACT = "постановление администрации города от 16.01.2026 № 21"
SECTORS = ("власть", "бизнес", "общественный")
SEATS = {0: "председатель", 1: "заместитель председателя", 15: "секретарь"}
NAMES = (
    "Абрамова", "Белова", "Власова", "Громова", "Демидова", "Ершова", "Жукова", "Зимина", "Исаева", "Карпова", "Лаврова", "Минина",
    "Носова", "Осипова", "Павлова", "Протоколова",
)  # fmt: skip
ROLES = {
    "Приёмова": "platform_secretary", "Согласова": "expertise_coordinator", "Азарова": "expert_prof", "Бобылёва": "expert_prof",
    "Еланцева": "expert_public", "Жаркова": "expert_public",
    "Читалова": "content_moderator", "Чуткова": "content_moderator",
}  # fmt: skip
MAYAK = """Правовая форма;Сектор;Полное наименование;Краткое наименование;Адрес;Почта руководителя;Должность руководителя;Основание
ТОС;общественный;Территориальное общественное самоуправление «Маяк»;ТОС «Маяк»;ул. Маячная, 2;mayak@example.org;председатель;устав
"""
CLEAN = {
    "answer": "accept", "is_tied": "no", "took_part": "no", "is_related": "no", "has_interest": "no", "promises_silence": True,
}  # fmt: skip


@pytest.fixture
def address(settings: Any, tmp_path: Any, live_server: Any) -> Iterator[str]:
    """An installation for real people that nobody has opened; its one-time address."""
    settings.DEMO = settings.TESTING = False
    settings.SITE_URL = live_server.url
    settings.TIME_ZONE_FILE, settings.KEYS_DIR = tmp_path / "time_zone", tmp_path / "keys"
    settings.INSTALLATION_REMEMBERED_SECONDS = 0
    yield f"/setup/{actions.make_key()}/"
    installation.forget()
    installation._remembered.row = {}


def add_second_factor(page: Page) -> str:
    """The first administrator is led to it from their tasks and back. Returns the secret."""
    page.goto("/inbox/")
    page.get_by_role("link", name="Подключить приложение").click()
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("main form button").first.click()
    secret = page.locator("#authenticator_secret").input_value()
    page.locator("[name=code]").fill(one_time_code(secret))
    page.locator("main form button").first.click()
    page.get_by_role("link", name="Продолжить").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Мои задачи")
    return secret


def log_in(secret: str) -> Walker:
    """Another browser: the password is not enough."""
    boss = Walker(BOSS, PASSWORD).open("/").link("Войти").press("Войти", login=BOSS, password=PASSWORD)
    return boss.press("Войти", code=one_time_code(secret))


def found_committee(boss: Walker) -> None:
    """The page of what the city lacks leads to the committee, and the committee to its people."""
    boss.link("Готовность города").link("Исправить: Комитет").link("Образовать орган").link(
        "Образовать: программный комитет"
    )
    boss.press("Образовать", "Орган образован. Теперь пригласите людей в его состав.", act=ACT)
    lines = (
        f"{name} Анна\t{address_of(name)}\t{SECTORS[number % 3]}\t{SEATS.get(number, 'член')}\tдиректор"
        for number, name in enumerate(NAMES)
    )
    boss.link("Пригласить в состав")
    boss.press("Отправить приглашения", "Приглашения отправлены.", ground=ACT, pasted="\n".join(lines))


def address_of(name: str) -> str:
    """Where somebody gets letters."""
    return f"person{[*NAMES, *ROLES].index(name)}@example.org"


def invite_offices(boss: Walker) -> None:
    for name, role in ROLES.items():
        boss.link("Назначения").link("Пригласить на роль")
        boss.press(
            "Отправить приглашение", "Приглашение отправлено.", email=address_of(name), role=role, ground="приказ № 4"
        )


def accept(name: str) -> Walker:
    """By the letter: an account, its address, the second factor where the role asks for one, the answer."""
    who = Walker(address_of(name), PASSWORD)
    who.read_letter("риглаш", "/invitations/").link("Создать учётную запись").sign_up(name, "Анна")
    work()
    who.read_letter("подтвердите адрес", "/accounts/").press("Подтвердить")
    who.press("Отправить ответ", answer="accept").open("/inbox/")
    if not who.place.startswith("/second-factor/"):
        who.link("Как это сделать")
    return who.add_second_factor()


def open_platform(secretary: Walker) -> None:
    """The organisation that runs it comes out of a table, and its head is invited."""
    secretary.link("Площадки").link("Новая площадка").link("таблицей")
    secretary.press("Проверить файл", file=SimpleUploadedFile("Организации.csv", MAYAK.encode()))
    secretary.press("Загрузить: 1 строка", "Таблица загружена.")
    today = timezone.localdate()
    window = {"accepts_from": today, "accepts_until": today + timedelta(days=60)}
    secretary.link("Площадки").link("Новая площадка")
    told = {"title": "Добрососедство", "kind": "thematic", "description": "О дворах и соседях"}
    secretary.press("Сохранить площадку", "Сведения о площадке сохранены.", **told, **window)


def show_documents(secretary: Walker, experts: list[Walker]) -> None:
    """Who wants into the register comes to the desk with a passport; the page «Кто вы» asks for the consent first."""
    for expert in experts:
        expert.open("/identity/").link("Прочитать и дать согласие").press("Дать согласие", agreed=True)
        secretary.link("Личность").press("Найти человека", who=expert.email)
        secretary.press(
            "Документ видел, личность подтверждаю", "Личность подтверждена", document="passport", is_same=True
        )


def admit_experts(coordinator: Walker) -> None:
    for name, role in ROLES.items():
        if role.startswith("expert_"):
            is_professional = role == "expert_prof"
            coordinator.link("Эксперты").link("Включить в реестр").press(
                "Включить в реестр", "Эксперт включён в реестр.", person=address_of(name), areas=["social"],
                track="professional" if is_professional else "public", field="благоустройство",
                position="доцент" if is_professional else "председатель совета дома", ground="опыт больше трёх лет",
            )  # fmt: skip


def look_at_readiness(boss: Walker) -> None:
    """Nothing is missing that an office does on the site; what is left is done where the program runs."""
    boss.link("Готовность города")
    lines = boss.page.xpath("//main//li[.//*[contains(text(), 'не готово')]]//strong")
    missing = {words(line) for line in lines} - {
        "Исходный код",
        "Защищённый адрес",
        "Резервная копия",
        "Очередь",
        "Ключ печати",
        "Почта",
        "Апелляционная комиссия",  # the committee founds it at its first sitting, which this story does not reach
    }
    assert missing == set(), boss.text


def return_and_admit(secretary: Walker, finger: Finger) -> None:
    """Returned once for a place, mended there on the telephone, admitted, and proposed to go without talks."""
    done = "Результат проверки записан, заявителю направлено уведомление."
    secretary.take("Проверить заявку")
    secretary.press("Записать результат", done, outcome="send_back", remark_goal="Назовите двор и срок.")
    work()
    finger.page.goto("/inbox/")
    finger.link("Исправить заявку по замечаниям")
    finger.type("Цель", f"К осени двор дома 1 доступен каждому. {LONG}")
    finger.button("Проверить и отправить")
    finger.button("Подать повторно")
    expect(finger.page.get_by_text("Исправленная заявка подана повторно.")).to_be_visible()
    secretary.take("Проверить заявку").press("Записать результат", done, outcome="admit")
    secretary.take("Выбрать путь: переговоры или экспертиза")
    secretary.press("Выбрать путь", "Путь предложения выбран.", way="expertise", reasons="Вклады третьих лиц не нужны.")


def examine(coordinator: Walker, experts: list[Walker], finger: Finger) -> None:
    """From the group by lot to the published conclusion."""
    coordinator.take("Зарегистрировать запрос экспертизы").link("Начать экспертизу одним действием")
    coordinator.press("Начать экспертизу и пригласить экспертов", "Экспертиза начата")
    for expert in experts:
        expert.take("Согласиться и заявить об интересах").press("Отправить ответ", "Ответ принят.", **CLEAN)
    for expert in experts:
        expert.take("Открыть материалы экспертизы").press("Открыть материалы", "Материалы открыты.")
        score(expert)
    for _ in experts:
        coordinator.take("Принять экспертный лист").press("Ответить на лист", "Ответ записан.", verdict="accept")
    coordinator.take("Созвать экспертное совещание").press("Созвать совещание", "Эксперты извещены", place="зал 201")
    coordinator.take("Записать итоги совещания")
    leading = coordinator.field("leading")[0]
    coordinator.press("Записать итоги", "Итоги совещания записаны.", leading=leading, proceedings="Оценки обсуждены.")
    silence(Expertise.objects.get())
    coordinator.take("Подготовить проект заключения")
    coordinator.press("Направить заявителю", "Проект заключения направлен заявителю.", **TEXTS)
    finger.page.goto("/inbox/")
    finger.link("Ответить на проект заключения")
    finger.tick(finger.page.get_by_label("Согласны с проектом заключения"))
    finger.button("Отправить ответ")
    expect(finger.page.get_by_text("Ответ на проект принят.")).to_be_visible()
    [leader] = [expert for expert in experts if expert.is_asked("Утвердить заключение")]
    leader.take("Утвердить заключение").press("Записать решение", "Решение записано.", verdict="approve")
    work()
    leader.sign()
    coordinator.sign()
    work()


def score(expert: Walker) -> None:
    """Seven for every criterion, each grounded; looked at once more before it is final."""
    expert.take("Заполнить экспертный лист")
    criteria = [name.partition("_")[2] for name in expert.names() if name.startswith("value_")]
    given = {f"value_{pk}": 7 for pk in criteria} | {f"ground_{pk}": GROUND for pk in criteria}
    expert.press(
        "Проверить и отправить", "Проверьте ответы", recommendation="recommend", conclusion=CONCLUSION, **given
    )
    expert.press("Сдать экспертный лист")


def sit(scribe: Walker, chair: Walker, members: list[Walker], clock: Clock) -> None:
    """The question, the sitting in ten days, the vote of everybody."""
    scribe.take("Внести вопрос в повестку комитета")
    scribe.press("Внести в повестку", "Вопрос внесён", is_considered=True)
    begins = timezone.localtime() + timedelta(days=10)
    scribe.link("Заседания").link("Назначить заседание")
    scribe.press(
        "Назначить заседание", "Заседание назначено.", scheduled_at=f"{begins:%Y-%m-%dT%H:%M}", place="зал 201"
    )
    scribe.take("Собрать повестку").press("Передать председателю", "Проект повестки передан председателю.")
    chair.take("Утвердить повестку").press("Утвердить повестку", "Повестка утверждена.")
    scribe.take("Разослать извещение и материалы").press("Разослать", "Извещение и материалы разосланы членам.")
    clock.move_to(begins)
    chair.take("Открыть заседание")
    chair.press("Записать явку и открыть заседание", "Явка записана.", present=chair.field("present"))
    chair.press("Начать рассмотрение", "Рассмотрение вопроса начато.").link("Поставить на голосование")
    chair.press("Поставить на голосование", "Голосование открыто.", resolution="support")
    for member in members:
        member.take("Проголосовать").press("Проголосовать", "Ваш голос учтён.", choice="for")
    chair.link("Заседания")
    chair.take("Закрыть голосование").press("Закрыть голосование", "Голосование закрыто, итог подведён.")
    chair.take("Провести и закрыть заседание").press("Закрыть заседание", "Заседание закрыто.")


def decide(scribe: Walker, chair: Walker, members: list[Walker]) -> None:
    """Minutes with nobody's remarks, decision, signatures, publication."""
    scribe.take("Составить проект протокола").press("Направить на замечания", "Проект протокола направлен членам")
    for member in members:
        member.take("Прочитать проект протокола").press("Ответить", "Спасибо, ответ записан.")
    scribe.take("Учесть замечания и направить протокол на подпись")
    scribe.press("Направить на подпись", "Протокол получил номер и направлен на подпись.")
    work()
    chair.sign()
    scribe.sign()
    work()
    scribe.take("Оформить решение").press("Направить на подпись", "Решение получило номер и направлено на подпись.")
    work()
    for signatory in (chair, scribe):
        signatory.sign_together()
    work()
    scribe.take("Выпустить итоги заседания").press("Выпустить", "Итоги заседания выпущены.")
    work()


def test_a_city_from_zero(address: str, reader: Any, live_server: Any, clock: Clock) -> None:
    page = reader(has_scripts=False).page()
    open_city(page, address)
    secret = add_second_factor(page)
    clock.shift(timedelta(minutes=1))  # a code is good for one entrance
    boss = log_in(secret)
    found_committee(boss)
    invite_offices(boss)
    work()
    committee = [accept(name) for name in NAMES]
    clock.shift(timedelta(minutes=2))  # from one address as many people sign up in a minute as in twenty of them
    secretary, coordinator, *experts, _, _ = [accept(name) for name in ROLES]
    chair, *_, scribe = committee
    voters = committee[:-1]
    open_platform(secretary)
    show_documents(secretary, experts)
    admit_experts(coordinator)
    look_at_readiness(boss)

    finger = Finger(reader(width=PHONE, has_scripts=False).page(), live_server.url)
    register(finger)
    add_organisation(finger)
    agree(finger)
    write(finger)
    secretary.take("Подтвердить полномочия")
    secretary.press("Записать ответ", "Ответ записан, человек извещён.", decision="confirm")
    submit(finger)
    return_and_admit(secretary, finger)
    chair.take("Направить предложение на экспертизу").press("Дать поручение", "Поручение записано.")
    examine(coordinator, experts, finger)
    sit(scribe, chair, voters, clock)
    decide(scribe, chair, voters)

    stranger = reader().page()
    stranger.goto("/proposals/")
    stranger.get_by_role("link", name=TITLE).first.click()
    expect(stranger.get_by_text("Поддержана", exact=True)).to_be_visible()
    check_as_a_stranger(stranger)
    assert (finger.dead_ends, broken()) == ([], [])
