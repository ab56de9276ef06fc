"""How an edition of the programme is approved: who is asked next (programme 8.1).

Its discussion, expertise, committee and act are steps of its card in the library; what happens to the card happens to the edition at once.
"""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import door, roles
from casework.locking import case_lock
from casework.nodes import Ask, Await, StartAsk
from casework.predicates import has_status
from execution.editions import actions, forms, standing
from execution.editions.cases import ProgrammeCase
from execution.editions.models import COMPOSER, ProgrammeEdition
from journal.record import key

Status = ProgrammeEdition.Status


def as_composer(person: Any) -> str:
    """In what capacity the person draws up editions; empty if they do not."""
    return door.capacity_in(person, COMPOSER) if person.is_authenticated else ""


def edition(activation: Activation) -> str:
    """The edition itself, under its name in the journal."""
    return key(activation.process.edition)


def is_on_course(activation: Activation) -> bool:
    """Is it being led on: also when a refusal has been set aside by an appeal?"""
    return ProgrammeEdition.objects.get(pk=activation.process.edition_id).is_on_course


def waits_for_comparison(activation: Activation) -> bool:
    """Was it adopted before the city was opened here, and has nobody compared it with its act yet?"""
    return ProgrammeEdition.objects.get(pk=activation.process.edition_id).waiting_act is not None


def is_off_course(activation: Activation) -> bool:
    """Has it come into force, will it not, or has whoever led it let it go?"""
    return not is_on_course(activation)


class ProgrammeFlow(flow.Flow):
    """Утверждение редакции программы

    От пустой таблицы до акта, которым программа утверждена.
    """

    process_class = ProgrammeCase
    office = COMPOSER
    lock_impl = staticmethod(case_lock)
    process_title = "Утверждение редакции программы"

    create = (
        StartAsk(forms.CreateForm, actions.create, task_title="Новая редакция программы")
        .Available(as_composer)
        .Annotation("Новая редакция")
        .Next(this.submit)
    )
    submit = (
        Ask(forms.SubmitForm, actions.put_forward)
        .Titled("Составить таблицу мер и вынести редакцию на обсуждение")
        .To(COMPOSER, "координатор программы")
        .WhileNeeded(edition, is_on_course)
        .Next(this.which_way)
    )
    which_way = flow.Switch().Case(this.verify, cond=waits_for_comparison).Default(this.lead)
    verify = (
        Ask(forms.VerifyForm, standing.verify)
        .Titled("Сверить утверждённую программу с актом")
        .To(roles.CLERK, "делопроизводитель")
        .Within("card.act", consequence="программа не вступит в силу, пока её не сверят.")
        .InAbsence("сверит другой делопроизводитель.")
        .Next(this.is_left)
    )
    lead = (
        Await(edition, until=is_off_course)
        .Titled("Обсуждение, экспертиза, комитет и акт")
        .From("жители, эксперты, комитет и делопроизводитель: по карточке редакции в библиотеке")
        .Next(this.is_left)
    )
    is_left = flow.Switch().Case(this.submit, cond=has_status(Status.DRAFT)).Default(this.end)
    end = flow.End().Annotation("Конец")
