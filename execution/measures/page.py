"""What the table of measures and the page of a measure show, and to whom."""

from typing import Any

from django.http import QueryDict

from casework import workdays
from casework.models import Waiting
from casework.pages import moves, own_steps
from execution.confirmations import page as confirmations
from execution.confirmations.actions import is_doubted, least_doubts
from execution.editions.models import COMPOSER, ProgrammeEdition
from execution.measures import actions, gantt
from execution.measures.figures import figures
from execution.measures.finding import NO_TERM, OVERDUE, UNCONFIRMED
from execution.measures.models import Measure, MeasureItem
from execution.money import ledger
from execution.money.actions import BOOKERS
from execution.money.models import Posting
from execution.reports.page import reports_on
from execution.undertakings.models import Undertaking
from programme.access import Visitor, holds, keys_of
from programme.classifiers import ProgramLevel
from programme.lists import catalogue
from programme.models import ResponsibleBody

FILTERS = ("level", "cluster", "area", "body", "year", "state", "q")
STATES = [(OVERDUE, "Просрочено"), (UNCONFIRMED, "Жители не видят"), *Undertaking.Status.choices]
PAGE = 50


def wanted_of(query: QueryDict) -> dict[str, str]:
    """The filters as they stand in the address."""
    return {name: query.get(name, "").strip()[:100] for name in FILTERS}


def table(edition: ProgrammeEdition, query: QueryDict, person: Visitor, least: int) -> dict[str, Any]:
    """The table of an edition: at most fifty rows, narrowed, with what is needed to narrow them further."""
    wanted, after = wanted_of(query), query.get("after", "")
    rows = edition.measures.narrowed(wanted, least).with_answers().whole().order_by("order")
    if after.isdecimal():
        rows = rows.filter(order__gt=int(after[:5]))
    shown: list[Any] = list(rows[: PAGE + 1])
    for row in shown:
        adorn(row)
        row.is_doubted = is_doubted(row.seen, row.unseen, least)
    is_composer = holds(person, COMPOSER)
    return {
        "edition": edition,
        "measures": shown[:PAGE],
        "more": _more(query, shown),
        "may_compose": is_composer and edition.is_draft,
        **wanted,
        **choices(edition),
        "is_narrowed": any(wanted.values()),
    }


def _more(query: QueryDict, shown: list[Measure]) -> str:
    if len(shown) <= PAGE:
        return ""
    address = query.copy()
    address["after"] = str(shown[PAGE - 1].order)
    return f"?{address.urlencode()}"


def choices(edition: ProgrammeEdition) -> dict[str, Any]:
    """What the table may be narrowed by."""
    bodies = ResponsibleBody.objects.filter(responsibilities__measure__edition=edition).distinct()
    return {
        "levels": ProgramLevel.choices,
        "clusters": catalogue.every("clusters"),
        "areas": catalogue.every("areas"),
        "bodies": [(str(row.pk), row.name) for row in bodies],
        "years": [(NO_TERM, "срок не указан"), *((str(year), str(year)) for year in edition.years)],
        "states": STATES,
    }


def adorn(row: Any) -> None:
    """What a row says beside its columns: its clusters in words, its items by column."""
    row.cluster_titles = [catalogue.label("clusters", code) for code in row.clusters]
    items = list(row.items.all())
    row.own_items = [item for item in items if item.column == MeasureItem.Column.MEASURE]
    row.steps = [item for item in items if item.column == MeasureItem.Column.MECHANISM]


def overview(edition: ProgrammeEdition, least: int) -> dict[str, Any]:
    """The figures of an edition."""
    sums = ledger.total(ledger.lines(Posting.objects.filter(measure__edition=edition), "year"))
    return {"figures": figures(edition, sums.plan, sums.fact, least)}


def timeline(edition: ProgrammeEdition, query: QueryDict) -> dict[str, Any]:
    """The picture and its twin; the filters are those of the table."""
    wanted = wanted_of(query)
    rows = list(edition.measures.narrowed(wanted, least_doubts()).select_related("undertaking").order_by("order")[:300])
    picture = gantt.draw(rows, workdays.local_date(), edition.period_from, edition.period_to)
    return {"edition": edition, "picture": picture, **wanted, **choices(edition), "is_narrowed": any(wanted.values())}


def context(measure: Measure, person: Visitor, back: str) -> dict[str, Any]:
    """The page of a measure: its story, its money, what carries it out, what citizens see."""
    given = measure.undertaking
    parts = list(given.children.select_related("organization").order_by("number")) if given else []
    all_given = [given, *parts] if given else []
    cases = [
        row.case.pk for row in Undertaking.objects.filter(pk__in=[row.pk for row in all_given]).select_related("case")
    ]
    waitings = list(Waiting.objects.open().filter(process__in=cases).order_by("pk"))
    postings = Posting.objects.filter(measure=measure)
    is_booker, is_composer = holds(person, *BOOKERS), holds(person, COMPOSER)
    adorn(measure)
    is_inside = bool(given) and not {given.controller, given.responsible}.isdisjoint(keys_of(person))  # type: ignore[union-attr]
    return {
        "measure": measure,
        "undertaking": given,
        "parts": parts,
        "reports": reports_on([row.pk for row in all_given], person) if given else [],
        "is_open": is_inside,
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, set(keys_of(person))),
        "answers": confirmations.answers_on(all_given, person, back) if given else None,
        "citizens": confirmations.inside(all_given, person) if given else [],
        "lines": ledger.lines(postings, "source"),
        "years": ledger.lines(postings, "year"),
        "postings": _postings(measure, is_booker),
        "may_post": is_booker and given is not None,
        "may_compose": is_composer and measure.edition.is_draft,
        "may_link": is_composer and measure.edition.status in ("draft", "in_force"),
        "may_ask": is_composer and any(actions.at_work(measure)),
    }


def _postings(measure: Measure, is_booker: bool) -> Any:
    rows = Posting.objects.filter(measure=measure).select_related(
        "reverses", "reversed_by", "posted_by", "confirmed_by"
    )
    return rows if is_booker else rows.filter(confirmed_by__isnull=False)
