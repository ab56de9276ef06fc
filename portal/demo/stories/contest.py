"""The contest «Знак качества — 2026» from its announcement to the certificates: its office, entrants, experts and jury at work."""

from dataclasses import dataclass, field
from decimal import Decimal
from random import Random
from typing import Any

from casework import workdays
from committee.models import AgendaItem, Body
from expertise.models import ExpertAssignment, Expertise
from expertise.panels import selection
from journal.record import acting
from portal.demo.people import ORDER, World
from portal.demo.player import PAPER, DemoError, Story
from portal.demo.scores import spread
from portal.demo.stories import body
from portal.demo.stories.body import Motion, Session
from portal.demo.stories.examining import sign
from portal.demo.words import read
from programme.models import Person
from quality_mark.awards.actions import votable_ever
from quality_mark.contests.flow import ContestFlow
from quality_mark.entries.flow import EntryFlow
from quality_mark.marks import actions as marks_actions
from quality_mark.marks.forms import QuestionForm
from quality_mark.models import Contest, ContestApplication, QualityMark
from quality_mark.voting import actions as voting_actions

TITLE = "Знак качества — 2026"
ABOUT = (
    "Конкурс отмечает товары, услуги, практики, пространства и события, по которым узнают Красноярск. "
    "В этом году впервые все победители получат знак для сайта и упаковки с проверкой подлинности."
)
SIGNS_FROM = "2015-03-01"
SHORTEST = 60
# Working days before today on which things happen.
PLANNED, ANNOUNCED, OPENS, CLOSES = 106, 102, 94, 73
CHECKED, ADMITTED, VISITS, RANKED = 71, 69, 59, 55
JURY, COMMITTEE, PUBLISHED, AWARDED = 50, 38, 31, 25
SUSPENSION_ASKED, SUSPENSION = 22, 14
PLACES = ("г. Красноярск, набережная, выставочный павильон", "г. Красноярск, по адресу организации")
STABLE = "Качество держится на записанном порядке: ответственный назначен приказом, проверка раз в неделю, замечания разбирают на планёрке. "
SAFE = "Обязательные требования выполнены, документы готовы к показу. Объект доступен людям на колясках, вход и указатели крупные и понятные. "
OPENING = (
    "Заявка читается легко, утверждения подтверждены.",
    "Видно, что участник считает результат, а не мероприятия.",
    "Описание конкретно: названы люди, сроки и числа.",
)
LEVELS = {
    "high": (
        "Это образцовый уровень для города.",
        "Лучше, чем принято в этой области.",
        "Такой подход стоит повторить другим.",
    ),
    "mid": (
        "Уровень хороший, замечания несущественны.",
        "Есть что улучшить, но основа надёжна.",
        "Решение рабочее и понятное.",
    ),
    "low": (
        "Подтверждений мало, есть существенные пробелы.",
        "Этого недостаточно для высокой оценки.",
        "Заявленное не подкреплено документами.",
    ),
}
ASPECTS = ("work", "result", "feedback", "city", "summary")
REFUSED = (
    "Без этих документов предлагать товар нельзя, поэтому ставлю ноль; участник может представить их в следующем году."
)
SEEN = "Журналы и отзывы показаны, выборочно проверены пять записей: они соответствуют заявке."
STOPPED = "Паспорт безопасности и протокол испытаний состава не представлены, маркировки обязательных сведений на упаковке нет. "


@dataclass
class Show:
    """The contest and its entries as the story goes on."""

    world: World
    contest: int = 0
    jurors: list[Person] = field(default_factory=list)
    entries: dict[str, int] = field(default_factory=dict)

    def now(self) -> Contest:
        """The contest as it stands."""
        return Contest.objects.select_related("case", "jury").get(pk=self.contest)

    def entry(self, title: str) -> ContestApplication:
        """An entry as it stands."""
        return ContestApplication.objects.select_related("case", "contest", "nomination").get(pk=self.entries[title])

    @property
    def secretary(self) -> Person:
        """Who runs the contest."""
        return self.world.people["contest"]

    def ask(self, step: str, **answers: Any) -> Any:
        """The secretary answers a step of the contest."""
        return self.world.actor.answer(self.secretary, self.now().case, step, **answers)


