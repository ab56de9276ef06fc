"""Nine signatures, three of every sector: neither alone is enough."""

import pytest

from protocol.signatories.counting import Rules, tally

RULES = Rules(minimum=9, per_sector=3)


def count(authority=0, business=0, community=0, rules=RULES):
    return tally(["authority"] * authority + ["business"] * business + ["community"] * community, rules)


def test_twelve_signatures_with_two_of_business_are_not_enough_and_the_third_one_is():
    before, after = count(5, 2, 5), count(5, 3, 5)
    assert (before.total, before.is_enough, before.missing) == (12, False, ["1 подписи от бизнеса"])
    assert (after.total, after.is_enough, after.missing) == (13, True, [])


@pytest.mark.parametrize(
    ("signed", "missing"),
    [
        ((3, 3, 3), []),
        ((3, 3, 2), ["1 подписи от общественного сектора"]),
        ((0, 0, 0), ["3 подписей от органов власти", "3 подписей от бизнеса", "3 подписей от общественного сектора"]),
        ((9, 0, 0), ["3 подписей от бизнеса", "3 подписей от общественного сектора"]),
    ],
)
def test_what_is_missing_is_said_by_sector(signed, missing):
    assert count(*signed).missing == missing


def test_the_total_is_named_only_when_the_sectors_do_not_explain_it():
    rules = Rules(minimum=12, per_sector=3)
    assert count(3, 3, 3, rules).missing == ["всего ещё 3 подписей"]
    assert count(3, 3, 2, rules).missing == ["1 подписи от общественного сектора", "всего ещё 4 подписей"]
    assert count(9, 3, 2, rules).missing == ["1 подписи от общественного сектора"]


def test_everybody_is_counted_once_in_their_sector():
    found = count(3, 4, 5)
    assert (found.total, found.by_sector) == (12, {"authority": 3, "business": 4, "community": 5})
    with pytest.raises(KeyError):
        tally(["press"], RULES)
