"""The table of an edition while it is a draft, and its measures as undertakings once it is in force (programme 8.1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Max

from casework import workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from execution.editions.models import COMPOSER, ProgrammeEdition
from execution.measures.lines import Line
from execution.measures.models import ExpectedResult, Measure, MeasureItem, MeasureLink, Responsibility
from execution.measures.terms import Period
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from journal.record import record
from programme.models import Organization, Person, ResponsibleBody

Kind, Column = Undertaking.Kind, MeasureItem.Column
COPIED = ("number", "order", "level", "direction", "area", "clusters", "title", "terms_text", "starts_on", "ends_on",
          "each_year_from", "period", "planned", "unit", "note")  # fmt: skip


@dataclass(frozen=True)
class Parts:
    """What stands in the table beside the row itself, as the form hands it over."""

    bodies: list[ResponsibleBody]
    lead: ResponsibleBody | None
    items: list[Line]
    steps: list[Line]
    results: list[Line]


def add(edition: ProgrammeEdition, *, by: Person, term: Period, parts: Parts, **facts: Any) -> Measure:
    """A new row at the end of the table."""
    _require_draft(edition)
    last = edition.measures.aggregate(last=Max("order"))["last"] or 0
    measure = Measure.objects.create(edition=edition, order=last + 1, **_dated(term), **facts)
    _write(measure, parts)
    record(edition, "add_measure", f"Добавлена мера {measure}", by=by)
    return measure


def change(measure: Measure, *, by: Person, term: Period, parts: Parts, **facts: Any) -> None:
    """The row as it is to be from now on."""
    _require_draft(measure.edition)
    for name, value in {**_dated(term), **facts}.items():
        setattr(measure, name, value)
    measure.save()
    for rows in (measure.items, measure.results, measure.responsibilities):
        rows.all().delete()
    _write(measure, parts)
    record(measure.edition, "change_measure", f"Изменена мера {measure}", by=by)


def remove(measure: Measure, *, by: Person) -> None:
    """The row leaves the draft."""
    _require_draft(measure.edition)
    for rows in (measure.items, measure.results, measure.responsibilities, measure.links):
        rows.all().delete()
    record(measure.edition, "remove_measure", f"Убрана мера {measure}", by=by)
    measure.delete()


def _require_draft(edition: ProgrammeEdition) -> None:
    if not edition.is_draft:
        raise Refused(
            "Таблицу сейчас обсуждают, оценивают или решают о ней: править её можно, пока редакция — проект на доработке."
        )


def _dated(term: Period) -> dict[str, Any]:
    return {"starts_on": term.starts_on, "ends_on": term.ends_on, "each_year_from": term.each_year_from}


def _write(measure: Measure, parts: Parts) -> None:
    Responsibility.objects.bulk_create(
        Responsibility(measure=measure, body=body, is_lead=body == parts.lead) for body in parts.bodies
    )
    columns = [(Column.MEASURE, line) for line in parts.items] + [(Column.MECHANISM, line) for line in parts.steps]
    MeasureItem.objects.bulk_create(
        MeasureItem(
            measure=measure,
            order=place,
            mark=line.mark,
            column=column,
            text=line.text,
            quantity=line.amount,
            unit=line.unit,
        )
        for place, (column, line) in enumerate(columns, 1)
    )
    ExpectedResult.objects.bulk_create(
        ExpectedResult(
            measure=measure, order=place, text=line.text, indicator=line.indicator, target=line.amount, unit=line.unit, by_year=line.year
        )
        for place, line in enumerate(parts.results, 1)
    )  # fmt: skip


def carry_over(old: ProgrammeEdition, new: ProgrammeEdition, *, by: Person) -> None:
    """The table of an edition becomes the beginning of another one; every row knows from which it comes."""
    for row in old.measures.whole():
        copy = Measure.objects.create(edition=new, predecessor=row, **{name: getattr(row, name) for name in COPIED})
        _copy(row.items, copy, "order", "mark", "column", "text", "quantity", "unit")
        _copy(row.results, copy, "order", "text", "indicator", "target", "unit", "by_year")
        _copy(row.responsibilities, copy, "body_id", "is_lead")
        MeasureLink.objects.bulk_create(
            MeasureLink(measure=copy, title=link.title, url=link.url, by=by) for link in row.links.all()
        )


def _copy(rows: Any, to: Measure, *names: str) -> None:
    parts = [rows.model(measure=to, **{name: getattr(row, name) for name in names}) for row in rows.all()]
    rows.model.objects.bulk_create(parts)


def give_all(edition: ProgrammeEdition, *, by: Person | None) -> None:
    """UN-01: whoever leads a measure is asked to carry it out; an item with a quantity is a part of it."""
    for measure in edition.measures.whole().order_by("order"):
        organization = answering(measure)
        given: dict[str, Any] = {
            "source": f"Программа, редакция {edition.number}, мера {measure.number}", "source_url": measure.get_absolute_url(),
            "controller": COMPOSER, "organization": organization, "is_public": True, "by": by,
            "starts_on": _begins(measure), "due_on": measure.ends_on,
        }  # fmt: skip
        measure.undertaking = undertakings.give(
            kind=Kind.MEASURE,
            title=measure.title,
            period=measure.period,
            planned=measure.planned,
            unit=measure.unit,
            **given,
        )
        measure.save()
        for number, item in enumerate((row for row in measure.items.all() if row.quantity is not None), 1):
            item.undertaking = undertakings.give(
                kind=Kind.ITEM,
                title=str(item),
                planned=item.quantity,
                unit=item.unit,
                parent=measure.undertaking,
                number=number,
                **given,
            )
            item.save()


def answering(measure: Measure) -> Organization | None:
    """The organisation of whoever leads the measure today; none: the coordinator is asked to find somebody."""
    rows = list(measure.responsibilities.all())
    lead = next((row.body for row in rows if row.is_lead), rows[0].body if len(rows) == 1 else None)
    return lead.answering().organization if lead else None


def _begins(measure: Measure) -> date:
    """Since when it is carried out: the day of its term, but nobody reports on periods that were over before they were asked."""
    first = measure.starts_on or (date(measure.each_year_from, 1, 1) if measure.each_year_from else date.min)
    return min(max(first, workdays.local_date()), measure.ends_on or date.max)


def call_off(edition: ProgrammeEdition, *, ground: str, by: Person | None) -> None:
    """UN-12: the table is superseded; what waits for acceptance is received first."""
    for measure in edition.measures.exclude(undertaking=None).select_related("undertaking__case"):
        given = measure.undertaking
        assert given is not None, "asked for by its own column"
        with locked(given.case.pk):
            undertakings.drop(Undertaking.objects.get(pk=given.pk), ground=ground, by=by)


def link(measure: Measure, *, by: Person, title: str, url: str) -> None:
    """Something that carries the measure out: a proposal, an agreement, a paper."""
    if measure.links.filter(url=url).exists():
        raise Refused(f"«{title}» уже привязано к этой мере.")
    MeasureLink.objects.create(measure=measure, title=title[:400], url=url, by=by)
    record(measure, "link", f"Привязано: {title}", by=by)


def unlink(link: MeasureLink, *, by: Person) -> None:
    """It was attached by mistake."""
    record(link.measure, "unlink", f"Отвязано: {link.title}", by=by)
    link.delete()


def ask_for_report(measure: Measure, *, by: Person, words: str) -> None:
    """The coordinator wants to hear how it goes, whether the day of the report has come or not."""
    for given in at_work(measure):
        title = "Координатор программы просит отчёт"
        record(given, "ask_report", title, by=by, ground=words)
        notify(
            given.responsible, f"undertaking:{given.pk}:asked:{workdays.local_date().isoformat()}", title,
            f"{given}. {words}", given.get_absolute_url(),
        )  # fmt: skip


def at_work(measure: Measure) -> Iterable[Undertaking]:
    """The measure and those of its items that somebody is carrying out and may report on."""
    if measure.undertaking is None:
        return []
    rows = [measure.undertaking, *measure.undertaking.children.all()]
    return [row for row in rows if row.status in Undertaking.AT_WORK]
