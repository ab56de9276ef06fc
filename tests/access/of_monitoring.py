"""Who may do what at the addresses of monitoring: a published value, one in work, what is computed."""

from decimal import Decimal

from casework import workdays
from monitoring.indicators import periods
from monitoring.models import Indicator, IndicatorValue
from monitoring.values import actions
from tests.access.table import ANYBODY, ASK, NOWHERE, READ, Page, Thing, missing, page, public
from tests.access.world import World
from tests.story import answer, make_person


def published(world: World) -> tuple[int]:
    return (IndicatorValue.objects.published().get(indicator__code="TRUST1").pk,)


def in_work(world: World) -> tuple[int]:
    return (IndicatorValue.objects.in_work().get().pk,)


def of_code(code: str) -> Thing:
    return Thing(code, lambda w: (code,), ANYBODY)


UNKNOWN = Thing("unknown", lambda w: (f"X{NOWHERE}",), set())

TABLE: dict[str, Page] = {
    "indicators": public(),
    "monitoring_openness": public(),
    "monitoring_cities": public(),
    "indicator": public(of_code("TRUST1"), of_code("OPEN1"), UNKNOWN),
    "indicator_data": public(of_code("TRUST1"), of_code("OPEN1"), UNKNOWN),
    "indicator_value": public(Thing("published", published, ANYBODY), Thing("in work", in_work, {"auditor"}), missing()),
    "monitoring_desk": page(READ, Thing("desk", lambda w: (), {"auditor"})),
    "indicator_define": page(ASK, Thing("form", lambda w: (), set())),
    "indicator_close": page(ASK, Thing("typed", lambda w: ("TRUST1",), set()), UNKNOWN),
    # The organisation that represents the figures enters them too; what is computed nobody does.
    "value_enter": page(
        ASK, Thing("represented", lambda w: ("YARD1",), {"member", "signer"}), Thing("typed", lambda w: ("TRUST1",), set()),
        Thing("computed", lambda w: ("OPEN1",), set()), UNKNOWN,
    ),
    "value_withdraw": page(ASK, Thing("in work", in_work, set()), missing()),
}  # fmt: skip


def furnish(world: World) -> None:
    """A published value, one in work, and an indicator that an organisation represents."""
    author, checker = (make_person("analyst", last_name=name) for name in ("Числова", "Сверкина"))
    facts = {
        name: value for name, value in Indicator.objects.filter(code="TRUST1").values().get().items()
        if name in ("unit", "places", "direction", "period", "scopes", "method", "source", "publish_after")
    }  # fmt: skip
    Indicator.objects.create(
        **facts, code="YARD1", title="Дворы глазами жителей", responsible=world.tos, adopted_by=author
    )
    year = periods.of("year", workdays.local_date()).previous
    for period in (year.previous, year):
        value = actions.enter(
            Indicator.objects.get(code="TRUST1"),
            by=author,
            subject="city",
            period=period,
            value=Decimal(40),
            source="Отчёт об опросе",
        )
        if period != year:
            answer(checker, value.case, "check", outcome="agree")
