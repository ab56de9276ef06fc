"""What the winners receive: Marks with certificates, diplomas, the citizens' prize (CT-18, QM-01, QM-02)."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from casework import door, installation, roles, workdays
from casework.appealing import is_appealed
from casework.door import Refused
from casework.notify import notify
from committee.models import Decision
from documents import codes
from documents.models import Document
from documents.papers import actions as documents
from journal.record import move, record
from programme.models import Organization, Person
from quality_mark.awards import papers
from quality_mark.awards.models import Diploma
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication
from quality_mark.marks import papers as marks_papers
from quality_mark.marks.models import QualityMark
from quality_mark.months import later
from quality_mark.placements.models import Placement
from quality_mark.reports.actions import open_report
from quality_mark.voting.actions import votable
from quality_mark.voting.counting import totals

Status = QualityMark.Status
MARK_ACT = "award_mark"
PLACED = ("laureate", "participant")  # who may hold a place: the first by the ranking, or whoever followed
DIPLOMAS = {"laureate": Diploma.Degree.LAUREATE, "diploma_1": Diploma.Degree.FIRST, "diploma_2": Diploma.Degree.SECOND}


def decision_on(contest: Contest) -> Decision:
    """The decision of the committee on the results."""
    assert contest.results_item is not None, "the committee was asked"
    return contest.results_item.decision


@transaction.atomic
def award(contest: Contest, *, by: Person | None = None) -> None:
    """CT-18: a Mark to every laureate if the kind gives it (K5), a paper to all others, a prize to the citizens' choice; each only once.

    Where the first level gives a place, its paper is of whoever has accepted one: not of those who declined, but of those who followed.
    """
    decision = decision_on(contest)
    for entry in contest.entries.select_related("organization", "person", "nomination").order_by(
        "nomination__code", "place", "pk"
    ):
        if is_appealed(entry):
            continue
        if entry.status == ContestApplication.Status.LAUREATE and contest.rule.gives_mark:
            _award_mark(entry, decision, by)
        elif contest.rule.gives_places and entry.status in PLACED:
            if Placement.objects.filter(entry=entry, status=Placement.Status.ACTIVE).exists():
                _award_diploma(entry, Diploma.Degree.LAUREATE, decision, by)
        elif entry.status in DIPLOMAS:
            _award_diploma(entry, DIPLOMAS[entry.status], decision, by)
    for entry, votes in citizens_choice(contest):
        _award_diploma(entry, Diploma.Degree.CITIZENS, decision, by, votes)


def certify_place(placement: Placement, *, by: Person | None = None) -> None:
    """A place that was accepted after the others had received their papers has one too; before, it comes with theirs."""
    entry = placement.entry
    if entry.contest.status != Contest.Status.COMPLETED:
        return
    if marks_papers.committee_chair() is None:
        title = "Свидетельство о месте не оформлено: у комитета нет председателя"
        text = f"Место № {placement.place_no}. Когда председатель будет, оформите свидетельство на странице места."
        notify(roles.CONTEST_SECRETARY, f"placement:{placement.pk}:no_chair", title, text, placement.get_absolute_url())
        return
    _award_diploma(entry, Diploma.Degree.LAUREATE, decision_on(entry.contest), by)


def lacks_certificate(placement: Placement) -> bool:
    """Was it accepted when nobody could sign its paper?"""
    is_over = placement.status == Placement.Status.ACTIVE and placement.entry.contest.status == Contest.Status.COMPLETED
    return is_over and not Diploma.objects.filter(entry=placement.entry_id, degree=Diploma.Degree.LAUREATE).exists()


def certify_late(placement: Placement, *, by: Person) -> None:
    """The committee has a chair again: the paper that could not be drawn up when the place was accepted."""
    if not lacks_certificate(placement):
        raise Refused("Свидетельство об этом месте уже оформлено.")
    if marks_papers.committee_chair() is None:
        raise Refused(
            "У комитета нет председателя: подписать свидетельство некому. Оформите его, когда председатель будет."
        )
    _award_diploma(placement.entry, Diploma.Degree.LAUREATE, decision_on(placement.entry.contest), by)


def citizens_choice(contest: Contest) -> list[tuple[ContestApplication, int]]:
    """The entries with the most votes of each nomination in which there was a choice; equals share the prize."""
    counted, best = totals(contest), defaultdict(list)
    for entry in ContestApplication.objects.public().filter(nomination__in=votable_ever(contest)).order_by("pk"):
        if counted.get(entry.pk):
            best[entry.nomination_id].append((entry, counted[entry.pk]))
    return [row for rows in best.values() for row in rows if row[1] == max(votes for _, votes in rows)]


def votable_ever(contest: Contest) -> Any:
    """Nominations that were on the ballot: there is a vote in them, or there could be."""
    return contest.nominations.filter(votes__isnull=False).distinct() | votable(contest).distinct()


def _award_mark(entry: ContestApplication, decision: Decision, by: Person | None) -> None:
    if QualityMark.objects.filter(entry=entry).exists():
        return
    assert entry.organization is not None, "the Mark is of an organisation"
    mark = QualityMark.objects.create(
        entry=entry,
        organization=entry.organization,
        decision=decision,
        code=codes.new_code(),
        awarded_at=timezone.now(),
    )
    record(mark, "award", f"Присвоен Знак качества: «{entry.title}»", by=by, after=mark.status, ground=str(decision))
    if not waits_for_act() or decision.act:
        _enter_the_register(mark, decision.act, workdays.local_date(), by)
    door.open_case(mark, by)


def waits_for_act() -> bool:
    """Does a Mark come into force only by an act of the Head of the city («Настройки города»)? It follows the appeals, not the results."""
    return MARK_ACT in installation.current().head_acts


def enter_act(mark: QualityMark, *, by: Person, number: str, day: date) -> None:
    """QM-02: the clerk enters the act of the Head of the city; the Mark is in force from its day."""
    decided_on = workdays.local_date(mark.decision.in_force_at or mark.awarded_at)
    if day < decided_on:
        raise Refused(f"Акт не может быть раньше решения комитета: оно принято {decided_on:%d.%m.%Y}.")
    if day > workdays.local_date():
        raise Refused("Дата акта ещё не наступила.")
    _enter_the_register(mark, f"№ {number} от {day:%d.%m.%Y}", day, by)


def _enter_the_register(mark: QualityMark, act: str, valid_from: date, by: Person | None) -> None:
    """QM-01 / QM-02: the Mark is in force for two years, with a certificate and a line in the register."""
    months = int(mark.entry.contest.regulation.value("mark.validity_months"))
    dates: dict[str, Any] = {"valid_from": valid_from, "valid_to": later(valid_from, months), "act": act}
    mark.certificate = papers.certificate(mark, dates, by)
    mark.number = mark.certificate.number
    move(mark.activate, f"Знак № {mark.number} внесён в реестр", by=by, ground=act or str(mark.decision), **dates)
    _tell_where_it_lives(mark)
    open_report(mark)


def issue_certificate_again(mark: QualityMark, *, by: Person) -> None:
    """The certificate was not signed: another one takes its place, under another number."""
    papers.certify_again(mark, {"valid_from": mark.valid_from, "valid_to": mark.valid_to, "act": mark.act}, by)
    mark.save()
    record(mark, "issue_certificate_again", f"Оформлено новое свидетельство № {mark.number}", by=by)
    _tell_where_it_lives(mark)


def _tell_where_it_lives(mark: QualityMark) -> None:
    """A note on the certificate: the present state of the Mark is in the register."""
    assert mark.certificate is not None, "a Mark in the register has a certificate"
    title, text = (
        "Состояние Знака — в реестре",
        "Свидетельство говорит о дне выдачи. Действует ли Знак сегодня, покажет его страница.",
    )
    documents.annotate(mark.certificate, kind="info", title=title, text=text, url=mark.get_absolute_url())


def hand_over(mark: QualityMark) -> None:
    """The certificate is signed and goes to the holder; a refused one is drawn up again."""
    assert mark.certificate_id is not None, "a Mark in the register has a certificate"
    paper = Document.objects.get(pk=mark.certificate_id)
    if paper.is_annulled:
        title = "Свидетельство не подписано"
        notify(roles.CLERK, f"certificate:{paper.pk}:refused", title, paper.annulled_reason, mark.get_absolute_url())
        return
    is_renewed = papers.last_renewal(mark) is not None
    what = "продлён" if is_renewed else "присвоен"
    marks_papers.to_holder(
        mark, f"certificate:{paper.pk}", "О продлении Знака качества" if is_renewed else "О присвоении Знака качества",
        f"Объекту «{mark.entry.title}» {what} красноярский Знак качества. Свидетельство № {mark.number} подписано и открыто "
        f"в реестре документов; Знак действует с {mark.valid_from:%d.%m.%Y} по {mark.valid_to:%d.%m.%Y}.",
        what_to_do="Скачайте свидетельство на странице Знака и разместите на своём сайте и у входа значок с кодом для проверки.",
    )  # fmt: skip


def _award_diploma(
    entry: ContestApplication, degree: str, decision: Decision, by: Person | None, votes: int | None = None
) -> None:
    if Diploma.objects.filter(entry=entry, degree=degree).exists():
        return
    paper = papers.diploma(entry, degree, decision, by, votes)
    award = Diploma.objects.create(entry=entry, degree=degree, votes=votes, document=paper, awarded_at=timezone.now())
    record(award, "award_diploma", f"{award}, № {paper.number}", by=by, ground=str(decision))
    door.open_case(award, by)


def hand_over_diploma(diploma: Diploma) -> None:
    """The diploma is signed and goes to whom it was awarded; a refused one is drawn up again."""
    paper, entry = Document.objects.get(pk=diploma.document_id), diploma.entry
    if paper.is_annulled:
        notify(
            roles.CLERK,
            f"diploma:{paper.pk}:refused",
            "Диплом не подписан",
            paper.annulled_reason,
            entry.contest.get_absolute_url(),
        )
        return
    title = f"Ваша награда: {diploma.get_degree_display()}"
    text = f"Объект «{entry.title}», номинация «{entry.nomination.title}». Диплом № {paper.number} подписан."
    notify(entry.member_key, f"diploma:{paper.pk}", title, text, paper.get_absolute_url())


def issue_diploma_again(diploma: Diploma, *, by: Person) -> None:
    """The diploma was not signed: another one takes its place, under another number."""
    decision = decision_on(diploma.entry.contest)
    diploma.document = papers.diploma(diploma.entry, diploma.degree, decision, by, diploma.votes)
    diploma.save(update_fields=["document"])
    record(diploma, "issue_diploma_again", f"Оформлен новый диплом № {diploma.document.number}", by=by)


def banned(organization: Organization) -> date | None:
    """Until when an organisation whose Mark was revoked may not take part; None if it may (регламент 3.3).

    While the revocation is under appeal the ban stands still (8.7).
    """
    days = []
    for mark in QualityMark.objects.filter(organization=organization, status=Status.REVOKED):
        if is_appealed(mark):
            continue
        months = int(mark.entry.contest.regulation.value("mark.ban_months"))
        days.append(later(workdays.local_date(mark.ended_at), months))
    last = max(days, default=None)
    return last if last and last >= workdays.local_date() else None
