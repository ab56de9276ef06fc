"""A town for whole stories: everybody who takes part, what they do at a page, and what they do at the door to save time."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection
from django.utils import timezone
from playwright.sync_api import Page, expect

from casework import door
from casework.queue import run_pending
from committee.agenda import actions as agenda
from committee.bodies import actions as bodies
from committee.meetings.flow import MeetingFlow
from committee.models import Body, BodyMember, Meeting
from documents.models import Document
from expertise.models import Expert, Expertise
from expertise.register import actions as register
from negotiations.models import Proposal
from programme.models import Person
from tests.expertise.conftest import silence
from tests.story import (
    answer,
    application,
    begin,
    join_agreement,
    make_member,
    make_organization,
    make_person,
    make_platform,
    post,
    show_document,
    skip_negotiations,
)

PASSWORD = "лёд-тронулся-2026"
BOSS = "boss@tyumen.example"
GROUND = (
    "Обоснование опирается на материалы заявки: смету, план работ и письма жителей, приложенные к предложению. " * 2
)
CONCLUSION = "Предложение продумано, вклад жителей подтверждён, сроки выполнимы; риски названы и закрыты. " * 6
PROFESSIONAL = ("Азарова", "Бобылёва", "Виноградова", "Горелова", "Дроздова")
PUBLIC = ("Еланцева", "Жаркова", "Зотова")
MEMBERS = ("Абрамов", "Белов", "Власов", "Громов", "Демидов", "Ершов", "Жуков", "Зимин", "Исаев", "Карпов", "Лавров",
           "Минин", "Носов", "Осипов", "Павлов")  # fmt: skip
TEXTS = {
    "compliance": "Предложение отвечает целям программы.",
    "social": "Двор станет доступен всем жителям.",
    "economic": "Расходы города окупаются вкладом жителей.",
    "legal": "Правовых препятствий нет.",
    "risks": "Срок поставки пандусов.",
    "recommendations": "Заключить договор поставки до весны.",
}
CLEAN = {
    "answer": "accept",
    "is_tied": "no",
    "took_part": "no",
    "is_related": "no",
    "has_interest": "no",
    "promises_silence": "on",
}


class Town:
    """An applicant, the offices, a register of experts; the committee is seated when a story needs it."""

    def __init__(self) -> None:
        self.tos = make_organization()
        self.chairwoman = make_member(self.tos)
        self.platform = make_platform(self.tos)
        self.platform_secretary = official("platform_secretary", "Приёмова")
        self.coordinator = official("expertise_coordinator", "Согласова")
        self.chair = official("committee_chair", "Главина")
        self.secretary = official("committee_secretary", "Протоколова")
        self.commission = official("working_commission", "Повесткина")
        self.professional = [self._expert(name, "professional") for name in PROFESSIONAL]
        self.public = [self._expert(name, "public") for name in PUBLIC]

    def _expert(self, last_name: str, track: str) -> Expert:
        return register.admit(
            by=self.coordinator,
            person=show_document(make_person(last_name=last_name, password=PASSWORD)),
            track=track,
            areas=["social"],
            field="благоустройство",
            position="доцент" if track == "professional" else "председатель совета дома",
            ground="опыт больше трёх лет",
        )

    def admitted(self, title: str = "Двор без ступеней") -> Proposal:
        """A proposal that has passed the formal check; its papers are made."""
        proposal = begin(self.chairwoman, self.tos, self.platform, title)
        answer(self.chairwoman, proposal.case, "submit", **application(title))
        answer(self.platform_secretary, proposal.case, "check", outcome="admit")
        skip_negotiations(self.platform_secretary, proposal)
        work()
        return Proposal.objects.get(pk=proposal.pk)

    def invited(self) -> Proposal:
        """A proposal to which two professional and two public experts are invited."""
        proposal = self.admitted()
        answer(self.chair, proposal.case, "order_expertise", instruction="Провести экспертизу.")
        case = Proposal.objects.get(pk=proposal.pk).expertise.case
        answer(self.coordinator, case, "register")
        answer(self.coordinator, case, "decide", verdict="hold", ground="")
        group = [*self.professional[:2], *self.public[:2]]
        answer(self.coordinator, case, "form_group", experts=[str(expert.pk) for expert in group])
        return Proposal.objects.get(pk=proposal.pk)

    def recommended(self) -> Proposal:
        """A proposal with a published conclusion: everybody gives seven."""
        proposal = self.invited()
        group = [*self.professional[:2], *self.public[:2]]
        for expert in group:
            answer(expert.person, proposal.expertise.case, "declare", **CLEAN)
        for expert in group:
            assess(proposal, expert, 7)
            take_sheet(self.coordinator, proposal)
        case = proposal.expertise.case
        members = list(proposal.expertise.assignments.order_by("pk"))
        answer(self.coordinator, case, "convene", held_on=f"{timezone.localdate():%Y-%m-%d}", place="14:00, зал 201")
        answer(
            self.coordinator,
            case,
            "consolidate",
            present=[str(row.pk) for row in members],
            leading=str(next(row.pk for row in members if row.expert.track == "professional")),
            proceedings="Оценки обсуждены.",
        )
        silence(proposal.expertise)
        answer(self.coordinator, case, "draft_conclusion", **TEXTS)
        answer(self.chairwoman, case, "object", answer="agree")
        answer(self.professional[0].person, case, "approve", verdict="approve")
        work()
        sign_at_the_door(Expertise.objects.get(pk=proposal.expertise_id).conclusion)
        work()
        return Proposal.objects.get(pk=proposal.pk)

    def seat_the_committee(self) -> None:
        """Sixteen votes and a secretary without one."""
        self.body = bodies.establish(
            kind=Body.Kind.COMMITTEE,
            title="Городской программный комитет",
            title_genitive="Городского программного комитета",
            act="Образован постановлением администрации города от 17.03.2005 № 121",
            chair_role="committee_chair",
            secretary_role="committee_secretary",
            member_role="committee_member",
            agenda_role="working_commission",
        )
        seat = {"ground": "распоряжение Главы города", "position": "член совета"}
        bodies.seat(self.body, person=self.chair, sector="authority", role=BodyMember.Role.CHAIR, **seat)
        bodies.seat(self.body, person=self.secretary, sector="authority", role=BodyMember.Role.SECRETARY, **seat)
        self.members = [official("committee_member", name) for name in MEMBERS]
        for number, person in enumerate(self.members):
            sector = ("authority", "business", "community")[number % 3]
            bodies.seat(self.body, person=person, sector=sector, **seat)

    def convened(self) -> Meeting:
        """A sitting of tomorrow with one question on its agenda, announced to the members."""
        self.seat_the_committee()
        agenda.propose_item(
            title="О проектном предложении «Двор без ступеней»",
            question="Итоговый балл экспертизы — 70,30.",
            draft_resolution="Поддержать.",
            resolutions=[{"code": "support", "title": "Поддержать"}],
            reporter="ТОС «Утёс»",
            by=None,
        )
        soon = timezone.localtime() + timedelta(days=1)
        data = {"body": self.body.pk, "scheduled_at": f"{soon:%Y-%m-%dT%H:%M}", "place": "зал 201", "form": "in_person"}
        form = MeetingFlow.plan.form(post(data), by=self.secretary)
        assert form.is_valid(), form.errors
        meeting = door.start_case(MeetingFlow.plan, by=self.secretary, form=form, token=None)
        (item,) = self.body.items.all()
        answer(
            self.commission, meeting.case, "assemble", **{f"take_{item.pk}": "on", f"draft_{item.pk}": "Поддержать."}
        )
        (line,) = meeting.lines.all()
        answer(self.chair, meeting.case, "approve", **{f"place_{line.pk}": "1"})
        answer(self.secretary, meeting.case, "notify_members", short_notice_ground="Поручение председателя.")
        return meeting


def official(role: str, last_name: str) -> Person:
    """Somebody in an office, with a password to sign with."""
    return make_person(role, last_name=last_name, password=PASSWORD)


def work() -> None:
    """The queue does what waits in it; in a thread of its own, as the browser keeps an event loop in ours and the seal needs one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(_work).result()


