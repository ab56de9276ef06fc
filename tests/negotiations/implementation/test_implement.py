"""A supported project (PP-30…PP-35): plan, reports with a photo, the act; not begun in time; failed and terminated; the archive."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from casework import door, workdays
from casework.appealing import UnderAppeal
from casework.locking import locked
from casework.models import Draft, Notification
from casework.queue import run_pending
from committee.models import Decision, Meeting
from documents.models import Document
from execution.models import Undertaking
from journal.record import key
from negotiations.implementation import actions, archive
from negotiations.models import Implementation
from negotiations.proposals import actions as proposals
from portal.figures import figures
from programme.models import Person
from tests.committee import conftest as sitting
from tests.execution.conftest import offenders, photo
from tests.mistakes import answered
from tests.negotiations.hearing import Hearing, voted
from tests.paper import text_of
from tests.story import NotAsked, make_member, make_organization, post, press, step, waiting_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SPACE = "\N{NO-BREAK SPACE}"


def act_on(who: Person, process: Any, node: str, files: Any = None, *, refused: bool = False, **data: Any) -> Any:
    waiting = waiting_of(who, process, node)
    form = door.act_on_task(
        waiting.pk,
        by=who,
        token=None,
        form_of=lambda step, subject: answered(step.form(post(data), files, subject=subject, by=who)),
    )
    assert form.is_valid() != refused, form.errors
    run_pending()
    return form


class Project:
    """A proposal the committee has supported; its decision is in force."""

    def __init__(self, clock: Any) -> None:
        self.hearing, self.clock = Hearing(), clock
        meeting = voted(self.hearing, clock)
        sitting.sign_by_all(meeting.minutes)
        self.settle_decision(meeting)
        self.signer = self.hearing.signer
        self.secretary = self.hearing.committee.secretary.person
        self.coordinator = Person.objects.holding("role:expertise_coordinator").get()
        self.outsider = make_member(make_organization("ООО «Чужое»"))

    def settle_decision(self, meeting: Any) -> None:
        for waiting in Document.objects.filter(kind="extract", status="signing"):
            sitting.sign_by_all(waiting)
        sitting.answer(self.hearing.committee.secretary.person, "draw_up")
        sitting.sign_by_all(Decision.objects.latest("pk").document)
        sitting.released(self.hearing.committee, meeting)

    @property
    def proposal(self):
        return self.hearing.proposal

    @property
    def implementation(self) -> Implementation:
        return Implementation.objects.get(proposal=self.hearing.pk)

    @property
    def stages(self):
        return list(Undertaking.objects.filter(parent=self.implementation.project_id).order_by("number"))

    def plan(self, node: str = "plan") -> None:
        today = workdays.local_date()
        act_on(
            self.signer, self.implementation.case, node,
            title_1="Демонтаж ступеней", due_1=today + timedelta(days=20), proof_1="фотографии",
            title_2="Пандусы у подъездов", due_2=today + timedelta(days=40), proof_2="акт",
        )  # fmt: skip

    def report(self, row: Undertaking, node: str = "report", words: str = "Сделано полностью", **more: Any) -> None:
        data = {
            "done_text": f"{words}: двор принят жителями.",
            "caption_1": "Двор после работ",
            "is_final": "on",
            **more,
        }
        act_on(self.signer, row.case, node, {"file_1": photo()}, **data)

    def check(self, row: Undertaking, outcome: str, remarks: str = "") -> None:
        act_on(self.coordinator, row.case, "check", outcome=outcome, remarks=remarks)

    def begun(self) -> None:
        self.plan()
        self.report(self.stages[0], words="Ступени убраны")
        self.check(self.stages[0], "done")
        act_on(self.signer, self.implementation.case, "begin")

    def page(self, reader: Any = None) -> str:
        return self.hearing.page(reader).replace(SPACE, " ")


@pytest.fixture
def project(db: None, clock: Any):
    made = Project(clock)
    yield made
    assert offenders() == {}
    assert broken() == {}


def broken() -> dict[str, Any]:
    from django.db import connection

    from negotiations.implementation.invariants import INVARIANTS

    found = {}
    with connection.cursor() as cursor:
        for code, _, sql in INVARIANTS:
            cursor.execute(sql)
            if rows := cursor.fetchall():
                found[code] = rows
    return found


def test_a_supported_project_reports_with_a_photo_is_returned_once_and_completed_with_an_act(project: Project):
    form = act_on(project.signer, project.implementation.case, "plan", title_1="Без дня", refused=True)
    assert "due_1" in form.errors
    with pytest.raises(NotAsked):
        act_on(project.outsider, project.implementation.case, "plan")
    project.plan()
    assert project.proposal.status == "supported"
    first, second = project.stages
    project.report(first, words="Ступени убраны")
    project.check(first, "returned", "На снимке не виден подъезд.")
    project.report(first, "fix", words="Подъезд снят заново")
    assert "Подъезд снят заново" not in project.page(), "nobody has accepted it yet"
    project.check(first, "done")
    assert step(project.implementation.case).title == "Начать реализацию проекта"
    act_on(project.signer, project.implementation.case, "begin")
    assert project.proposal.status == "implementing"

    project.report(second, words="Пандусы стоят")
    project.check(second, "done")
    whole = project.implementation.project
    project.report(whole, words="Проект завершён")
    project.check(whole, "done")
    act_on(project.coordinator, project.implementation.case, "complete", signer=project.signer.pk)
    act = project.implementation.act
    assert project.proposal.status == "implementing", "an act without signatures ends nothing"
    sitting.sign_by_all(act)
    assert project.proposal.status == "completed"
    assert [request.signature is not None for request in act.signature_requests.all()] == [True, True]

    page = project.page()
    for words in (
        "Демонтаж ступеней",
        "Подъезд снят заново",
        "Проект завершён",
        "Пандусы стоят",
        "Завершена",
        "План-график №",
        "Акт №",
    ):
        assert words in page, words
    assert "На снимке не виден подъезд" not in page, "what was returned stays inside"
    assert page.count('<img src="/undertakings/evidence/') == 3

    begun_from_the_project(project)
    text = text_of(act)
    assert "Демонтаж ступеней" in text and "ТОС «Утёс»" in text
    assert (figures().supported, figures().roubles > 0) == (1, True), "what was carried out has been supported"


def begun_from_the_project(project: Project) -> None:
    """Its own people begin a card of a precedent with what is known of it; nobody else is offered to."""
    words, proposal = "Записать прецедентом", project.proposal
    address = f"/library/precedent/new/?from=negotiations.proposal:{proposal.pk}"
    assert words in project.page(project.signer) and words not in project.page(project.outsider) + project.page()
    press(
        project.outsider, address, title="Чужой двор", organization=project.outsider.memberships.get().organization_id
    )
    assert not Draft.objects.exists(), "what others did is not theirs to write down"
    press(project.signer, address, title=proposal.title, organization=proposal.organization_id)
    draft = Draft.objects.latest("pk").fields
    assert proposal.summary in draft["practice"][0] and proposal.number in draft["practice"][0]
    assert (
        draft["result"] == ["этапов выполнено: 2"]
        and draft["area"] == [proposal.area]
        and "3 150 000" in draft["cost"][0].replace(SPACE, " ")
    )


def test_refused_signatures_send_the_act_back_to_the_coordinator(project: Project):
    project.begun()
    project.report(project.stages[1])
    project.check(project.stages[1], "done")
    whole = project.implementation.project
    project.report(whole)
    project.check(whole, "partly", "Один пандус из двух.")
    act_on(project.coordinator, project.implementation.case, "complete", signer=project.signer.pk)
    act = project.implementation.act
    run_pending()
    sitting.answer_to_sign(Document.objects.get(pk=act.pk), project.signer, refusal="Не указан второй пандус.")
    run_pending()
    assert project.proposal.status == "implementing"
    act_on(project.coordinator, project.implementation.case, "complete", signer=project.signer.pk)
    sitting.sign_by_all(project.implementation.act)
    assert project.proposal.status == "completed"
    assert "Проект завершён частично" in project.page()


def test_without_the_first_contribution_in_time_it_is_terminated(project: Project, clock):
    waiting = step(project.implementation.case)
    clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    assert project.proposal.status == "terminated"
    assert Notification.objects.filter(person=project.secretary, title__startswith="Проект прекращён").exists()


def test_the_term_goes_on_when_the_plan_is_there(project: Project, clock):
    clock.move_to(workdays.end_of(workdays.add(workdays.local_date(), 30)))
    before = step(project.implementation.case).due_at
    project.plan()
    assert step(project.implementation.case).due_at == before
    clock.move_to(before + timedelta(seconds=1))
    assert door.lapse(step(project.implementation.case).pk)
    assert project.proposal.status == "terminated"
    assert {row.status for row in (*project.stages, project.implementation.project)} == {"dropped"}


def test_the_applicant_gives_it_up_and_nobody_else_can(project: Project):
    project.plan()
    address = f"/proposals/{project.hearing.pk}/give-up/"
    client = Client()
    for stranger in (project.outsider, project.coordinator, project.secretary):
        client.force_login(stranger, BACKEND)
        assert client.get(address).status_code == 404
    client.force_login(project.signer, BACKEND)
    assert client.get(address).status_code == 200
    answer = client.post(address, {"ground": "Двор уже благоустроил застройщик."})
    assert answer.status_code == 302
    assert project.proposal.status == "terminated"
    assert {row.status for row in project.stages} == {"dropped"}
    assert "Двор уже благоустроил" not in project.page()


def fail(project: Project) -> None:
    """The project as a whole is reported as not done, and the controller says so."""
    whole = project.implementation.project
    project.report(whole, words="Подрядчик исчез", admits_failure="on")
    project.check(whole, "failed", "Работы не выполнены.")


def hear(project: Project, resolution: str, **motion: Any) -> None:
    """The committee decides on the termination, and the decision comes into force."""
    act_on(
        project.secretary, project.implementation.case, "question",
        question="О прекращении проекта", draft_resolution="Прекратить проект.",
    )  # fmt: skip
    committee = project.hearing.committee
    sitting.convened(committee)
    meeting = sitting.opened(committee, project.clock)
    sitting.decided(committee, meeting.lines.get(), resolution=resolution, **motion)
    meeting = sitting.closed(committee, meeting)
    sitting.sign_by_all(meeting.minutes)
    project.settle_decision(meeting)
    run_pending()


def test_a_failed_project_is_terminated_by_the_committee(project: Project):
    project.begun()
    fail(project)
    assert project.proposal.status == "implementing"
    hear(project, "terminate", text="Прекратить проект.", reasons="Работы не выполнены.")
    assert project.proposal.status == "terminated"
    assert project.stages[1].status == "dropped"
    assert "Прекращена" in project.page()
    assert Meeting.objects.count() == 2


def test_the_committee_may_let_it_go_on_by_a_new_plan(project: Project):
    project.begun()
    old = project.implementation.project_id
    fail(project)
    hear(project, "continue", text="Продолжить по новому плану.")
    assert project.proposal.status == "implementing"
    project.plan("plan_again")
    assert project.implementation.project_id != old
    assert step(project.implementation.case).title == "Исполнение проекта"


def test_ninety_days_after_the_end_it_goes_to_the_archive(project: Project, clock):
    with locked(project.implementation.case.pk):
        actions.give_up(project.implementation, by=project.signer, ground="Двор благоустроил застройщик.")
    clock.move_to(timezone.now() + timedelta(days=80))
    assert archive.archive_finished() == 0
    clock.move_to(timezone.now() + timedelta(days=18))
    waiting = UnderAppeal.objects.create(
        subject=key(Decision.objects.get()), appeal="appeals.appeal:1", since=timezone.now()
    )
    assert archive.archive_finished() == 0, "contested: the days do not count"
    clock.move_to(timezone.now() + timedelta(days=5))
    UnderAppeal.objects.filter(pk=waiting.pk).update(until=timezone.now())
    assert archive.archive_finished() == 1 and archive.archive_finished() == 0
    run_pending()
    proposal = project.proposal
    assert (proposal.status, proposal.ended_as, proposal.is_published) == ("archived", "terminated", True)
    paper = Document.objects.get(kind="inventory")
    assert "Опись" in project.page(project.signer)
    assert proposal.number in text_of(paper)


def test_what_was_taken_back_stays_closed_in_the_archive(db, clock):
    hearing = Hearing()
    with locked(hearing.proposal.case.pk):
        proposals.withdraw(hearing.proposal, by=hearing.signer, ground="Передумали: нашли другие деньги.")
    clock.move_to(timezone.now() + timedelta(days=96))
    assert archive.archive_finished() == 1
    assert (hearing.proposal.status, hearing.proposal.is_published) == ("archived", False)


def test_support_taken_back_and_given_again_begins_anew(project: Project):
    project.plan()
    first = project.implementation
    with transaction.atomic(), locked(project.proposal.case.pk):
        second = actions.open_implementation(project.proposal)
    assert Implementation.objects.get(pk=first.pk).called_off_at and second.called_off_at is None
    assert {row.status for row in Undertaking.objects.all()} == {"dropped"}
    with pytest.raises(NotAsked):
        step(first.case)
    assert step(second.case).title == "Составить план-график проекта"


def test_a_promise_notices_an_end_without_its_act(project: Project):
    from django.db import connection

    def raw(sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET session_replication_role = DEFAULT")

    raw("UPDATE negotiations_proposal SET status = 'completed'")
    assert set(broken()) == {"N-61", "N-62"}
    raw("UPDATE negotiations_proposal SET status = 'recommended'")
    assert set(broken()) == {"N-60", "N-62"}
    raw("UPDATE negotiations_proposal SET status = 'supported'")
    project.plan()
    raw("UPDATE execution_undertaking SET organization_id = NULL, kind = 'instruction' WHERE kind = 'project'")
    assert set(broken()) == {"X-8"}
    raw(
        f"UPDATE execution_undertaking SET organization_id = {project.proposal.organization_id}, kind = 'project' WHERE parent_id IS NULL"
    )
