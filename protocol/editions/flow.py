"""Who is asked next about an edition (регламент 3.4.1)."""

from collections.abc import Iterable
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await, ForEach, StartAsk, subject_of
from casework.predicates import has_status
from journal.record import key
from programme.access import holds
from protocol.amendments.models import Amendment
from protocol.approval import actions as approval
from protocol.conciliation import actions as conciliation
from protocol.conciliation import forms as conciliation_forms
from protocol.conciliation.models import CoChairVoice
from protocol.editions import actions, forms, talk
from protocol.editions.cases import EditionCase
from protocol.editions.models import ProtocolEdition
from protocol.items import asked_item
from protocol.roles import EDITOR
from protocol.signatories import counting

Status = ProtocolEdition.Status


def edition_of(activation: Activation) -> ProtocolEdition:
    """The edition as it is now."""
    return ProtocolEdition.objects.get(pk=activation.process.edition_id)


def is_concluded(pk: int | None) -> bool:
    """Has the body finished with the question?"""
    return asked_item(pk).is_concluded


def item_key(pk: int | None) -> str:
    """The journal key of a question."""
    return key(asked_item(pk))


def edition_key(activation: Activation) -> str:
    """The journal key of the edition."""
    return key(activation.process.edition)


def topic_key(activation: Activation) -> str:
    """The journal key of its public discussion."""
    return key(talk.topic_of(edition_of(activation)))


def never(activation: Activation) -> bool:
    """The condition of a term that nothing shortens."""
    return False


def is_published(activation: Activation) -> bool:
    """Has the group resolved to publish?"""
    return edition_of(activation).status == Status.WG_REVIEW


def all_answered(activation: Activation) -> bool:
    """Is every amendment decided, or in dispute?"""
    live = Amendment.objects.filter(edition=activation.process.edition_id, status__in=Amendment.LIVE)
    return not live.filter(disputed_by="").exists()


def has_disputes(activation: Activation) -> bool:
    """Is there something the co-chairs have to agree about?"""
    return bool(conciliation.disputes(edition_of(activation)))


def asked_chairs(activation: Activation) -> Iterable[CoChairVoice]:
    """The co-chairs of the last conciliation sitting."""
    sitting = edition_of(activation).conciliations.order_by("-number").first()
    assert sitting is not None, "the co-chairs are asked at a sitting"
    return sitting.voices.all()


def co_chair(activation: Activation) -> str:
    """The co-chair a branch is about."""
    return f"person:{subject_of(activation).person_id}"  # type: ignore[attr-defined]


def is_enough(activation: Activation) -> bool:
    """Are there signatures enough?"""
    return counting.count(edition_of(activation)).is_enough


def has_successor(activation: Activation) -> bool:
    """Is a later edition in force?"""
    later = ProtocolEdition.objects.filter(status=Status.IN_FORCE, number__gt=edition_of(activation).number)
    return later.exists()


def is_editor(person: Any) -> str:
    """The editor of the Protocol begins an edition."""
    return EDITOR[1] if holds(person, EDITOR[0]) else ""


