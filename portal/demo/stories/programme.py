"""The programme: its edition of 2004–2006 lies in the archive; the one of today is adopted, carried out, late and doubted in parts."""

from datetime import date, timedelta
from functools import partial
from typing import Any

from django.utils import timezone

from casework import door, roles, workdays
from casework.locking import locked
from casework.queue import run_pending
from committee.agenda import actions as agenda
from committee.agenda.forms import QuestionForm
from committee.models import AgendaItem, Body, Decision
from execution.bodies import actions as bodies
from execution.bodies.forms import BodyForm
from execution.confirmations import actions as confirmations
from execution.confirmations.forms import ConfirmationForm
from execution.editions import actions, forms
from execution.editions.flow import ProgrammeFlow
from execution.measures import actions as measures
from execution.measures.forms import MeasureForm
from execution.models import Measure, ProgrammeEdition, Undertaking
from execution.money import actions as money
from execution.money.forms import PostForm, PostingConfirmForm
from execution.undertakings.periods import ROMAN
from portal.demo import files
from portal.demo.actor import upload
from portal.demo.people import World
from portal.demo.player import PAPER, Story
from portal.demo.stories.body import Motion
from portal.demo.words import read
from programme.models import ResponsibleBody

DRAFTED, CONSIDERED, ENACTED = 60, 27, 26  # working days ago; between the first two the committee decides
DOUBTING = ("org03", "org07", "org09", "org12", "org15")
SEEING = ("org10",)
STAND = "Стенд у библиотеки"


def archived(world: World, ago: int) -> Story:
    """The secretary of the committee loads it in the first days of the city."""
    yield world.days.at(ago, 9, 40)
    secretary = world.people["committee"]
    capacity = door.capacity_in(secretary, roles.COMMITTEE_SECRETARY)
    world.actor.act(secretary, None, capacity, forms.LoadForm, actions.load_historical, None)


def question(world: World) -> Motion:
    """The committee's own question about the edition, put by its secretary; nobody is against."""
    committee, secretary = Body.objects.committee(), world.people["committee"]
    item: AgendaItem = world.actor.act(
        secretary, None, committee.capacity_of_office(secretary), QuestionForm,
        lambda **given: agenda.put_question(committee, **given), committee, **read("programme.toml")["question"], matter="own",
    )  # fmt: skip
    return Motion(item.pk, "adopt", abstained=1)


def living(world: World) -> Story:
    """From an empty table to what citizens say they do not see.

    The city had decided about its programme before the library began to lead editions: the decision and the act stand as they were then.
    """
    yield world.days.at(DRAFTED, 10)
    edition = _draw_up(world)
    yield world.days.at(CONSIDERED, 10)
    yield PAPER
    clerk = world.people["clerk"]
    item = AgendaItem.objects.get(title=read("programme.toml")["question"]["title"])
    decision = Decision.objects.get(item=item).document
    assert decision, "the decision is out"
    with locked(edition.case.pk):
        actions.consider(_fresh(edition), by=None, outcome="approve", decision=decision)
    yield world.days.at(ENACTED, 10)
    with locked(edition.case.pk):
        actions.enact(
            _fresh(edition), by=clerk, is_adopted=True, act_title="постановление администрации города (демо)", act_number="000-д",
            act_date=workdays.local_date(),
        )  # fmt: skip
    run_pending()
    yield from _account(world)
    yield from _carry_out(world)


def _fresh(edition: ProgrammeEdition) -> ProgrammeEdition:
    return ProgrammeEdition.objects.get(pk=edition.pk)


def _capacity(world: World, mailbox: str, role: str) -> str:
    return door.capacity_in(world.people[mailbox], role)


def _draw_up(world: World) -> ProgrammeEdition:
    """PE-01, PE-02: the bodies, the table row by row, to the committee."""
    secretary, data = world.people["committee"], read("programme.toml")
    capacity = _capacity(world, "committee", roles.COMMITTEE_SECRETARY)
    known: dict[str, ResponsibleBody] = {}
    for row in data["bodies"]:
        organization = world.organizations[row["organization"]].inn if "organization" in row else ""
        facts = {"name": row["name"], "valid_from": "2020-01-01", "organization": organization}
        known[row["code"]] = world.actor.act(secretary, None, capacity, BodyForm, bodies.enter, None, **facts)
    year = world.days.today.year
    edition: ProgrammeEdition = world.actor.begin(
        secretary, ProgrammeFlow.create, title=f"Программа города на {year}–{year + 2} годы (демо)", period_from=year, period_to=year + 2
    )  # fmt: skip
    for row in data["measures"]:
        facts = {name: _dated(value, world.days.today) for name, value in row.items()}
        facts["bodies"] = [known[code] for code in row["bodies"]]
        lead = {"lead": facts["bodies"][0]} if facts["bodies"] else {}
        world.actor.act(
            secretary, edition.case, capacity, MeasureForm, partial(measures.add, edition), edition, **{"period": "once", **facts, **lead}
        )  # fmt: skip
    with locked(edition.case.pk):
        actions.submit(edition, by=secretary)
        door.close_case(edition.case)
    return edition


