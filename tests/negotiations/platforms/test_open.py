"""The secretariat opens a platform."""

from datetime import timedelta

import pytest
from django.utils import timezone

from negotiations.models import NegotiationPlatform
from tests.story import make_organization, make_person, make_platform


@pytest.mark.django_db
def test_experiment_says_what_it_tries(client):
    secretary = make_person("platform_secretary")
    operator = make_organization("Оператор")
    make_platform(operator)
    client.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    today = timezone.localdate()
    facts = {
        "title": "Лаборатория", "kind": "experimental", "description": "Опыты", "operator": operator.pk,
        "accepts_from": today.isoformat(), "accepts_until": today.isoformat(),
    }  # fmt: skip
    assert client.post("/platforms/new/", facts).status_code == 422
    until = (today + timedelta(days=90)).isoformat()
    facts |= {"hypothesis": "Станет лучше", "experiment_until": until, "reception": "вторник, 15:00–18:00"}
    assert client.post("/platforms/new/", facts).status_code == 302
    platform = NegotiationPlatform.objects.get(kind="experimental")
    assert platform.hypothesis == "Станет лучше"
    assert "15:00" in client.get(platform.get_absolute_url()).content.decode()
