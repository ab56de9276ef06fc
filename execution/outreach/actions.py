"""Planning a publication or a product: each is an undertaking like any other (UN-01)."""

from datetime import date
from decimal import Decimal

from execution.editions.models import COMPOSER
from execution.undertakings import actions as undertakings
from execution.undertakings.models import Undertaking
from programme.models import Organization, Person

Kind = Undertaking.Kind
# The name of a list, its page, the page of a new line.
LISTS = {
    Kind.MEDIA: ("Медиаплан", "media_plan", "media_plan_add"),
    Kind.PRODUCT: ("Изделия программы", "products", "products_add"),
}
PROOFS = {Kind.MEDIA: "ссылка на выход, охват", Kind.PRODUCT: "фотография каждого"}


def plan(
    kind: str, *, by: Person | None, title: str, where: str, due_on: date, organization: Organization | None = None,
    person: Person | None = None, planned: Decimal | None = None, unit: str = "", source_url: str = "",
    period: str = Undertaking.Period.ONCE,
) -> Undertaking:  # fmt: skip
    """UN-01: by the coordinator of the programme, or by what a contest gives its laureate; everybody reads it from the first day."""
    return undertakings.give(
        kind=kind, title=title, source=f"{LISTS[Kind(kind)][0]}: {where}", controller=COMPOSER, by=by, organization=organization,
        person=person, due_on=due_on, planned=planned, unit=unit, period=period, source_url=source_url, is_public=True, proof=PROOFS[Kind(kind)],
    )  # fmt: skip
