"""A contest's whole town: its secretary, a jury of nine, the committee, experts, entrants; and hands that lead it step by step."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from casework import door, sweeping, workdays
from casework.models import Waiting
from casework.queue import run_pending
from committee.models import AgendaItem, Meeting
from documents.models import Document
from programme.models import Organization, Person
from quality_mark.contests.flow import ContestFlow
from quality_mark.contests.standard import nominations
from quality_mark.entries.flow import EntryFlow
from quality_mark.models import Contest, ContestApplication
from tests.belonging import belong
from tests.committee import conftest as table
from tests.expertise.conftest import City
from tests.story import answer, make_member, make_organization, make_person, post, waiting_of

TEXT = "Жители приходят сами, качество проверяют каждую неделю, а о результате рассказывают соседям и друзьям. "
SECTORS = ["authority", "business", "community"] * 3
SCORE_AREAS = ("social", "culture", "education", "health", "youth", "sport", "hr")


class Experts(City):
    """The experts' city without materials of its own: entries bring theirs."""

    def _materials(self) -> Any:
        return None


class Jury:
    """The jury as the hands of the committee's tests know a body."""

    def __init__(self, contest: Contest, secretary: Person) -> None:
        self.body = contest.jury
        seats = list(contest.jury.members_on().order_by("pk"))
        self.chair = next(seat for seat in seats if seat.role == "chair")
        self.secretary = next(seat for seat in seats if seat.role == "secretary")
        self.voters = [seat for seat in seats if seat.has_vote]


