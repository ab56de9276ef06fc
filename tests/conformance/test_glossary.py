"""The glossary says what the models say."""

import pytest
from django.conf import settings
from django.core.management import CommandError

from portal.management.commands import glossary


def test_the_glossary_was_written_from_these_models():
    assert (settings.BASE_DIR / "docs" / "glossary.md").read_text() == glossary.document(), "run: ./run manage glossary"


def test_every_model_of_a_room_has_its_term():
    terms = {code: (russian, english) for russian, english, code in glossary.terms()}
    assert terms["expertise.ScoreSheet"] == ("экспертный лист", "score sheet")
    assert terms["programme.Criterion.is_blocking"] == ("стоп-критерий", "blocking criterion")
    assert {model._meta.label for model in glossary.named_models()} <= set(terms)


@pytest.mark.parametrize(
    ("code", "is_there"),
    [
        ("programme.Criterion.weight", True),
        ("committee.Body.Kind.JURY", True),
        ("programme.Criterion.wait", False),
        ("programme.Criterium.weight", False),
        ("committee.Body.Kind.choir", False),
    ],
)
def test_a_term_lives_where_it_says(code, is_there):
    assert glossary.is_there(code) is is_there


def test_a_term_that_lives_nowhere_is_refused(tmp_path, monkeypatch):
    terms = tmp_path / "terms.toml"
    terms.write_text('[[term]]\nrussian = "хор"\nenglish = "choir"\ncode = "committee.Body.Kind.choir"\n')
    monkeypatch.setattr(glossary, "TERMS", terms)
    with pytest.raises(CommandError, match=r"committee\.Body\.Kind\.choir"):
        glossary.document()