def cards() -> list[dict[str, Any]]:
    """All entries of the data."""
    return read("contest.toml")["entry"]


def card(title: str) -> dict[str, Any]:
    """One entry of the data."""
    return next(row for row in cards() if row["title"] == title)


def whole(world: World) -> Story:
    """From the plan to the certificates."""
    show = Show(world)
    yield from announce(show)
    yield from enter(show)
    yield from check(show)
    yield from assess(show)
    yield from citizens(show)
    yield from visit(show)
    yield from judge(show)
    yield from approve(show)
    yield from award(show)
    yield from suspend(show)


# Announcing


def announce(show: Show) -> Story:
    """CT-01, CT-02: planned, put to the committee, announced."""
    world = show.world
    yield world.days.at(PLANNED, 10)
    show.jurors = [world.people[f"jury{n}"] for n in range(1, 10)]
    opens, closes = world.days.day(OPENS), world.days.day(CLOSES)
    seats = {f"seat_{n}": person for n, person in enumerate(show.jurors, 1)}
    sectors = {f"sector_{n}": row["sector"] for n, row in enumerate(read("contest.toml")["jury"], 1)}
    contest = world.actor.begin(
        show.secretary, ContestFlow.plan, title=TITLE, about=ABOUT, opens_on=opens.isoformat(), closes_on=closes.isoformat(),
        act=ORDER, chair=show.jurors[0], **seats, **sectors,
    )  # fmt: skip
    show.contest = contest.pk
    show.ask("propose")
    yield PAPER
    item = show.now().announcing_item
    assert item
    session = Session(
        "объявление конкурса", Body.Kind.COMMITTEE, ANNOUNCED, [Motion(item.pk, "announce")], planned=PLANNED
    )
    yield from body.whole(world, session)


# Entries


def enter(show: Show) -> Story:
    """CA-01: entries come in over the whole window, most of them in its last week."""
    world, random = show.world, Random(TITLE)  # noqa: S311 - the same story every time
    days = sorted((random.randint(CLOSES + 1, OPENS - 2) for _ in cards()), reverse=True)
    for number, (row, ago) in enumerate(zip(cards(), days, strict=True)):
        yield world.days.at(ago, 10 + number % 7, number * 13 % 60)
        head = world.people[row["org"].lower()]
        nomination = show.now().nominations.get(code=row["nomination"])
        entry = world.actor.begin(
            head,
            EntryFlow.enter,
            organization=world.organizations[row["org"]],
            nomination=nomination,
            title=row["title"],
        )
        show.entries[row["title"]] = entry.pk
        world.actor.type_in(head, entry.case, "submit", title=row["title"], summary=row["summary"])
        world.actor.answer(head, entry.case, "submit", **texts(row))


def with_promise(text: str) -> str:
    """A short answer promises more at the visit."""
    return text if len(text) >= SHORTEST else f"{text} Подробности покажем при осмотре на месте."


def texts(row: dict[str, Any]) -> dict[str, Any]:
    """What the entrant writes into the form."""
    return {
        "title": row["title"],
        "kind": row["kind"],
        "summary": with_promise(row["summary"]),
        "address": PLACES[len(row["title"]) % 2],
        "works_since": SIGNS_FROM,
        "description": with_promise(row["work"]),
        "result": with_promise(row["result"]),
        "stability": STABLE + row["work"],
        "feedback": with_promise(row["feedback"]),
        "safety": SAFE,
        "city": with_promise(row["city"]),
        "partners": "",
        "links": "",
        "statement": True,
    }


# The check and the admission


MENDED = "Окна во двор"
REMARK = "Назовите, кто отвечает за порядок в мастерской, и приложите к описанию график дежурств словами."