class Town:
    """Everybody a contest meets."""

    def __init__(self, clock: Any) -> None:
        self.clock = clock
        self.committee = table.Committee()
        self.experts = Experts()
        for _ in range(6):
            self.experts.expert("professional", SCORE_AREAS)
        self.secretary = make_person("contest_secretary", last_name="Конкурсова")
        self.clerk = make_person("clerk", last_name="Делова")
        self.jurors = [make_person("jury_member", last_name=f"Жюрин{n}") for n in range(9)]

    # The contest

    def plan(self, opens_in: int = 30, window: int = 20, **changes: Any) -> Contest:
        """CT-01 through the door: opens in so many calendar days for so many working days."""
        opens = workdays.local_date() + timedelta(days=opens_in)
        data = {
            "title": f"Знак качества — {opens.year}",
            "about": "",
            "opens_on": opens.isoformat(),
            "closes_on": workdays.add(opens, window).isoformat(),
            "act": "распоряжение Главы города",
            "chair": self.jurors[0].pk,
            **{f"quota_{row.code}": row.quota for row in nominations()},
            **{f"seat_{n}": person.pk for n, person in enumerate(self.jurors, 1)},
            **{f"sector_{n}": sector for n, sector in enumerate(SECTORS, 1)},
        }
        form = ContestFlow.plan.form(post(data | changes), by=self.secretary)
        assert form.is_valid(), form.errors
        contest = door.start_case(ContestFlow.plan, by=self.secretary, form=form, token=None)
        assert contest is not None, form.errors
        return contest

    def jury(self, contest: Contest) -> Jury:
        """The jury at its table."""
        return Jury(contest, self.secretary)

    def announced(self, **dates: Any) -> Contest:
        """CT-02: the committee has decided."""
        contest = self.plan(**dates)
        answer(self.secretary, contest.case, "propose", **self.suggested(contest, "propose"))
        self.decide("announce")
        return fresh(contest)

    def suggested(self, contest: Contest, node: str) -> dict[str, Any]:
        """What the form of a step suggests."""
        return dict(getattr(ContestFlow, node).form.initial_for(fresh(contest)))

    def accepting(self, **dates: Any) -> Contest:
        """CT-03: the day has come."""
        contest = self.announced(**dates)
        self.until(contest.opens_on)
        return fresh(contest)

    def closed(self, contest: Contest) -> Contest:
        """CT-05: the last day is over."""
        self.until(contest.closes_on + timedelta(days=1))
        return fresh(contest)

    def until(self, day: date) -> None:
        """The clock moves to the morning of a day; deadlines and the queue do what they have to do."""
        self.clock.move_to(workdays.end_of(day).replace(hour=10, minute=0, second=0))
        while sweeping.sweep():
            run_pending()
        run_pending()

    # Entries

    def entrant(self, name: str, legal_form: str = "ООО", sector: str = "business") -> Person:
        """The head of a new organisation."""
        number = Organization.objects.count()
        inn = {} if legal_form == "ТОС" else {"inn": f"00240{number:05d}"}
        organization = make_organization(name, legal_form=legal_form, sector=sector, **inn)
        return make_member(organization)

    def begin(self, person: Person, contest: Contest, code: str, title: str) -> ContestApplication:
        """A draft through the door."""
        data = post(
            {
                "organization": person.memberships.get().organization_id,
                "nomination": contest.nominations.get(code=code).pk,
                "title": title,
            }
        )
        form = EntryFlow.enter.form(data, by=person)
        assert form.is_valid(), form.errors
        entry = door.start_case(EntryFlow.enter, by=person, form=form, token=None)
        assert entry is not None, form.errors
        return entry

    def enter(self, contest: Contest, code: str, title: str, person: Person | None = None) -> ContestApplication:
        """CA-01: a submitted entry."""
        person = person or self.entrant(f"ООО «{title}»")
        entry = self.begin(person, contest, code, title)
        answer(person, entry.case, "submit", **application(entry))
        return fresh(entry)

    def check_all(self, contest: Contest, **refused: str) -> None:
        """The secretary proposes to admit everything, but for the titles told with a ground."""
        for entry in contest.entries.filter(status="checking", finding=""):
            ground = refused.get(entry.title, "")
            explanation = "Объект не относится к номинации, в которой подана заявка." if ground else ""
            outcome = "refuse" if ground else "admit"
            answer(self.secretary, entry.case, "check", outcome=outcome, ground=ground, explanation=explanation)
        run_pending()

    def admitted(self, contest: Contest) -> Contest:
        """CT-08: the minutes of admission are signed by the secretary and the jury's chair."""
        self.check_all(contest)
        answer(self.secretary, contest.case, "draw_up_admission")
        self.sign(fresh(contest).admission_minutes)
        return fresh(contest)

    def sign(self, paper: Document) -> None:
        """Everybody asked signs, turn by turn."""
        run_pending()
        for request in paper.signature_requests.order_by("turn", "pk").select_related("person"):
            table.answer_to_sign(table.again(paper), request.person)
            run_pending()
        run_pending()

    def assess(self, entry: ContestApplication, *values: int) -> None:
        """Three experts of one mind."""
        expertise = fresh(entry).expertise
        city = self.experts
        for assignment in city.form(expertise):
            city.accept(assignment)
        for assignment in city.assignments(expertise, "accepted"):
            city.assess(assignment, *values)
        run_pending()

    def assess_all(self, contest: Contest, **values: tuple[int, ...]) -> None:
        """Everything admitted, by title; seven everywhere unless told."""
        for entry in contest.entries.filter(status="scoring", score=None).order_by("pk"):
            self.assess(entry, *values.get(entry.title, (7,)))

    def visit_all(self, contest: Contest, **results: int) -> None:
        """The secretary plans the visits with the suggested days and holds them, with a member of the jury."""
        form = ContestFlow.plan_visits.form(None, subject=fresh(contest), by=self.secretary)
        days = {name: field.initial.isoformat() for name, field in form.fields.items()}
        answer(self.secretary, contest.case, "plan_visits", **days)
        run_pending()
        for entry in contest.entries.filter(status="site_visit").order_by("pk"):
            self.visit(entry, results.get(entry.title, 8))

    def visit(self, entry: ContestApplication, result: int, **changes: Any) -> None:
        """The check in place and its signed act."""
        planned = entry.visits.get(held_on=None).planned_on
        if workdays.local_date() < planned:
            self.until(planned)
        waiting_of(self.secretary, entry.case, "visit")
        form = EntryFlow.visit.form(None, subject=fresh(entry), by=self.secretary)
        seat = form.fields["visitors"].queryset.first()
        data = {"held_on": planned.isoformat(), "visitors": [seat.pk], "met_by": "Директор", "findings": TEXT,
                "is_confirmed": "yes", "result": result}  # fmt: skip
        answer(self.secretary, entry.case, "visit", **data | changes)
        self.sign(entry.visits.exclude(act=None).latest("pk").act)

    def voted(self, contest: Contest) -> None:
        """The citizens' vote runs to its end, and nothing of it is suspicious."""
        voting = contest.voting
        self.until(workdays.local_date(voting.closes_at) + timedelta(days=1))

    def results(self, contest: Contest, **values: tuple[int, ...]) -> Contest:
        """From admission to results that nobody has appealed; scores by title."""
        self.assess_all(contest, **values)
        if contest.rule.public_vote:
            self.voted(contest)
        answer(self.secretary, contest.case, "put_to_jury")
        self.judge(contest, "by_ranking")
        answer(self.secretary, contest.case, "to_committee", **self.suggested(contest, "to_committee"))
        self.decide("approve")
        answer(self.secretary, contest.case, "publish")
        run_pending()
        self.until(self.days_after(9))
        return fresh(contest)

    def awarded(self, contest: Contest) -> list[Document]:
        """CT-18 of a kind other than the Mark, and everything is signed: the papers in the order of their numbers."""
        answer(self.clerk, contest.case, "award")
        run_pending()
        papers = list(Document.objects.filter(register="contest_awards").order_by("number"))
        for paper in papers:
            self.sign(paper)
        return [fresh(paper) for paper in papers]

    @staticmethod
    def days_after(days: int) -> date:
        """The day after so many working days from today."""
        return workdays.add(workdays.local_date(), days) + timedelta(days=1)

    def tie(self, person: Person, organization: Organization) -> None:
        """Somebody works for an organisation."""
        belong(person, organization)

    # Bodies

    def decide(self, *codes: str, **texts: str) -> Meeting:
        """The committee sits on everything put to it; verdicts in the order of the agenda."""
        meeting = self.sit(self.committee, codes, **texts)
        for _ in meeting.lines.filter(item__status=AgendaItem.Status.DECIDED):
            table.answer(self.committee.secretary.person, "draw_up")
            self.sign(Document.objects.filter(kind="decision").latest("pk"))
        return table.released(self.committee, meeting)

    def judge(self, contest: Contest, *codes: str, **texts: str) -> Meeting:
        """The jury sits on everything put to it."""
        return self.sit(self.jury(contest), codes, **texts)

    def sit(self, body: Any, codes: tuple[str, ...], reasons: str = "Так решили, потому что проверили.") -> Meeting:
        """Plan, agenda, vote, signed minutes; one code stands for all items."""
        run_pending()
        meeting = table.plan(body, timezone.now() + timedelta(days=12))
        table.answer(body.secretary.person, "assemble")
        table.answer(body.chair.person, "approve")
        self.answer_in(meeting, body.secretary.person, "notify_members", short_notice_ground="по поручению")
        self.clock.move_to(meeting.scheduled_at)
        self.answer_in(meeting, body.chair.person, "open_sitting", present=[seat.pk for seat in body.voters])
        meeting = table.again(meeting)
        lines = list(meeting.lines.order_by("number").select_related("item", "meeting"))
        for n, line in enumerate(lines):
            code = codes[n] if len(codes) > 1 else codes[0]
            ballot = table.motion(body, line, code, text="Решить так.", reasons=reasons)
            table.cast(ballot, "for")
            table.close(body, ballot)
        meeting = table.closed(body, meeting)
        self.sign(meeting.minutes)
        return table.again(meeting)

    def answer_in(self, meeting: Meeting, who: Person, node: str, **data: Any) -> None:
        """Answer a step of this sitting."""
        answer(who, meeting.case, node, **data)


def application(entry: ContestApplication, **changes: Any) -> dict[str, Any]:
    """A complete application, as a browser would post it."""
    texts = ("summary", "description", "result", "stability", "feedback", "safety", "city")
    return {
        "nomination": entry.nomination_id,
        "title": entry.title,
        "kind": "practice",
        "address": "г. Красноярск, ул. Карла Маркса, 1",
        "works_since": "2020-01-15",
        **dict.fromkeys(texts, TEXT),
        "statement": "on",
        **changes,
    }


def fresh(one: Any) -> Any:
    """The row as it is now."""
    return type(one).objects.get(pk=one.pk)


def open_nodes(case: Any) -> list[str]:
    """Names of the open steps of a case."""
    rows = Waiting.objects.open().filter(process=case.pk).select_related("task").order_by("pk")
    return sorted(row.task.flow_task.name for row in rows)
