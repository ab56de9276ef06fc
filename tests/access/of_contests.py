"""Who may do what at the addresses of contests and entries, and the objects they are tried on."""

from typing import Any

from casework import door, workdays
from casework.queue import run_pending
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from journal.record import move
from programme.models import Organization, Person
from quality_mark.contests import actions as contests
from quality_mark.contests.flow import ContestFlow
from quality_mark.contests.standard import nominations
from quality_mark.entries import actions as entries
from quality_mark.entries.flow import EntryFlow
from quality_mark.kinds import actions as kinds
from quality_mark.kinds.flow import KindFlow
from quality_mark.kinds.words import nominations_of
from quality_mark.models import Contest, ContestApplication, ContestKind, Placement
from quality_mark.placements import actions as placements
from tests.access.table import (
    ANYBODY,
    APPLICANT,
    ASK,
    BODY,
    KNOWN,
    READ,
    Page,
    Thing,
    missing,
    only,
    page,
    public,
)
from tests.access.world import World, again
from tests.quality_mark.contest import TEXT, application
from tests.story import answer, make_person

OFFICE = {"contest_secretary"}
JUDGES = {"contest_secretary", "jury_member", "auditor"}
INSIDE = JUDGES | BODY | {"working_commission", "clerk"}
SECRET, FOREIGN_SECRET = "Канарейка-под-печатью", "Чужая-под-печатью"

TABLE: dict[str, Page] = {
    "contests": public(),
    "contest_create": page(ASK, *only(OFFICE)),
    "contest_cancel": page(ASK, *only(OFFICE)),
    "contest_kinds": public(),
    "contest_kind_begin": page(ASK, *only(OFFICE)),
    "contest_kind_retire": page(ASK, *only(OFFICE)),
    "contest_kind_now": public(
        Thing("in force", lambda w: ("fair",), ANYBODY), Thing("missing", lambda w: ("nothing",), set())
    ),
    "contest_kind": public(
        Thing("in force", lambda w: ("fair", 1), ANYBODY),
        Thing("draft", lambda w: ("fair", 2), OFFICE | BODY | {"working_commission", "clerk", "auditor"}),
        Thing("missing", lambda w: ("nothing", 1), set()),
    ),
    "contest_kind_drop": page(
        ASK,
        Thing("draft", lambda w: ("fair", 2), OFFICE, OFFICE | BODY | {"working_commission", "clerk", "auditor"}),
        Thing("in force", lambda w: ("fair", 1), set(), KNOWN),
    ),
    "exhibition": public(),
    "exhibition_year": public(
        Thing("a year", lambda w: (w.placement.contest.year,), ANYBODY), Thing("missing", lambda w: (1999,), set())
    ),
    "incubator": public(),
    "reserve": public(),
    "placement": public(Thing("unpublished", lambda w: (w.placement.pk,), APPLICANT | OFFICE | {"auditor"}), missing()),
    "placement_leave": page(
        ASK, Thing("active", lambda w: (w.placement.pk,), {"signer"}, APPLICANT | OFFICE | {"auditor"}), missing()
    ),
    "placement_prolong": page(
        ASK,
        Thing("of a kind without it", lambda w: (w.placement.pk,), set(), APPLICANT | OFFICE | {"auditor"}),
        missing(),
    ),
    "placement_certify": page(
        ASK,
        Thing("of a contest that goes on", lambda w: (w.placement.pk,), set(), APPLICANT | OFFICE | {"auditor"}),
        missing(),
    ),
    "placement_revoke": page(
        ASK, Thing("active", lambda w: (w.placement.pk,), OFFICE, APPLICANT | OFFICE | {"auditor"}), missing()
    ),
    "contest_desk": page(READ, *only(JUDGES)),
    "contest": public(
        Thing("accepting", lambda w: (w.open_contest.pk,), ANYBODY),
        Thing("planned", lambda w: (w.planned_contest.pk,), INSIDE),
        missing(),
    ),
    "contest_extend": page(
        ASK,
        Thing("accepting", lambda w: (w.open_contest.pk,), OFFICE, KNOWN),
        Thing("planned", lambda w: (w.planned_contest.pk,), OFFICE, INSIDE),
        missing(),
    ),
    "entries": page(READ, *only(KNOWN)),
    "entry_create": page(ASK, *only(KNOWN)),
    "entry": public(
        Thing("sealed", lambda w: (w.sealed_entry.pk,), APPLICANT),
        Thing("foreign sealed", lambda w: (w.foreign_entry.pk,), {"stranger"}),
        Thing("checked", lambda w: (w.checked_entry.pk,), APPLICANT | JUDGES),
        missing(),
    ),
    "entry_withdraw": page(
        ASK,
        Thing("sealed", lambda w: (w.sealed_entry.pk,), {"signer"}, APPLICANT),
        Thing("checked", lambda w: (w.checked_entry.pk,), {"signer"}, APPLICANT | JUDGES),
        missing(),
    ),
}


