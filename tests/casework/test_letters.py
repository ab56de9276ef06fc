"""Letters: what the law has delivered goes alone and at once, the rest is gathered; people choose; the office sees what has not come."""

import ast
from datetime import timedelta
from fnmatch import fnmatchcase

import pytest
from django.core import mail as outbox
from django.test import Client
from django.utils import timezone

from casework import mail
from casework.letters import actions, grouping
from casework.letters import kinds as kinds_module
from casework.letters.kinds import kind_of, kinds
from casework.letters.models import Letter, LetterChoice
from casework.models import Notification, Waiting
from casework.notify import notify, tell
from casework.queue import run_pending
from journal.models import Entry
from tests.config import house
from tests.story import answer, make_person, waiting_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TALKS = ("contribution", "position")  # events of a kind that is mailed at once but gathered by case


@pytest.fixture
def anna(db):
    run_pending()
    person = make_person(last_name="Письмова")
    run_pending()
    outbox.outbox.clear()
    return person


def browser(person):
    client = Client()
    client.force_login(person, BACKEND)
    return client


def came(person):
    """Subjects of the letters that have come since the last look."""
    run_pending()
    subjects = [letter.subject.removeprefix("Согласие: ") for letter in outbox.outbox if letter.to == [person.email]]
    outbox.outbox.clear()
    return subjects


def next_digest(clock):
    """To the hour of the next digest, and a minute more."""
    here = timezone.localtime()
    due = here.replace(hour=9, minute=16)
    clock.move_to(due if due > here else due + timedelta(days=1))
    return grouping.digest(timezone.now())


def monday(clock):
    """To the next Monday's digest."""
    here = timezone.localtime()
    days = 7 - here.weekday()
    clock.move_to((here + timedelta(days=days)).replace(hour=9, minute=16))
    return grouping.digest(timezone.now())


def test_a_decision_goes_alone_and_at_once_however_many_there_are(anna):
    for n in (1, 2):
        tell(anna, f"proposal:{n}:returned:1", f"Заявка {n} возвращена", "Исправьте до пятницы.", "/proposals/7/")
    assert came(anna) == ["Заявка 1 возвращена", "Заявка 2 возвращена"]
    assert Notification.objects.filter(person=anna, mailed_at=None).count() == 0


def test_news_of_a_case_are_one_letter_a_day_and_the_rest_comes_in_the_morning(anna, clock):
    for n in (1, 2):
        tell(anna, f"contribution:{n}:offered", f"Предложен вклад {n}", "", "/negotiations/7/")
    tell(anna, "position:5", "Позиция стороны", "", "/negotiations/8/")
    assert came(anna) == ["Предложен вклад 1 и ещё 1 сообщение", "Позиция стороны"]
    tell(anna, "contribution:3:offered", "Предложен вклад 3", "", "/negotiations/7/")
    assert came(anna) == []
    assert next_digest(clock) == 1
    assert came(anna) == ["Предложен вклад 3"]
    assert next_digest(clock) == 0
    tell(anna, "contribution:4:offered", "Предложен вклад 4", "", "/negotiations/7/")
    assert came(anna) == ["Предложен вклад 4"]


def test_who_has_chosen_gets_digests_or_nothing_but_always_decisions(anna, clock):
    boris = make_person(last_name="Борисов")
    came(boris)
    client = browser(anna)
    page = client.get("/notifications/letters/").content.decode()
    assert "Работа подразделения" not in page
    assert "Работа подразделения" in browser(make_person("clerk")).get("/notifications/letters/").content.decode()
    assert "Запросы подписи" in page and 'name="signing"' not in page and 'name="service"' not in page
    choice = {
        "task": "weekly",
        "reminder": "off",
        "talks": "daily",
        "discussion": "off",
        "consultation": "off",
        "subscription": "off",
        "following": "off",
        "event": "daily",
        "booking": "off",
        "checkpoints": "off",
        "library": "daily",
    }
    assert client.post("/notifications/letters/", choice | {"talks": ""}).status_code == 422
    assert not LetterChoice.objects.exists()
    assert client.post("/notifications/letters/", choice).status_code == 302
    assert actions.choices_of(anna) == {
        "service": "at_once", "signing": "at_once", "task": "weekly", "reminder": "", "office": "daily", "talks": "daily", "discussion": "",
        "consultation": "", "subscription": "", "following": "", "event": "daily", "booking": "", "checkpoints": "", "library": "daily",
    }  # fmt: skip
    assert actions.choices_of(boris)["talks"] == "at_once"
    assert Entry.objects.get(verb="choose_letters").actor == anna
    for event in ("contribution:1:offered", "task:0", "consultation:message:1:answered", "proposal:1:refused"):
        tell(anna, event, event, "", "/negotiations/7/")
    assert came(anna) == ["proposal:1:refused"]
    assert next_digest(clock) == 1
    assert came(anna) == ["contribution:1:offered"]
    assert monday(clock) == 1
    assert came(anna) == ["task:0"]
    assert Notification.objects.filter(person=anna).count() == 4  # in the cabinet stands everything
    with pytest.raises(Exception, match="приходят всегда"):
        actions.choose(anna, {"service": "off"})


