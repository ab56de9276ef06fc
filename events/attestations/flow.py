"""An attestation: the course, the examination, a second try, the months for which it holds (programme 8.5)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_left, has_status
from events.attestations import actions, forms
from events.attestations.cases import AttestationCase
from events.attestations.models import Attestation
from events.occasions.models import Event
from journal.record import key

Status = Attestation.Status


def own_key(activation: Activation) -> str:
    """The attestation, under its name in the journal."""
    return key(activation.process.attestation)


def participant(activation: Activation) -> str:
    """Whoever is taught."""
    return f"person:{activation.process.attestation.person_id}"


def is_taught(activation: Activation) -> bool:
    """Is the course over, or has the participant left it?"""
    attestation = Attestation.objects.select_related("registration__event").get(pk=activation.process.attestation_id)
    is_over = attestation.registration.event.status in (Event.Status.SUMMING, Event.Status.HELD)
    return is_over or attestation.status != Status.ENROLLED


def may_retake(activation: Activation) -> bool:
    """Is there a second try left?"""
    return actions.may_retake(Attestation.objects.get(pk=activation.process.attestation_id))


class AttestationFlow(flow.Flow):
    """Аттестация

    От места на курсе до конца срока удостоверения.
    """

    process_class = AttestationCase
    office = roles.COMMITTEE_SECRETARY
    process_title = "Аттестация"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Место на курсе").Next(this.learn)
    learn = Await(own_key, until=is_taught).Titled("Идёт обучение").From("организатор курса").Next(this.is_left)
    is_left = flow.Switch().Case(this.examine, cond=has_status(Status.ENROLLED)).Default(this.end)
    examine = (
        Ask(forms.ExamineForm, actions.examine)
        .Titled("Аттестовать или не аттестовать")
        .To(roles.TRAINING_HEAD, "руководитель обучения")
        .Within("attestation.result", consequence="дело будет отмечено просроченным.")
        .WhileNeeded(own_key, has_left(Status.ENROLLED))
        .Next(this.what_next)
    )
    what_next = (
        flow.Switch()
        .Case(this.hold, cond=has_status(Status.VALID))
        .Case(this.retake, cond=may_retake)
        .Default(this.end)
    )
    retake = (
        Ask(forms.RetakeForm, actions.retake)
        .Titled("Пересдать")
        .To(participant, "участник курса")
        .Within("attestation.retake", lapse=actions.let_retake_go, consequence="пересдать будет нельзя.")
        .InAbsence("за участника не пересдаёт никто: по окончании срока курс проходят заново.")
        .Next(this.is_left)
    )
    hold = (
        Await(own_key, until=has_left(Status.VALID))
        .Titled("Аттестация действует")
        .From("срок удостоверения")
        .Within("attestation.validity", lapse=actions.expire, consequence="аттестация истечёт.")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
