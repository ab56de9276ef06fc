"""Quorum and majority: tables of the regulation, and an independent count of whatever Hypothesis thinks of."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee.voting.counting import ABSTAINED, AGAINST, FOR, QUALIFIED, SIMPLE, count, decide
from committee.voting.quorum import item_quorum, sitting_quorum
from committee.voting.rules import Rules

RULES = Rules()
A, B, C = "authority", "business", "community"


def votes(yes=0, no=0, abstained=0):
    return [FOR] * yes + [AGAINST] * no + [ABSTAINED] * abstained


@pytest.mark.parametrize(
    ("members", "present", "reached"),
    [
        (17, 9, True),
        (17, 8, False),
        (16, 9, True),
        (16, 8, False),
        (1, 1, True),
        (0, 0, False),
        (21, 11, True),
        (21, 10, False),
    ],
)
def test_a_sitting_needs_more_than_half(members, present, reached):
    assert sitting_quorum(members, ["community"] * present, RULES).reached is reached


@pytest.mark.parametrize(
    ("members", "recused", "present", "reached"),
    [
        (17, 0, [A] * 5 + [B] * 4, True),
        (17, 0, [A] * 4 + [B] * 4, False),  # half of seventeen is not more than half
        (17, 1, [A] * 5 + [B] * 4, True),
        (17, 1, [A] * 4 + [B] * 4, False),  # half of sixteen is not more than half
        (17, 2, [A] * 4 + [B] * 4, True),  # one recusal more, and eight of fifteen are enough
        (17, 0, [A] * 17, False),  # one sector only
        (8, 0, [A] * 3 + [B] * 2, True),
        (7, 0, [A] * 2 + [B] * 2, False),  # four of seven are more than half, but fewer than five
        (7, 1, [A] * 2 + [B] * 1 + [C] * 1, False),
        (5, 5, [], False),
    ],
)
def test_an_item_needs_more_than_half_of_those_not_recused_five_persons_and_two_sectors(
    members, recused, present, reached
):
    quorum = item_quorum(members, recused, present, RULES)
    assert (quorum.reached, quorum.base, quorum.present) == (reached, members - recused, len(present))


def test_the_arithmetic_is_shown_in_words():
    quorum = item_quorum(17, 1, [A] * 6 + [B] * 3, RULES)
    assert quorum.words == [
        "Членов с правом голоса — 17, отводов — 1: по вопросу 17 − 1 = 16.",
        "Нужно участие больше половины от 16, то есть не меньше 9: есть 9 — достаточно.",
        "Не меньше 5 человек: есть 9 — достаточно.",
        "Не меньше 2 секторов: есть 2 — достаточно.",
        "Кворум по вопросу есть.",
    ]
    verdict = decide(count(9, votes(4, 4)), quorum, SIMPLE, ABSTAINED, RULES)
    assert verdict.words == [
        "За — 4, против — 4, воздержались — 0, не голосовали — 1; приняли участие 8 из 9.",
        "Голоса разделились поровну: 4 и 4.",
        "Председательствующий воздержался, решающего голоса нет.",
        "Предложение не набрало большинства и не принято.",
    ]


@pytest.mark.parametrize(
    ("cast", "majority", "presiding", "outcome"),
    [
        (votes(9), SIMPLE, FOR, "carried"),
        (votes(5, 4), SIMPLE, AGAINST, "carried"),
        (votes(4, 5), SIMPLE, FOR, "not_carried"),
        (votes(4, 3, 2), SIMPLE, FOR, "not_carried"),  # abstentions take part: four of nine
        (votes(5, 0, 4), SIMPLE, FOR, "carried"),
        (votes(4, 0, 5), SIMPLE, FOR, "not_carried"),
        (votes(4, 1, 3), SIMPLE, FOR, "not_carried"),  # exactly half of those who took part is not more than half
        (votes(4, 4), SIMPLE, FOR, "carried"),  # a tie: as the presiding person voted
        (votes(4, 4), SIMPLE, AGAINST, "not_carried"),
        (votes(4, 4, 1), SIMPLE, ABSTAINED, "not_carried"),
        (votes(4, 4, 1), SIMPLE, FOR, "carried"),
        (votes(4, 4), SIMPLE, "", "not_carried"),  # the presiding person is recused or silent
        (votes(0, 0, 9), SIMPLE, ABSTAINED, "not_carried"),
        ([], SIMPLE, "", "not_carried"),
        (votes(1), SIMPLE, FOR, "carried"),  # the silent do not take part
        (votes(6, 3), QUALIFIED, FOR, "not_carried"),  # six of sixteen
        (votes(9), QUALIFIED, FOR, "not_carried"),  # two thirds of N, not of those present
    ],
)
def test_majority(cast, majority, presiding, outcome):
    quorum = item_quorum(17, 1, [A] * 5 + [B] * 4, RULES)
    assert decide(count(9, cast), quorum, majority, presiding, RULES).outcome == outcome


@pytest.mark.parametrize(("yes", "outcome"), [(10, "not_carried"), (11, "carried"), (12, "carried")])
def test_two_thirds_are_counted_of_all_who_may_vote_on_the_item(yes, outcome):
    quorum = item_quorum(17, 1, [A, B, C, A] * 4, RULES)
    assert decide(count(16, votes(yes, 16 - yes)), quorum, QUALIFIED, FOR, RULES).outcome == outcome


def test_a_quorum_lost_by_the_closing_carries_the_item_over_whatever_the_votes():
    quorum = item_quorum(17, 0, [A] * 4 + [B] * 4, RULES)
    assert decide(count(9, votes(8)), quorum, SIMPLE, FOR, RULES).outcome == "no_quorum"


def test_more_votes_than_members_is_a_fault():
    with pytest.raises(ValueError, match="more votes"):
        count(1, votes(2))


def recount(members, recused, sectors, cast, majority, presiding):
    """The same rules by another hand: fractions and plain comparisons."""
    base = members - recused
    if not (Fraction(len(sectors)) > Fraction(base, 2) and len(sectors) >= 5 and len(set(sectors)) >= 2):
        return "no_quorum"
    yes, no = cast.count(FOR), cast.count(AGAINST)
    if majority == QUALIFIED:
        return "carried" if Fraction(yes) >= Fraction(2 * base, 3) else "not_carried"
    if yes == no != 0:
        return "carried" if presiding == FOR else "not_carried"
    return "carried" if cast and Fraction(yes, len(cast)) > Fraction(1, 2) else "not_carried"


@given(
    absent=st.integers(0, 12),
    recused=st.integers(0, 4),
    sectors=st.lists(st.sampled_from([A, B, C]), max_size=21),
    cast=st.lists(st.sampled_from([FOR, AGAINST, ABSTAINED]), max_size=21),
    majority=st.sampled_from([SIMPLE, QUALIFIED]),
    presiding=st.sampled_from([FOR, AGAINST, ABSTAINED, ""]),
)
def test_another_hand_comes_to_the_same_result(absent, recused, sectors, cast, majority, presiding):
    members, cast = len(sectors) + absent + recused, cast[: len(sectors)]
    quorum = item_quorum(members, recused, sectors, RULES)
    tally = count(len(sectors), cast)
    assert tally.roll == len(sectors)
    assert decide(tally, quorum, majority, presiding, RULES).outcome == recount(
        members, recused, sectors, cast, majority, presiding
    )


@given(members=st.integers(0, 60), present=st.integers(0, 60))
def test_a_quorum_of_a_sitting_is_more_than_half_and_no_more(members, present):
    present = min(members, present)
    assert sitting_quorum(members, ["community"] * present, RULES).reached == (2 * present > members)
