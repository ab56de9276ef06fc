"""What the database and the promises say of appeals: each is broken once."""

import pytest
from django.db import DatabaseError, connection, transaction

from appeals.models import Appeal
from casework import appealing
from committee.bodies import actions as bodies
from portal.management.commands.check_invariants import broken
from programme.appointments.actions import dismiss
from tests.appeals.conftest import admitted, appointed, file, heard, reload

pytestmark = pytest.mark.django_db


def codes() -> set[str]:
    return {line.split()[0].strip(":") for line in broken()}


def harm(sql: str) -> set[str]:
    """The promises that notice a harm done past the triggers; nothing of it stays."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")
            cursor.execute(sql)
            cursor.execute("SET LOCAL session_replication_role = origin")
        noticed = codes()
        transaction.set_rollback(True)
    return noticed


def refused_by_the_database(sql: str) -> str:
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return str(refusal.value)


def test_each_promise_notices_its_harm(desk, board, refused, clock):
    appeal = heard(board, admitted(board, file(desk.chairwoman, refused)), clock, "satisfy.check")
    columns = ", ".join(field.column for field in Appeal._meta.fields if field.column not in ("id", "number"))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DROP INDEX same_ground_appealed_once")
        cursor.execute(
            f"INSERT INTO appeals_appeal (id, number, {columns}) SELECT id + 1, 'А-0', {columns} FROM appeals_appeal"
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
        assert "A1" in codes()
        transaction.set_rollback(True)
    judge = appeal.panel.members.filter(has_vote=True).first().person_id
    assert "A2" in harm(f"UPDATE appeals_appeal SET barred = ARRAY[{judge}]")
    assert "A2" in harm("UPDATE committee_body SET quorum_persons = 6 WHERE kind = 'appeal_panel'")
    assert "A3" in harm("UPDATE appeals_appeal SET status = 'rejected', remedy = ''")
    assert "A3" in harm("UPDATE journal_entry SET ground = '' WHERE verb = 'restore'")
    assert "A4" in harm("UPDATE casework_underappeal SET until = NULL")


def test_the_database_refuses_a_judge_who_took_part_and_a_subject_that_disagrees(desk, board, refused):
    appeal = appointed(admitted(board, file(desk.chairwoman, refused)))
    judge = appeal.panel.voters_on().first().person_id
    assert "does not sit" in refused_by_the_database(f"UPDATE appeals_appeal SET barred = ARRAY[{judge}]")
    assert "contested while" in refused_by_the_database(
        "UPDATE casework_underappeal SET until = now(); UPDATE appeals_appeal SET postponements = 1"
    )
    assert "Cannot delete" in refused_by_the_database("DELETE FROM appeals_appeal")
    assert appealing.is_appealed(refused)


def test_whoever_checked_the_application_is_not_among_the_judges(desk, board, refused):
    checker = desk.secretary
    dismiss(checker.appointments.in_force().get(), ground="перешла в комиссию", by=None)
    bodies.unseat(board.seats[1], ground="перевод")
    bodies.seat(board.body, person=checker, sector="business", ground="решение комитета")
    appeal = appointed(admitted(board, file(desk.chairwoman, refused)))
    judges = set(appeal.panel.voters_on().values_list("person", flat=True))
    assert checker.pk not in judges
    assert len(judges) == 5  # a reserve has taken the place
    assert reload(appeal).barred.count(checker.pk) == 1