def _dated(value: Any, today: date) -> Any:
    """Words with the years and the quarter that they name."""
    if not isinstance(value, str):
        return value
    before = today.replace(day=1) - timedelta(days=95)
    past = f"{ROMAN[(before.month - 1) // 3]} квартал {before.year}"
    return value.format(year=today.year, next=today.year + 1, past=past)


def _measure(number: str) -> Measure:
    rows = Measure.objects.filter(edition__status=ProgrammeEdition.Status.IN_FORCE)
    return rows.select_related("undertaking__case", "edition__case").get(number=number)


def _account(world: World) -> Story:
    """Sums of the ledger: the secretary posts, the clerk confirms; the last one waits."""
    yield world.days.at(ENACTED - 2, 11)
    sums = read("programme.toml")["sums"]
    for row in sums:
        measure = _measure(row["number"])
        facts = {name: row[name] for name in ("account", "source", "amount", "ground")}
        facts |= {"year": f"{world.days.today.year}", "day": f"{workdays.local_date():%Y-%m-%d}"}
        posting = world.actor.act(
            world.people["committee"], None, _capacity(world, "committee", roles.COMMITTEE_SECRETARY), PostForm,
            partial(money.post, measure), measure, **facts,
        )  # fmt: skip
        if row != sums[-1]:
            capacity = _capacity(world, "clerk", roles.CLERK)
            confirm = partial(money.confirm, posting)
            world.actor.act(world.people["clerk"], None, capacity, PostingConfirmForm, confirm, posting)


def _carry_out(world: World) -> Story:
    """1.2 and 1.7 are done, the latter is not seen by citizens; the report on 3.4 waits; 3.1 is overdue; 2.1 has nobody."""
    words, official, coordinator = read("programme.toml")["reports"], world.people["org01"], world.people["committee"]
    yield world.days.at(ENACTED - 3, 10)
    for number in ("1.2", "1.7", "3.4"):
        world.actor.answer(official, _undertaking(number).case, "accept")
    yield world.days.at(20, 11)
    _report(world, "1.2", "4", words["stimuli"])
    _report(world, "1.7", "7", words["stands"], picture=STAND)
    yield world.days.at(18, 15)
    yield PAPER
    for number in ("1.2", "1.7"):
        world.actor.answer(coordinator, _undertaking(number).case, "check", outcome="done")
    yield world.days.at(9, 18)
    for mailbox, sees in [*((name, False) for name in DOUBTING), *((name, True) for name in SEEING)]:
        _confirm(world, mailbox, sees)
    yield world.days.at(2, 16)
    _report(world, "3.4", "9", words["yards"], is_final=False)


def _undertaking(number: str) -> Undertaking:
    given = _measure(number).undertaking
    assert given, "a measure in force is carried out"
    return given


def _report(world: World, number: str, fact: str, text: str, picture: str = "", is_final: bool = True) -> None:
    """UN-04, with a photo or the reason why there is none."""
    sent: dict[str, Any] = {"file_1": upload(f"{picture}.jpg", files.photo(picture))} if picture else {}
    shown = {"caption_1": picture, "taken_on_1": f"{timezone.localdate():%Y-%m-%d}"} if picture else {}
    proof: dict[str, Any] = shown or {"missing_proof": "Сведения открыты в реестре, снимать нечего."}
    world.actor.answer(
        world.people["org01"], _undertaking(number).case, "report", sent=sent, done_text=text, fact=fact, is_final=is_final, **proof
    )  # fmt: skip


def _confirm(world: World, mailbox: str, sees: bool) -> None:
    given = _undertaking("1.7")
    world.actor.act(
        world.people[mailbox], None, "лично", ConfirmationForm, partial(confirmations.confirm, given), given,
        answer="yes" if sees else "no", words="" if sees else "В нашем дворе и у остановки стенда нет.",
    )  # fmt: skip
