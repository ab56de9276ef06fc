"""A whole run knows which forms and addresses it has filled in right and wrong, and names what nobody fills."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.handlers.base import BaseHandler
from django.test import Client
from django.urls import reverse

from casework.forms import AskForm
from tests import filled
from tests.forms import every_form
from tests.story import make_person


class NameForm(AskForm):
    """One question."""

    name = forms.CharField()


class PressForm(AskForm):
    """Nothing to fill in."""


@pytest.fixture
def notes(monkeypatch: pytest.MonkeyPatch) -> set[filled.Note]:
    """What is noted during this test."""
    monkeypatch.setattr(forms.BaseForm, "full_clean", forms.BaseForm.full_clean)
    monkeypatch.setattr(BaseHandler, "get_response", BaseHandler.get_response)
    made: set[filled.Note] = set()
    filled.watch(made)
    return made


def test_a_form_is_noted_by_its_side_and_a_lone_button_has_no_wrong_one(notes) -> None:
    mine = f"{__name__}.NameForm"
    NameForm(by=None).is_valid()
    assert notes == set()  # it has only been shown
    NameForm({}, by=None).is_valid()
    assert notes == {("wrong", mine)}
    NameForm({"name": "Анна"}, by=None).is_valid()
    assert notes == {("wrong", mine), ("right", mine)}
    PressForm({}, by=None).is_valid()
    assert {side for side, name in notes if name.endswith("PressForm")} == {"right", "wrong"}


@pytest.mark.django_db
def test_a_post_is_noted_by_its_answer(notes) -> None:
    client = Client()
    client.force_login(make_person("clerk"))
    client.get(reverse("identity_desk"))
    assert not {name for _, name in notes if name.startswith("POST")}
    client.post(reverse("identity_desk"), {"who": "никто"})
    assert ("wrong", "POST identity_desk") in notes and ("right", "POST identity_desk") not in notes
    client.post(reverse("identity_desk"), {"who": make_person().email})
    assert ("right", "POST identity_desk") in notes


def test_processes_write_what_the_last_check_reads(tmp_path: Path, monkeypatch: Any, notes) -> None:
    monkeypatch.setenv(filled.FOLDER, str(tmp_path / "filled"))
    session = SimpleNamespace(config=SimpleNamespace())
    filled.pytest_sessionstart(session)
    NameForm({}, by=None).is_valid()
    filled.pytest_sessionfinish(session)
    assert filled.gathered(tmp_path / "filled") == {("wrong", f"{__name__}.NameForm")}


def test_what_nobody_fills_is_named_and_what_was_owed_before_is_not() -> None:
    wanted = {("right", "a.Form"), ("wrong", "a.Form"), ("wrong", "POST page"), ("wrong", "b.Old")}
    assert filled.unfilled(wanted, {("right", "a.Form")}, {("wrong", "b.Old")}) == [
        "POST page: никто не заполнил с ошибкой",
        "a.Form: никто не заполнил с ошибкой",
    ]


def test_both_sides_of_every_form_and_every_address_are_demanded() -> None:
    wanted = filled.demanded()
    names = {filled.name_of(form) for form in every_form() if not form.__name__.startswith("_")}
    assert names >= filled.BASES
    assert {name for _, name in wanted if not name.startswith("POST")} == names - filled.BASES
    assert ("wrong", "POST identity_desk") in wanted
