"""Asking for the report on a hypothesis, and the committee for its conclusion."""

from datetime import date

from casework import roles
from casework.door import Refused
from committee.agenda import actions as agenda
from committee.minutes.papers import quoted
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from journal.record import record
from negotiations.experiments.models import Experiment
from negotiations.platforms.models import NegotiationPlatform
from programme.models import Person

CONCLUSIONS = [
    {"code": "confirmed", "title": "Гипотеза подтвердилась", "outcome": "Гипотеза {about} признана подтвердившейся."},
    {"code": "refuted", "title": "Гипотеза не подтвердилась", "outcome": "Гипотеза {about} признана не подтвердившейся.", "needs_reasons": True},
    {"code": "defer", "title": "Отложить рассмотрение", "outcome": "Рассмотрение вывода об опыте {about} отложено.", "defers": True},
]  # fmt: skip
MOVED = "Срок опыта уже стоит в поручении: он не переносится. Что дальше, решит комитет по отчёту о гипотезе."


def require_report(platform: NegotiationPlatform, *, by: Person) -> None:
    """The operator of an experimental platform is to report on its hypothesis by the last day of the experiment; once a platform."""
    day: date | None = platform.experiment_until
    begun = Experiment.objects.filter(platform=platform).select_related("undertaking").first()
    if begun:
        if begun.undertaking.due_on != day:
            raise Refused(MOVED)
        return
    if platform.kind != NegotiationPlatform.Kind.EXPERIMENTAL or day is None:
        return
    undertaking = undertakings.give(
        kind=Undertaking.Kind.EXPERIMENT, title=f"Отчитаться о гипотезе опыта: {platform.hypothesis}"[:1000],
        source=f"Площадка-опыт {quoted(platform.title)}", source_url=platform.get_absolute_url(), organization=platform.operator,
        controller=roles.COMMITTEE_SECRETARY, due_on=day, is_public=True, by=by,
    )  # fmt: skip
    experiment = Experiment.objects.create(platform=platform, undertaking=undertaking)
    record(experiment, "begin", f"Поставлено поручение: отчёт о гипотезе до {day:%d.%m.%Y}", by=by)


def ask_committee(experiment: Experiment, *, by: Person, question: str) -> None:
    """The committee is asked what the experiment has shown, once its report is received or has failed."""
    experiment = (
        Experiment.objects.select_for_update(of=("self",))
        .select_related("platform", "undertaking")
        .get(pk=experiment.pk)
    )
    if not experiment.may_conclude:
        raise Refused("Вопрос вносят один раз, когда отчёт о гипотезе принят или срок его вышел.")
    platform = experiment.platform
    experiment.item = agenda.propose_item(
        title=f"О выводе из опыта площадки {quoted(platform.title)}"[:300], question=question,
        draft_resolution=f"Признать гипотезу опыта площадки {quoted(platform.title)} подтвердившейся.", resolutions=CONCLUSIONS,
        about=quoted(platform.title), reporter=f"{by.short_name}, секретарь комитета",
        conflicted_organizations=[platform.operator], by=by,
    )  # fmt: skip
    experiment.save(update_fields=["item"])
    record(experiment, "ask_committee", "Внесён вопрос о выводе из опыта", by=by, ground=question)
