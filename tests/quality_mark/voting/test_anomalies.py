"""Signs of a vote that was helped along."""

from datetime import datetime, timedelta

from programme.identity.anomalies import Cast, Limits, signs

LIMITS = Limits(burst_per_minute=30, same_address=10, new_account_days=3)
NOON = datetime.fromisoformat("2026-09-07T12:00:00+07:00")
LONG_AGO = NOON - timedelta(days=400)


def cast(pk: int, seconds: float = 0, entry: int = 1, address: str = "", since: datetime = LONG_AGO) -> Cast:
    return Cast(pk, entry, NOON + timedelta(seconds=seconds), address or f"address-{pk}", since)


def kinds(votes: list[Cast]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for sign in signs(votes, LIMITS):
        found.setdefault(sign.kind, []).append(sign.vote)
    return found


def test_an_ordinary_vote_has_no_signs():
    assert kinds([cast(n, n * 30, entry=n % 3) for n in range(1, 90)]) == {}


def test_thirty_votes_within_any_sixty_seconds_are_a_burst_and_twenty_nine_are_not():
    across_the_minute = [cast(n, 45 + n) for n in range(1, 31)]
    assert kinds(across_the_minute) == {"burst": list(range(1, 31))}
    assert kinds(across_the_minute[:29]) == {}
    assert kinds([cast(n, n * 60 / 29) for n in range(1, 60)]) == {}  # thirty of them take the whole minute
    assert kinds([cast(n, n, entry=n % 2) for n in range(1, 40)]) == {}  # of different entries


def test_ten_votes_for_one_entry_from_one_address():
    votes = [cast(n, n * 100, address="кафе") for n in range(1, 11)]
    assert kinds(votes) == {"address": list(range(1, 11))}
    assert kinds(votes[:9]) == {}
    assert signs(votes, LIMITS)[0].words == "с одного адреса за эту заявку подано голосов: 10"


def test_an_account_younger_than_three_days():
    edge = [cast(1, since=NOON - timedelta(days=3)), cast(2, since=NOON - timedelta(days=3) + timedelta(seconds=1))]
    assert kinds(edge) == {"new_account": [2]}
