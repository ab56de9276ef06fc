"""Raising a challenge and deciding it; what follows for the group (CH-01…CH-03, EX-08, EA-13)."""

from collections.abc import Sequence

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from expertise.challenges import papers
from expertise.challenges.models import Challenge, Mention
from expertise.challenges.naming import folded
from expertise.challenges.standing import means
from expertise.expertises.models import Expertise
from expertise.panels.leaving import leave_branch, leave_out
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.scoring.models import ScoreSheet
from journal.record import move, record
from programme import ties
from programme.models import Person

Status, Step = Expertise.Status, ExpertAssignment.Status
OPEN_STAGES = [Status.REQUESTED, Status.REGISTERED, Status.FORMING_GROUP, Status.COI_CHECK, Status.EVALUATING]
# Outside nobody learns from a page how far scoring has come, so the way to a challenge stays where it is until the meeting.
OFFERED_STAGES = [*OPEN_STAGES, Status.DEVIATION, Status.ADDITIONAL_REVIEW]
TOO_LATE = "Отвод заявляют до первого сданного экспертного листа: это время прошло."


def may_be_raised(expertise: Expertise) -> bool:
    """CH-01: has no sheet been handed in yet, be it one that was taken back?"""
    if expertise.status not in OPEN_STAGES:
        return False
    return not ScoreSheet.objects.filter(assignment__expertise=expertise).exists()


def left_for(expertise: Expertise, side: str, person: Person) -> int:
    """How many more challenges the applicant, or this expert, may raise in the expertise; the office is not bounded."""
    most = int(expertise.regulation.value("expertise.challenges_max"))
    rows = expertise.challenges.filter(side=side)
    if side == Challenge.Side.EXPERT:
        rows = rows.filter(raised_by=person)
    return most if side == Challenge.Side.COORDINATOR else max(0, most - rows.count())


def submit(expertise: Expertise, *, by: Person, side: str, named: str, name: str, reason: str) -> Challenge:
    """CH-01. Call under the lock of the expertise. Nothing in the answer depends on who is in the group."""
    if not may_be_raised(expertise):
        raise Refused(TOO_LATE)
    if not left_for(expertise, side, by):
        raise Refused("Вы уже заявили столько отводов, сколько допускает регламент.")
    name = by.get_full_name() if named == Challenge.Named.MYSELF else name
    earlier = expertise.challenges.filter(side=side, named=named).exclude(status=Challenge.Status.REFUSED)
    if any(folded(row.name) == folded(name) for row in earlier):
        raise Refused("Такой отвод уже заявлен.")
    challenge = Challenge.objects.create(
        expertise=expertise, side=side, named=named, name=name, reason=reason, submitted_at=timezone.now(), raised_by=by
    )
    _mention(challenge)
    record(challenge, "submit", "Заявлен отвод эксперта", by=by, after=challenge.status)
    door.open_case(challenge, by)
    return challenge


def _mention(challenge: Challenge) -> None:
    """Note everybody of the register whom the words may mean: until the decision none of them hands in a sheet."""
    today = workdays.local_date()
    since = ties.cutoff(challenge.expertise.regulation, today)
    rows = Expert.objects.select_related("person")
    rows = rows.prefetch_related("affiliations__organization", "person__memberships__organization")
    meant = [expert for expert in rows if means(challenge, expert, since, today)]
    Mention.objects.bulk_create(Mention(challenge=challenge, expert=expert) for expert in meant)


def decide(challenge: Challenge, *, by: Person, is_upheld: bool, experts: Sequence[Expert] = (), ground: str) -> None:
    """CH-02 or CH-03. `experts`: whom an upheld challenge really concerns, namesakes left out."""
    with locked(challenge.expertise.case.pk):
        challenge = Challenge.objects.select_related("expertise__case").get(pk=challenge.pk)
        if is_upheld:
            _judge(challenge, experts)
        step, title = (challenge.uphold, "Отвод удовлетворён") if is_upheld else (challenge.refuse, "Отвод отклонён")
        move(step, title, by=by, judge=by, because=ground, at=timezone.now())
        if is_upheld:
            carry_out(challenge, by)
    challenge.ruling = papers.answer(challenge, by)
    challenge.save(update_fields=["ruling"])


def _judge(challenge: Challenge, experts: Sequence[Expert]) -> None:
    concerned = {expert.pk for expert in experts}
    for mention in challenge.mentions.all():
        mention.is_meant = mention.expert_id in concerned
        mention.save(update_fields=["is_meant"])
        concerned.discard(mention.expert_id)
    Mention.objects.bulk_create(Mention(challenge=challenge, expert_id=pk, is_meant=True) for pk in sorted(concerned))


def overturn(challenge: Challenge, *, by: Person | None, ground: str) -> None:
    """CH-04: the appeals board upholds what the coordinator has refused. It knows no names: everybody the words may mean is meant."""
    with locked(challenge.expertise.case.pk):
        row = Challenge.objects.select_related("expertise__case").get(pk=challenge.pk)
        _judge(row, [mention.expert for mention in row.mentions.select_related("expert")])
        title = "Отвод удовлетворён апелляционной комиссией"
        move(row.overturn, title, by=by, because=ground, at=timezone.now())
        carry_out(row, by)
        event = f"challenge:{row.pk}:overturned"
        notify(row.raised_for, event, title, f"{row.expertise.object_title}. {ground}", row.get_absolute_url())


def carry_out(challenge: Challenge, by: Person | None) -> None:
    """EA-13 for whoever of the group is meant, and EX-08. Under the lock of the expertise."""
    meant = challenge.mentions.filter(is_meant=True).values("expert")
    rows = ExpertAssignment.objects.taking_part().filter(expertise=challenge.expertise_id, expert__in=meant)
    for assignment in rows.select_related("expertise__case", "expert").order_by("pk"):
        if assignment.status in (Step.PROPOSED, Step.COI_DECLARED):
            continue  # EA-03 when they answer
        if assignment.expertise.is_over:
            continue
        if assignment.status in (Step.SUBMITTED, Step.RETURNED, Step.FINAL):
            leave_out(assignment, by=by, ground="отвод удовлетворён")
        else:
            _let_go(assignment, by)


def _let_go(assignment: ExpertAssignment, by: Person | None) -> None:
    move(assignment.recuse_challenged, "Эксперт отведён по заявлению", by=by, reason="отвод удовлетворён")
    expertise = Expertise.objects.get(pk=assignment.expertise_id)
    if expertise.status == Status.EVALUATING:
        move(expertise.reopen_challenged, "Отвод удовлетворён: группа формируется дальше", by=by)
    case = assignment.expertise.case
    leave_branch(case, assignment, by)
    text = (
        f"{assignment.expertise.object_title}. Отвод удовлетворён координатором экспертизы; оценивать больше не нужно."
    )
    notify(assignment.addressee, f"assignment:{assignment.pk}:challenged", "Вас отвели в экспертизе", text)
