"""How an edition of the programme is approved: who is asked next (programme 8.1)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from casework import door, roles
from casework.locking import case_lock
from casework.nodes import Ask, StartAsk
from casework.predicates import has_status
from execution.editions import actions, forms
from execution.editions.cases import ProgrammeCase
from execution.editions.models import COMPOSER, ProgrammeEdition

Status = ProgrammeEdition.Status


def as_composer(person: Any) -> str:
    """In what capacity the person draws up editions; empty if they do not."""
    return door.capacity_in(person, COMPOSER) if person.is_authenticated else ""


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
        Ask(forms.SubmitForm, actions.submit)
        .Titled("Составить таблицу мер и внести редакцию")
        .To(COMPOSER, "координатор программы")
        .Next(this.consider)
    )
    consider = (
        Ask(forms.ConsiderForm, actions.consider)
        .Titled("Записать решение комитета о редакции программы")
        .To(roles.COMMITTEE_CHAIR, "председатель комитета")
        .Next(this.is_considered)
    )
    is_considered = (
        flow.Switch()
        .Case(this.submit, cond=has_status(Status.DRAFT))
        .Case(this.enact, cond=has_status(Status.PENDING_ACT))
        .Default(this.end)
    )
    enact = (
        Ask(forms.EnactForm, actions.enact)
        .Titled("Внести реквизиты акта о программе")
        .To(roles.CLERK, "делопроизводитель")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
