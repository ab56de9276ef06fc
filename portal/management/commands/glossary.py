"""`manage.py glossary`: write docs/glossary.md from the models, so that Russian, English and code cannot drift apart."""

import re
import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import models

TERMS = Path(__file__).resolve().parents[2] / "data" / "terms.toml"
CYRILLIC = re.compile(r"[А-Яа-яЁё]")
CLASSIFIER = 40  # choices: a longer list is data (legal forms), not vocabulary
HEADING = """# Glossary

Written from the models by `./run manage glossary`; a test compares. Use these words: the Russian ones on pages and paper, the English ones
in code and comments. Terms that are not the name of a model stand in `portal/data/terms.toml`.

## Terms

| Russian | English | Code |
|---|---|---|"""


def terms() -> list[tuple[str, str, str]]:
    """Every term as (Russian, English, code), in the order of the Russian alphabet. Raises CommandError for code that is not there."""
    rows = [(str(model._meta.verbose_name), english(model.__name__), model._meta.label) for model in named_models()]
    for term in tomllib.loads(TERMS.read_text(encoding="utf-8"))["term"]:
        if not is_there(term["code"]):
            raise CommandError(f"{TERMS.name}: {term['code']} — такого нет в коде.")
        rows.append((term["russian"], term["english"], term["code"]))
    return sorted(rows, key=lambda row: (row[0].lower().replace("ё", "е\uffff"), row[2]))


def named_models() -> list[type[models.Model]]:
    """The models of our rooms that have a Russian name: rooms from the lowest floor up, names by alphabet."""
    rooms = [apps.get_app_config(room).get_models() for room in reversed(settings.ROOMS)]
    ordered = [model for room in rooms for model in sorted(room, key=lambda model: model.__name__)]
    return [model for model in ordered if CYRILLIC.search(str(model._meta.verbose_name))]


def english(name: str) -> str:
    """`ScoreSheet` → score sheet."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def is_there(code: str) -> bool:
    """Is app.Model.attribute an attribute of the model, and app.Model.attribute.value one of its choices, or of the class Kind of known keys?"""
    app, name, attribute, *value = code.split(".")
    try:
        model = apps.get_model(app, name)
    except LookupError:
        return False
    if value and isinstance(inner := getattr(model, attribute, None), type):
        return hasattr(inner, value[0])
    if value:
        return value[0] in dict(model._meta.get_field(attribute).flatchoices)  # type: ignore[union-attr]
    return hasattr(model, attribute)


def document() -> str:
    """The whole page."""
    lines = [HEADING, *(f"| {russian} | {words} | `{code}` |" for russian, words, code in terms())]
    shown: dict[Any, str] = {}
    room = None
    for model in named_models():
        if room != model._meta.app_config:
            room = model._meta.app_config
            lines += ["", f"## {room.label} — {room.verbose_name}"]
        lines += ["", f"### {model.__name__} — {model._meta.verbose_name}", "", _meaning(model), *_fields(model, shown)]
    return "\n".join(lines) + "\n"


def _meaning(model: type[models.Model]) -> str:
    """The first sentence of the docstring."""
    text = " ".join((model.__doc__ or "").split())
    return re.split(r"(?<=[.;:]) (?=[A-ZА-Я])", text)[0]


def _fields(model: type[models.Model], shown: dict[Any, str]) -> list[str]:
    """A line of fields, and one for each list of choices; a list that has been shown is only named."""
    own = [field for field in model._meta.local_fields if CYRILLIC.search(str(field.verbose_name))]
    lines = ["", " · ".join(f"{field.verbose_name} `{field.name}`" for field in own)] if own else []
    for field in own:
        choices = tuple((str(code), str(label)) for code, label in field.flatchoices if code not in (None, ""))
        if not 0 < len(choices) <= CLASSIFIER:
            continue
        if earlier := shown.get(choices):
            lines += ["", f"`{field.name}`: as `{earlier}`"]
        else:
            shown[choices] = f"{model._meta.label}.{field.name}"
            lines += ["", f"`{field.name}`: " + " · ".join(f"{label} `{code}`" for code, label in choices)]
    return lines


class Command(BaseCommand):
    help = "Написать docs/glossary.md по моделям."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--into", type=Path, default=settings.BASE_DIR / "docs")

    def handle(self, *args: Any, into: Path, **options: Any) -> None:
        (into / "glossary.md").write_text(document(), encoding="utf-8")
        self.stdout.write(f"Записано: {into / 'glossary.md'}, терминов: {len(terms())}")
