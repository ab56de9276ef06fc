"""An organisation somebody of the committee belongs to."""

import pytest

from programme.models import Organization
from tests.committee.conftest import committee, item

__all__ = ["committee", "item"]


@pytest.fixture
def tos(db: None) -> Organization:
    """Whose affair the committee decides."""
    return Organization.objects.create(
        full_name="ТОС «Утёс»", short_name="ТОС «Утёс»", sector="community", legal_form="ТОС", address="Красноярск"
    )
