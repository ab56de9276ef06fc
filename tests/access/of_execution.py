"""Who may do what at the addresses of undertakings and of the programme.

An instruction nobody outside sees yet, and a public one with an accepted photograph; an edition in force, an edition that is a draft.
"""

from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from casework import door, workdays
from casework.queue import run_pending
from documents import files
from execution.confirmations import actions as confirmations
from execution.fund import actions as fund
from execution.grants import actions as grants
from execution.measures import actions as links
from execution.models import (
    ConfirmationPhoto,
    Evidence,
    Fund,
    Grant,
    Measure,
    MeasureLink,
    Posting,
    ProgrammeEdition,
    StandingAct,
    Tranche,
    TrancheReport,
    Undertaking,
)
from execution.money import actions as money
from execution.reports.actions import Proof
from execution.undertakings import actions
from programme.models import Person
from tests.access.table import ANYBODY, ASK, BODY, KNOWN, Page, Thing, missing, page, public
from tests.access.world import World
from tests.execution.conftest import photo
from tests.execution.programme import PDF, adopt_one
from tests.story import LONG, answer_code, make_person, waiting_of

CONTROLLER = {"committee_secretary"}
OFFICE = BODY | {"working_commission", "clerk", "auditor"}  # who reads a draft of the programme
BOOKERS = {"committee_secretary", "clerk"}
INSIDE = CONTROLLER | {"stranger", "auditor"}
SECRET = "Закрытое-поручение"
SECRET_REPORT = "Закрытый-отчёт"


def closed(world: World) -> tuple[int]:
    return (Undertaking.objects.get(title=SECRET).pk,)


def opened(world: World) -> tuple[int]:
    return (Undertaking.objects.get(title="Открытое поручение").pk,)


def photo_of(title: str) -> Any:
    return lambda world: (Evidence.objects.get(report__undertaking__title=title).pk,)


def act() -> Page:
    """An act of the controller: to everybody else the address does not exist."""
    return page(ASK, Thing("closed", closed, CONTROLLER), Thing("public", opened, CONTROLLER), missing())


def picture() -> Page:
    return public(
        Thing("closed", photo_of(SECRET), INSIDE), Thing("public", photo_of("Открытое поручение"), ANYBODY), missing()
    )


def draft(world: World) -> tuple[int]:
    return (ProgrammeEdition.objects.get(status="draft").number,)


def adopted(world: World) -> tuple[int]:
    return (ProgrammeEdition.objects.get(status="in_force").number,)


def row_of(status: str) -> Any:
    return lambda world: (Measure.objects.get(edition__status=status).pk,)


def posting(world: World) -> tuple[int]:
    return (Posting.objects.get(measure__isnull=False).pk,)


def of_edition(may: set[str] = ANYBODY) -> Page:
    """A page of an edition: of a draft only to those who prepare it."""
    return public(Thing("draft", draft, OFFICE), Thing("in force", adopted, may), missing())


def grant(world: World) -> tuple[int]:
    return (Grant.objects.get().pk,)


def tranche(number: int) -> Any:
    return lambda world: (Tranche.objects.get(number=number).pk,)


def confirmed(world: World) -> tuple[int]:
    return (Undertaking.objects.get(kind="measure").pk,)


