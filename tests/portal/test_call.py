"""The call of the demo: distributed over the register, explained, spoken about, ranked. Two of the forty are played, the figures are of all."""

from decimal import Decimal

import pytest
from django.core.management import call_command
from django.test import override_settings

from expertise.models import Distribution, Expertise, Pairing
from expertise.scoring import reckonings
from expertise.scoring.formula import professional_mean
from negotiations.models import Proposal
from portal.demo import call, show
from portal.demo.people import World
from portal.demo.stories import call as story
from tests.expertise.blinding.test_blind import as_person

PLAYED = (story.SILENT, story.DISPUTED)


def standing(way: reckonings.Way) -> list[str]:
    """All forty in the order in which a way of counting puts them."""
    scores = {}
    for row in call.rows():
        professional, public = ([Decimal(total) for total in totals] for totals in call.totals(row["code"]))
        means = (way(professional), reckonings.plain(public))
        assert means[0]
        scores[row["code"]] = sum(
            weight * mean.total / mean.count for weight, mean in zip(call.WEIGHTS, means, strict=True) if mean
        )
    return sorted(scores, key=lambda code: -scores[code])


def test_place_thirteen_hangs_on_the_way_of_counting() -> None:
    rows = call.rows()
    assert len({row["title"] for row in rows}) == len(rows) == 40
    assert standing(professional_mean)[12] != standing(reckonings.middle)[12]
    assert {call.status(row["code"]) for row in rows} == {"recommended", "rework"}


@pytest.mark.django_db(transaction=True)
@override_settings(DEMO=True)  # whose people need no second factor
def test_a_call_is_distributed_spoken_about_and_concluded() -> None:
    worlds: list[World] = []

    def script(world: World):  # type: ignore[no-untyped-def]
        worlds.append(world)
        yield "конкурс", story.whole(world, PLAYED)

    show.play(script=script)
    (world,) = worlds
    titles = {row["title"]: row["code"] for row in call.rows()}
    assert {titles[row.title]: row.status for row in Proposal.objects.all()} == {
        code: call.status(code) for code in PLAYED
    }
    assert len(world.experts) == 40
    coordinator = as_person(world.people["coordinator"])
    row = Distribution.objects.get()
    assert row.sent_at and row.result and not row.result["unfilled"]
    answer = coordinator.get(row.get_absolute_url())
    assert answer.status_code == 200, answer.get("Location")
    page = answer.content.decode()
    assert page.count(" из 100") >= row.pairings.chosen().count() == 8
    assert row.pairings.chosen().get(former__isnull=False).ground == story.EXCHANGED
    assert story.EXCHANGED in page and page.count("Позваны из запаса") == 1
    (called,) = Pairing.objects.exclude(called_at=None)
    silent = Expertise.objects.get(pk=world_expertise(world, story.SILENT))
    assert called.expertise == silent
    states = list(silent.assignments.order_by("pk").values_list("status", flat=True))
    assert sorted(states) == ["declined", "final", "final", "final", "final"], states
    disputed = Expertise.objects.select_related("conclusion").get(pk=world_expertise(world, story.DISPUTED))
    assert disputed.conclusion
    (change,) = disputed.conclusion.snapshot["changed_marks"]
    assert (change["before"], change["after"]) == (story.STRICT, story.AFTERWARDS)
    debate = coordinator.get(f"/expertise/{disputed.pk}/debate/").content.decode()
    assert "приложение о замене ведущих" in debate and "пересмотрю оценку" in debate
    ranking = coordinator.get("/expertise/ranking/").content.decode()
    assert all(title in ranking for title, code in titles.items() if code in PLAYED)
    call_command("check_invariants")


def world_expertise(world: World, code: str) -> int:
    """The key of the expertise of a proposal of the call."""
    pk = Proposal.objects.get(pk=world.proposals[code]).expertise_id
    assert pk
    return pk
