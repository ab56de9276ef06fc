"""How a card is led: who is asked next (programme 8.2)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await, Reentry
from casework.predicates import has_status
from journal.record import key
from library.acts import actions as acts
from library.acts import forms as acts_forms
from library.cards import actions, forms, hearing, repealing, talk
from library.cards.cases import CardCase
from library.cards.keeping import keeper_of
from library.cards.models import Card
from library.examination import actions as examination

Status = Card.Status


def owner(activation: Activation) -> str:
    """Whoever answers for the card."""
    return activation.process.card.owner_key


def keeper(activation: Activation) -> str:
    """Whoever keeps the card."""
    return keeper_of(Card.objects.get(pk=activation.process.card_id))


def check_term(activation: Activation) -> str:
    """The name of the term of its check."""
    return activation.process.card.kind.rule.check_term


def question(activation: Activation) -> str:
    """The question to the committee, under its name in the journal."""
    return key(activation.process.card.agenda_item)


def is_concluded(activation: Activation) -> bool:
    """Has the committee's answer come into force, or has the question ended without one?"""
    item = Card.objects.get(pk=activation.process.card_id).agenda_item
    return item is not None and item.is_concluded


def repeal_question(activation: Activation) -> str:
    """The question about its repeal, under its name in the journal."""
    return key(activation.process.card.repeal_item)


def is_repeal_concluded(activation: Activation) -> bool:
    """Has the committee answered, or will it not?"""
    item = Card.objects.get(pk=activation.process.card_id).repeal_item
    return item is not None and item.is_concluded


def discussion(activation: Activation) -> str:
    """The discussion, under its name in the journal."""
    topic = Card.objects.get(pk=activation.process.card_id).topic
    assert topic is not None, "a card in discussion has a topic"
    return key(topic)


def is_discussed(activation: Activation) -> bool:
    """Is the discussion over in whatever way?"""
    topic = Card.objects.get(pk=activation.process.card_id).topic
    return topic is not None and topic.is_over


def is_for_others(activation: Activation) -> bool:
    """Do experts or the committee follow after the discussion?"""
    rule = activation.process.card.kind.rule
    return rule.has_step("expertise") or rule.has_step("committee")


def assessment(activation: Activation) -> str:
    """The expertise, under its name in the journal."""
    expertise = Card.objects.get(pk=activation.process.card_id).expertise
    assert expertise is not None, "a card before the experts has an expertise"
    return key(expertise)


def is_assessed(activation: Activation) -> bool:
    """Is the expertise over in whatever way?"""
    expertise = Card.objects.get(pk=activation.process.card_id).expertise
    return expertise is not None and expertise.is_over


def is_register(activation: Activation) -> bool:
    """Does the keeper write it in without a check?"""
    return activation.process.card.kind.rule.is_register