TABLE: dict[str, Page] = {
    "programme_table": public(),
    "programme_editions": public(),
    "programme_results": public(),
    "programme_edition_create": page(ASK, Thing("form", lambda w: (), CONTROLLER, KNOWN)),
    "programme_edition_load": page(ASK, Thing("form", lambda w: (), CONTROLLER)),
    "programme_edition": of_edition(),
    "programme_compare": of_edition(),
    "programme_timeline": of_edition(),
    "programme_money": of_edition(),
    "programme_act": public(Thing("in force", adopted, ANYBODY), Thing("draft", draft, set()), missing()),
    "programme_standing": page(ASK, Thing("a draft, where a programme has been", draft, set()), missing()),
    "programme_standing_file": public(
        Thing("act", lambda w: (StandingAct.objects.get().pk,), OFFICE), missing()
    ),
    "programme_file_away": page(ASK, Thing("in force", adopted, set()), missing()),
    "measure_add": page(ASK, Thing("draft", draft, CONTROLLER), Thing("in force", adopted, set()), missing()),
    "measure": public(Thing("draft", row_of("draft"), OFFICE), Thing("in force", row_of("in_force"), ANYBODY), missing()),
    "measure_change": page(ASK, Thing("draft", row_of("draft"), CONTROLLER), Thing("in force", row_of("in_force"), set()), missing()),
    "measure_remove": page(ASK, Thing("draft", row_of("draft"), CONTROLLER), Thing("in force", row_of("in_force"), set()), missing()),
    "measure_link": page(ASK, Thing("in force", row_of("in_force"), CONTROLLER), missing()),
    "measure_unlink": page(ASK, Thing("link", lambda w: (MeasureLink.objects.get().pk,), CONTROLLER), missing()),
    "measure_ask": page(ASK, Thing("in force", row_of("in_force"), CONTROLLER), Thing("draft", row_of("draft"), set()), missing()),
    "posting_add": page(ASK, Thing("in force", row_of("in_force"), BOOKERS), Thing("draft", row_of("draft"), set()), missing()),
    "posting_reverse": page(ASK, Thing("posting", posting, BOOKERS), missing()),
    "posting_confirm": page(ASK, Thing("posting", posting, BOOKERS), missing()),
    "measure_confirm": page(ASK, Thing("measure", confirmed, KNOWN), Thing("instruction", opened, set()), missing()),
    "confirmation_photo": public(
        Thing("photo", lambda w: (ConfirmationPhoto.objects.get().pk,), INSIDE), missing()
    ),
    "programme_bodies": public(),
    "programme_body_enter": page(ASK, Thing("form", lambda w: (), CONTROLLER)),
    "programme_body_change": page(
        ASK, Thing("body", lambda w: (Measure.objects.get(edition__status="draft").responsibilities.get().body_id,), CONTROLLER), missing()
    ),
    "fund": public(),
    "fund_open": page(ASK, Thing("form", lambda w: (), CONTROLLER)),
    "fund_posting_add": page(ASK, Thing("fund", lambda w: (Fund.objects.get().pk,), BOOKERS), missing()),
    "fund_statement": page(ASK, Thing("fund", lambda w: (Fund.objects.get().pk,), BOOKERS), missing()),
    "grants": public(),
    "grant_enter": page(ASK, Thing("form", lambda w: (), CONTROLLER)),
    "grant": public(Thing("grant", grant, ANYBODY), missing()),
    "tranche_plan": page(ASK, Thing("grant", grant, BOOKERS), missing()),
    "grant_posting_add": page(ASK, Thing("grant", grant, BOOKERS), missing()),
    "tranche_cancel": page(ASK, Thing("awaited", tranche(2), CONTROLLER), Thing("reported", tranche(1), set()), missing()),
    "tranche_refund": page(ASK, Thing("awaited", tranche(2), set()), Thing("received", tranche(3), BOOKERS), missing()),
    "donor_report": public(
        Thing("report", lambda w: (TrancheReport.objects.get().pk,), BOOKERS | {"stranger"}), missing()
    ),
    "media_plan": public(),
    "media_plan_add": page(ASK, Thing("form", lambda w: (), CONTROLLER)),
    "products": public(),
    "products_add": page(ASK, Thing("form", lambda w: (), CONTROLLER)),
    "undertakings": public(),
    "undertaking": public(Thing("closed", closed, INSIDE), Thing("public", opened, ANYBODY), missing()),
    "undertaking_suspend": act(),
    "undertaking_resume": act(),
    "undertaking_give_up": act(),
    "undertaking_drop": act(),
    "undertaking_reassign": act(),
    "evidence": picture(),
    "evidence_picture": picture(),
    "proposal_give_up": page(
        ASK, Thing("supported", lambda w: (w.decided.pk,), {"signer"}), Thing("other", lambda w: (w.scoring.pk,), set()), missing()
    ),
}  # fmt: skip


