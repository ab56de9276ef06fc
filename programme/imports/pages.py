"""The four pages of every import, whatever it brings: the file, the preview, the report, the template."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from casework import door
from casework.acting import act_page
from casework.views import token_of
from programme.imports import actions, plan, tables
from programme.imports.forms import PerformForm, UploadForm
from programme.imports.models import Import
from programme.imports.plan import Kind
from programme.pages import posted

RECENT = 20
Address = Callable[..., str]  # of a page of this import: address("preview", pk)


def upload_page(request: HttpRequest, kind: Kind, *, capacity: str, address: Address) -> HttpResponse:
    """The file, the template of its columns, what has been loaded before."""
    files = request.FILES if request.method == "POST" else None
    form = UploadForm(posted(request), files, subject=kind, by=request.user)
    if request.method == "POST" and form.is_valid():
        made: list[Import] = []
        prepare = lambda **answers: made.append(actions.prepare(kind, **answers))  # noqa: E731
        if door.act(None, by=request.user, capacity=capacity, form=form, token=token_of(request), action=prepare):
            return redirect(address("preview", made[0].pk) if made else address("start"))
    past = Import.objects.filter(kind=kind.code).exclude(performed_at=None).select_related("by")[:RECENT]
    context = {
        "kind": kind, "form": form, "token": request.POST.get("_token") or uuid4(), "template": address("template"),
        "past": [(row, address("report", row.pk)) for row in past],
    }  # fmt: skip
    return render(request, "programme/imports/start.html", context, status=422 if form.errors else 200)


def preview_page(request: HttpRequest, kind: Kind, pk: int, *, capacity: str, address: Address) -> HttpResponse:
    """What will happen row by row, and the button; a done import shows its report instead."""
    upload = get_object_or_404(Import.objects.select_related("by"), pk=pk, kind=kind.code)
    if upload.performed_at:
        rows = [(number, name, plan.Outcome(outcome), reason) for number, name, outcome, reason in upload.report]
        context = {
            "kind": kind,
            "upload": upload,
            "rows": rows,
            "report": address("report", pk),
            "start": address("start"),
        }
        return render(request, "programme/imports/report.html", context)
    if upload.by != request.user:
        raise Http404
    lines = plan.judged(kind, upload.rows)
    stopping = [line for line in lines if line.outcome in plan.STOPS]
    new = [line for line in lines if line.outcome == plan.Outcome.NEW]
    form: Any = PerformForm(posted(request), by=request.user, initial={"seen": plan.mark(lines)})
    more: dict[str, Any] = {
        "kind": kind, "upload": upload, "counts": plan.counts(lines), "lines": [*stopping, *(line for line in lines if line not in stopping)],
        "stopping": len(stopping), "new": len(new), "start": address("start"),
    }  # fmt: skip
    perform = partial(actions.perform, kind, upload)
    return act_page(
        request, form, perform, capacity=capacity, back=address("start"), then=lambda: address("preview", pk),
        title=f"Проверка таблицы: {kind.title}", template="programme/imports/preview.html", **more,
    )  # fmt: skip


def report(kind: Kind, pk: int) -> HttpResponse:
    """The report as a table for a spreadsheet."""
    upload = get_object_or_404(Import.objects.exclude(performed_at=None), pk=pk, kind=kind.code)
    rows = [[number, name, plan.Outcome(outcome).done, reason] for number, name, outcome, reason in upload.report]
    return _file(f"report-{pk}.csv", [["Строка", kind.title, "Что произошло", "Пояснение"], *rows])


def template(kind: Kind) -> HttpResponse:
    """The names of the columns and a row as an example."""
    titles = [title for _, title, _, _ in kind.columns]
    return _file(f"{kind.code}.csv", [titles, [kind.example.get(key, "") for key, *_ in kind.columns]])


def _file(name: str, rows: list[list[Any]]) -> HttpResponse:
    answer = HttpResponse(tables.to_csv(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
