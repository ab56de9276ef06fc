"""An appeal is spoken of at one address: no other text promises one, and what is promised has a door that a story has opened."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from casework import appealing, workdays
from programme.models import Regulation
from programme.regulations.recourse import RIGHTS, recourse, term_in_words
from tests.config.house import ROOT, python_files

PROMISE = re.compile(
    r"(можно|вправе|может быть|могут быть) (обжалова|пожаловаться)|обжаловать \w+ можно|апелляци\w+ (подаётся|подают)",
    re.IGNORECASE,
)
# Who speaks of appeals in words of their own, and why.
OWN_WORDS = {
    "programme/regulations/recourse.py": "the sentence itself",
    "templates/portal/how.html": "says that where there is an appeal the paper says so",
    "templates/quality_mark/pdf/announcement.html": "an announcement comes before there is anything to appeal",
    "templates/quality_mark/pdf/announcement_of_kind.html": "the same for a contest of another kind",
}
KINDS = re.compile(r'(?:recourse\(|_recourse\(|"appeal": )"([a-z_]+)"')


def texts() -> dict[str, str]:
    """The program and its pages."""
    pages = [path.relative_to(ROOT) for path in sorted((ROOT / "templates").rglob("*.html"))]
    return {str(path): (ROOT / path).read_text() for path in [*python_files(), *pages]}


def test_nothing_else_promises_an_appeal():
    elsewhere = {
        name: text for name, text in texts().items() if not name.removeprefix("templates/").startswith("appeals/")
    }
    assert {name for name, text in elsewhere.items() if PROMISE.search(text)} == set(OWN_WORDS)


def test_every_promise_is_of_something_announced_and_a_story_has_walked_to_its_door():
    promised = {kind for text in texts().values() for kind in KINDS.findall(text)}
    announced = {kind.key for kind in appealing.appealables()}
    assert promised <= announced
    assert announced - promised == {"conclusion"}, (
        "the door of a conclusion is on its page; its paper says nothing of it"
    )
    stories = "".join(path.read_text() for path in sorted(Path(ROOT / "tests").rglob("test_*.py")))
    assert {kind for kind in promised if f'keeps_promise("{kind}"' not in stories} == set()


@pytest.mark.django_db
def test_the_sentence_counts_its_day_from_the_regulation_and_names_the_door(settings):
    settings.SITE_URL = "https://example.org"
    now = timezone.now()
    day = workdays.add(workdays.local_date(now), Regulation.in_force().term("appeal.submit").days)
    assert recourse("refusal", "/proposals/7/", received_at=now).replace("\N{NO-BREAK SPACE}", " ") == (
        f"Отказ в допуске предложения можно обжаловать в апелляционную комиссию по {day:%d.%m.%Y} включительно "
        f"(5 рабочих дней со дня получения). {RIGHTS} Подать апелляцию: https://example.org/proposals/7/"
    )
    assert "в течение 5 рабочих дней со дня публикации" in recourse("declined", "/p/").replace(
        "\N{NO-BREAK SPACE}", " "
    )
    assert day > workdays.local_date(now) + timedelta(days=4) and term_in_words().startswith("5")
    assert recourse() == RIGHTS and "апелляц" not in RIGHTS
    with pytest.raises(KeyError):
        recourse("nothing_of_the_kind", "/p/")
