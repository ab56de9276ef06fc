"""An appeal that came on paper from whoever has no account: entered by one of the office with its scan, registered by another."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from appeals.models import Appeal
from casework import workdays
from portal.management.commands.check_invariants import broken
from programme.models import Membership, Organization, PaperPerson
from tests.appeals.conftest import GIVEN, Board, reload
from tests.negotiations.conftest import Desk
from tests.story import answer, make_person

pytestmark = pytest.mark.django_db


def test_an_appeal_on_paper_is_entered_by_one_and_registered_by_another(
    desk: Desk, board: Board, refused: Any, client: Any
) -> None:
    second, today, firm = make_person("clerk"), workdays.local_date(), refused.organization
    client.force_login(board.clerk)
    client.post(
        "/on-paper/people/new/", {"last_name": "Бумагина", "first_name": "Анна", "address": "660049, Береговая, 1"}
    )
    scan = SimpleUploadedFile("appeal.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND")
    told = {
        **GIVEN, "organization": firm.pk, "person": PaperPerson.objects.get().pk, "number": refused.number, "ground": "procedure",
        "received_on": f"{today}", "evidence": scan,
    }  # fmt: skip

    def sent(**changes: Any) -> int:
        scan.seek(0)
        return int(client.post("/on-paper/new/appeal/", {**told, **changes}).status_code)

    assert sent() == 422  # somebody stands for it here: it appeals itself
    Organization.objects.filter(pk=firm.pk).update(checked_at=timezone.now(), checked_by=board.clerk)
    Membership.objects.filter(organization=firm).update(
        ended_at=timezone.now(), ended_by=board.clerk, end_ground="ушли"
    )
    assert sent(number="З-2026-99999") == 422  # nothing of that number
    assert sent(organization="") == 422  # it is no affair of the person's own
    assert sent(received_on=f"{today + timedelta(days=1)}") == 422
    assert sent(received_on=f"{workdays.add(today, 60)}", late_reason="") == 422
    assert sent() == 302
    appeal = Appeal.objects.get()
    assert (appeal.received_on, appeal.person.last_name, appeal.appellant_key) == (
        today,
        "Бумагина",
        f"member:{firm.pk}",
    )
    assert appeal.files.count() == 1
    assert "на бумаге, получена" in client.get(appeal.case.waitings.get().get_absolute_url()).content.decode().replace(
        "\xa0", " "
    )
    assert "другой сотрудник" in str(answer(board.clerk, appeal.case, "register", refused=True).errors)
    answer(second, appeal.case, "register")
    appeal = reload(appeal)
    assert (appeal.status, appeal.receipt.by_post.addressee) == ("registered", appeal.appellant_key)
    assert [
        "Как подана",
        f"на бумаге, получена {today:%d.%m.%Y}; текст набран канцелярией, скан приложен",
    ] in appeal.receipt.snapshot["facts"]
    assert broken() == []
