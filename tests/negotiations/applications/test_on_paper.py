"""An application that came on paper: typed by one, compared by another, submitted on the day it was received; the applicant may come later."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from casework import workdays
from casework.models import Waiting
from casework.queue import run_pending
from documents import archive
from documents.models import Document, PostalLetter
from journal.models import Entry
from journal.record import key
from negotiations.models import Proposal
from portal.management.commands.check_invariants import broken
from programme.mandates import actions as mandates
from programme.models import Membership, Organization, PaperAnswer
from programme.organizations import actions as organizations
from tests.belonging import belong
from tests.paper import words_of
from tests.story import answer, application, make_person, step, waiting_of

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND"
FIRM = {
    "legal_form": "ООО", "sector": "бизнес", "full_name": "Общество с ограниченной ответственностью «Причал»", "short_name": "ООО «Причал»",
    "inn": "2466000000", "kpp": "246601001", "ogrn": "1022402000004", "address": "г. Красноярск, ул. Береговая, 1",
}  # fmt: skip
SIGNED = {"signed_by": "директор Причалова Анна Ивановна", "is_agreed": "on"}


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("application.png", PNG)


def read(client: Any, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status, url
    return str(response.content.decode()).replace("\xa0", " ").replace("&nbsp;", " ")


def typed(client: Any, waiting: Waiting, day: date, **answers: Any) -> PaperAnswer:
    """The clerk types an answer: without a scan it is not taken."""
    url, told = f"/on-paper/steps/{waiting.pk}/", {**answers, **SIGNED, "received_on": day.isoformat()}
    assert client.post(url, told).status_code == 422
    assert client.post(url, {**told, "scan": scan()}).status_code == 302
    return PaperAnswer.objects.latest("pk")


@pytest.mark.today("2026-10-14T10:00")
def test_an_application_on_paper_is_submitted_on_the_day_it_was_received(desk: Any, client: Any) -> None:
    clerk, second = make_person("clerk", last_name="Первая"), make_person("clerk", last_name="Вторая")
    received = date(2026, 10, 12)
    client.force_login(clerk)
    assert client.post("/on-paper/organisations/new/", {**FIRM, "inn": "2466000001"}).status_code == 422
    assert client.post("/on-paper/organisations/new/", FIRM).status_code == 302
    firm = Organization.objects.get(inn=FIRM["inn"])
    begun = {"organization": firm.pk, "platform": desk.platform.pk, "title": "Причал без ступеней"}
    assert client.post("/on-paper/new/proposal/", {**begun, "received_on": "2026-10-15"}).status_code == 422
    assert (
        client.post(
            "/on-paper/new/proposal/", {**begun, "organization": desk.tos.pk, "received_on": received}
        ).status_code
        == 422
    )
    assert client.post("/on-paper/new/proposal/", {**begun, "received_on": received}).status_code == 302
    proposal = Proposal.objects.get()
    waiting = step(proposal.case, "submit")
    assert "ждут ответа на бумаге" in read(client, "/on-paper/").lower()

    text = application("Причал без ступеней")
    assert (
        client.post(f"/on-paper/steps/{waiting.pk}/", {**text, "_draft": "section-budget"}).status_code == 200
    )  # one more line
    first = typed(client, waiting, received, **{**text, "team": text["team"] + " опечатка"})
    assert "сверит другой сотрудник" in read(client, "/on-paper/")
    assert (
        client.post(f"/on-paper/{first.pk}/", {"answer": "yes"}).status_code == 404
    )  # one person's word is not enough
    with pytest.raises(DatabaseError), transaction.atomic():  # nor is it for the database
        PaperAnswer.objects.filter(pk=first.pk).update(accepted_by=clerk, accepted_at=timezone.now())
    assert Proposal.objects.get().status == "draft"

    client.force_login(second)
    assert "опечатка" in read(client, f"/on-paper/{first.pk}/")
    assert client.get(f"/on-paper/{first.pk}/file/").status_code == 200
    assert client.post(f"/on-paper/{first.pk}/", {"answer": "no"}).status_code == 422
    assert (
        client.post(f"/on-paper/{first.pk}/", {"answer": "no", "rejection": "В последнем поле опечатка"}).status_code
        == 302
    )
    client.force_login(clerk)
    again = read(client, f"/on-paper/steps/{waiting.pk}/")
    assert "В последнем поле опечатка" in again and "директор Причалова" in again
    accepted = typed(client, waiting, received, **text)
    client.force_login(second)
    assert "набранное с бумаги ждёт сверки" in read(client, "/board/")
    assert client.post(f"/on-paper/{accepted.pk}/", {"answer": "yes"}).status_code == 302

    proposal = Proposal.objects.get()
    assert (proposal.status, workdays.local_date(proposal.submitted_at)) == ("formal_check", received)
    check = waiting_of(desk.secretary, proposal.case, "check")
    assert workdays.local_date(check.due_at) == workdays.add(received, 5)
    capacity = Entry.objects.filter(subject=key(proposal), verb="submit").values_list("capacity", flat=True).get()
    assert capacity == "на бумаге, подписал(а) директор Причалова Анна Ивановна"
    run_pending()
    receipt = Document.objects.get(pk=proposal.version.document_id)
    words = words_of(archive.read(receipt.sha256, "pdf"))
    assert "подана на бумаге и получена 12 октября 2026" in words and "Причалова" in words
    client.force_login(desk.secretary)
    assert "Подано на бумаге, получено" in read(client, proposal.get_absolute_url())
    assert "на бумаге" in read(client, "/proposals/")
    assert broken() == []

    letters = list(PostalLetter.objects.order_by("pk"))
    assert {receipt.pk} < {letter.document_id for letter in letters}
    client.force_login(clerk)
    assert "Береговая" in read(client, "/on-paper/")
    url = f"/on-paper/letters/{letters[0].pk}/"
    for day, way in (("2026-10-14", ""), ("2026-10-01", "почтой")):
        assert client.post(url, {"sent_on": day, "sent_how": way}).status_code == 422
    assert client.post(url, {"sent_on": "2026-10-14", "sent_how": "заказное письмо № 1"}).status_code == 302
    assert client.get(url).status_code == 404

    # The remarks are answered on paper too; whoever is tied to the organisation does not touch it.
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_goal="Уточните цель")
    fix = step(proposal.case, "fix")
    tied = make_person("clerk", last_name="Связанная")
    belong(
        tied,
        firm,
        "staff",
        position="юрист",
        ground="приказ",
        valid_from=date(2024, 1, 1),
        ended_at=timezone.now(),
        ended_by=clerk,
        end_ground="ушла",
    )
    client.force_login(tied)
    read(client, f"/on-paper/steps/{fix.pk}/", 404)
    client.force_login(clerk)
    assert "Уточните цель" in read(client, f"/on-paper/steps/{fix.pk}/")
    mended = typed(client, fix, date(2026, 10, 14), goal="Другая цель. " + text["goal"])
    client.force_login(second)
    assert client.post(f"/on-paper/{mended.pk}/", {"answer": "yes"}).status_code == 302
    assert (Proposal.objects.get().status, proposal.versions.count()) == ("formal_check", 2)
    assert broken() == []


@pytest.mark.today("2026-10-14T10:00")
def test_whoever_leads_the_organisation_takes_its_cases_over_when_the_office_has_confirmed_it(
    desk: Any, client: Any
) -> None:
    clerk = make_person("clerk")
    facts = {**FIRM, "sector": "business"}
    firm = organizations.enter_organization(by=clerk, **facts)
    client.force_login(clerk)
    begun = {"organization": firm.pk, "platform": desk.platform.pk, "title": "Причал", "received_on": "2026-10-14"}
    assert client.post("/on-paper/new/proposal/", begun).status_code == 302
    proposal = Proposal.objects.get()

    head = make_person(last_name="Причалова")
    client.force_login(head)
    claim = {**facts, "full_name": "Другое имя", "position": "директор", "ground": "устав"}
    assert client.post("/organisation/new/", claim).status_code == 302
    membership = Membership.objects.get(person=head)
    assert (membership.organization, Organization.objects.get(pk=firm.pk).full_name) == (firm, FIRM["full_name"])
    read(client, proposal.get_absolute_url(), 404)  # a number anybody can look up opens nothing
    mandates.confirm(membership, by=desk.secretary)
    read(client, proposal.get_absolute_url())
    assert waiting_of(head, proposal.case, "submit")
    client.force_login(clerk)
    assert "Причал»" not in read(client, "/on-paper/new/proposal/")  # they act for themselves now
