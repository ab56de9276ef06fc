"""What a room says of what may be discussed (programme 8.3): the room of consultations knows objects only through this.

A room announces its objects as `discussables`, a list of `Discussable`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from casework.announcements import Discussable
from casework.rooms import announcements


@dataclass(frozen=True)
class Rules:
    """What is asked of an object of a kind.

    `is_public`: does everybody read it, and is it not over yet? `title`: what it is, with its name (Russian). `version`: the
    fingerprint of what is frozen and discussed. `owner`: the capacity key of whoever leads the discussion of it, `executor`: of
    whoever answers to reviews. `sections`: the parts of it a message may be about, as (code, title). `is_stage`: its discussion is a stage
    of its own course, which alone announces it; it may be extended and not cancelled.
    """

    is_public: Callable[[Any], bool]
    title: Callable[[Any], str]
    version: Callable[[Any], str]
    owner: Callable[[Any], str]
    executor: Callable[[Any], str]
    sections: Callable[[Any], list[tuple[str, str]]] = lambda subject: []
    is_stage: bool = False


def discussable_of(subject: models.Model) -> Discussable | None:
    """The announcement of an object's kind; None if nobody has announced it."""
    label = subject._meta.label
    return next((row for row in announcements("discussables", Discussable) if row.model == label), None)


def discussed(object_key: str) -> tuple[Any, Rules] | None:
    """The object of a journal key with what its room says of it; None if there is none, or it may not be discussed."""
    label, _, pk = object_key.partition(":")
    announced = {row.model.lower(): row for row in announcements("discussables", Discussable)}
    if label not in announced or not pk.isascii() or not pk.isdecimal() or len(pk) > 18:
        return None
    subject = apps.get_model(label)._default_manager.filter(pk=pk).first()
    return (subject, announced[label].rules) if subject else None


def sections_of(object_key: str) -> list[tuple[str, str]]:
    """The parts of an object a message may be about, as (code, title); none where it has no parts."""
    subject, rules = discussed(object_key) or (None, None)
    return rules.sections(subject) if rules else []


def is_stage(object_key: str) -> bool:
    """Is the discussion of this object a stage of the object's own course?"""
    _, rules = discussed(object_key) or (None, None)
    return rules is not None and rules.is_stage
