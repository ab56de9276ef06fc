"""The conclusion waits for the public discussion and accounts for what came in (EX-13)."""

import pytest
from django.db import transaction

from casework.locking import locked
from casework.queue import run_pending
from consultations.messages import actions as messages
from consultations.topics.models import Topic
from expertise.discussions.facts import topic_of
from expertise.expertises import actions as expertises
from expertise.models import Expertise
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored
from tests.expertise.conftest import City
from tests.story import answer, press
from tests.story import make_person as enrolled

pytestmark = pytest.mark.django_db
PROPOSAL = "Проложите лыжню в стороне от детской площадки."


def discussion(expertise: Expertise) -> Topic:
    """As it stands."""
    topic = topic_of(expertise)
    assert topic
    return topic


def test_the_draft_waits_for_the_summary_and_carries_its_table(city: City) -> None:
    expertise = scored(city)
    topic = discussion(expertise)
    assert topic.is_open and topic.object_url == "/proposals/1/" and topic.object_version == expertise.version_hash
    with transaction.atomic(), locked(topic.case.pk):
        message = messages.write(topic, by=enrolled(last_name="Лыжникова"), kind="proposal", text=PROPOSAL)
    moderator = enrolled("content_moderator")
    answer(moderator, message.case, "moderate_message", outcome="show")
    met(city, expertise)
    assert city.nodes(expertise) == ["discuss"], "the window is over, the summary is not there"
    answer(city.coordinator, topic.case, "summarise", refused=True, lead="")
    answer(city.coordinator, message.case, "reply_message", outcome="taken", text="Лыжня обходит площадку за забором.")
    answer(city.coordinator, topic.case, "summarise", lead="")
    run_pending()
    city.do(expertise, "draft_conclusion", **TEXTS)
    table = expertise.drafts.latest().snapshot["discussion"]
    assert [(row["text"], row["outcome"]) for row in table["rows"]] == [([PROPOSAL], "учтено")]
    assert table["number"] == discussion(expertise).summary.number
    draft = press(city.head, city.the(expertise, "object").get_absolute_url(), status=422)
    assert PROPOSAL in draft, "the applicant reads it"


def test_nothing_came_in_and_nobody_had_to_do_anything(city: City) -> None:
    expertise = scored(city)
    met(city, expertise)
    assert city.nodes(expertise) == ["draft_conclusion"]
    assert discussion(expertise).status == "closed"
    city.do(expertise, "draft_conclusion", **TEXTS)
    assert expertise.drafts.latest().snapshot["discussion"]["rows"] == []


def test_the_discussion_of_a_stopped_expertise_is_cancelled(city: City) -> None:
    expertise = scored(city)
    assert expertises.cancel(expertise, ground="Заявитель отозвал предложение.")
    assert (discussion(expertise).status, discussion(expertise).ground) == (
        "cancelled",
        "Заявитель отозвал предложение.",
    )
