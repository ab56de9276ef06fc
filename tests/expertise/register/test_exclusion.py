"""An expert is excluded from the register, appeals on their own desk, and comes back with the role for what was left of the admission."""

from datetime import timedelta

import pytest

from casework import appealing
from casework.models import Notification
from expertise.models import Expert
from expertise.register import actions
from programme.appointments.actions import appoint
from programme.models import Role
from tests.expertise.conftest import City
from tests.quality_mark.verdicts import refused, satisfied
from tests.recourse import keeps_promise, page_for
from tests.story import make_person

pytestmark = pytest.mark.django_db
GROUND = "Ложная декларация интересов по экспертизе."


def excluded(city: City) -> tuple[Expert, Expert]:
    """One who is out, and a colleague who is not."""
    expert, other = city.expert("professional"), city.expert("professional")
    actions.exclude(expert, by=city.coordinator, ground=GROUND)
    return Expert.objects.get(pk=expert.pk), other


def roles_of(expert: Expert) -> set[str]:
    return set(expert.person.appointments.in_force().values_list("role", flat=True))


def test_whoever_is_excluded_reads_why_and_appeals_from_the_desk(city: City) -> None:
    expert, other = excluded(city)
    notice = expert.exclusion_notice
    keeps_promise("exclusion", notice, expert.person)
    assert "kind=exclusion" not in page_for(other.person, "/expert/")
    assert GROUND in page_for(expert.person, "/expert/") and notice.snapshot["grounds"] == [GROUND]
    [kind] = appealing.standing(expert)
    people = [expert.person, other.person, city.coordinator, make_person()]
    assert [kind.rules.may_appeal(expert, person) for person in people] == [True, False, False, False]
    assert (kind.rules.took_part(expert), kind.rules.about(expert)) == ({city.coordinator.pk}, "профессиональный трек")
    assert roles_of(expert) == set()


def test_a_satisfied_appeal_brings_the_expert_back_and_a_refused_one_does_not(city: City) -> None:
    expert, _ = excluded(city)
    refused(expert)
    assert not Expert.objects.get(pk=expert.pk).is_admitted
    paper = satisfied(expert)
    back = Expert.objects.get(pk=expert.pk)
    assert (back.is_admitted, back.excluded_until, back.exclusion_ground, roles_of(back)) == (
        True,
        None,
        "",
        {Role.EXPERT_PROF},
    )
    assert back.person.appointments.in_force().get().valid_to == back.admitted_until
    assert back.exclusion_notice.is_annulled and list(appealing.standing(back)) == []
    assert f"Решение по апелляции № {paper.number} от" in page_for(None, back.exclusion_notice.check_path)
    assert Notification.objects.filter(person=back.person, title__contains="отменено по апелляции").count() == 1


def test_a_role_that_forbids_it_now_keeps_the_expert_from_the_role_but_not_from_the_register(city: City) -> None:
    expert, _ = excluded(city)
    appoint(expert.person, role=Role.PLATFORM_SECRETARY, ground="распоряжение", by=city.coordinator)
    satisfied(expert)
    back = Expert.objects.get(pk=expert.pk)
    assert (back.is_admitted, roles_of(back)) == (True, {Role.PLATFORM_SECRETARY})
    assert (
        "Совмещение запрещено"
        in Notification.objects.get(person=back.person, title__contains="отменено по апелляции").text
    )


def test_an_exclusion_that_is_over_is_not_appealed(city: City, clock) -> None:
    expert, _ = excluded(city)
    assert list(appealing.standing(expert)) != []
    clock.shift(timedelta(days=400))
    assert list(appealing.standing(Expert.objects.get(pk=expert.pk))) == []
