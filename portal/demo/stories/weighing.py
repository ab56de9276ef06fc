"""What the committee could support with less money: two scenarios, one of them laid before the sitting."""

from functools import partial

from django.http import QueryDict

from casework import door, roles
from casework.queue import run_pending
from committee.agenda import actions as agenda
from committee.agenda.forms import AttachForm
from committee.meetings.acts import as_secretary
from committee.models import AgendaLine
from expertise.models import Scenario
from expertise.ranking.gathering import Scope
from expertise.scenarios import actions as scenarios
from expertise.scenarios.forms import ChooseForm, TermsForm
from portal.demo.people import World
from portal.demo.player import DemoError, Story
from portal.demo.stories.applying import find

CODE = "PRJ03"
TERMS = [
    {"title": "Десять миллионов, по регламенту", "budget": "10000000"},
    {"title": "Десять миллионов, по медиане, не больше одного социального", "budget": "10000000", "way": "median", "quota_social": "1"},
]  # fmt: skip
REASONS = (
    "Денег до конца года осталось около десяти миллионов. Ограничения по областям программа не знает, поэтому взят счёт по регламенту без него; "
    "второй сценарий показывает, что дало бы такое ограничение."
)
NEEDED = "Чтобы видеть, на какие ещё проекты хватает денег этого года."


def weighed(world: World) -> Story:
    """The secretary reckons both, chooses the first and attaches its paper to the question that waits for its second sitting."""
    secretary = world.people["committee"]
    capacity = door.capacity_in(secretary, roles.COMMITTEE_SECRETARY)
    yield world.days.at(4, 11)
    scope = Scope.asked(QueryDict())
    if scope is None:
        raise DemoError("no conclusion has been published")
    kept: list[Scenario] = [
        world.actor.act(secretary, None, capacity, TermsForm, partial(scenarios.keep, scope), scope, **terms)
        for terms in TERMS
    ]
    yield world.days.at(4, 12)
    row = Scenario.objects.get(pk=kept[0].pk)
    world.actor.act(secretary, None, capacity, ChooseForm, partial(scenarios.choose, row), row, reasons=REASONS)
    run_pending()
    yield world.days.at(3, 12)
    line = AgendaLine.objects.filter(item=find(world, CODE).agenda_item_id, outcome="").latest("pk")
    meeting, paper = line.meeting, Scenario.objects.get(pk=row.pk).document
    world.actor.act(
        secretary, meeting.case, as_secretary(meeting, secretary), AttachForm, partial(agenda.attach, line), line,
        paper=paper.number if paper else "", ground=NEEDED,
    )  # fmt: skip
