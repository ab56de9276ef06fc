"""Complaints of consumers: consent apart, nobody learns who complains; three confirmed ones open an inspection."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client

from casework import workdays
from casework.models import Waiting
from casework.queue import run_pending
from journal.models import Entry
from quality_mark.complaints.forms import ComplaintForm
from quality_mark.models import MarkComplaint, MarkReview, QualityMark
from tests.committee import conftest as table
from tests.quality_mark.holders import Holders, again, holder, marked
from tests.story import answer, make_person

__all__ = ["holder", "marked"]
pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXT = "Хлеб был чёрствым, а срок годности переклеен."
LETTER = "Мы проверили магазин: жалоба обоснована, спасибо."


def complain(
    mark: Any, name: str = "Марья-Канарейка", person: Any = None, address: str = "198.51.100.7", **changes: Any
) -> Any:
    """A complaint through the pages."""
    client = Client(REMOTE_ADDR=address)
    if person:
        client.force_login(person, backend=BACKEND)
    else:
        assert client.post(f"{mark.get_absolute_url()}complaint/consent/").status_code == 302
    data = {"name": name, "contact": "mkanareika@example.org", "text": TEXT, **changes}
    return client.post(f"{mark.get_absolute_url()}complaint/", data)


def judge(town: Holders, complaint: MarkComplaint, verdict: str = "yes") -> None:
    answer(town.secretary, complaint.case, "review_complaint", is_confirmed=verdict, answer=LETTER)
    run_pending()


def test_a_stranger_consents_first_and_reads_the_answer_behind_a_code(holder):
    mark = QualityMark.objects.get()
    form = f"{mark.get_absolute_url()}complaint/"
    answer_to_nobody = Client().get(form)
    assert (answer_to_nobody.status_code, answer_to_nobody.url) == (302, f"{form}consent/")
    assert "152-ФЗ" in Client().get(f"{form}consent/").content.decode()
    assert Client().post(form, {"name": "А", "contact": "Б", "text": TEXT}).status_code == 302
    assert not MarkComplaint.objects.exists()
    sent = complain(mark)
    complaint = MarkComplaint.objects.get()
    assert (sent.status_code, sent.url) == (302, complaint.get_absolute_url())
    assert complaint.author is None and complaint.consented_at <= complaint.at
    page = Client().get(sent.url)
    assert "Рассматривается" in page.content.decode() and page["X-Robots-Tag"] == "noindex"
    judge(holder, complaint, "no")
    assert LETTER in Client().get(sent.url).content.decode()
    assert Client().get("/complaints/NOSUCHCODE/").status_code == 404


def test_only_the_secretary_and_the_auditor_learn_who_complains(holder):
    mark = QualityMark.objects.get()
    complain(mark)
    complaint = MarkComplaint.objects.get()
    people = {
        "secretary": holder.secretary, "auditor": make_person("auditor"), "holder": holder.head(mark.entry),
        "clerk": holder.clerk, "citizen": holder.citizen(),
    }  # fmt: skip
    shown = {}
    for name, person in people.items():
        client = Client()
        client.force_login(person, backend=BACKEND)
        pages = [complaint.get_absolute_url(), mark.get_absolute_url(), "/inbox/", "/notifications/"]
        shown[name] = "Канарейка" in "".join(client.get(url, follow=True).content.decode() for url in pages)
    assert shown == {"secretary": True, "auditor": True, "holder": False, "clerk": False, "citizen": False}
    assert "Канарейка" not in Client().get(complaint.get_absolute_url()).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_entry e WHERE e::text ~ 'Канарейка|mkanareika|198.51.100|чёрств'")
        assert cursor.fetchone() == (0,)


def test_robots_and_floods_are_turned_away(holder):
    mark = QualityMark.objects.get()
    assert complain(mark, website="https://spam.example").status_code == 422
    assert complain(mark, text="плохо").status_code == 422
    assert [complain(mark).status_code for _ in range(6)] == [302] * 5 + [422]
    assert complain(mark, address="198.51.100.8").status_code == 302
    person = make_person()
    assert complain(mark, person=person, address="198.51.100.9").status_code == 302
    assert complain(mark, person=person, address="198.51.100.9").status_code == 422
    assert MarkComplaint.objects.count() == 7


def test_three_confirmed_complaints_open_one_inspection_and_its_act_leads_to_the_committee(holder):
    mark = QualityMark.objects.get()
    for n in range(5):
        complain(mark, address=f"198.51.100.{n}")
    first, second, third, fourth, fifth = MarkComplaint.objects.order_by("pk")
    judge(holder, first)
    judge(holder, second, "no")
    judge(holder, third)
    assert not MarkReview.objects.exists()
    judge(holder, fourth)
    review = MarkReview.objects.get()
    assert set(review.complaints.all()) == {first, third, fourth}
    judge(holder, fifth)
    assert MarkReview.objects.count() == 1 and again(fifth).review is None
    today = workdays.local_date()
    facts = {
        "present": "А. П. Конкурсова\nПредставитель обладателя",
        "findings": "Даты на упаковке переклеены. " * 3,
        "outcome": "suspension",
    }
    answer(
        holder.secretary, review.case, "inspect", refused=True, held_on=f"{today + timedelta(days=1):%Y-%m-%d}", **facts
    )
    answer(holder.secretary, review.case, "inspect", held_on=f"{today:%Y-%m-%d}", **facts)
    run_pending()
    act = again(review).act
    assert "Канарейка" not in str(act.snapshot) and "чёрств" not in str(act.snapshot)
    table.sign_by_all(act)
    run_pending()
    question = mark.questions.get()
    assert (question.kind, question.material) == ("suspension", act)
    holder.decide(question.item, "suspend_mark", text="Приостановить.", reasons="Подтверждено актом.")
    assert again(mark).status == "suspended"


def test_an_inspection_that_finds_nothing_ends_there(holder):
    mark = QualityMark.objects.get()
    for n in range(3):
        complain(mark, address=f"198.51.100.{n}")
    for complaint in MarkComplaint.objects.order_by("pk"):
        judge(holder, complaint)
    review = MarkReview.objects.get()
    facts = {
        "present": "А. П. Конкурсова",
        "findings": "Нарушений при проверке не найдено, товар соответствует.",
        "outcome": "nothing",
    }
    answer(holder.secretary, review.case, "inspect", held_on=f"{workdays.local_date():%Y-%m-%d}", **facts)
    run_pending()
    table.sign_by_all(again(review).act)
    run_pending()
    assert (mark.questions.count(), again(mark).status) == (0, "active")
    assert not Waiting.objects.open().filter(process=review.case.pk).exists()


def test_the_second_click_leads_to_the_same_complaint(holder):
    """A stranger has no account: the token of the form alone tells a second click from a second complaint."""
    mark, token = QualityMark.objects.get(), "0b7e9c1e-0f0d-4a53-9b43-6d6e54d6b0ce"
    shown = {}
    for who, person in {"a stranger": None, "a person": holder.citizen()}.items():
        client = Client(REMOTE_ADDR="198.51.100.9")
        if person:
            client.force_login(person, backend=BACKEND)
        client.post(f"{mark.get_absolute_url()}complaint/consent/")
        data = {"name": who, "contact": "+7 391 200-00-00", "text": TEXT, "_token": f"{token[:-1]}{len(shown)}"}
        answers = [client.post(f"{mark.get_absolute_url()}complaint/", data) for _ in range(2)]
        [complaint] = MarkComplaint.objects.filter(name=who)
        shown[who] = [(one.status_code, one.url == complaint.get_absolute_url()) for one in answers]
    assert shown == {who: [(302, True), (302, True)] for who in ("a stranger", "a person")}
    assert Entry.objects.filter(verb="complain").values_list("capacity", flat=True).distinct().count() == 2


def letters(address: str) -> list[tuple[str, str]]:
    """(subject, body) of what the queue has sent to an address."""
    run_pending()
    return [(letter.subject, letter.body) for letter in mail.outbox if letter.to == [address]]


def test_who_complains_is_written_to_and_sees_what_was_sent(holder):
    mark, stranger = QualityMark.objects.get(), Client(REMOTE_ADDR="198.51.100.7")
    stranger.post(f"{mark.get_absolute_url()}complaint/consent/")
    data = {"name": "Марья", "contact": "marya@example.org", "text": TEXT}
    page = stranger.post(f"{mark.get_absolute_url()}complaint/", data, follow=True).content.decode()
    complaint = MarkComplaint.objects.get()
    assert (complaint.number in page, TEXT in page) == (True, True)
    assert TEXT not in Client().get(complaint.get_absolute_url()).content.decode()
    [(subject, body)] = letters("marya@example.org")
    assert subject == f"Согласие: Жалоба принята: № {complaint.number}"
    assert (complaint.get_absolute_url() in body, TEXT in body, "Марья" in body) == (True, False, False)
    judge(holder, complaint, "no")
    assert [subject for subject, _ in letters("marya@example.org")][1:] == [
        f"Согласие: Ответ на жалобу: № {complaint.number}"
    ]


@pytest.mark.parametrize(("contact", "kept"), [("не скажу", ""), ("@", ""), ("8 (391) 200-00-01", "+73912000001")])
def test_a_contact_can_be_used(contact: str, kept: str):
    form = ComplaintForm({"text": TEXT, "name": "Анна", "contact": contact, "website": ""}, by=None)
    assert (form.is_valid(), form.cleaned_data.get("contact", "")) == (bool(kept), kept)
