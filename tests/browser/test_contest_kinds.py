"""The pages of kinds of contests and of places pass axe and never scroll sideways: the list, a kind, its long form, a stand."""

from typing import Any

import pytest
from django.db import transaction

from casework import door
from casework.queue import run_pending
from quality_mark.entries import actions as entries
from quality_mark.entries.flow import EntryFlow
from quality_mark.kinds import actions as kinds
from quality_mark.kinds.flow import KindFlow
from quality_mark.models import ContestKind
from quality_mark.placements import actions as placements
from tests.access.of_contests import accepting
from tests.browser.conftest import AXE, DESK, PHONE, log_in
from tests.browser.test_axe import complaints_about
from tests.story import answer, make_member, make_organization, make_person, waiting_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def rounds(live_server: Any) -> list[tuple[Any, list[str]]]:
    """A draft of the next version of the fair, a fair in its window, a stand that is published and one that waits for its answer."""
    with transaction.atomic():
        secretary, jury = make_person("contest_secretary"), [make_person("jury_member") for _ in range(9)]
        fair = ContestKind.objects.get(code="fair")
        contest = accepting(secretary, jury, fair)
        places, heads = [], []
        for name in ("Сад на крыше", "Тихий трамвай"):
            organization = make_organization(f"ТОС «{name}»")
            head = make_member(organization)
            entry = entries.create(
                organization=organization, nomination=contest.nominations.first(), title=name, by=head
            )
            door.begin_case(EntryFlow.enter, entry, head)
            heads.append(head)
            places.append(placements.grant(entry, "итоги в силе"))
        answer(heads[0], places[0].case, "answer", decision="accept", has_read="on", is_public="on")
        draft = kinds.begin(by=secretary, title=fair.title, code="fair", copied=fair)
        door.begin_case(KindFlow.begin, draft, secretary)
    run_pending()
    described = waiting_of(secretary, draft.case, "describe").get_absolute_url()
    public = ["/contests/", "/contests/kinds/", "/contests/kinds/fair/", "/exhibition/", "/incubator/", "/reserve/"]
    work = ["/contests/kinds/", "/contests/kinds/new/", "/contests/kinds/retire/", draft.get_absolute_url(), described]
    own = [waiting_of(heads[1], places[1].case, "answer").get_absolute_url(), places[1].get_absolute_url()]
    return [
        (None, [*public, contest.get_absolute_url(), places[0].get_absolute_url()]),
        (secretary, [*work, f"{draft.get_absolute_url()}drop/", "/contests/new/?kind=fair"]),
        (heads[1], own),
        (heads[0], [f"{places[0].get_absolute_url()}leave/"]),
    ]


def test_kinds_and_places_have_no_barrier(reader, live_server, rounds):
    found = []
    for width, theme in ((PHONE, "dark"), (DESK, "light")):
        one = reader(width=width, theme=theme)
        one.context.add_init_script(path=AXE)
        for person, paths in rounds:
            log_in(one, live_server.url, person)
            found += complaints_about(one, paths)
    assert found == []