def _work() -> None:
    try:
        run_pending()
    finally:
        connection.close()


# At the door


def sheet(proposal: Proposal, expert: Expert, *values: int) -> dict[str, str]:
    """The fields of a score sheet; one value stands for all criteria."""
    criteria = list(proposal.expertise.criteria_of(expert.track).criteria.order_by("number"))
    given = values if len(values) > 1 else values * len(criteria)
    fields = {"recommendation": "recommend", "conclusion": CONCLUSION}
    for criterion, value in zip(criteria, given, strict=True):
        fields |= {f"value_{criterion.pk}": str(value), f"ground_{criterion.pk}": GROUND}
    return fields


def assess(proposal: Proposal, expert: Expert, *values: int) -> None:
    """Open the materials and submit a sheet."""
    answer(expert.person, proposal.expertise.case, "open_materials")
    answer(expert.person, proposal.expertise.case, "score", **sheet(proposal, expert, *values))


def take_sheet(coordinator: Person, proposal: Proposal) -> None:
    """The coordinator accepts the sheet that has come in."""
    answer(coordinator, proposal.expertise.case, "accept_sheet", verdict="accept")


def sign_at_the_door(document: Document) -> None:
    """Everybody asked signs with the password."""
    for request in document.signature_requests.select_related("person"):
        join_agreement(request.person)
        answer(
            request.person, document.signing_case, "sign", seen_hash=document.sha256, answer="sign", password=PASSWORD
        )


