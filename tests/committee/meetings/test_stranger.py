"""On an item one has recused oneself from one is a stranger; an office opens nothing of an organisation one is tied to."""

import pytest
from django.urls import reverse

from casework import inbox
from casework.models import Notification
from casework.queue import run_pending
from committee.models import AgendaItem, Decision, Vote
from committee.voting import actions as voting
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import Organization, Person
from tests.belonging import belong
from tests.committee.conftest import again, answer, cast, close, convened, lead, motion, opened, released, sign_by_all
from tests.story import press

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def story(committee, item, clock):
    """One member has recused himself; the others have voted seven to the rest by name."""
    tos = Organization.objects.create(
        full_name="ТОС «Утёс»", short_name="ТОС «Утёс»", sector="community", legal_form="ТОС", address="Красноярск"
    )
    roles = [f"role:committee_{office}" for office in ("chair", "member", "secretary")]
    text = {
        "addressee": [],
        "reference": "",
        "lead": "",
        "appeal": "",
        "grounds": [],
        "what_to_do": "",
        "until": "",
        "executor": {},
    }
    paper = issue(
        kind=Kind.NOTICE, register="notices", title="Тайная заявка", template="documents/pdf/notice.html", snapshot=text,
        readers=[f"member:{tos.pk}", *roles],
    )  # fmt: skip
    run_pending()
    item(question="Тайный-вопрос", draft_resolution="Тайный-проект", conflicted_organizations=[tos], materials=[paper])
    convened(committee)
    meeting = opened(committee, clock)
    line = meeting.lines.get()
    lead(meeting, voting.discuss, line, by=committee.chair.person)
    recused, *voters = committee.voters[::-1]
    leave = reverse("line_act", args=[meeting.pk, line.pk, "recuse"])
    assert "Заполните это поле" in press(recused.person, leave, status=422)
    press(recused.person, leave, ground="Работаю там.")
    ballot = motion(committee, again(line))
    cast(ballot, {member: "against" if n < 3 else "for" for n, member in enumerate(voters)})
    close(committee, ballot)
    return meeting, again(line), recused, paper, tos


def seen(client, who: Person, meeting, name: str = "sitting") -> str:
    client.force_login(Person.objects.get(pk=who.pk), backend=BACKEND)
    return client.get(reverse(name, args=[meeting.pk])).content.decode().replace("\xa0", " ")


TELLING = ["Тайный-вопрос", "Тайный-проект", "Тайная заявка", "Кто как голосовал", "против", "Против", "Работаю там"]


def test_a_recused_member_reads_nothing_of_the_item_on_any_page(client, committee, story):
    meeting, line, recused, _, _ = story
    other = committee.members[0].person
    assert [word for word in TELLING[:4] if word not in seen(client, other, meeting)] == []
    for page in (seen(client, recused.person, meeting), seen(client, recused.person, meeting, "sitting_now")):
        assert [word for word in TELLING if word in page] == []
        assert line.item.title not in page and "Вопрос, в котором вы не участвуете" in page
        assert f"/lines/{line.pk}/" not in page
    for verb in ("dissent", "recuse", "motion"):
        assert client.get(reverse("line_act", args=[meeting.pk, line.pk, verb])).status_code == 404
    person = recused.person
    assert Vote.objects.visible_to(person).count() == 0
    assert Vote.objects.visible_to(other).count() == len(committee.voters) - 1
    assert not AgendaItem.objects.inside_of(person).exists()
    assert not Decision.objects.visible_to(person).exists() and Decision.objects.visible_to(other).exists()
    assert not [row.waiting.title for row in inbox.mine(person)]


def test_nor_in_papers_messages_and_terms_until_they_are_public(client, committee, story):
    meeting, line, recused, *_ = story
    other = committee.members[0].person
    answer(committee.chair.person, "hold")
    answer(committee.secretary.person, "draft_minutes")
    client.force_login(recused.person, backend=BACKEND)
    [task] = [row.waiting for row in inbox.mine(recused.person)]
    page = client.get(task.get_absolute_url()).content.decode()
    assert line.item.title not in page and "Поддержать" not in page
    for member in committee.voters:
        answer(member.person, "remark", text="")
    answer(committee.secretary.person, "sign_minutes")
    minutes = again(meeting).minutes
    sign_by_all(minutes)
    extract = again(line).extract
    papers = [paper for paper in (minutes, extract) if paper]
    for paper in papers:
        assert client.get(paper.get_absolute_url()).status_code == 404
        assert client.get(f"{paper.get_absolute_url()}original/").status_code == 404
        assert Document.objects.visible_to(other).filter(pk=paper.pk).exists()
        assert client.get("/v/", {"q": paper.number}).status_code == 404
    told = " ".join(f"{row.title} {row.text}" for row in Notification.objects.filter(person=recused.person))
    assert "против" not in told and "Поддержать" not in told
    answer(committee.secretary.person, "draw_up")
    decision = again(line).decision
    assert client.get(decision.document.get_absolute_url()).status_code == 404
    sign_by_all(decision.document)
    released(committee, meeting)
    assert client.get(decision.document.get_absolute_url()).status_code == 200
    page = seen(client, recused.person, meeting)
    assert "Против" in page and "Кто как голосовал" not in page and "Тайный-проект" not in page


def test_a_tie_shuts_the_papers_an_office_would_open(client, committee, story):
    meeting, _, _, paper, tos = story
    chair, secretary, member = committee.chair.person, committee.secretary.person, committee.members[0].person
    assert "Тайный-проект" in seen(client, chair, meeting)
    belong(chair, tos, valid_from="2020-01-01", valid_to="2025-12-31")  # it was over long ago and still counts
    belong(secretary, tos, valid_from="2020-01-01", valid_to="2021-01-01")  # more than three years ago
    for who, is_open in ((chair, False), (secretary, True), (member, True)):
        who = Person.objects.get(pk=who.pk)
        page = seen(client, who, meeting)
        assert [word in page for word in TELLING[:4]] == [is_open] * 4
        assert client.get(paper.get_absolute_url()).status_code == (200 if is_open else 404)
    assert not Vote.objects.visible_to(Person.objects.get(pk=chair.pk)).exclude(member__person=chair).exists()
