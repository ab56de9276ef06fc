"""The account of a measure: one posts, another confirms, nothing is changed, a mistake is reversed."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from casework import workdays
from execution.money import ledger
from execution.money.models import Posting
from tests.execution.conftest import offenders
from tests.execution.programme import City, make_city, pages_of, text_of, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def city(db: None):
    yield make_city()
    assert offenders() == {}


def test_a_sum_counts_when_somebody_else_has_confirmed_it(city: City):
    edition = city.edition()
    measure = city.add(edition, bodies=[city.body(organization=city.organization)])
    city.adopt(edition)
    clerk, coordinator = pages_of(city.clerk), pages_of(city.coordinator)
    year = edition.period_from
    sums = {
        "source": "city",
        "year": str(year),
        "day": f"{workdays.local_date():%Y-%m-%d}",
        "ground": "решение о бюджете № 5",
    }
    for account, amount in (("plan", "180000"), ("fact", "96000.50")):
        data = {"account": account, "amount": amount, **sums}
        assert clerk.post(url("posting_add", measure.pk), data).status_code == 302
    assert pages_of(city.works.worker).get(url("posting_add", measure.pk)).status_code == 404
    plan, fact = Posting.objects.all()
    assert [(line.plan, line.fact, line.waiting) for line in ledger.lines(Posting.objects.all(), "year")] == [(0, 0, 2)]
    own = clerk.post(url("posting_confirm", plan.pk))
    assert own.status_code == 422 and "Свою проводку не подтверждают" in text_of(own)
    for row in (plan, fact):
        assert coordinator.post(url("posting_confirm", row.pk)).status_code == 302
    (line,) = ledger.lines(Posting.objects.all(), "source")
    assert (line.title, line.plan, line.fact, line.share) == ("бюджет города", 180000, Decimal("96000.50"), 53)
    assert "180 000" in text_of(pages_of().get(url("programme_money", 1)))

    assert coordinator.post(url("posting_reverse", fact.pk), {"ground": "ошибка в сумме договора"}).status_code == 302
    again = coordinator.post(url("posting_reverse", fact.pk), {"ground": "ошибка в сумме договора"})
    assert again.status_code == 422 and "уже сторнирована" in text_of(again)
    reversal = Posting.objects.get(reverses=fact)
    assert clerk.post(url("posting_confirm", reversal.pk)).status_code == 302
    assert ledger.total(ledger.lines(Posting.objects.all(), "year")).fact == 0

    same = {
        name: getattr(plan, name) for name in ("measure", "account", "source", "year", "day", "ground", "posted_by")
    }
    for attempt in (
        lambda: Posting.objects.update(amount=1),
        lambda: Posting.objects.all().delete(),
        lambda: Posting.objects.filter(pk=plan.pk).update(confirmed_by=city.chair),
        lambda: Posting.objects.create(**same, amount=-5),
        lambda: Posting.objects.create(**same, amount=-5, reverses=plan),
        lambda: Posting.objects.create(**same, amount=5, confirmed_by=plan.posted_by, confirmed_at=plan.posted_at),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