# At a page


def take(page: Page, title: str) -> None:
    """Open a task of one's own from the inbox."""
    page.goto("/inbox/")
    page.locator("main").get_by_role("link", name=title, exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def press(page: Page, name: str, said: str = "") -> None:
    """Press a button, and hear what has been done."""
    page.get_by_role("button", name=name, exact=True).click()
    if said:
        expect(page.get_by_text(said, exact=True)).to_be_visible()


def enter(page: Page) -> None:
    """From the list of sittings into the room."""
    page.goto("/sittings/")
    page.locator("main .task-title a").first.click()


def tick(page: Page, label: str) -> None:
    """Choose an answer by its label."""
    page.get_by_label(label, exact=True).check()


def declare_clean(page: Page) -> None:
    """Agree to take part with nothing to declare."""
    tick(page, "Да, готов участвовать и заявляю об интересах")
    for name in ("is_tied", "took_part", "is_related", "has_interest"):
        page.locator(f"input[name={name}][value=no]").check()
    page.get_by_label("Обязуюсь не разглашать").check()
    press(page, "Отправить ответ", "Ответ принят.")


def fill_in_sheet(page: Page, value: int) -> None:
    """Every criterion scored alike and grounded."""
    for field in page.locator("main select[name^=value_]").all():
        field.select_option(str(value))
    for field in page.locator("main textarea").all():
        field.fill(GROUND)
    page.get_by_label("Общий вывод", exact=True).fill(CONCLUSION)
    page.locator("input[name=recommendation]").first.check()


def join_at_the_page(page: Page) -> None:
    """Before the first signature the agreement on it is accepted on a page of its own; then the person is back."""
    link = page.get_by_role("link", name="Прочитать и принять")
    if not link.count():
        return
    here = page.url
    link.click()
    tick(page, "Я прочитал(а) соглашение и присоединяюсь к нему")
    password = page.get_by_label("Пароль", exact=True)
    if password.count():
        password.fill(PASSWORD)
    press(page, "Принять соглашение", "Соглашение принято. Теперь можно подписывать документы.")
    assert page.url == here


def open_city(page: Page, address: str) -> None:
    """From the one-time address to the password of the first administrator, with one mistake on the way."""
    page.goto(address)
    page.get_by_role("link", name="Дальше: город и орган").click()
    page.get_by_label("Город").fill("г. Тюмень")
    for _ in range(2):  # the names, then the time zone as it is
        page.get_by_role("button", name="Сохранить и продолжить").click()
    page.get_by_label("Почта для обращений").fill("нет")
    page.get_by_label("Почтовый адрес").fill("Тюмень, Первомайская, 20")
    page.get_by_role("button", name="Сохранить и продолжить").click()
    assert page.get_by_label("Почтовый адрес").input_value() == "Тюмень, Первомайская, 20"
    page.get_by_label("Почта для обращений").fill("office@tyumen.example")
    page.get_by_role("button", name="Сохранить и продолжить").click()
    page.get_by_role("button", name="Сохранить").click()  # the sender as it is
    page.get_by_label("Кому отправить пробное письмо").fill(BOSS)
    page.get_by_role("button", name="Отправить пробное письмо").click()
    expect(page.locator("main")).to_contain_text("Письмо ушло")
    page.get_by_role("link", name="Дальше").click()
    page.get_by_role("button", name="Создать ключ").click()
    for label, value in (("Фамилия", "Петрова"), ("Имя", "Ольга"), ("Электронная почта", BOSS)):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="Пригласить и открыть город").click()
    page.locator("main .card a").click()
    for name in ("password1", "password2"):
        page.locator(f"[name={name}]").fill(PASSWORD)
    page.locator("main form button").first.click()


def sign_everything(page: Page) -> int:
    """Sign whatever waits for a signature; the first time with the password. Returns how many papers were signed."""
    signed = 0
    while True:
        page.goto("/inbox/")
        link = page.locator("main").get_by_role("link", name="Подписать документ", exact=True).first
        if not link.count():
            return signed
        link.click()
        expect(page.get_by_role("heading", name="Прочитайте документ")).to_be_visible()
        join_at_the_page(page)
        tick(page, "Подписываю простой электронной подписью")
        password = page.get_by_label("Пароль", exact=True)
        if password.count():
            password.fill(PASSWORD)
        press(page, "Подтвердить", "Ответ принят.")
        signed += 1