def furnish(world: World) -> None:
    """Two instructions to the stranger's organisation, each reported on."""
    worker, secretary = world.people["stranger"], world.people["committee_secretary"]
    for title, is_public in ((SECRET, False), ("Открытое поручение", True)):
        row = actions.give(
            kind=Undertaking.Kind.INSTRUCTION, title=title, source="Решение", controller="role:committee_secretary",
            organization=world.others, by=secretary, is_public=is_public,
        )  # fmt: skip
        step(worker, row, "accept")
        words = f"{LONG if is_public else SECRET_REPORT} сделано полностью и в срок"
        step(worker, row, "report", done_text=words, evidence=[Proof(photo(), "двор")])
        if is_public:
            step(secretary, row, "check", outcome="done")
    programme(world)


def programme(world: World) -> None:
    """An edition in force with a measure of the stranger's organisation that is reported on, and a draft."""
    worker, secretary = world.people["stranger"], world.people["committee_secretary"]
    adopted_row, waits = adopt_one(secretary, world.people["committee_chair"], world.people["clerk"], world.others)
    StandingAct.objects.create(
        edition=waits, act_title="решение Совета", act_number="7", act_date=workdays.local_date(), by=secretary, outcome="returned",
        remarks="Не тот акт", checked_by=world.people["clerk"], checked_at=timezone.now(), **files.take(SimpleUploadedFile("Акт.pdf", PDF)),
    )  # fmt: skip
    given = adopted_row.undertaking
    step(worker, given, "accept")
    step(worker, given, "report", done_text=f"{LONG} сделано", evidence=[Proof(photo(), "двор")])
    step(secretary, given, "check", outcome="accepted")
    confirmations.confirm(
        given, by=answer_code(make_person(last_name="Жительница")), sees=False, words="Не видно", photo=photo()
    )
    links.link(adopted_row, by=secretary, title="Предложения", url="/proposals/")
    facts = {
        "account": "plan",
        "source": "city",
        "year": 2026,
        "amount": 1000,
        "day": workdays.local_date(),
        "ground": "бюджет",
    }
    clerk = make_person("clerk")
    money.post(adopted_row, by=clerk, **facts)
    books(world, clerk)


def books(world: World, clerk: Person) -> None:
    """A fund, and a grant of the stranger's organisation: a tranche that is reported on, one that is awaited, one that has come."""
    worker, secretary, today = world.people["stranger"], world.people["committee_secretary"], workdays.local_date()
    with transaction.atomic():
        fund.open_fund(by=secretary, title="Фонд имиджа", about="На выставки города.", ground="решение")
        given = grants.enter(
            by=secretary, title="Школа соседей", donor="Фонд", agreement="соглашение № 1", organization=world.others, due_on=today
        )  # fmt: skip
        rows = [grants.plan(given, by=clerk, amount=Decimal(1000), due_on=today, report_due_on=today) for _ in range(3)]
    for row in (rows[0], rows[2]):
        step(clerk, row, "post", day=today, ground="платёжное поручение")
        money.confirm(Posting.objects.get(tranche=row), by=secretary)
    run_pending()
    step(worker, rows[0], "report", text=f"{LONG} потрачено", file=SimpleUploadedFile("Отчёт.pdf", PDF))


class Answers:
    """What the page's form would have cleaned."""

    def __init__(self, **cleaned: Any) -> None:
        self.cleaned_data = cleaned

    def is_valid(self) -> bool:
        return True

    def add_error(self, name: Any, error: Any) -> None:
        raise AssertionError(error)


def step(who: Any, row: Any, node: str, **cleaned: Any) -> None:
    answers = Answers(**cleaned)
    door.act_on_task(waiting_of(who, row.case, node).pk, by=who, token=None, form_of=lambda step, subject: answers)