def furnish(world: World) -> None:
    """Three contests: a planned one, one in its window, one whose window has closed; an entry in each that has any."""
    secretary = world.people["contest_secretary"]
    jury = [world.people["jury_member"], *(make_person("jury_member") for _ in range(8))]
    world.planned_contest = planned(secretary, jury)
    closed = accepting(secretary, jury)
    world.checked_entry = entered(world.people["signer"], world.tos, closed, "Вскрытая заявка")
    contests.close_window(again(closed))
    run_pending()
    world.open_contest = accepting(secretary, jury)
    world.sealed_entry = entered(world.people["signer"], world.tos, world.open_contest, SECRET)
    world.foreign_entry = entered(world.people["stranger"], world.others, world.open_contest, FOREIGN_SECRET)
    fair = ContestKind.objects.in_force().get(code="fair")
    draft = kinds.begin(by=secretary, title=fair.title, code="fair", copied=fair)
    door.begin_case(KindFlow.begin, draft, secretary)
    world.placement = placed(world, accepting(secretary, jury, fair))
    run_pending()


def placed(world: World, contest: Contest) -> Placement:
    """A stand that has been accepted and is not published."""
    signer, nomination = world.people["signer"], contest.nominations.order_by("code")[0]
    entry = entries.create(organization=world.tos, nomination=nomination, title="Стенд соседей", by=signer)
    door.begin_case(EntryFlow.enter, entry, signer)
    placement = placements.grant(entry, "итоги в силе")
    answer(signer, placement.case, "answer", decision="accept", has_read="on")
    return again(placement)


def planned(secretary: Person, jury: list[Person], kind: ContestKind | None = None) -> Contest:
    """CT-01, with the first nominations of the Положение."""
    opens = workdays.add(workdays.local_date(), 1)
    contest = contests.plan(
        by=secretary, title="Знак качества", about="", opens_on=opens, closes_on=workdays.add(opens, 25),
        act="распоряжение", quotas={row.code: row.quota for row in (nominations_of(kind.rule) if kind else nominations())},
        chair=jury[1], kind=kind,
        seats=[(person, ("authority", "business", "community")[n % 3]) for n, person in enumerate(jury)],
    )  # fmt: skip
    door.begin_case(ContestFlow.plan, contest, secretary)
    return again(contest)


def accepting(secretary: Person, jury: list[Person], kind: ContestKind | None = None) -> Contest:
    """A contest in its window: its flow stands where the committee would have been asked."""
    contest = planned(secretary, jury, kind)
    contest.announcement = issue(
        kind=Kind.ANNOUNCEMENT, title="О проведении конкурса", snapshot={"lines": ["Объявлен."], "contest": {"number": "0"}},
        template="quality_mark/pdf/word.html", register="announcements", is_public=True,
    )  # fmt: skip
    contest.opens_on = workdays.local_date()
    move(contest.announce, "Объявлен")
    move(contest.open_window, "Открыт приём")
    door.close_case(contest.case)
    return again(contest)


def entered(person: Person, organization: Organization, contest: Contest, title: str) -> ContestApplication:
    """CA-01 through the door; the words of the entry can be looked for."""
    nomination = contest.nominations.get(code="N10")
    entry = entries.create(organization=organization, nomination=nomination, title=title, by=person)
    door.begin_case(EntryFlow.enter, entry, person)
    told: dict[str, Any] = application(entry, summary=f"{title}. {TEXT}", description=f"{title}. {TEXT}")
    answer(person, entry.case, "submit", **told)
    return again(entry)
