"""What counts in a package of contributions, shares, minimums, conditions and circles (регламент 3.1, 3.1.3): numbers by hand and laws for any."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from casework.formats import money
from negotiations.contributions.apportion import percents, shared
from negotiations.contributions.balance import Offer, Package, Rules, Side
from negotiations.contributions.conditions import Condition
from negotiations.contributions.reckoning import reckon

D = Decimal
RULES = Rules(
    caps={"labor": D(30), "expertise": D(20), "info": D(10)},
    own_min={"default": D(10), "community": D(5)},
    city_max=D(60),
    other_min=D(10),
)
FACTORY = Side(1, "Завод", "business", is_initiator=True)
CITY = Side(2, "Администрация", "authority")
VOLUNTEERS = Side(3, "ТОС «Утёс»", "community")


def offer(
    key: int, side: Side, kind: str, value: str | None, *, accepted: bool = True, due: date | None = None
) -> Offer:
    standing = "принят" if accepted else "ещё не принят"
    return Offer(key, side.key, kind, f"Вклад {key}", D(value) if value else None, accepted, standing, due)


def count(offers: list[Offer], conditions: list[Condition] = [], budget: str = "1000000", **rules: Rules) -> Package:  # noqa: B006
    return reckon([FACTORY, CITY, VOLUNTEERS], offers, conditions, D(budget), rules.get("rules", RULES))


def counted(package: Package) -> dict[int, tuple[Decimal, str]]:
    return {row.offer.key: (row.counted, row.why) for side in package.sides for row in side.rows}


def test_volunteers_worth_half_of_a_share_count_as_thirty_percent_of_that_share():
    package = count([offer(1, VOLUNTEERS, "money", "100000"), offer(2, VOLUNTEERS, "labor", "100000")])
    assert counted(package) == {1: (D(100000), "полностью"), 2: (D(60000), "не более 30 % вклада стороны")}
    assert package.sides[2].declared == D(200000)
    assert package.sides[2].counted == D(160000)
    assert (
        "ТОС «Утёс», труд добровольцев: заявлено 100 000 ₽, засчитывается не больше 30 % от 200 000 ₽ = 60 000 ₽"
        in [step.replace("\u00a0", " ") for step in package.steps]
    )


def test_two_contributions_of_a_limited_kind_share_the_limit_in_proportion():
    package = count([offer(1, VOLUNTEERS, "labor", "30000"), offer(2, VOLUNTEERS, "labor", "60000")])
    assert counted(package)[1][0] == D(9000)
    assert counted(package)[2][0] == D(18000)


def test_a_condition_of_organisation_has_no_money_and_is_not_counted():
    package = count([offer(1, CITY, "admin", None), offer(2, CITY, "money", "500000")])
    assert counted(package) == {1: (D(0), "условие, в долю не входит"), 2: (D(500000), "полностью")}


def test_what_is_not_accepted_is_shown_and_not_counted():
    package = count([offer(1, CITY, "money", "500000", accepted=False)])
    assert counted(package) == {1: (D(0), "ещё не принят")}
    assert package.open_offers == ("Вклад 1",)


def test_a_closed_package_says_every_step():
    package = count(
        [
            offer(1, FACTORY, "premises", "300000"),
            offer(2, CITY, "money", "600000"),
            offer(3, VOLUNTEERS, "works", "100000"),
        ]
    )
    assert package.reasons == []
    assert package.is_closed
    assert package.shares == {"authority": D(60), "business": D(30), "community": D(10)}
    assert [step.replace("\u00a0", " ") for step in package.steps] == [
        "Завод: 300 000 ₽",
        "Администрация: 600 000 ₽",
        "ТОС «Утёс»: 100 000 ₽",
        "Всего засчитано: 300 000 ₽ + 600 000 ₽ + 100 000 ₽ = 1 000 000 ₽",
        "Бюджет версии 1 000 000 ₽ покрыт",
        "Собственный вклад инициатора (Завод): 300 000 ₽ не меньше 10 % бюджета = 100 000 ₽ — выполнено",
        "Вклад хотя бы одной стороны другого сектора (Администрация): 600 000 ₽ не меньше 10 % бюджета = 100 000 ₽ — выполнено",
        "Доля города: 600 000 ₽ не больше 60 % бюджета = 600 000 ₽ — выполнено",
    ]


def test_each_minimum_is_told_when_it_fails():
    package = count([offer(1, FACTORY, "money", "99999.99"), offer(2, CITY, "money", "600000.01")])
    assert [reason.replace("\u00a0", " ") for reason in package.reasons] == [
        "собственный вклад инициатора (Завод): 99 999,99 ₽ меньше 10 % бюджета = 100 000 ₽",
        "доля города: 600 000,01 ₽ больше 60 % бюджета = 600 000 ₽",
        "не хватает 300 000 ₽ до бюджета 1 000 000 ₽",
    ]


def test_a_community_initiator_needs_five_percent():
    side = Side(3, "ТОС", "community", is_initiator=True)
    rules = RULES
    package = reckon([side, CITY], [offer(1, side, "money", "50000")], [], D(1000000), rules)
    assert package.minimums[0].is_met
    assert not package.minimums[1].is_met


CIRCLE = [Condition(1, 2), Condition(2, 3), Condition(3, 1)]


def circle(*accepted: bool) -> Package:
    return count(
        [
            offer(1, FACTORY, "premises", "300000", accepted=accepted[0]),
            offer(2, CITY, "works", "600000", accepted=accepted[1]),
            offer(3, VOLUNTEERS, "works", "100000", accepted=accepted[2]),
        ],
        CIRCLE,
    )


def test_a_circle_of_accepted_contributions_closes_itself():
    package = circle(True, True, True)
    (found,) = package.graph.circles
    assert (found.members, found.is_closed) == ((1, 2, 3), True)
    assert package.is_closed


def test_a_circle_with_a_member_that_is_not_accepted_is_open_and_says_what_is_missing():
    package = circle(True, True, False)
    (found,) = package.graph.circles
    assert found.missing == ("Вклад 3 — ещё не принят",)
    assert package.graph.holding == frozenset()
    assert package.counted == 0
    assert "взаимные условия разомкнуты: Вклад 3 — ещё не принят" in package.reasons


def test_a_chain_hangs_on_its_last_link():
    package = count(
        [
            offer(1, FACTORY, "money", "300000"),
            offer(2, CITY, "money", "600000"),
            offer(3, VOLUNTEERS, "money", "100000", accepted=False),
        ],
        [Condition(1, 2), Condition(2, 3)],
    )
    assert package.graph.circles == ()
    assert counted(package)[1] == (D(0), "условие не выполнено: Вклад 2 сам зависит от того, чего ещё нет")
    assert counted(package)[2] == (D(0), "условие не выполнено: Вклад 3 — ещё не принят")


def test_a_condition_with_a_day_needs_the_other_by_that_day():
    late = [offer(1, FACTORY, "money", "1"), offer(2, CITY, "money", "1", due=date(2026, 12, 2))]
    assert count(late, [Condition(1, 2, until=date(2026, 12, 2))]).graph.judged[0].is_met
    assert count(late, [Condition(1, 2, until=date(2026, 12, 1))]).graph.judged[0].complaint == (
        "Вклад 2: срок 02.12.2026 позже условленного 01.12.2026"
    )


def test_an_act_of_the_city_is_carried_into_the_agreement():
    package = count([offer(1, FACTORY, "money", "1")], [Condition(1, None, "постановление о расписании автобуса")])
    assert package.graph.judged[0].is_met


sums = st.decimals(min_value=0, max_value=10**11, places=2)
KINDS = st.sampled_from(["money", "property", "premises", "works", "labor", "expertise", "info", "admin"])
SIDES = [FACTORY, CITY, VOLUNTEERS]


@st.composite
def any_offers(draw: st.DrawFn) -> list[Offer]:
    rows = draw(st.lists(st.tuples(st.sampled_from(SIDES), KINDS, sums, st.booleans()), max_size=12))
    return [
        Offer(n, side.key, kind, f"Вклад {n}", None if kind == "admin" else value, accepted, "ещё не принят")
        for n, (side, kind, value, accepted) in enumerate(rows, 1)
    ]


links = st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda pair: pair[0] != pair[1]), max_size=15)


@given(offers=any_offers(), pairs=links)
def test_no_kind_ever_counts_for_more_than_its_part_and_nothing_for_more_than_it_is_worth(offers, pairs):
    package = count(offers, [Condition(a, b) for a, b in pairs if max(a, b) <= len(offers)])
    for side in package.sides:
        base = sum((row.declared for row in side.rows if row.offer.key in package.graph.holding), D(0))
        for kind, cap in RULES.caps.items():
            assert sum((row.counted for row in side.rows if row.offer.kind == kind), D(0)) * 100 <= cap * base
        assert all(D(0) <= row.counted <= row.declared for row in side.rows)
    assert package.counted == sum(package.by_sector.values())
    assert sum(package.shares.values()) == (D(100) if package.counted else D(0))


@given(offers=any_offers(), pairs=links)
def test_what_holds_is_the_greatest_set_that_supports_itself(offers, pairs):
    pairs = [(a, b) for a, b in pairs if max(a, b) <= len(offers)]
    holding = count(offers, [Condition(a, b) for a, b in pairs]).graph.holding
    accepted = {one.key for one in offers if one.is_accepted}
    assert holding <= accepted
    assert all(b in holding for a, b in pairs if a in holding)
    for key in accepted - holding:  # whoever does not hold reaches something that is not accepted
        seen, ahead = set(), [key]
        while ahead:
            here = ahead.pop()
            seen.add(here)
            ahead += [b for a, b in pairs if a == here and b not in seen]
        assert seen - accepted


@given(offers=any_offers())
def test_without_conditions_one_more_accepted_contribution_never_lowers_the_sum(offers):
    before = count([one for one in offers if one.key != 1]).counted
    assert count(offers).counted >= before


@given(total=sums, weights=st.lists(sums, min_size=1, max_size=8))
def test_a_shared_sum_adds_up_to_the_kopeck(total, weights):
    parts = shared(total, weights)
    assert sum(parts) == (total if sum(weights) else 0)


def test_shares_are_shown_as_exactly_a_hundred():
    assert percents({"a": D(1), "b": D(1), "c": D(1)}) == {"a": D("33.34"), "b": D("33.33"), "c": D("33.33")}
    assert percents({"a": D(0), "b": D(0)}) == {"a": D(0), "b": D(0)}


def test_money_is_written_with_kopecks_only_when_there_are_any():
    assert [money(D(1234567)), money(D("0.5"))] == ["1\u00a0234\u00a0567\u00a0₽", "0,50\u00a0₽"]