def test_a_choice_holds_for_what_still_waits(anna, clock):
    actions.choose(anna, {"talks": "daily"})
    tell(anna, "contribution:1:offered", "Предложен вклад", "", "/negotiations/7/")
    actions.choose(anna, {"talks": ""})
    assert (next_digest(clock), came(anna)) == (0, [])


def test_what_is_asked_stands_first_and_what_is_done_is_read_and_not_mailed(desk, clock):
    run_pending()
    outbox.outbox.clear()
    actions.choose(desk.secretary, {"task": "daily", "office": "daily"})
    tell(desk.secretary, "membership:1:confirm", "Новая организация", "", "/organisation/1/")
    proposal = desk.submitted()
    came(desk.secretary)
    next_digest(clock)
    run_pending()
    [digest] = [letter for letter in outbox.outbox if letter.to == [desk.secretary.email]]
    assert digest.subject == "Согласие: Сводка: 2 сообщения, ждут вас — 1"
    assert digest.body.index("Проверить") < digest.body.index("Новая организация")
    waiting = waiting_of(desk.secretary, proposal.case, "check")
    client = browser(desk.secretary)
    mine = Notification.objects.get(person=desk.secretary, event=f"task:{waiting.pk}")
    assert mine.read_at is None and f"/tasks/{waiting.pk}/" in digest.body
    assert [row.event for row in Notification.objects.unread_of(desk.secretary)] == ["membership:1:confirm"]
    assert client.get("/notifications/").status_code == 200
    answer(desk.secretary, proposal.case, "check", outcome="admit")
    mine.refresh_from_db()
    assert mine.read_at is not None
    other = desk.admitted("Двор второй")
    done = Waiting.objects.get(process_id=other.case.pk, task__flow_task__endswith=".check")
    assert Notification.objects.get(person=desk.secretary, event=f"task:{done.pk}").mailing == ""
    outbox.outbox.clear()
    next_digest(clock)
    run_pending()
    assert [letter for letter in outbox.outbox if f"/tasks/{done.pk}/" in letter.body] == []


def test_who_may_no_longer_know_gets_no_letter(anna, clock):
    from programme.appointments import actions as appointments

    clerk = make_person("clerk", last_name="Канцелярова")
    came(clerk)
    actions.choose(clerk, {"talks": "daily"})
    notify("role:clerk", "contribution:9:offered", "Тайна дела", "", "/negotiations/7/")
    appointments.dismiss(clerk.appointments.get(), by=clerk, ground="приказ")
    clerk.forget_capacities()
    came(clerk)
    assert (next_digest(clock), came(clerk)) == (0, [])
    notify("role:clerk", "proposal:9:returned", "Тайна дела", "", "/negotiations/7/")
    assert came(clerk) == []


def test_a_letter_has_its_headers_and_both_its_forms(anna, settings):
    settings.SITE_URL, settings.CONTACT_EMAIL = "https://soglasie.example", "office@example.org"
    settings.BOUNCE_ADDRESS = "bounces@example.org"
    tell(anna, "contribution:1:offered", "Предложен вклад <b>", "Смета & план.", "/negotiations/7/")
    tell(anna, "proposal:1:returned", "Заявка возвращена", "", "/negotiations/7/")
    run_pending()
    news, decision = outbox.outbox
    html = news.alternatives[0][0]
    assert "Предложен вклад &lt;b&gt;" in html and "Смета &amp; план." in html and "Смета & план." in news.body
    assert 'href="https://soglasie.example/negotiations/7/"' in html
    headers = dict(news.message().items())
    stop = headers["List-Unsubscribe"].strip("<>")
    assert stop.startswith("https://soglasie.example/notifications/letters/stop/")
    assert {name: headers[name] for name in ("List-Unsubscribe-Post", "Auto-Submitted", "Reply-To")} == {
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click", "Auto-Submitted": "auto-generated", "Reply-To": "office@example.org",
    }  # fmt: skip
    assert news.from_email == "bounces@example.org" and "noreply@example.org" in headers["From"]
    assert headers["Message-ID"].endswith("@example.org>")
    assert headers["References"] == dict(decision.message().items())["References"] != headers["Message-ID"]
    assert "List-Unsubscribe" not in dict(decision.message().items())
    stranger = Client(enforce_csrf_checks=True)
    address = stop.removeprefix("https://soglasie.example")
    assert stranger.get(address).status_code == 200
    assert not LetterChoice.objects.exists()
    assert stranger.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert actions.choices_of(anna)["talks"] == "" and actions.choices_of(anna)["service"] == "at_once"
    for forged in (f"{address[:-2]}x/", "/notifications/letters/stop/x/"):
        assert stranger.post(forged).status_code == 404


DSN = """From: MAILER-DAEMON@example.org
To: bounces@example.org
Subject: Undelivered Mail
Message-ID: <report@example.org>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I am sorry.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.org

Final-Recipient: rfc822; someone@example.org
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 No such user

--b
Content-Type: {inner}

Message-ID: {message_id}
Subject: whatever

--b--
"""


