"""The fund and grants: nobody spends what has not come, and a second person confirms every sum."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils.datastructures import MultiValueDict

from casework import workdays
from execution.models import Fund, Grant, Posting, Tranche, TrancheReport
from tests.execution.conftest import Works, now, offenders
from tests.execution.programme import PDF
from tests.story import make_organization, make_person, press

pytestmark = pytest.mark.django_db


def page(address: str) -> str:
    return " ".join(Client().get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def file(name: str = "report.pdf") -> Any:
    return MultiValueDict({"file": [SimpleUploadedFile(name, PDF, "application/pdf")]})


@pytest.fixture
def clerk(db: None) -> Any:
    return make_person("clerk", last_name="Делопроизводова")


def test_the_fund_shows_every_sum_and_spends_what_has_come(works: Works, clerk: Any) -> None:
    secretary, today = works.controller, workdays.local_date()
    press(works.outsider, "/fund/open/", status=404)
    press(
        secretary,
        "/fund/open/",
        title="Фонд имиджа города",
        about="На всё, чем город рассказывает о себе.",
        ground="решение № 1",
    )
    fund = Fund.objects.get()
    donor = make_organization("ООО «Завод»", legal_form="ООО", sector="business", inn="2466131920", kpp="246601001")
    address, by = f"/fund/{fund.pk}/postings/new/", f"{today:%Y-%m-%d}"
    press(clerk, address, status=422, account="promised", amount="500", day=by, ground="договор")
    press(
        clerk,
        address,
        status=422,
        account="received",
        amount="5",
        day=f"{today + timedelta(1):%Y-%m-%d}",
        ground="договор № 2",
        donor_name="Тайнов",
    )
    sums = [
        {"account": "promised", "amount": "500000", "donor": donor.short_name},
        {"account": "received", "amount": "300000", "donor": donor.short_name},
        {"account": "received", "amount": "1000", "donor_name": "Тайнов Т. Т."},
        {"account": "spent", "amount": "320000"},
        {"account": "spent", "amount": "90000"},
    ]
    for row in sums:
        press(clerk, address, **row, day=by, ground="платёжное поручение")
    promised, received, private, too_much, spent = Posting.objects.order_by("pk")
    press(clerk, f"/programme/postings/{received.pk}/confirm/", status=422)
    for row in (promised, received, private, spent):
        press(secretary, f"/programme/postings/{row.pk}/confirm/")
    press(secretary, f"/programme/postings/{too_much.pk}/confirm/", status=422)
    assert now(too_much).confirmed_by is None
    with pytest.raises(IntegrityError, match="more is spent"), transaction.atomic():
        Posting.objects.filter(pk=too_much.pk).update(confirmed_by=secretary, confirmed_at=received.posted_at)
    shown = page("/fund/")
    assert ("500 000" in shown or "500 тыс" in shown, "ООО «Завод»" in shown, "частный даритель" in shown) == (
        True,
        True,
        True,
    )
    assert ("Тайнов" in shown, "320 000" in shown) == (False, False)
    press(clerk, f"/fund/{fund.pk}/statement/")
    assert "Ведомость: Фонд имиджа города" in page("/documents/")
    with connection.cursor() as cursor, transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")  # triggers are off: the promise is what is left
        cursor.execute(
            "UPDATE execution_posting SET confirmed_by_id = %s, confirmed_at = now() WHERE id = %s",
            [secretary.pk, too_much.pk],
        )
        assert list(offenders()) == ["X-14"]
        transaction.set_rollback(True)


def test_a_grant_comes_in_tranches_and_each_is_reported(works: Works, clerk: Any) -> None:
    secretary, worker, today = works.controller, works.worker, workdays.local_date()
    facts = {
        "title": "Школа соседей", "donor": "Фонд соседств", "agreement": "соглашение № 7", "organization": works.organization.short_name,
        "due_on": f"{today + timedelta(200):%Y-%m-%d}",
    }  # fmt: skip
    press(works.outsider, "/grants/new/", status=404, **facts)
    press(secretary, "/grants/new/", **facts)
    grant = Grant.objects.get()
    term = {"due_on": f"{today + timedelta(30):%Y-%m-%d}", "report_due_on": f"{today + timedelta(90):%Y-%m-%d}"}
    press(
        clerk,
        f"/grants/{grant.pk}/tranches/new/",
        status=422,
        amount="600000",
        **{**term, "report_due_on": f"{today:%Y-%m-%d}"},
    )
    for amount in ("600000", "400000", "300000"):
        press(clerk, f"/grants/{grant.pk}/tranches/new/", amount=amount, **term)
    first, second, third = Tranche.objects.order_by("number")
    for tranche in (first, second):
        works.answer(clerk, tranche, "post", day=f"{today:%Y-%m-%d}", ground="платёжное поручение № 9")
    assert now(first).status == "planned", "one person is not enough"
    press(secretary, f"/grants/tranches/{first.pk}/cancel/", status=422, ground="Донор передумал давать.")
    for posting in Posting.objects.filter(account="received"):
        press(secretary, f"/programme/postings/{posting.pk}/confirm/")
    assert (now(first).status, now(second).status) == ("received", "received")
    spend = {"account": "spent", "day": f"{today:%Y-%m-%d}", "ground": "договор аренды"}
    press(clerk, f"/grants/{grant.pk}/postings/new/", amount="1000001", **spend)
    press(secretary, f"/programme/postings/{Posting.objects.latest('pk').pk}/confirm/", status=422)
    press(clerk, f"/grants/{grant.pk}/postings/new/", amount="600000", **spend)
    press(secretary, f"/programme/postings/{Posting.objects.latest('pk').pk}/confirm/")
    words = {"text": "Аренда зала и оплата ведущих за два месяца."}
    works.answer(worker, first, "report", MultiValueDict(), refused=True, **words)
    works.answer(worker, first, "report", file(), **words)
    works.answer(worker, first, "answer", outcome="returned", words="Письмо № 3: приложите акты.")
    works.answer(worker, first, "report_again", file(), **words)
    works.answer(worker, first, "answer", outcome="accepted", words="Письмо № 4: принято.")
    press(secretary, f"/grants/tranches/{third.pk}/cancel/", ground="Донор закрыл программу.")
    press(clerk, f"/grants/tranches/{second.pk}/refund/", ground="Занятия второго года не состоятся.")
    assert [now(row).status for row in (first, second, third)] == ["accepted", "refunded", "cancelled"]
    shown = page(grant.get_absolute_url())
    assert ("Отчёт принят" in shown, "Возвращён донору" in shown, "Письмо № 4" in shown) == (True, True, False)
    report = TrancheReport.objects.first()
    assert report is not None
    assert report.name == "report.pdf"
    answers = [Client().get(f"/grants/reports/{report.pk}/").status_code]
    for person in (works.outsider, worker, clerk):
        client = Client()
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
        answers.append((copy := client.get(f"/grants/reports/{report.pk}/")).status_code)
    assert (b"".join(copy.streaming_content), copy["Content-Disposition"]) == (PDF, 'attachment; filename="report.pdf"')
    assert answers == [404, 404, 200, 200]
    with pytest.raises(DatabaseError), transaction.atomic():
        TrancheReport.objects.filter(pk=report.pk).update(text="Другое")
