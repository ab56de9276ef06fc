"""The lists of the city in public, and the office's page of a directory."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from casework.acting import act_page, reload_then
from casework.roles import ADMIN, CLERK
from programme.access import holds
from programme.lists import actions, page
from programme.lists.forms import ListForm
from programme.lists.kinds import kinds
from programme.lists.models import ListVersion
from programme.pages import asking, posted

KEEPERS = {ADMIN: "администратор", CLERK: "делопроизводитель"}


@require_safe
def lists(request: HttpRequest) -> HttpResponse:
    """All lists with the version that is in force and what may be chosen today."""
    return render(request, "programme/lists/lists.html", {"lists": page.lists()})


def _version(code: str, version: int) -> ListVersion:
    if code not in kinds():
        raise Http404
    rows = ListVersion.objects.select_related("document").defer("document__snapshot")
    return get_object_or_404(rows, code=code, version=version)


@require_safe
def list_version(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version of a list: every row, those that have ended too."""
    row = _version(code, version)
    versions = page.all_versions()[code]
    context = {
        "list": row,
        "kind": row.kind,
        "table": page.table(row),
        "versions": versions,
        "shown": next(line for line in versions if line.row.pk == row.pk),
        "may_change": not row.kind.is_decided and holds(request.user, *KEEPERS),
    }
    return render(request, "programme/lists/list_version.html", context)


@require_safe
def list_difference(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What one version of a list says otherwise than another."""
    before, after = _version(code, old), _version(code, new)
    context = {"old": before, "new": after, "changes": page.marked(before, after)}
    return render(request, "programme/lists/list_difference.html", context)


@asking
def change_list(request: HttpRequest, code: str) -> HttpResponse:
    """The office changes a directory; a list of the committee is changed by a draft."""
    capacity = next((words for key, words in KEEPERS.items() if holds(request.user, key)), "")
    if not capacity:
        raise PermissionDenied
    if code not in kinds() or kinds()[code].is_decided:
        raise Http404
    last = ListVersion.latest(code)
    form = ListForm(posted(request), subject=last, by=request.user, initial=ListForm.initial_for(last))
    return act_page(
        request, form, reload_then(actions.change_list, last), capacity=capacity, back=last.get_absolute_url(),
        title=f"Изменить: {last.title.lower()}", template="programme/lists/change_list.html", kind=last.kind,
        then=lambda: ListVersion.latest(code),
    )  # fmt: skip