def returned(message_id, monkeypatch, *, action="failed", inner="text/rfc822-headers"):
    import io
    import sys

    from django.core.management import call_command

    report = DSN.format(action=action, inner=inner, message_id=message_id).encode()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report)))
    call_command("read_bounce", stdout=io.StringIO())


@pytest.mark.parametrize("inner", ["text/rfc822-headers", "message/rfc822"])
def test_a_letter_that_came_back_is_seen_by_the_office_and_sent_again(anna, monkeypatch, inner):
    clerk = make_person("clerk", last_name="Канцелярова")
    came(clerk)
    tell(anna, "proposal:1:returned", "Тайна дела", "Слова дела", "/negotiations/7/")
    assert came(anna) == ["Тайна дела"]
    letter = Letter.objects.get(person=anna)
    assert "Тайна" not in letter.content and "Слова" not in letter.content
    returned(letter.message_id, monkeypatch, action="delayed")
    returned("<stranger@example.org>", monkeypatch)
    letter.refresh_from_db()
    assert letter.status == "sent"
    for _ in range(2):
        returned(letter.message_id, monkeypatch, inner=inner)
    letter.refresh_from_db()
    assert (letter.status, letter.error) == ("bounced", "smtp; 550 5.1.1 No such user")
    [notice] = Notification.objects.filter(person=clerk, event__startswith="letter:")
    assert (notice.title, notice.mailing) == (f"Письмо вернулось: {anna}", "daily")
    stranger, client = browser(anna), browser(clerk)
    assert stranger.get("/letters/").status_code == stranger.post(f"/letters/{letter.pk}/again/").status_code == 403
    page = client.get("/letters/").content.decode()
    assert anna.email in page and "вернулось" in page and "Тайна" not in page
    assert client.post(f"/letters/{letter.pk}/again/").status_code == 302
    assert client.post(f"/letters/{letter.pk}/again/").status_code == 422
    assert came(anna) == ["Тайна дела"]
    assert anna.email in client.get("/letters/?tab=sent").content.decode()
    assert anna.email not in client.get("/letters/").content.decode()


def test_the_return_of_a_letter_about_returns_tells_nobody_anything(clock, monkeypatch, db):
    clerk = make_person("clerk", last_name="Канцелярова")
    lost = mail.post("nobody@example.org", "Письмо", "Слова", kind="invitation")
    came(clerk)
    actions.note_bounce(lost.message_id, "550")
    assert next_digest(clock) == 1
    assert came(clerk) == ["Письмо вернулось: nobody@example.org"]
    actions.note_bounce(Letter.objects.get(kind="digest").message_id, "550")
    account = mail.post("typo@example.org", "Новый пароль", "Слова", kind="account", is_brief=True)
    actions.note_bounce(account.message_id, "550")
    assert Notification.objects.filter(event__startswith="letter:").count() == 1


def test_a_mail_server_that_is_down_is_tried_for_days_and_then_given_up(anna, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    tell(anna, "proposal:1:returned", "Возврат", "", "/negotiations/7/")
    with pytest.raises(OSError, match="refused"):
        run_pending()
    letter = Letter.objects.get(person=anna)
    assert (letter.status, letter.attempts) == ("queued", 1) and "refused" in letter.error
    Letter.objects.filter(pk=letter.pk).update(attempts=mail.ATTEMPTS)
    letter.refresh_from_db()
    actions.note_failure(letter, OSError("всё ещё лежит"))
    letter.refresh_from_db()
    assert (letter.status, letter.can_be_sent_again) == ("failed", True)
    assert Notification.objects.get(person=anna).mailed_at is None


def test_letters_are_forgotten_when_their_time_is_over(anna, clock):
    tell(anna, "proposal:1:returned", "Возврат", "", "/negotiations/7/")
    secret = mail.post(anna.email, "Новый пароль", "https://example.org/secret", kind="account", is_brief=True)
    assert sorted(came(anna)) == ["Возврат", "Новый пароль"]
    secret.refresh_from_db()
    assert secret.content == ""
    clock.shift(timedelta(days=29))
    assert actions.forget() == 0
    clock.shift(timedelta(days=2))
    assert actions.forget() == 2
    assert not Letter.objects.exists() and Notification.objects.get(person=anna).mailed_at


def events_in(source):
    """Texts of a module as they might be at run time: whatever is put in is an `x`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value.replace("' || task.id", "1").strip("'")


def test_an_event_nobody_has_announced_is_service():
    assert kind_of("proposal:1:whatever").is_service and kind_of("task:1:replaced:person:2").is_service
    assert (kind_of("task:1").key, kind_of("deadline:1:day:20260101").key) == ("task", "reminder")
    assert kind_of("deadline:1:over:20260101:escalated").key == "office"
    everywhere = {event for path in house.python_files() for event in events_in((house.ROOT / path).read_text())}
    patterns = [pattern for pattern, _ in kinds_module._patterns()]
    assert [pattern for pattern in patterns if not any(fnmatchcase(event, pattern) for event in everywhere)] == []
    assert len(patterns) == len(set(patterns))
    assert [kind.is_service for kind in kinds().values()] == sorted(
        (k.is_service for k in kinds().values()), reverse=True
    )