class EditionFlow(flow.Flow):
    """Разработка и подписание редакции Протокола

    От поручения комитета до утраты силы.
    """

    process_class = EditionCase
    office = EDITOR[0]
    lock_impl = staticmethod(case_lock)

    create = (
        StartAsk(forms.CreateForm, actions.create).Available(is_editor).Annotation("Новая редакция").Next(this.bring_to_group)
    )  # fmt: skip
    bring_to_group = (
        Ask(forms.BringToGroupForm, actions.bring_to_group)
        .Titled("Написать статьи и внести проект на рабочую группу")
        .To(*EDITOR)
        .Next(this.review)
    )
    review = (
        Await(
            lambda activation: item_key(edition_of(activation).review_item_id),
            until=lambda activation: is_concluded(edition_of(activation).review_item_id),
            then=actions.apply_review,
        )
        .Titled("Рассмотрение проекта рабочей группой")
        .From("рабочая группа Протокола")
        .Next(this.is_let_out)
    )
    is_let_out = flow.Switch().Case(this.publish, cond=is_published).Default(this.bring_to_group)
    publish = (
        Ask(forms.PublishForm, actions.publish)
        .Titled("Опубликовать проект и объявить обсуждение")
        .To(*EDITOR)
        .Within("protocol.publication")
        .Next(this.discuss)
    )
    discuss = (
        Await(
            topic_key,
            until=lambda activation: not talk.topic_of(edition_of(activation)).is_open,
            then=actions.close_discussion,
        )
        .Titled("Публичное обсуждение")
        .From("все желающие")
        .Next(this.both)
    )
    both = flow.Split().Always(this.summarise).Always(this.gather)
    summarise = (
        Await(
            topic_key,
            until=lambda activation: talk.topic_of(edition_of(activation)).is_final,
            then=actions.take_summary,
        )
        .Titled("Ответы на сообщения и свод предложений")
        .From("редактор Протокола: на странице обсуждения")
        .Next(this.is_heard)
    )
    gather = (
        Await(edition_key, until=never)
        .Titled("Приём поправок")
        .From("организации и группы жителей")
        .Within("protocol.amendments", lapse=actions.close_intake, consequence="приём поправок закончится сам.")
        .Next(this.is_heard)
    )
    is_heard = flow.Join().Next(this.decide)
    decide = (
        Await(edition_key, until=all_answered)
        .Titled("Решения рабочей группы по поправкам")
        .From("рабочая группа Протокола")
        .Within("protocol.consolidation")
        .Next(this.is_disputed)
    )
    is_disputed = flow.Switch().Case(this.dispute, cond=has_disputes).Default(this.bring_to_committee)
    dispute = (
        flow.Function(lambda activation: conciliation.dispute(activation.process.edition))
        .Annotation("Поправки, против которых весь сектор, переданы на согласование")
        .Next(this.convene)
    )
    convene = (
        Ask(conciliation_forms.ConveneForm, conciliation.convene)
        .Titled("Подготовить согласительное заседание")
        .To(*EDITOR)
        .Next(this.ask_chairs)
    )
    ask_chairs = ForEach(asked_chairs).Next(this.speak)
    speak = (
        Ask(conciliation_forms.SpeakForm, conciliation.speak)
        .Titled("Согласиться или возразить по спорным поправкам")
        .To(co_chair, "сопредседатели рабочей группы")
        .Within("protocol.conciliation", lapse=conciliation.keep_silent, consequence="молчание не будет согласием.")
        .InAbsence("за сопредседателя не отвечает никто: по окончании срока его молчание не будет согласием.")
        .Next(this.all_spoke)
    )
    all_spoke = flow.Join().Next(this.settle)
    settle = (
        flow.Function(lambda activation: conciliation.settle(activation.process.edition))
        .Annotation("Итог согласительного заседания")
        .Next(this.is_settled)
    )
    is_settled = flow.Switch().Case(this.convene, cond=has_disputes).Default(this.bring_to_committee)
    bring_to_committee = (
        Ask(forms.BringToCommitteeForm, approval.bring_to_committee)
        .Titled("Свести поправки и внести редакцию в комитет")
        .To(*EDITOR)
        .Within("protocol.consolidation", continues=True)
        .Next(this.consider)
    )
    consider = (
        Await(
            lambda activation: item_key(edition_of(activation).committee_item_id),
            until=lambda activation: is_concluded(edition_of(activation).committee_item_id),
            then=approval.apply_verdict,
        )
        .Titled("Рассмотрение в комитете")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_approved)
    )
    is_approved = (
        flow.Switch()
        .Case(this.sign, cond=has_status(Status.OPEN_FOR_SIGNATURE))
        .Case(this.rework, cond=has_status(Status.RETURNED))
        .Default(this.bring_again)
    )
    bring_again = (
        Ask(forms.BringAgainForm, approval.bring_again)
        .Titled("Внести вопрос в комитет ещё раз")
        .To(*EDITOR)
        .Next(this.consider)
    )
    rework = (
        Ask(forms.ReworkForm, approval.rework)
        .Titled("Доработать редакцию по замечаниям комитета")
        .To(*EDITOR)
        .Within("protocol.rework", continues=True)
        .Next(this.review_again)
    )
    review_again = (
        Await(
            lambda activation: item_key(edition_of(activation).review_item_id),
            until=lambda activation: is_concluded(edition_of(activation).review_item_id),
            then=approval.apply_rework,
        )
        .Titled("Рассмотрение доработанного текста рабочей группой")
        .From("рабочая группа Протокола")
        .Next(this.is_reworked)
    )
    is_reworked = (
        flow.Switch().Case(this.bring_to_committee, cond=has_status(Status.CONSOLIDATION)).Default(this.rework)
    )
    sign = (
        Await(edition_key, until=is_enough, then=approval.enter_into_force)
        .Titled("Подписание")
        .From("подписанты трёх секторов")
        .Within("protocol.sign_window", lapse=approval.end_window, consequence="редакция не вступит в силу.")
        .Next(this.is_signed)
    )
    is_signed = (
        flow.Switch()
        .Case(this.serve, cond=has_status(Status.IN_FORCE))
        .Case(this.sign_more, cond=has_status(Status.OPEN_FOR_SIGNATURE))
        .Default(this.archive)
    )
    sign_more = (
        Await(edition_key, until=is_enough, then=approval.enter_into_force)
        .Titled("Подписание, продлённое комитетом")
        .From("подписанты трёх секторов")
        .Within("protocol.sign_window_extension", lapse=approval.lapse, consequence="редакция не вступит в силу.")
        .Next(this.is_signed_late)
    )
    is_signed_late = flow.Switch().Case(this.serve, cond=has_status(Status.IN_FORCE)).Default(this.archive)
    serve = (
        Await(edition_key, until=has_successor)
        .Titled("Редакция действует")
        .From("следующая редакция Протокола")
        .Next(this.outlive)
    )
    outlive = (
        Await(edition_key, until=never)
        .Titled("Последние дни редакции")
        .From("действует следующая редакция")
        .Within("protocol.old_edition", lapse=approval.supersede, consequence="редакция утратит силу.")
        .Next(this.archive)
    )
    archive = (
        Ask(forms.ArchiveForm, approval.archive)
        .Titled("Принять дело о редакции в архив")
        .To(roles.ARCHIVIST, "архивариус")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
