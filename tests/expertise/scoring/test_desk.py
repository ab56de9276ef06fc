"""The desk: how sure an expert is, what 0, 5 and 10 are given for, keys that are told on the page."""

from django.test import Client

from expertise.models import CriterionScore, ExpertAssignment
from programme.models import Criterion
from tests.expertise.conftest import City, fresh, sheet


def test_confidence_is_told_and_never_counted(city: City) -> None:
    city.register()
    expertise = city.request()
    first = city.gather(expertise)[0]
    city.open_materials(first)
    waiting, desk = city.of(expertise, "score", first), Client()
    desk.force_login(fresh(first.expert.person))
    page = desk.get(waiting.get_absolute_url()).content.decode()
    assert "data-desk-help" in page and "работа без мыши" in page and "static/desk" in page and "За что" not in page
    fields = sheet(first, 7)
    keys = [name.removeprefix("value_") for name in fields if name.startswith("value_")]
    wrong = city.send(waiting, first.expert.person, **fields, **{f"sure_{keys[0]}": "4"})
    assert wrong.errors == {f"sure_{keys[0]}": ["Уверенность — 1, 2 или 3; можно не указывать."]}
    asked = {"_token": "", "_version": "0", **fields, f"sure_{keys[0]}": "1"}
    assert "Уверенность: 1 из 3" in desk.post(waiting.get_absolute_url(), asked).content.decode()
    assert city.send(waiting, first.expert.person, **fields, **{f"sure_{keys[0]}": "1"}).is_valid()
    rows = CriterionScore.objects.filter(sheet__assignment=first)
    assert sorted(rows.values_list("confidence", flat=True), key=str) == [1] + [None] * (len(keys) - 1)
    assert ExpertAssignment.objects.get(pk=first.pk).sheets.get().total == 70


def test_every_criterion_that_comes_with_the_system_says_what_0_5_and_10_are_given_for(db: None) -> None:
    shipped = Criterion.objects.filter(set__version=1)
    assert shipped.count() == 79
    assert [str(row) for row in shipped if len({words for _, words in row.anchors if words}) < 3] == []
