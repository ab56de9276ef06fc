"""«Готовность города» asks for an appeals board that could judge."""

import pytest

from appeals.filing.readiness import is_board_founded
from committee.bodies import actions as bodies

pytestmark = pytest.mark.django_db


def test_the_city_is_ready_when_enough_sit_on_the_board(request):
    assert is_board_founded() == (False, "ещё не образована: отказы обжаловать некому")
    board = request.getfixturevalue("board")
    ready, words = is_board_founded()
    assert (ready, words.replace("\N{NO-BREAK SPACE}", " ")) == (True, f"{board.body}: 7 членов с запасными")
    for seat in board.seats[3:]:
        bodies.unseat(seat, ground="по заявлению", by=None)
    ready, words = is_board_founded()
    assert (ready, "не меньше 4" in words) == (False, True)
