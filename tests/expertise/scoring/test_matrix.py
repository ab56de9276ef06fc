"""The matrix of discrepancies: criterion × expert, the spread, and the rule that fired (3.2, 3.3)."""

import re
from decimal import Decimal

from expertise.models import Expertise
from expertise.scoring.formula import Rules, weigh
from expertise.scoring.matrix import matrices, matrix_of_entry
from expertise.scoring.sheets import Mark, Sheet, Track
from expertise.scoring.tally import Limits, reckon
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored, signed
from tests.expertise.conftest import FIFTY, SEVENTY_ONE, City
from tests.expertise.scoring.test_take_back import as_person, words

RULES = Rules(Decimal("0.6"), Decimal("0.4"), Decimal(20), Decimal(30), 6, Decimal(60), Decimal(50), 2)
LIMITS = Limits(3, Decimal(25), 2)


def sheet(number: int, track: Track, *values: int) -> Sheet:
    """A sheet of two criteria, of which the second stops."""
    marks = (Mark(1, "Польза", Decimal(6), values[0]), Mark(2, "Безопасность", Decimal(4), values[1], True))
    return Sheet(f"Эксперт № {number}", track, marks)


def test_the_matrix_shows_spreads_and_what_they_set_off() -> None:
    given = [
        sheet(1, Track.PROFESSIONAL, 9, 0), sheet(2, Track.PROFESSIONAL, 3, 0),
        sheet(3, Track.PUBLIC, 9, 9), sheet(4, Track.PUBLIC, 3, 5),
    ]  # fmt: skip
    professional, public = matrices(weigh(given, RULES), RULES)
    assert [(row.values, row.spread, row.rules) for row in professional.rows] == [
        ((9, 3), 6, ("разница 6 и больше: нужен комментарий координатора (3.2)",)),
        ((0, 0), 0, ("ноль по стоп-критерию не менее чем у 2 экспертов",)),
    ]
    assert professional.totals == ((Decimal(54), True), (Decimal(18), True))
    assert professional.rule == "разброс 36,00 больше 20: нужен дополнительный эксперт (3.2)"
    assert [row.rules for row in public.rows] == [(), ()], (
        "the difference by criterion is a rule of the professional track"
    )
    assert public.rule == "разброс 52,00 больше 30: решает экспертное совещание (3.2)"


def test_of_three_totals_the_distant_one_is_marked_as_not_counted() -> None:
    given = [
        sheet(1, Track.PROFESSIONAL, 5, 5), sheet(2, Track.PROFESSIONAL, 7, 7), sheet(3, Track.PROFESSIONAL, 7, 7),
        sheet(4, Track.PUBLIC, 7, 7),
    ]  # fmt: skip
    professional, public = matrices(weigh(given, RULES), RULES)
    assert [is_counted for _, is_counted in professional.totals] == [False, True, True]
    assert professional.rule == "ближе друг к другу два больших итога (3.2)"
    assert public.rule == "разброс 0,00 не больше 30: учитывается среднее (3.2)"


def test_a_contest_entry_has_one_table() -> None:
    three = [sheet(number, Track.PROFESSIONAL, value, value) for number, value in ((1, 9), (2, 8), (3, 4))]
    assert (
        matrix_of_entry(three, reckon(three, LIMITS), LIMITS).rule
        == "разброс 50,00 больше 25: нужен ещё один лист (3.3)"
    )
    four = [*three, sheet(4, Track.PROFESSIONAL, 8, 8)]
    table = matrix_of_entry(four, reckon(four, LIMITS), LIMITS)
    assert [is_counted for _, is_counted in table.totals] == [True, True, False, True]
    assert "не учитывается лист, самый далёкий от медианы, — Эксперт № 3" in table.rule


def test_whoever_may_read_every_sheet_sees_the_matrix_and_nobody_a_part_of_it(city: City) -> None:
    expertise = scored(city, professional=(FIFTY, SEVENTY_ONE))
    url = f"/expertise/{expertise.pk}/matrix/"
    expert = expertise.assignments.filter(status="final").first().expert.person
    people = {"coordinator": city.coordinator, "expert": expert, "applicant": city.head}
    seen = {name: as_person(person).get(url).status_code for name, person in people.items()}
    assert seen == {"coordinator": 200, "expert": 404, "applicant": 404}
    page = as_person(city.coordinator).get(url)
    assert "нужен дополнительный эксперт (3.2)" in words(page)
    assert re.search(r"Итог листа.*50,00.*71,00|Итог листа.*71,00.*50,00", words(page))
    for row in expertise.assignments.all():
        assert row.expert.person.last_name not in words(page), "numbers, not names"
    assert f'href="{url}"' in as_person(city.coordinator).get(expertise.get_absolute_url()).content.decode()


def test_the_matrix_stands_where_the_coordinator_decides_and_opens_with_the_conclusion(city: City) -> None:
    expertise = scored(city)
    desk = as_person(city.coordinator)
    assert "Профессиональный трек: разброс 0,00" in words(desk.get(city.the(expertise, "convene").get_absolute_url()))
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading.expert.person
    city.do(expertise, "approve", by=leading, verdict="approve")
    signed(expertise)
    url = f"/expertise/{expertise.pk}/matrix/"
    assert [as_person(person).get(url).status_code for person in (leading, city.head)] == [200, 404]
