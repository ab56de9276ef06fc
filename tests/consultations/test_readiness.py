"""«Готовность города» asks for two moderators: a complaint goes to the one who has not refused (MS-07)."""

import pytest

from consultations.messages.readiness import moderators
from tests.story import make_person

pytestmark = pytest.mark.django_db


def test_one_moderator_is_not_enough() -> None:
    assert moderators() == (False, "не назначены: сообщения обсуждений некому прочитать, и они не появятся на сайте")
    first = make_person("content_moderator", last_name="Модераторова")
    ready, words = moderators()
    assert (ready, words) == (False, f"только {first}: жалобу на отказ показать сообщение некому рассмотреть")
    second = make_person("content_moderator", last_name="Читалова")
    ready, words = moderators()
    assert ready
    assert str(first) in words
    assert str(second) in words
