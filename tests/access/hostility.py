"""Filling every form of the site with hostile texts: plausible answers, and instead of the texts whatever was pasted."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from documents import layout
from documents.models import Document
from tests.access.rooms import TABLE
from tests.access.world import World

NAME = 100
LINES = ("budget", "criterion")  # sets of rows inside forms
# Keys of snapshots under which stands what somebody has written at length, in whatever world.
WRITTEN = {
    "answer", "body", "comment", "compliance", "decided", "economic", "explanation", "ground", "heard", "lead", "legal", "reason", "reasoning",
    "reasons", "recommendations", "record", "residents", "risks", "social", "spoke", "text", "wording",
}  # fmt: skip
QUERIES = (
    "q",
    "before",
    "year",
    "kind",
    "date",
    "edition",
    "platform",
    "track",
    "area",
    "look",
    "signatory",
    "code",
    "number",
    "next",
    "page",
)


def forms_of(world: World) -> Iterator[tuple[str, str, str, Any]]:
    """Every form somebody is shown: whose page it is, its address, who is shown it, and the form as it stands there."""
    for name, page in TABLE.items():
        if not {"GET", "POST"} <= set(page.methods):
            continue
        for thing in page.things:
            url = world.address(name, thing)
            for role in sorted(thing.may - {"superuser"}):
                answer = world.browser(role).get(url)
                form = (answer.context or {}).get("form") if answer.status_code == 200 else None
                if isinstance(form, forms.BaseForm):
                    yield f"{name} ({thing.title})", url, role, form
                    break


def pasted(form: Any, text: str, *, everywhere: bool = False) -> QueryDict:
    """An answer whose texts are `text`; the rest is plausible, or the same text `everywhere`."""
    data = QueryDict(mutable=True)
    for prefix, fields in _fields(form):
        for name, field in fields.items():
            data.setlist(f"{prefix}{name}", [text] if everywhere else _plausible(field, text))
    for name in LINES:
        if hasattr(form, name):
            data.update({f"{name}-TOTAL_FORMS": "2", f"{name}-INITIAL_FORMS": "0"})
    return data


def _fields(form: Any) -> Iterator[tuple[str, dict[str, forms.Field]]]:
    yield "", form.fields
    for name in LINES:
        if hasattr(form, name):
            yield f"{name}-0-", getattr(form, name).form.base_fields


def _plausible(field: forms.Field, text: str) -> list[str]:
    day = timezone.localtime() + timedelta(days=30)
    if isinstance(field, forms.FileField):
        return []
    if isinstance(field, forms.ChoiceField | forms.ModelChoiceField):
        return [str(value) for value, _ in field.choices if value not in ("", None)][:1]  # type: ignore[union-attr]
    if isinstance(field, forms.BooleanField):
        return ["on"]
    if isinstance(field, forms.DateTimeField):
        return [f"{day:%Y-%m-%dT%H:%M}"]
    if isinstance(field, forms.DateField):
        return [f"{day:%Y-%m-%d}"]
    if isinstance(field, forms.IntegerField):
        return ["5"]
    return [text]


def swollen(value: Any, text: str, *, key: str = "") -> Any:
    """Facts of a paper as full as its fields take: texts are `text`, names and titles its beginning; numbers, codes and dates stay."""
    if isinstance(value, dict):
        return {name: row if name == "document" else swollen(row, text, key=name) for name, row in value.items()}
    if isinstance(value, list):
        return [swollen(row, text, key=key) for row in value]
    if not isinstance(value, str) or " " not in value or value[:1].isdecimal():
        return value
    return text if key in WRITTEN or len(value) > NAME else text[:NAME]


def fullest_papers(world: World, text: str) -> list[tuple[str, str]]:
    """For every kind of paper of the world the page with the most text, swollen: (template, HTML), the longest first."""
    pages: dict[str, str] = {}
    for document in Document.objects.order_by("pk"):
        html = layout.page(document.template, swollen(document.snapshot, text))
        if len(html) > len(pages.get(document.template, "")):
            pages[document.template] = html
    return sorted(pages.items(), key=lambda row: -len(row[1]))