def check(show: Show) -> Story:
    """CA-03…CA-07, CT-08: looked through, one mended, one not admitted, the minutes signed."""
    world = show.world
    yield world.days.at(CLOSES - 1, 10)
    for row in cards():
        entry = show.entry(row["title"])
        if row["title"] == MENDED:
            world.actor.answer(show.secretary, entry.case, "check", outcome="send_back", remark_stability=REMARK)
            continue
        world.actor.answer(show.secretary, entry.case, "check", **_finding(row))
    yield world.days.at(CHECKED, 11)
    head = world.people[card(MENDED)["org"].lower()]
    mended = f"{STABLE}Отвечает старшая по двору Валентина Орлова, дежурства — по два человека в неделю, график висит у входа."
    world.actor.answer(head, show.entry(MENDED).case, "fix", stability=mended)
    yield world.days.at(CHECKED, 15)
    world.actor.answer(show.secretary, show.entry(MENDED).case, "check", outcome="admit")
    yield world.days.at(ADMITTED + 1, 10)
    show.ask("draw_up_admission")
    yield world.days.at(ADMITTED, 10)
    yield PAPER
    minutes = show.now().admission_minutes
    assert minutes
    sign(world, minutes, [show.secretary, show.jurors[0]])
    yield world.clock.now()


def _finding(row: dict[str, Any]) -> dict[str, Any]:
    if "refused" not in row:
        return {"outcome": "admit"}
    return {"outcome": "refuse", "ground": row["refused"], "explanation": row["explanation"]}


# The experts


def assessed() -> list[dict[str, Any]]:
    """What the experts read."""
    return [row for row in cards() if row["scores"]]


def assess(show: Show) -> Story:
    """CA-08, CA-10: two waves of assessments, so that nobody has more than eight in hand; sheets are accepted by themselves."""
    rows = assessed()
    half = len(rows) // 2
    for wave, part in enumerate((rows[:half], rows[half:])):
        yield from _wave(show, part, ADMITTED - 1 - 2 * wave)


