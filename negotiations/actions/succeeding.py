"""Another moderator comes in the place of one who cannot lead the case any more (регламент 3.1.2: NG-02 goes for both)."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify, tell
from casework.replacing import ask_anew
from journal.record import record
from negotiations import papers, ties
from negotiations.actions.opening import check_moderator
from negotiations.models import (
    AgreementCase,
    ContributionCase,
    ModeratorDeclaration,
    NegotiationCase,
    SuspensionProcess,
)
from programme.models import Person

SECRETARIAT = "role:platform_secretary"


def case_of(subject: Any) -> NegotiationCase:
    """The negotiations a step of the moderator belongs to, be it about the case, an agreement, a contribution or a suspension."""
    return subject if isinstance(subject, NegotiationCase) else subject.case


def other_moderators(subject: Any) -> Iterable[Any]:
    """The register of moderators without whoever leads the case; ties and load are checked when one is chosen."""
    case = case_of(subject)
    return Person.objects.holding("role:moderator").exclude(pk__in=[case.moderator_id or 0, case.candidate_id or 0])


def appoint_another(case: NegotiationCase, *, by: Any, ground: str, person: Any) -> None:
    """The first moderator has not declared yet: another candidate takes the place."""
    _name(NegotiationCase.objects.held(case.pk), by, ground, person)


def name_successor(subject: Any, *, by: Any, ground: str, person: Any) -> None:
    """The secretariat appoints a successor; the case and its steps are theirs once they have declared no ties."""
    case = NegotiationCase.objects.held(case_of(subject).pk)
    _name(case, by, ground, person)
    text = "Заявите об отсутствии связей со сторонами или откажитесь: до этого дело остаётся у прежнего модератора."
    tell(person, f"negotiation:{case.pk}:successor:{case.order_id}", f"Вас назначили модератором дела № {case.number}", text,
         f"{case.get_absolute_url()}succeed/")  # fmt: skip


def _name(case: NegotiationCase, by: Any, ground: str, person: Any) -> None:
    check_moderator(person, ties.at_the_table(case))
    case.candidate = person
    case.order = papers.order(case, person, by)
    case.save()
    record(case, "appoint_another", f"Назначен другой модератор: {person.short_name}", by=by, ground=ground,
           payload={"order": case.order.number})  # fmt: skip


def succeed(case: NegotiationCase, *, by: Any, answer: str, text: str = "") -> None:
    """The successor declares no ties and leads the case from now on, or declines and the secretariat chooses again."""
    case = NegotiationCase.objects.held(case.pk)
    if case.candidate_id != by.pk or case.moderator_id in (None, by.pk):
        raise Refused("Вам это дело сейчас не предлагают.")
    if answer == "decline":
        ModeratorDeclaration.objects.create(case=case, moderator=by, is_clean=False, text=text)
        case.candidate = None
        case.save()
        record(case, "decline", f"{by.short_name}: вести дело не может", by=by, ground=text)
        title = f"Модератор отказался: дело № {case.number}"
        notify(SECRETARIAT, f"negotiation:{case.pk}:declined:{case.order_id}", title, text, case.get_absolute_url())
        return
    if found := ties.between(by, ties.at_the_table(case)):
        raise Refused(
            f"По данным системы вы связаны со сторонами: {'; '.join(found)}. Откажитесь, и секретариат выберет другого."
        )
    ModeratorDeclaration.objects.create(case=case, moderator=by, is_clean=True, text=text)
    former = case.moderator
    case.moderator, case.declared_at = by, timezone.now()
    case.save()
    record(
        case, "succeed", f"Дело ведёт модератор {by.short_name} вместо {former.short_name if former else '—'}", by=by
    )
    for process in _processes(case):
        ask_anew(process)
    title, text = f"У переговоров № {case.number} новый модератор", f"Дело ведёт {by.get_full_name()}."
    for key in {party.member_key for party in case.sides()} | {SECRETARIAT}:
        notify(key, f"negotiation:{case.pk}:moderator:{by.pk}", title, text, case.get_absolute_url())


def _processes(case: NegotiationCase) -> list[int]:
    """Everything the moderator is asked in: the case itself, its agreements, contributions and suspensions."""
    kinds: list[tuple[Any, str]] = [
        (AgreementCase, "agreement__case"),
        (ContributionCase, "contribution__case"),
        (SuspensionProcess, "suspension__case"),
    ]
    inner = [
        pk
        for kind, path in kinds
        for pk in kind.objects.filter(**{path: case}, finished=None).values_list("pk", flat=True)
    ]
    return [case.process.pk, *inner]


# What the flows say of the moderator's steps: see casework.nodes.Absence.
ANOTHER_CANDIDATE = ("секретариат площадки назначит другого модератора.", appoint_another, other_moderators)
ANOTHER_MODERATOR = (
    "секретариат площадки назначит другого модератора; шаг перейдёт к нему, когда он заявит об отсутствии связей.",
    name_successor,
    other_moderators,
)
