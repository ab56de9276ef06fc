"""The contest from the votes of the citizens to the certificates, and a Mark that is suspended."""

from collections.abc import Callable
from random import Random
from typing import Any

from casework import workdays
from committee.models import AgendaItem, Body
from journal.record import acting
from portal.demo.people import World
from portal.demo.player import PAPER, DemoError, Story
from portal.demo.stories import body
from portal.demo.stories.appeals import Plea
from portal.demo.stories.body import Motion, Session
from portal.demo.stories.contest_show import (
    AWARDED,
    COMMITTEE,
    JURY,
    PUBLISHED,
    RANKED,
    SUSPENSION,
    SUSPENSION_ASKED,
    VISITS,
    Show,
)
from portal.demo.stories.examining import sign
from quality_mark.awards.actions import votable_ever
from quality_mark.complaints import actions as complaints
from quality_mark.complaints.forms import ComplaintForm
from quality_mark.marks import actions as marks_actions
from quality_mark.marks.forms import QuestionForm
from quality_mark.models import Contest, ContestApplication, QualityMark
from quality_mark.voting import actions as voting_actions

SEEN = "Журналы и отзывы показаны, выборочно проверены пять записей: они соответствуют заявке."


def vote(show: Show, ago: int, most: int) -> Story:
    """The town votes on an evening: everybody for one entry in at most so many nominations, from a home of their own."""
    world = show.world
    yield world.days.at(ago, 18)
    voting = show.now().voting
    nominations = list(votable_ever(show.now()).order_by("code"))
    for number, person in enumerate(sorted(world.people.values(), key=lambda voter: voter.pk)):
        random = Random(f"{person.email}:{show.call.title}")  # noqa: S311
        for nomination in random.sample(nominations, min(most, len(nominations))):
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
    row = show.card(entry.title)

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


def approve(show: Show, beside: Callable[[World], list[Motion]]) -> Story:
    """CT-14, CT-16: the committee approves, the results are published; `beside`: what else that sitting hears."""
    world = show.world
    yield world.days.at(JURY - 6, 10)
    show.ask("to_committee")
    yield PAPER
    item = show.now().results_item
    assert item
    motions = [Motion(item.pk, "approve", abstained=1), *beside(world)]
    session = Session("итоги конкурса", Body.Kind.COMMITTEE, COMMITTEE, motions, planned=JURY - 6)
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


COMPLAINED, COMPLAINT_DAY = "Кабинет жильца", 2
COMPLAINT = (
    "Подала заявку через кабинет девять дней назад: обещан ответ за три дня, а в кабинете всё ещё «принято». "
    "По телефону сказали, что исполнитель не назначен."
)


def complain(show: Show) -> Story:
    """A consumer is not content with the holder of a Mark; the secretary has to answer."""
    world = show.world
    yield world.days.at(COMPLAINT_DAY, 19)
    mark, author = QualityMark.objects.get(entry=show.entries[COMPLAINED]), world.people["group8"]

    def send(**given: Any) -> Any:
        subject = QualityMark.objects.get(pk=mark.pk)
        return complaints.complain(subject, consented_at=world.clock.now(), address="10.9.9.1", **given)

    name = author.get_full_name()
    world.actor.act(author, None, "житель", ComplaintForm, send, mark, text=COMPLAINT, name=name, contact=author.email)


SUSPENDED = "Мастерские левого берега"

GROUNDS = (
    "При выборочном визите 12 из 20 проверенных заказов выполнены без журнала инструктажа, дежурный мастер отсутствовал два вечера подряд. "
    "Прошу приостановить Знак до устранения: порядок безопасности указан в заявке как основа качества."
)

REASONS = "Нарушения порядка безопасности подтверждены актом выборочного визита; обладатель согласен и просит время на устранение."


def suspend(show: Show, beside: Callable[[World], list[Motion]]) -> Story:
    """QM-03: a selective visit found what the committee had to act upon; `beside`: what else that sitting hears."""
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
    motions = [motion, *beside(world)]
    session = Session("о Знаке", Body.Kind.COMMITTEE, SUSPENSION, motions, planned=SUSPENSION_ASKED)
    yield from body.whole(world, session)


# Appeals: one about a result, refused; one about the suspension, before the board now


def of_result(show: Show) -> Plea:
    """An entrant thinks the points were added wrongly; they were not."""
    by = show.card(DISAPPOINTED)["org"].lower()
    return Plea("result", by, lambda: show.entry(DISAPPOINTED), PUBLISHED - 1, PUBLISHED - 5, "reject")


def of_suspension(show: Show) -> Plea:
    """The holder of the suspended Mark says that the evidence was not looked at; the board has to say whether it takes it up."""
    mark = QualityMark.objects.filter(entry=show.entries[SUSPENDED])
    return Plea("suspension", show.card(SUSPENDED)["org"].lower(), mark.get, SUSPENSION_APPEALED)


DISAPPOINTED, SUSPENSION_APPEALED = "Паспорт подъезда", 3
