"""Imports of the frame: people by the administrator, organisations by those who check their papers."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework import roles
from casework.acting import act_page
from programme.access import keys_of
from programme.imports import organizations, pages, people
from programme.imports.forms import EnterOrganizationForm
from programme.imports.plan import Kind
from programme.pages import asking, posted, showing

KINDS: dict[str, tuple[Kind, dict[str, str]]] = {
    people.KIND.code: (people.KIND, {roles.ADMIN: "администратор"}),
    organizations.KIND.code: (
        organizations.KIND,
        {roles.PLATFORM_SECRETARY: "секретарь площадки", roles.CLERK: "делопроизводитель"},
    ),
}
NAMES = {"start": "import_start", "preview": "import_preview", "report": "import_report", "template": "import_template"}


def _kind(request: HttpRequest, code: str) -> tuple[Kind, dict[str, Any]]:
    """The kind, and for its pages the capacity and the addresses. Others are refused."""
    if code not in KINDS:
        raise Http404
    kind, holders = KINDS[code]
    held = [words for key, words in holders.items() if key in keys_of(request.user)]
    if not held:
        raise PermissionDenied
    return kind, {"capacity": held[0], "address": partial(_address, code)}


def _address(code: str, page: str, *args: int) -> str:
    return reverse(NAMES[page], args=[code, *args])


@showing
def imports(request: HttpRequest) -> HttpResponse:
    """What this person may load."""
    keys = set(keys_of(request.user))
    kinds = [(kind, _address(code, "start")) for code, (kind, holders) in KINDS.items() if not keys.isdisjoint(holders)]
    if not kinds:
        raise PermissionDenied
    return render(request, "programme/imports/imports.html", {"kinds": kinds})


@asking
def start(request: HttpRequest, kind: str) -> HttpResponse:
    """The file to load."""
    chosen, more = _kind(request, kind)
    return pages.upload_page(request, chosen, **more)


@asking
def preview(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What will happen, and the button."""
    chosen, more = _kind(request, kind)
    return pages.preview_page(request, chosen, pk, **more)


@asking
def enter_organization(request: HttpRequest) -> HttpResponse:
    """One organisation, by a form instead of a table; its head is invited."""
    kind, more = _kind(request, organizations.KIND.code)
    form = EnterOrganizationForm(posted(request), by=request.user)
    return act_page(
        request, form, lambda by, **answers: kind.perform(answers, by=by), capacity=more["capacity"], back=reverse("imports"),
        title="Внести организацию", about=kind.about,
    )  # fmt: skip


@showing
def report(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """What has happened, for a spreadsheet."""
    chosen, _ = _kind(request, kind)
    return pages.report(chosen, pk)


@showing
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """The columns, for a spreadsheet."""
    chosen, _ = _kind(request, kind)
    return pages.template(chosen)
