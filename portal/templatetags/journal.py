"""{% load journal %}: an entry of the journal in words — which object, from what status to what."""

from functools import lru_cache

from django import template
from django.apps import apps
from django.db import models

from journal.models import Entry

register = template.Library()


@lru_cache(maxsize=256)
def _model(label: str) -> type[models.Model] | None:
    try:
        return apps.get_model(label)
    except (LookupError, ValueError):
        return None  # a thing of a room that this version no longer has


@register.filter
def subject_words(subject: str) -> str:
    """«коллегиальный орган 1» for `committee.body:1`; the key itself of what is not known any more."""
    label, _, number = subject.partition(":")
    model = _model(label)
    return f"{model._meta.verbose_name} {number}" if model else subject


@lru_cache(maxsize=512)
def _labels(label: str) -> dict[str, str]:
    model = _model(label)
    fields = [field for field in model._meta.concrete_fields if field.choices] if model else []
    ordered = sorted(fields, key=lambda field: field.name == "status")  # the status has the last word
    return {str(code): str(words) for field in ordered for code, words in field.flatchoices}


@register.filter
def status_words(value: str, entry: Entry) -> str:
    """A status as its model calls it; a value without words stays as it is, and none is a dash."""
    return _labels(entry.subject.partition(":")[0]).get(value, value) or "—"
