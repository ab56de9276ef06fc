"""Until the window closes nobody but the entrant sees anything of an entry: not the office, the jury, the auditor, a search or a count."""

import pytest
from django.test import Client

from casework.models import Waiting
from casework.queue import run_pending
from documents.models import Document
from journal.models import Entry
from quality_mark.contests import actions as contests
from quality_mark.models import ContestApplication
from tests.access.of_contests import SECRET, accepting, entered
from tests.quality_mark.contest import fresh
from tests.story import make_member, make_organization, make_person

pytestmark = pytest.mark.django_db
PAGES = [
    "/",
    "/contests/",
    "/contests/desk/",
    "/entries/",
    "/inbox/",
    "/documents/",
    "/board/",
    "/journal/",
    "/marks/",
]


@pytest.fixture
def people(db):
    jury = [make_person("jury_member", last_name=f"Жюрин{n}") for n in range(9)]
    return make_person("contest_secretary"), jury


@pytest.fixture
def sealed(people):
    contest = accepting(*people)
    head = make_member(make_organization("ТОС «Запечатанный»"))
    entry = entered(head, head.memberships.get().organization, contest, SECRET)
    run_pending()
    return contest, entry, head


def seen_by(person, contest, entry):
    client = Client(raise_request_exception=False)
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    pages = [*PAGES, f"/contests/{contest.pk}/", f"/entries/{entry.pk}/", entry.version.document.get_absolute_url()]
    return "\n".join(client.get(url, follow=True).content.decode() for url in pages)


def test_nobody_but_the_entrant_reads_a_sealed_entry(sealed, people):
    contest, entry, head = sealed
    secretary, jury = people
    others = [
        secretary,
        jury[0],
        jury[1],
        *(make_person(role) for role in ("auditor", "committee_chair", "platform_secretary", "clerk", "admin")),
    ]
    for person in others:
        text = seen_by(person, contest, entry)
        assert SECRET not in text, person
        # the auditor's journal names whoever acted, as it always does, and nothing of what they wrote
        assert "Запечатанный" not in text or "role:auditor" in person.capacity_keys(), person
        assert ContestApplication.objects.visible_to(person).count() == 0
        assert not Document.objects.visible_to(person).filter(pk=entry.version.document_id).exists()
        assert entry.number not in text or "role:auditor" in person.capacity_keys()
    assert SECRET in seen_by(head, contest, entry)
    # control: the very same eyes find it once the window has closed
    contests.close_window(fresh(contest))
    run_pending()
    assert SECRET in seen_by(secretary, fresh(contest), fresh(entry))
    assert SECRET in seen_by(jury[0], fresh(contest), fresh(entry))


def test_journal_and_tasks_say_nothing_of_the_content_before_the_window_closes(sealed):
    written = "".join(f"{row.title}{row.ground}{row.payload}" for row in Entry.objects.all())
    waited = "".join(f"{row.title}{row.case_title}" for row in Waiting.objects.all())
    assert SECRET not in written + waited and "N10" not in waited
    assert "N10" not in "".join(
        str(row.payload) for row in Entry.objects.filter(subject__contains="contestapplication")
    )


def test_how_many_have_entered_a_nomination_is_not_told_either(sealed, people):
    contest, entry, _ = sealed
    secretary = people[0]
    before = seen_by(secretary, contest, entry)
    other = make_member(make_organization("ТОС «Второй»"))
    entered(other, other.memberships.get().organization, contest, "Ещё один объект")
    run_pending()
    client = Client()
    client.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    for url in (f"/contests/{contest.pk}/", "/contests/desk/"):
        assert "закрыто" in client.get(url).content.decode()
    assert "Второй" not in seen_by(secretary, contest, entry) and "Второй" not in before
