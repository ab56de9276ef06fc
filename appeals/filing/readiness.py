"""What appeals ask before people are let in: every refusal promises a board."""

from appeals.filing.board import ORDER, board
from casework.formats import counted
from programme.models import Regulation


def is_board_founded() -> tuple[bool, str]:
    """Is there a board, and could it judge anything?"""
    body = board()
    if body is None:
        return False, "ещё не образована: отказы обжаловать некому"
    seats = body.members_on().filter(role__in=ORDER, person__is_active=True).count()
    quorum = int(Regulation.in_force().value("appeal.quorum"))
    lack = "" if seats >= quorum else f", а судить апелляцию могут не меньше {quorum}"
    return seats >= quorum, f"{body}: {counted(seats, 'член,члена,членов')} с запасными{lack}"
