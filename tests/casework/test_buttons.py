"""A button names the act: read alone, by a screen reader or on a phone, it says what will happen."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.urls import get_resolver

from casework.forms import AskForm

BARE = {"Отправить", "Записать", "Продолжить", "Дальше", "Сохранить", "Готово", "ОК", "Да"}


def forms_of_the_house(form: type[AskForm] = AskForm) -> Iterator[type[AskForm]]:
    """Every form of a room that has been loaded with the addresses and flows."""
    assert get_resolver().url_patterns
    for kind in form.__subclasses__():
        if kind.__module__.partition(".")[0] in settings.ROOMS:
            yield kind
        yield from forms_of_the_house(kind)


def bare(form: type[AskForm]) -> bool:
    """Does its button say nothing of the act? An empty one is the title of the step or page."""
    return form.button in BARE


class Bad(AskForm):
    button = "Отправить"


class Good(AskForm):
    button = "Отправить предложения экспертам"


@pytest.mark.parametrize(("form", "is_bare"), [(Bad, True), (Good, False), (AskForm, False)])
def test_rule_knows_good_and_bad(form: type[AskForm], is_bare: bool) -> None:
    assert bare(form) is is_bare


def test_no_button_of_the_house_is_bare() -> None:
    forms = list(forms_of_the_house())
    assert len(forms) > 100
    assert [f"{form.__module__}.{form.__name__}: {form.button}" for form in forms if bare(form)] == []
