"""Another moderator takes the place of one who cannot lead the negotiation any more: NG-02 goes for both (регламент 3.1.2)."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from casework import roles
from casework.door import Refused
from casework.notify import notify, tell
from casework.replacing import ask_anew
from journal.record import record
from negotiations.agreements.models import AgreementCase
from negotiations.delivery.models import ContributionCase
from negotiations.moderation import papers, ties
from negotiations.moderation.actions import check_moderator
from negotiations.moderation.models import ModeratorDeclaration
from negotiations.talks.cases import SuspensionCase
from negotiations.talks.models import Negotiation
from programme.models import Person


def negotiation_of(subject: Any) -> Negotiation:
    """The negotiations a step of the moderator belongs to, be it about the negotiation, an agreement, a contribution or a suspension."""
    return subject if isinstance(subject, Negotiation) else subject.case


def other_moderators(subject: Any) -> Iterable[Any]:
    """The register of moderators without whoever leads the negotiation; ties and load are checked when one is chosen."""
    negotiation = negotiation_of(subject)
    return Person.objects.holding(roles.MODERATOR).exclude(
        pk__in=[negotiation.moderator_id or 0, negotiation.candidate_id or 0]
    )


def appoint_another(negotiation: Negotiation, *, by: Person, ground: str, person: Person) -> None:
    """The appointed moderator has not declared yet: another candidate takes the place."""
    _appoint_candidate(Negotiation.objects.held(negotiation.pk), by, ground, person)


def name_successor(subject: Any, *, by: Person, ground: str, person: Person) -> None:
    """The secretariat appoints a successor; the negotiation and its steps are theirs once they have declared no ties."""
    negotiation = Negotiation.objects.held(negotiation_of(subject).pk)
    _appoint_candidate(negotiation, by, ground, person)
    text = "Заявите об отсутствии связей со сторонами или откажитесь: до этого дело остаётся у прежнего модератора."
    tell(person, f"negotiation:{negotiation.pk}:successor:{negotiation.order_id}", f"Вас назначили модератором дела № {negotiation.number}", text,
         f"{negotiation.get_absolute_url()}succeed/")  # fmt: skip


def _appoint_candidate(negotiation: Negotiation, by: Person, ground: str, person: Person) -> None:
    check_moderator(person, ties.at_the_table(negotiation))
    negotiation.candidate = person
    negotiation.order = papers.order(negotiation, person, by)
    negotiation.save()
    record(negotiation, "appoint_another", f"Назначен другой модератор: {person.short_name}", by=by, ground=ground,
           payload={"order": negotiation.order.number})  # fmt: skip


def succeed(negotiation: Negotiation, *, by: Person, answer: str, text: str = "") -> None:
    """The successor declares no ties and leads the negotiation from now on, or declines and the secretariat chooses again."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if negotiation.candidate_id != by.pk or negotiation.moderator_id in (None, by.pk):
        raise Refused("Вам это дело сейчас не предлагают.")
    if answer == "decline":
        ModeratorDeclaration.objects.create(case=negotiation, moderator=by, is_clean=False, text=text)
        negotiation.candidate = None
        negotiation.save()
        record(negotiation, "decline", f"{by.short_name}: вести дело не может", by=by, ground=text)
        title = f"Модератор отказался: дело № {negotiation.number}"
        event = f"negotiation:{negotiation.pk}:declined:{negotiation.order_id}"
        notify(roles.PLATFORM_SECRETARY, event, title, text, negotiation.get_absolute_url())
        return
    if conflicts := ties.between(by, ties.at_the_table(negotiation)):
        raise Refused(
            f"По данным системы вы связаны со сторонами: {'; '.join(conflicts)}. Откажитесь, и секретариат выберет другого."
        )
    ModeratorDeclaration.objects.create(case=negotiation, moderator=by, is_clean=True, text=text)
    former = negotiation.moderator
    negotiation.moderator, negotiation.declared_at = by, timezone.now()
    negotiation.save()
    record(
        negotiation,
        "succeed",
        f"Дело ведёт модератор {by.short_name} вместо {former.short_name if former else '—'}",
        by=by,
    )
    for process in _processes(negotiation):
        ask_anew(process)
    title = f"У переговоров № {negotiation.number} новый модератор"
    text = f"Дело ведёт {by.get_full_name()}."
    for key in {party.member_key for party in negotiation.sides()} | {roles.PLATFORM_SECRETARY}:
        notify(key, f"negotiation:{negotiation.pk}:moderator:{by.pk}", title, text, negotiation.get_absolute_url())


def _processes(negotiation: Negotiation) -> list[int]:
    """Everything the moderator is asked in: the negotiation itself, its agreements, contributions and suspensions."""
    kinds: list[tuple[Any, str]] = [
        (AgreementCase, "agreement__case"),
        (ContributionCase, "contribution__case"),
        (SuspensionCase, "suspension__case"),
    ]
    inner = [
        pk
        for kind, path in kinds
        for pk in kind.objects.filter(**{path: negotiation}, finished=None).values_list("pk", flat=True)
    ]
    return [negotiation.process.pk, *inner]


# What the flows say of the moderator's steps: see casework.nodes.Absence.
ANOTHER_CANDIDATE = ("секретариат площадки назначит другого модератора.", appoint_another, other_moderators)


ANOTHER_MODERATOR = (
    "секретариат площадки назначит другого модератора; шаг перейдёт к нему, когда он заявит об отсутствии связей.",
    name_successor,
    other_moderators,
)
