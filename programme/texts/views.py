"""The texts of the city: consents in public, the others and their form for the office."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from casework.acting import act_page, reload_then
from casework.roles import ADMIN, AUDITOR, CLERK
from programme.access import holds
from programme.pages import asking, posted
from programme.texts import actions, page
from programme.texts.filling import as_html
from programme.texts.forms import TextForm
from programme.texts.kinds import kinds
from programme.texts.models import TextVersion

KEEPERS = {ADMIN: "администратор", CLERK: "делопроизводитель"}
READERS = (*KEEPERS, AUDITOR)


@require_safe
def texts(request: HttpRequest) -> HttpResponse:
    """All texts that one may read: the consents, and for the office every other."""
    context = {
        "groups": page.groups(consents_only=not holds(request.user, *READERS)),
        "may_change": holds(request.user, *KEEPERS),
    }
    return render(request, "programme/texts/texts.html", context)


def _version(request: HttpRequest, code: str, version: int) -> TextVersion:
    if code not in kinds() or not (kinds()[code].is_consent or holds(request.user, *READERS)):
        raise Http404
    return get_object_or_404(TextVersion, code=code, version=version)


@require_safe
def text_version(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version of a text with its placeholders as they stand."""
    row = _version(request, code, version)
    versions = page.all_versions()[code]
    context = {
        "text": row,
        "kind": row.kind,
        "parts": [(part.label, as_html(row.text.get(part.name, ""))) for part in row.kind.parts],
        "versions": versions,
        "shown": next(line for line in versions if line.row.pk == row.pk),
        "may_change": holds(request.user, *KEEPERS),
    }
    return render(request, "programme/texts/text_version.html", context)


@require_safe
def text_difference(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What one version of a text says otherwise than another."""
    before, after = _version(request, code, old), _version(request, code, new)
    context = {"old": before, "new": after, "changes": page.marked(before, after)}
    return render(request, "programme/texts/text_difference.html", context)


@asking
def write_text(request: HttpRequest, code: str) -> HttpResponse:
    """Write a text anew; «Посмотреть» shows it filled with examples and against the one in force, and saves nothing."""
    capacity = next((words for key, words in KEEPERS.items() if holds(request.user, key)), "")
    if not capacity:
        raise PermissionDenied
    if code not in kinds():
        raise Http404
    last = TextVersion.latest(code)
    form = TextForm(posted(request), subject=last, by=request.user, initial=TextForm.initial_for(last))
    words: dict[str, Any] = {
        "title": f"Изменить: {last.title.lower()}", "back": last.get_absolute_url(), "kind": last.kind
    }  # fmt: skip
    template = "programme/texts/write_text.html"
    if "_preview" in request.POST and form.is_valid():
        new = TextVersion(code=code, version=last.version + 1, text=form.cleaned_data["text"])
        shown = {"preview": form.preview(), "changes": page.marked(last, new), "token": request.POST.get("_token", "")}
        return render(request, template, words | shown | {"form": form})
    return act_page(
        request, form, reload_then(actions.write_text, last), capacity=capacity, template=template,
        then=lambda: TextVersion.latest(code), **words,
    )  # fmt: skip
