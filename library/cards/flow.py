"""How a card is led: who is asked next (programme 8.2)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Reentry
from casework.predicates import has_status
from library.cards import actions, forms
from library.cards.cases import CardCase
from library.cards.models import Card
from library.kinds.keepers import keeper_key

Status = Card.Status


def owner(activation: Activation) -> str:
    """Whoever answers for the card."""
    return activation.process.card.owner_key


def keeper(activation: Activation) -> str:
    """Whoever keeps the kind."""
    return keeper_key(activation.process.card.kind)


def is_register(activation: Activation) -> bool:
    """Does the keeper write it in without a check?"""
    return activation.process.card.kind.rule.is_register


class CardFlow(flow.Flow):
    """Карточка библиотеки

    От черновика до реестра: кто вносит, кто проверяет, когда карточка начинает действовать.
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
        .Within("card.check", consequence="карточка будет отмечена просроченной.")
        .InAbsence("проверит другой хранитель того же рода.")
        .Next(this.is_checked)
    )
    restored = Reentry("Отказ отменён по апелляции").Next(this.check)
    is_checked = flow.Switch().Case(this.fix, cond=has_status(Status.RETURNED)).Default(this.end)
    fix = (
        Ask(forms.FixForm, actions.submit)
        .Titled("Исправить карточку по замечаниям")
        .To(owner, "автор карточки")
        .Within("card.fix", lapse=actions.let_go, consequence="карточка будет отклонена, внести её можно будет заново.")
        .InAbsence("за человека не исправит никто; от имени организации исправит другой её представитель.")
        .Next(this.is_fixed)
    )
    is_fixed = flow.Switch().Case(this.check, cond=has_status(Status.CHECKING)).Default(this.end)
    end = flow.End().Annotation("Конец")
