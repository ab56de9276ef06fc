"""The way of the acceptance example: professional 50 and 71, a third expert gives 70, the conclusion shows 70,50."""

from decimal import Decimal

from expertise.models import Expertise
from expertise.scoring.assessment import assess
from tests.expertise.conftest import FIFTY, SEVENTY, SEVENTY_ONE, City


def test_two_distant_totals_call_a_third_expert_and_the_closer_pair_counts(city: City, of_track) -> None:
    city.register()
    expertise = city.request()
    group = city.gather(expertise)
    first, second = of_track(group, "professional")
    city.assess(first, *FIFTY)
    city.assess(second, *SEVENTY_ONE)
    for public in of_track(group, "public"):
        city.assess(public, 7)
    assert Expertise.objects.get(pk=expertise.pk).status == "deviation"
    assert city.nodes(expertise) == ["appoint_additional"]

    third = city.open(expertise, "appoint_additional")[0]
    free = third.task.flow_task.form(None, subject=Expertise.objects.get(pk=expertise.pk), by=city.coordinator).rows
    city.do(expertise, "appoint_additional", expert=str(free[0][0].expert.pk))
    [additional] = city.assignments(expertise, "proposed")
    assert additional.is_additional
    city.accept(additional)
    [additional] = city.assignments(expertise, "accepted")
    city.assess(additional, *SEVENTY)

    expertise = Expertise.objects.get(pk=expertise.pk)
    result = assess(expertise)
    assert expertise.status == "deviation"
    assert city.nodes(expertise) == ["convene"]
    # In whatever order the lot has numbered them.
    assert sorted(sheet.total for sheet in result.sheets) == [
        Decimal("50.00"),
        Decimal("70.00"),
        Decimal("70.00"),
        Decimal("70.00"),
        Decimal("71.00"),
    ]
    assert (result.professional.shown, result.score) == (Decimal("70.50"), Decimal("70.30"))
    assert not result.needs_additional


def test_additional_expert_who_declines_is_followed_by_another(city: City, of_track) -> None:
    city.register(professional=5)
    expertise = city.request()
    group = city.gather(expertise)
    first, second = of_track(group, "professional")
    city.assess(first, *FIFTY)
    city.assess(second, *SEVENTY_ONE)
    for public in of_track(group, "public"):
        city.assess(public, 7)
    for refusal in ("Занят.", ""):
        step = city.the(expertise, "appoint_additional")
        rows = step.task.flow_task.form(None, subject=Expertise.objects.get(pk=expertise.pk), by=city.coordinator).rows
        city.do(expertise, "appoint_additional", expert=str(rows[0][0].expert.pk))
        [asked] = city.assignments(expertise, "proposed")
        city.accept(asked, **{"answer": "decline", "refusal": refusal} if refusal else {})
    assert Expertise.objects.get(pk=expertise.pk).status == "additional_review"
    assert city.nodes(expertise) == ["open_materials"]
    waiting = city.the(expertise, "open_materials")
    assert (waiting.deadline, waiting.addressee) == ("expertise.additional", asked.addressee)
