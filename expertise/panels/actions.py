"""The group: proposing experts, their declarations, enough or not, replacing who is overdue (EX-05…EX-07, EX-10, EA-01…EA-04, EA-08)."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django_fsm import can_proceed

from casework import door
from casework.door import Refused
from casework.notify import notify
from expertise.blinding.facts import needs_copy
from expertise.challenges.standing import UPHELD, Standing
from expertise.declarations.models import InterestDeclaration
from expertise.distribution import ladder
from expertise.expertises.models import Expertise
from expertise.panels import selection
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.ties.conflicts import conflicts
from journal.record import move, record
from programme.models import Person

Status = ExpertAssignment.Status
UNANSWERED = [Status.PROPOSED, Status.COI_DECLARED]


def form_group(expertise: Expertise, *, by: Person, experts: Sequence[Expert]) -> None:
    """EX-05: experts are proposed; how the lot was drawn is written down so that anybody can draw it again."""
    candidates = selection.candidates(expertise)
    _check_can_be_asked(candidates, experts)
    if lacks := selection.shortage(expertise, experts):
        raise Refused(" ".join(lacks))
    _check_area(expertise, candidates, experts)
    suggested = selection.suggestion(expertise, candidates)
    for expert in experts:
        _ask(expertise, expert)
    lot = {
        "seed": selection.seed_of(expertise),
        "order": [candidate.expert.pk for candidate in candidates],
        "loads": {str(candidate.expert.pk): candidate.load for candidate in candidates},
        "suggested": sorted(candidate.expert.pk for candidate in suggested),
        "chosen": sorted(expert.pk for expert in experts),
    }
    move(expertise.propose_group, "Экспертам предложено участвовать", by=by, payload=lot)


def _check_can_be_asked(candidates: Sequence[selection.Candidate], experts: Sequence[Expert]) -> None:
    free = {candidate.expert.pk for candidate in candidates if candidate.can_be_asked}
    if busy := [str(expert) for expert in experts if expert.pk not in free]:
        raise Refused(
            f"Нельзя пригласить: {', '.join(busy)}. Есть конфликт интересов, нагрузка исчерпана, или эксперт уже приглашён."
        )


def _check_area(expertise: Expertise, candidates: Sequence[selection.Candidate], experts: Sequence[Expert]) -> None:
    """EX-05 «области совпали»: somebody of the group knows the field, as long as such a person can be asked at all."""
    in_area = any(
        expertise.area in expert.areas for expert in [*experts, *(row.expert for row in selection.members(expertise))]
    )
    if not in_area and any(candidate.is_in_area and candidate.can_be_asked for candidate in candidates):
        raise Refused("В группе нет ни одного эксперта из области объекта, хотя такие эксперты свободны.")


def _ask(expertise: Expertise, expert: Expert, **fields: Any) -> ExpertAssignment:
    if needs_copy(expertise):
        raise Refused("Сначала подготовьте обезличенные материалы: без них эксперт узнал бы заявителя.")
    assignment = ExpertAssignment.objects.create(
        expertise=expertise, expert=expert, proposed_at=timezone.now(), **fields
    )
    record(assignment, "propose", "Предложено участвовать в экспертизе", after=assignment.status)
    return assignment


def declare(assignment: ExpertAssignment, *, by: Person, is_willing: bool, refusal: str = "", **answers: Any) -> None:
    """EA-01 or EA-02: a refusal, or the declaration of interests; then EA-03 if it or the facts show a conflict, else EA-04."""
    _answer(assignment, by=by, is_willing=is_willing, refusal=refusal, answers=answers)
    _settle_replacement(assignment)


def _answer(
    assignment: ExpertAssignment, *, by: Person, is_willing: bool, refusal: str, answers: dict[str, Any]
) -> None:
    if not is_willing:
        move(assignment.decline, "Эксперт отказался", by=by, ground=refusal, reason=refusal)
        return
    declaration = InterestDeclaration.objects.create(assignment=assignment, declared_at=timezone.now(), **answers)
    move(assignment.declare, "Подана декларация интересов", by=by)
    reasons = [finding.text for finding in conflicts(assignment.expertise, assignment.expert)]
    if declaration.has_conflict:
        reasons.insert(0, "эксперт сам заявил о конфликте интересов")
    if Standing(assignment.expertise).bar(assignment.expert) == UPHELD:
        reasons.append(UPHELD)
    if reasons:
        move(
            assignment.recuse,
            "Эксперт отведён: конфликт интересов",
            ground="; ".join(reasons),
            reason="; ".join(reasons),
        )
        return
    move(assignment.accept, "Эксперт включён в группу, обязательство о неразглашении принято")
    if assignment.replaces_id or assignment.expertise.status != Expertise.Status.COI_CHECK:
        _number_late(assignment)


def _settle_replacement(assignment: ExpertAssignment) -> None:
    """EX-06 or EX-07 once more, after EX-08: is everybody who had to leave replaced? Numbers are drawn already."""
    expertise = Expertise.objects.get(pk=assignment.expertise_id)
    if not assignment.replaces_id or expertise.status != Expertise.Status.COI_CHECK:
        return
    if not any(selection.missing(expertise).values()):
        move(expertise.confirm_group, "Экспертная группа снова полна")
    elif not ExpertAssignment.objects.filter(expertise=expertise, status__in=UNANSWERED).exists():
        move(expertise.reopen_group, "Экспертов не хватает: группа формируется дальше")


def _draw_numbers(expertise: Expertise) -> None:
    """The group is complete: who is № 1 is drawn by lot, so that a number tells nothing of who was asked or answered first."""
    rows = selection.members(expertise)
    seed, order = selection.numbers_of(expertise, rows)
    for number, row in enumerate(order, 1):
        row.number = number
        row.save(update_fields=["number"])
    lot = {"seed": seed, "order": [row.pk for row in order]}
    record(expertise, "draw_numbers", "Номера экспертов распределены жребием", payload=lot)


def _number_late(assignment: ExpertAssignment) -> None:
    """Whoever joins a complete group, additional or in the place of another, gets the next number."""
    rows = ExpertAssignment.objects.filter(expertise=assignment.expertise_id)
    assignment.number = (rows.aggregate(Max("number"))["number__max"] or 0) + 1
    assignment.save(update_fields=["number"])


def keep_silent(assignment: ExpertAssignment) -> None:
    """EA-01: silence is a refusal."""
    silence = "Ответа в срок не было."
    move(assignment.decline, "Эксперт не ответил в срок", ground=silence, reason=silence)
    _settle_replacement(assignment)


def confirm_group(expertise: Expertise) -> None:
    """EX-06 or EX-07, when everybody has answered. An additional expert is asked within `additional_review`: nothing to confirm."""
    if expertise.status != Expertise.Status.COI_CHECK:
        return
    if not selection.is_complete(expertise):
        move(expertise.reopen_group, "Экспертов не хватает: группа формируется дальше")
        _call_those_standing_by(expertise)
        return
    _draw_numbers(expertise)
    names = ", ".join(
        row.pseudonym for row in ExpertAssignment.objects.filter(expertise=expertise).in_the_group().order_by("number")
    )
    move(expertise.confirm_group, "Экспертная группа сформирована", payload={"group": names})
    until = f"Имена экспертов не раскрываются{'' if expertise.is_light else ' до публикации заключения'}."
    notify(
        expertise.applicant_key,
        f"expertise:{expertise.pk}:group",
        "Экспертная группа сформирована",
        f"{expertise.full_title}. Состав: {names}. {until}",
        expertise.get_absolute_url(),
    )


def _call_those_standing_by(expertise: Expertise) -> None:
    """EX-05 once more, by the ladder of a distribution, if it makes the group whole."""
    if experts := ladder.next_for_group(expertise):
        for expert in experts:
            _ask(expertise, expert)
        called = sorted(expert.pk for expert in experts)
        move(expertise.propose_group, "Запасным экспертам предложено участвовать", payload={"called": called})


def call_next(assignment: ExpertAssignment) -> None:
    """The next who stands by for the track is asked in the place of one who has left; nobody does if there is none (EA-08, EA-12)."""
    if assignment.is_additional:
        return
    expertise = Expertise.objects.get(pk=assignment.expertise_id)
    expert = ladder.next_for_track(expertise, assignment.expert.track)
    if expert is None:
        return
    _ask(expertise, expert, replaces=assignment)
    record(expertise, "call_next", "Запасному эксперту предложено вступить в группу на замену")
    if expertise.status == Expertise.Status.FORMING_GROUP:
        move(expertise.propose_group, "Запасному эксперту предложено участвовать вместо отведённого")


def appoint_additional(expertise: Expertise, *, by: Person, expert: Expert) -> None:
    """EX-10: one more professional expert, because the totals lie too far apart."""
    _check_can_be_asked(selection.candidates(expertise, Expert.Track.PROFESSIONAL), [expert])
    _ask(expertise, expert, is_additional=True)
    if expertise.status == Expertise.Status.DEVIATION:
        move(
            expertise.ask_additional,
            "Назначен дополнительный эксперт",
            by=by,
            payload={"seed": selection.seed_of(expertise)},
        )
    else:
        record(expertise, "appoint_additional", "Назначен другой дополнительный эксперт", by=by)


def replace(pk: int, *, by: Person, reason: str) -> None:
    """EA-08: an overdue expert is replaced; the branch of the flow goes on to finding another. Call under the lock of the case."""
    assignment = ExpertAssignment.objects.select_related("expertise__case", "expert").get(pk=pk)
    if not can_proceed(assignment.replace):
        raise Refused("Заменить эксперта можно через три рабочих дня после просрочки, если лист так и не сдан.")
    move(assignment.replace, "Эксперт заменён: лист не сдан", by=by, ground=reason, reason=reason)
    door.leave_step(assignment.expertise.case, assignment, by)
    notify(assignment.addressee, f"assignment:{assignment.pk}:replaced", "Вас заменили в экспертизе", reason)


def find_replacement(assignment: ExpertAssignment, *, by: Person, expert: Expert) -> None:
    """Somebody of the same track is asked in the place of one who was let go, refused or was recused."""
    expertise = assignment.expertise
    _check_can_be_asked(selection.candidates(expertise, assignment.expert.track), [expert])
    _ask(expertise, expert, replaces=assignment, is_additional=assignment.is_additional)
    record(expertise, "find_replacement", "Эксперту предложено вступить в группу на замену", by=by)
    if expertise.status == Expertise.Status.FORMING_GROUP:
        move(expertise.propose_group, "Эксперту предложено участвовать вместо отведённого", by=by)