def _wave(show: Show, rows: list[dict[str, Any]], day: int) -> Story:
    world = show.world
    yield world.days.at(day, 9)
    for row in rows:
        expertise = of(show, row["title"])
        chosen = selection.suggestion(expertise, selection.candidates(expertise))
        world.actor.answer(
            world.people["coordinator"],
            expertise.case,
            "form_group",
            experts=[candidate.expert.pk for candidate in chosen],
        )
    yield world.days.at(day - 1, 9)
    clean = dict.fromkeys(("is_tied", "took_part", "is_related", "has_interest"), "no")
    for row in rows:
        for seat in _group(show, row["title"]):
            _as_expert(show, seat, "declare", answer="accept", promises_silence=True, **clean)
    yield world.days.at(day - 1, 14)
    for row in rows:
        for seat in _group(show, row["title"]):
            _as_expert(show, seat, "open_materials")
    for number in range(3):
        yield world.days.at(day - 2 - number // 2, 10 + 4 * (number % 2))
        for row in rows:
            seat = _group(show, row["title"])[number]
            _as_expert(show, seat, "score", **sheet(row, seat, number))


def of(show: Show, title: str) -> Expertise:
    """The assessment of an entry as it stands."""
    return Expertise.objects.select_related("case", "regulation").get(pk=show.entry(title).expertise_id)


def _group(show: Show, title: str) -> list[ExpertAssignment]:
    rows = ExpertAssignment.objects.filter(expertise=of(show, title)).select_related(
        "expert__person", "expertise__case"
    )
    return list(rows.order_by("pk"))


def _as_expert(show: Show, seat: ExpertAssignment, step: str, **answers: Any) -> None:
    show.world.actor.answer(show.world.experts[seat.expert_id], seat.expertise.case, step, item=seat, **answers)


def sheet(row: dict[str, Any], seat: ExpertAssignment, number: int) -> dict[str, Any]:
    """A sheet that comes to the total the story wants; two of three refuse an entry without its obligatory papers."""
    criteria = list(seat.expertise.criteria_of(seat.expert.track).criteria.all())
    seed = f"{row['title']}:{number}"
    values = spread([criterion.weight for criterion in criteria], Decimal(row["scores"][number]), seed)
    stops = row.get("stop", False) and number < 2
    answers: dict[str, Any] = {}
    for position, (criterion, given) in enumerate(zip(criteria, values, strict=True)):
        value = 0 if stops and criterion.is_blocking else given
        answers[f"value_{criterion.pk}"] = value
        answers[f"ground_{criterion.pk}"] = _ground(row, criterion, value, f"{seed}:{position}")
    total = sum(criterion.weight * answers[f"value_{criterion.pk}"] for criterion in criteria)
    advice = "recommend" if total >= 60 and not stops else "reject"
    return {**answers, "recommendation": advice, "conclusion": _conclusion(row, seed, stops)}


def _ground(row: dict[str, Any], criterion: Any, value: int, seed: str) -> str:
    random = Random(seed)  # noqa: S311
    if not value:
        return f"{criterion.title}: {STOPPED}{REFUSED}"
    level = "high" if value >= 9 else "mid" if value >= 6 else "low"
    facts = [row[name] for name in random.sample(ASPECTS, 3)]
    parts = [f"{criterion.title}.", facts[0], random.choice(LEVELS[level])]
    while len(" ".join(parts)) < (205 if value <= 3 or value >= 9 else 105):
        parts.insert(-1, facts.pop() if len(facts) > 1 else random.choice(OPENING))
    return " ".join(parts)


def _conclusion(row: dict[str, Any], seed: str, stops: bool) -> str:
    random = Random(f"{seed}:conclusion")  # noqa: S311
    parts = [f"«{row['title']}». {random.choice(OPENING)}", *(row[name] for name in ASPECTS)]
    parts.append(
        STOPPED
        if stops
        else "Сведения заявки сходятся между собой; на месте стоит проверить, как порядок соблюдается в обычный день."
    )
    while len(" ".join(parts)) < 505:
        parts.append(
            "Совет участнику: публиковать показатели раз в полгода, чтобы горожане видели, что качество держится."
        )
    return " ".join(parts)


# The citizens


def citizens(show: Show) -> Story:
    """The town votes: everybody for one entry in some of the nominations, from a home of their own."""
    world, voting = show.world, show.now().voting
    yield world.days.at(VISITS + 2, 18)
    nominations = list(votable_ever(show.now()).order_by("code"))
    for number, person in enumerate(sorted(world.people.values(), key=lambda voter: voter.pk)):
        random = Random(f"{person.email}:{TITLE}")  # noqa: S311
        for nomination in random.sample(nominations, min(2, len(nominations))):
            entries = list(voting_actions.choices(voting, nomination).order_by("pk"))
            address = f"10.{number // 200}.{number % 200}.1"
            with acting("житель"):
                voting_actions.cast_vote(voting, by=person, entry=random.choice(entries), address=address)
            world.clock.spend(40)


# Checks in place


def visit(show: Show) -> Story:
    """CA-09, CA-10: the lot, the visits, their acts."""
    world = show.world
    yield world.days.at(VISITS + 1, 10)
    days: dict[int, int] = {}

    def planned(form: Any) -> dict[str, Any]:
        rows = form.visited()
        for number, entry in enumerate(rows):
            days[entry.pk] = VISITS - number * 3 // max(len(rows), 1)
        return {f"day_{pk}": world.days.day(ago).isoformat() for pk, ago in days.items()}

    show.ask("plan_visits", fill=planned)
    for ago in sorted(set(days.values()), reverse=True):
        yield world.days.at(ago, 15)
        for pk in [pk for pk, day in days.items() if day == ago]:
            _visit(show, ContestApplication.objects.select_related("case").get(pk=pk))
        yield world.days.at(ago - 1, 9)
        yield PAPER
        for pk in [pk for pk, day in days.items() if day == ago]:
            act = ContestApplication.objects.get(pk=pk).visits.exclude(act=None).latest("pk").act
            assert act
            sign(
                world,
                act,
                [request.person for request in act.signature_requests.select_related("person").order_by("pk")],
            )


def _visit(show: Show, entry: ContestApplication) -> None:
    row = card(entry.title)

    def who(form: Any) -> dict[str, Any]:
        seats = list(form.fields["visitors"].queryset)
        return {"visitors": [seats[len(entry.title) % len(seats)]]}

    show.world.actor.answer(
        show.secretary, entry.case, "visit", fill=who, held_on=workdays.local_date().isoformat(), is_confirmed="yes",
        met_by=show.world.people[row["org"].lower()].get_full_name(), result=row.get("visit", 6),
        findings=f"Объект осмотрен в обычный день. {row['work']}\n{SEEN}",
    )  # fmt: skip


# The jury and the committee


def judge(show: Show) -> Story:
    """CT-10…CT-12: the ranking, the jury's sitting, signed minutes."""
    world = show.world
    yield world.days.at(RANKED, 10)
    if show.now().status != Contest.Status.RANKING:
        raise DemoError(f"the contest is not ready for its jury: {show.now().status}")
    show.ask("put_to_jury")
    yield PAPER
    items = AgendaItem.objects.filter(body=show.now().jury, status=AgendaItem.Status.PROPOSED).order_by("pk")
    motions = [
        Motion(item.pk, "by_ranking", against=number % 4 == 1, abstained=number % 5 == 2)
        for number, item in enumerate(items)
    ]
    session = Session("жюри", Body.Kind.JURY, JURY, motions, planned=RANKED, body=show.now().jury_id)
    yield from body.whole(world, session)


def approve(show: Show) -> Story:
    """CT-14, CT-16: the committee approves, the results are published."""
    world = show.world
    yield world.days.at(JURY - 6, 10)
    show.ask("to_committee")
    yield PAPER
    item = show.now().results_item
    assert item
    session = Session(
        "итоги конкурса", Body.Kind.COMMITTEE, COMMITTEE, [Motion(item.pk, "approve", abstained=1)], planned=JURY - 6
    )
    yield from body.whole(world, session)
    yield world.days.at(PUBLISHED, 12)
    show.ask("publish")


def award(show: Show) -> Story:
    """CT-18: the clerk issues certificates and diplomas, the chair signs them."""
    world = show.world
    yield world.days.at(AWARDED, 10)
    world.actor.answer(world.people["clerk"], show.now().case, "award")
    yield world.days.at(AWARDED - 1, 10)
    yield PAPER
    chair = world.people["chair"]
    for paper in papers(show):
        sign(world, paper, [chair])


def papers(show: Show) -> list[Any]:
    """Certificates of the Marks, in the order of their numbers."""
    marks = (
        QualityMark.objects.filter(entry__contest=show.contest).exclude(certificate=None).select_related("certificate")
    )
    return [mark.certificate for mark in marks.order_by("pk")]


SUSPENDED = "Мастерские левого берега"
GROUNDS = (
    "При выборочном визите 12 из 20 проверенных заказов выполнены без журнала инструктажа, дежурный мастер отсутствовал два вечера подряд. "
    "Прошу приостановить Знак до устранения: порядок безопасности указан в заявке как основа качества."
)
REASONS = "Нарушения порядка безопасности подтверждены актом выборочного визита; обладатель согласен и просит время на устранение."


def suspend(show: Show) -> Story:
    """QM-03: a selective visit found what the committee had to act upon."""
    world = show.world
    yield world.days.at(SUSPENSION_ASKED, 11)
    mark = QualityMark.objects.select_related("case").get(entry=show.entries[SUSPENDED])

    def ask(**given: Any) -> Any:
        return marks_actions.ask_committee(QualityMark.objects.get(pk=mark.pk), **given)

    question = world.actor.act(
        show.secretary, mark.case, "секретарь конкурса", QuestionForm, ask, mark, kind="suspension", grounds=GROUNDS
    )
    yield PAPER
    motion = Motion(question.item_id, "suspend_mark", against=2, abstained=1, reasons=REASONS)
    session = Session("о Знаке", Body.Kind.COMMITTEE, SUSPENSION, [motion], planned=SUSPENSION_ASKED)
    yield from body.whole(world, session)
