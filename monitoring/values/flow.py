"""How a value comes into its series: who checks, who puts it right, which day publishes it (programme 8.6)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_left, has_status
from journal.record import key
from monitoring.values import actions, forms
from monitoring.values.cases import PUBLICATION, ValueCase
from monitoring.values.models import IndicatorValue

Status = IndicatorValue.Status


def own_key(activation: Activation) -> str:
    """The value, under its name in the journal."""
    return key(activation.process.value)


def author(activation: Activation) -> str:
    """Whoever entered it."""
    return f"person:{activation.process.value.author_id}"


class ValueFlow(flow.Flow):
    """Значение показателя

    Один вносит, другой проверяет, публикует день. Исправленное остаётся рядом с исправлением.
    """

    process_class = ValueCase
    office = roles.ANALYST
    lock_impl = staticmethod(case_lock)
    process_title = "Значение показателя"

    begin = flow.StartHandle().Annotation("Значение внесено").Next(this.check)
    check = (
        Ask(forms.CheckForm, actions.check)
        .Titled("Проверить значение показателя")
        .To(roles.ANALYST, "другой аналитик, не тот, кто внёс")
        .Within("indicator.check", consequence="значение останется непроверенным, в ряду будет «нет данных».")
        .WhileNeeded(own_key, has_left(Status.ENTERED))
        .Next(this.what_next)
    )
    what_next = (
        flow.Switch()
        .Case(this.fix, cond=has_status(Status.RETURNED))
        .Case(this.wait, cond=has_status(Status.CHECKED))
        .Default(this.end)
    )
    fix = (
        Ask(forms.FixForm, actions.fix)
        .Titled("Исправить значение показателя")
        .To(author, "кто внёс значение")
        .Within("indicator.fix", consequence="значение останется возвращённым, в ряду будет «нет данных».")
        .WhileNeeded(own_key, has_left(Status.RETURNED))
        .InAbsence("другой аналитик снимет это значение и внесёт своё.")
        .Next(this.is_fixed)
    )
    is_fixed = flow.Switch().Case(this.check, cond=has_status(Status.ENTERED)).Default(this.end)
    wait = (
        Await(own_key, until=has_left(Status.CHECKED))
        .Titled("Ждёт дня публикации")
        .From("публикуется само")
        .Within(PUBLICATION, lapse=actions.publish, consequence="значение само станет видно всем.")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
