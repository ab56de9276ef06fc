"""What a room says of what may be followed (programme 8.10): the one address of subscriptions knows objects only through this.

A room announces its objects as `followables`, a list of `Followable`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.module_loading import import_string

from casework.rooms import announcements


@dataclass(frozen=True)
class Rules:
    """What is asked of an object of a kind.

    `is_public`: does everybody read it? `title`: what it is, with its name (Russian). `keys`: under which names in the journal its news
    stand. `words`: of an entry of the journal, as everybody may read it; nothing for what is not for everybody. `days`: (day, what) of a calendar.
    """

    is_public: Callable[[Any], bool]
    title: Callable[[Any], str]
    keys: Callable[[Any], list[str]]
    words: Callable[[Any], str]
    days: Callable[[Any], list[tuple[date, str]]]


@dataclass(frozen=True)
class Followable:
    """`followables` of an AppConfig: objects one may hear of. `model`: «app.Model»; `rules_name`: dotted name of its `Rules`."""

    model: str
    rules_name: str


def followed(object_key: str) -> tuple[Any, Rules] | None:
    """The object of a journal key with what its room says of it; None if it is not to be followed by everybody."""
    label, _, pk = object_key.partition(":")
    rules = _rules_of(label)
    if rules is None or not pk.isascii() or not pk.isdecimal() or len(pk) > 18:
        return None
    subject: models.Model | None = apps.get_model(label)._default_manager.filter(pk=pk).first()
    return (subject, rules) if subject is not None and rules.is_public(subject) else None


def may_be_followed(subject: models.Model) -> bool:
    """Is it an object of a kind a room has announced, and does everybody read it?"""
    rules = _rules_of(subject._meta.label_lower)
    return rules is not None and rules.is_public(subject)


def _rules_of(label: str) -> Rules | None:
    row = next((row for row in announcements("followables", Followable) if row.model.lower() == label), None)
    return import_string(row.rules_name) if row else None