class CardFlow(flow.Flow):
    """Карточка библиотеки

    От черновика до реестра: кто вносит, кто проверяет, что говорят жители и эксперты, что решает комитет, когда карточка начинает действовать.
    """

    process_class = CardCase
    office = roles.CARD_KEEPER
    process_title = "Карточка библиотеки"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Annotation("Карточка начата").Next(this.is_plain)
    is_plain = flow.Switch().Case(this.enter, cond=is_register).Default(this.submit)
    enter = (
        Ask(forms.EntryForm, actions.enter)
        .Titled("Вписать карточку в реестр")
        .To(owner, "хранитель реестра")
        .InAbsence("карточку впишет другой хранитель: он начнёт свою.")
        .Next(this.end)
    )
    submit = (
        Ask(forms.CardForm, actions.submit)
        .Titled("Заполнить и внести карточку")
        .To(owner, "автор карточки")
        .InAbsence("за человека не внесёт никто; от имени организации внесёт другой её представитель.")
        .Next(this.check)
    )
    check = (
        Ask(forms.CheckForm, actions.check)
        .Titled("Проверить карточку")
        .To(keeper, "хранитель карточек")
        .Within(check_term, consequence="карточка будет отмечена просроченной.")
        .InAbsence("проверит другой хранитель того же рода.")
        .Next(this.is_checked)
    )
    restored = Reentry("Отказ отменён по апелляции").Next(this.check)
    is_checked = (
        flow.Switch()
        .Case(this.fix, cond=has_status(Status.RETURNED))
        .Case(this.discuss, cond=has_status(Status.CONSULTATION))
        .Case(this.examine, cond=has_status(Status.EXPERTISE))
        .Case(this.hear, cond=has_status(Status.ON_COMMITTEE))
        .Default(this.end)
    )
    fix = (
        Ask(forms.FixForm, actions.submit)
        .Titled("Исправить карточку по замечаниям")
        .To(owner, "автор карточки")
        .Within("card.fix", lapse=actions.let_go, consequence="карточка будет отклонена, внести её можно будет заново.")
        .InAbsence("за человека не исправит никто; от имени организации исправит другой её представитель.")
        .Next(this.is_fixed)
    )
    is_fixed = flow.Switch().Case(this.check, cond=has_status(Status.CHECKING)).Default(this.end)
    discuss = (
        Await(discussion, until=is_discussed, then=talk.after_consultation)
        .Titled("Общественное обсуждение")
        .From("участники обсуждения")
        .Next(this.is_summed_up)
    )
    is_summed_up = (
        flow.Switch()
        .Case(this.announce_again, cond=has_status(Status.CONSULTATION))
        .Case(this.revise, cond=is_for_others)
        .Default(this.settle)
    )
    announce_again = (
        Ask(forms.AnnounceAgainForm, talk.announce_again)
        .Titled("Объявить обсуждение вместо отменённого")
        .To(keeper, "хранитель карточек")
        .Within("card.check", consequence="карточка будет отмечена просроченной.")
        .InAbsence("объявит другой хранитель того же рода.")
        .Next(this.discuss)
    )
    settle = (
        Ask(forms.SettleForm, talk.settle)
        .Titled("Решить о карточке по своду предложений")
        .To(keeper, "хранитель карточек")
        .Within("card.revise", consequence="карточка будет отмечена просроченной.")
        .InAbsence("решит другой хранитель того же рода.")
        .Next(this.is_settled)
    )
    assessed_again = Reentry("Заключение отменено или исправляется по апелляции").Next(this.examine)
    examine = (
        Await(assessment, until=is_assessed, then=examination.conclude)
        .Titled("Экспертиза карточки")
        .From("эксперты и координатор экспертизы")
        .Office(roles.EXPERTISE_COORDINATOR)
        .Next(this.is_examined)
    )
    is_examined = (
        flow.Switch()
        .Case(this.revise, cond=has_status(Status.REVISION))
        .Case(this.hear, cond=has_status(Status.ON_COMMITTEE))
        .Default(this.end)
    )
    is_settled = flow.Switch().Case(this.discuss, cond=has_status(Status.CONSULTATION)).Default(this.end)
    hear = (
        Await(question, until=is_concluded, then=hearing.apply_verdict)
        .Titled("Рассмотрение в комитете")
        .From("городской программный комитет")
        .Within("card.agenda", consequence="карточка будет отмечена просроченной.")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_decided)
    )
    is_decided = (
        flow.Switch()
        .Case(this.revise, cond=has_status(Status.REVISION))
        .Case(this.return_to_agenda, cond=has_status(Status.DEFERRED))
        .Case(this.put_again, cond=has_status(Status.ON_COMMITTEE))
        .Case(this.enact, cond=has_status(Status.PENDING_ACT))
        .Default(this.end)
    )
    enact = (
        Ask(acts_forms.ActForm, acts.enact)
        .Titled("Внести реквизиты акта по карточке")
        .To(roles.CLERK, "делопроизводитель")
        .Within("card.act", consequence="карточка будет отмечена просроченной.")
        .Next(this.end)
    )
    revise = (
        Ask(forms.RevisedForm, examination.revise)
        .Titled("Доработать карточку и отправить её дальше")
        .To(owner, "автор карточки")
        .Within("card.revise", consequence="карточка будет отмечена просроченной.")
        .InAbsence("за человека не доработает никто; от имени организации доработает другой её представитель.")
        .Next(this.is_revised)
    )
    is_revised = (
        flow.Switch()
        .Case(this.examine, cond=has_status(Status.EXPERTISE))
        .Case(this.discuss, cond=has_status(Status.CONSULTATION))
        .Default(this.hear)
    )
    repeal_asked = Reentry("Комитет решает, прекратить ли карточку").Next(this.hear_repeal)
    hear_repeal = (
        Await(repeal_question, until=is_repeal_concluded, then=repealing.apply_answer)
        .Titled("Прекращение карточки в комитете")
        .From("городской программный комитет")
        .Within("card.agenda", consequence="карточка будет отмечена просроченной.")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.end)
    )
    return_to_agenda = (
        Ask(forms.PutAgainForm, hearing.put_again)
        .Titled("Вернуть отложенную карточку в повестку")
        .To(roles.COMMITTEE_SECRETARY, "секретарь комитета")
        .Within("card.deferral", consequence="карточка будет отмечена просроченной.")
        .Office(roles.COMMITTEE_CHAIR)
        .Next(this.hear)
    )
    put_again = (
        Ask(forms.PutAgainForm, hearing.put_again)
        .Titled("Внести карточку в повестку снова")
        .To(roles.COMMITTEE_SECRETARY, "секретарь комитета")
        .Within("card.agenda", consequence="карточка будет отмечена просроченной.")
        .Office(roles.COMMITTEE_CHAIR)
        .Next(this.hear)
    )
    end = flow.End().Annotation("Конец")
