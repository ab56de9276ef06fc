"""One address for every task, and the pages of the cabinet that belong to no story."""

import re
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import door, inbox, roles, workdays
from casework.baskets import named
from casework.beginning import first_steps
from casework.conflicts import differences
from casework.drafts import keep
from casework.forms import from_fields
from casework.models import Draft, Notification, Receipt, Waiting
from casework.nodes import Ask, StartAsk, subject_of
from casework.pages import keyset, next_moves
from casework.reader import reader_of

SECTION = re.compile(r"section-[a-z]+")


def token_of(request: HttpRequest) -> UUID | None:
    """The form's own token that makes a double click one click."""
    try:
        return UUID(request.POST.get("_token", ""))
    except ValueError:
        return None


def busy(request: HttpRequest) -> HttpResponse:
    """Somebody else holds the case: nothing was done, try again."""
    response = render(request, "casework/busy.html", status=503)
    response["Retry-After"] = "5"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def task(request: HttpRequest, pk: int) -> HttpResponse:
    """The single door's page: show the question, keep the draft, or perform the action."""
    try:
        return _send(request, pk) if request.method == "POST" else _show(request, pk)
    except door.NotYours:
        raise Http404 from None
    except door.AlreadyDone as done:
        return _over(request, done.waiting)
    except OperationalError as error:
        if "lock timeout" not in str(error):
            raise
        return busy(request)


def _over(request: HttpRequest, waiting: Waiting) -> HttpResponse:
    token = token_of(request)
    receipt = Receipt.objects.filter(token=token, person=reader_of(request)).first() if token else None
    if receipt:
        return redirect(_after(waiting))
    context = {"waiting": waiting, "case_url": waiting.case_url if _may_open(waiting, request.user) else ""}
    return render(request, "casework/done.html", context, status=409)


def _may_open(waiting: Waiting, person: Any) -> bool:
    """May the person still see what the case is about? Whoever has been recused since may not."""
    process = waiting.task.flow_task.flow_class.process_class._default_manager.get(pk=waiting.process_id)
    subjects = type(process.subject)._default_manager.all()
    return not hasattr(subjects, "visible_to") or subjects.visible_to(person).filter(pk=process.subject.pk).exists()


def _after(waiting: Waiting) -> str:
    """Where the person goes when the task is done."""
    return waiting.task.flow_task.form.next_page or waiting.case_url or "inbox"


def _form(request: HttpRequest, node: Ask, subject: Any, data: QueryDict | None = None, files: Any = None) -> Any:
    return node.form(
        data, files, subject=subject, by=request.user, request=request, initial=node.form.initial_for(subject)
    )


def _show(request: HttpRequest, pk: int) -> HttpResponse:
    task, waiting = door.open_task(pk, request.user)
    node, draft = task.flow_task, getattr(task, "draft", None)
    form = _form(request, node, subject_of(node.activation_class(task)), from_fields(draft.fields) if draft else None)
    if draft:
        form.clear_errors()
    return _page(request, waiting, task, form, draft)


def _page(
    request: HttpRequest, waiting: Waiting, task: Any, form: Any, draft: Draft | None, status: int = 200, **more: Any
) -> HttpResponse:
    node = task.flow_task
    context = {
        "form": form,
        "task": task,
        "waiting": waiting,
        "node": node,
        "subject": form.subject,
        "process": door.task_of(waiting).process.coerced,
        "draft": draft,
        "token": request.POST.get("_token") or uuid4(),
        "days_left": workdays.left(waiting.due_at),
        "capacity": waiting.capacity_of(request.user),
        **more,
    }
    return render(request, [node.template_name, "casework/ask.html"], context, status=status)


def _send(request: HttpRequest, pk: int) -> HttpResponse:
    waiting = door.asked_of(pk, request.user)
    task, node = waiting.task, waiting.task.flow_task
    data: QueryDict = request.POST
    if "_draft" in data and not node.form.may_be_kept:
        return redirect(waiting.get_absolute_url())
    file_errors: list[str] = []
    if request.FILES:
        file_errors = _form(request, node, _subject(waiting), data, request.FILES).store_files()
    is_confirmed = False
    if node.is_reviewed and "_confirmed" in data:
        draft = get_object_or_404(Draft, task=task)
        is_confirmed = data.get("_version") == str(draft.version)  # another tab may have changed what was reviewed
        data = from_fields(draft.fields)
    elif "_draft" in data or node.form.has_draft:
        draft, is_kept = keep(task, data, request.user, data.get("_version", "0"))
        if not is_kept:
            return _conflict(request, waiting, task, _form(request, node, _subject(waiting), data), draft)
    else:
        draft = None
    if "_draft" in request.POST or (node.is_reviewed and not is_confirmed):
        form = _form(request, node, _subject(waiting), data)
        return _draft_or_review(request, waiting, task, form, draft, file_errors)
    form = door.act_on_task(
        pk, by=request.user, token=token_of(request), form_of=lambda n, s: _form(request, n, s, data, request.FILES)
    )
    if not form.is_valid():
        return _page(request, waiting, task, form, draft, status=422)
    messages.success(request, f"{form.done}\n{next_moves(waiting.process_id, request.user)}")
    return redirect(form.lead_to() or _after(waiting))


def _draft_or_review(
    request: HttpRequest, waiting: Waiting, task: Any, form: Any, draft: Any, file_errors: list[str]
) -> HttpResponse:
    if "_draft" in request.POST:
        for text in file_errors:
            messages.error(request, text)
        if not file_errors:
            messages.success(request, f"Черновик сохранён в {timezone.localtime(draft.saved_at):%H:%M}.")
        return redirect(waiting.get_absolute_url() + _place_in_form(request.POST["_draft"]))
    for text in file_errors:
        form.add_error(None, text)
    if not form.is_valid():
        return _page(request, waiting, task, form, draft, status=422)
    context = {
        "form": form,
        "rows": form.review(),
        "waiting": waiting,
        "node": task.flow_task,
        "draft": draft,
        "token": request.POST.get("_token") or uuid4(),
    }
    app = task.flow_task.template_name.removesuffix(".html")
    return render(request, [f"{app}_review.html", "casework/review.html"], context)


def _place_in_form(value: str) -> str:
    """The fragment of the section whose button kept the draft; nothing for the button of the whole form."""
    return f"#{value}" if SECTION.fullmatch(value) else ""


def _subject(waiting: Waiting) -> Any:
    """What the question is about; read only where the page itself has to know, the act reads it anew under the lock."""
    task = door.task_of(waiting)
    return subject_of(task.flow_task.activation_class(task))


def _conflict(request: HttpRequest, waiting: Waiting, task: Any, form: Any, draft: Draft) -> HttpResponse:
    """Somebody has kept another text since this page was opened: both are shown, and nothing typed is lost."""
    stored = _form(request, task.flow_task, form.subject, from_fields(draft.fields))
    form.clear_errors()
    both = {"conflict": differences(form, stored), "conflict_by": draft.saved_by, "conflict_at": draft.saved_at}
    return _page(request, waiting, task, form, draft, status=409, **both)


@login_required
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is being typed. 409 when another tab has kept something this one has not seen."""
    try:
        task = door.asked_of(pk, request.user).task
    except door.NotYours:
        raise Http404 from None
    except door.AlreadyDone:
        return JsonResponse({"error": "Эта задача уже выполнена."}, status=410)
    if not task.flow_task.form.may_be_kept:
        raise Http404
    saved, is_kept = keep(task, request.POST, request.user, request.headers.get("X-Draft-Version", "0"))
    if not is_kept:
        return JsonResponse(
            {"error": "Эта форма открыта в другой вкладке и изменена там. Обновите страницу."}, status=409
        )
    return JsonResponse({"saved_at": f"{timezone.localtime(saved.saved_at):%H:%M}", "version": saved.version})


def start_page(request: HttpRequest, node: StartAsk, context: dict[str, Any] | None = None) -> HttpResponse:
    """The page that opens a case with its first form; a story mounts it at an address of its own."""
    if not node.available(request.user):
        missing = {"node": node, "first_steps": first_steps(request.user)}
        return render(request, "casework/may_not_start.html", missing, status=403)
    form = node.form(request.POST or None, request.FILES or None, by=request.user, request=request)
    if request.method == "POST" and form.is_valid():
        token = token_of(request)
        subject = door.start_case(node, by=request.user, form=form, token=token)
        if subject is not None:
            messages.success(request, form.done)
            return redirect(subject.get_absolute_url())
        if not form.errors and (url := door.led_to(token, request.user)):
            return redirect(url)
    page = {"form": form, "node": node, "token": request.POST.get("_token") or uuid4(), **(context or {})}
    return render(request, [node.template_name, "casework/start.html"], page, status=422 if form.errors else 200)


@never_cache
@login_required
@require_safe
def inbox_page(request: HttpRequest) -> HttpResponse:
    """Everything that waits for me, by urgency, and what I wait for from others."""
    own = inbox.read(request.user)
    request.counts = own.counts  # type: ignore[attr-defined]  # the menu need not count again
    together = [(named(page), size) for page, size in own.counts.baskets.items() if size > 1]
    context = {
        "groups": inbox.grouped(own.mine),
        "total": len(own.mine),
        "theirs": own.theirs,
        "together": together,
        "first_steps": first_steps(request.user),
        "prepares_city": bool(door.capacity_in(request.user, roles.ADMIN)),
    }
    return render(request, "casework/inbox.html", context)


@never_cache
@login_required
@require_safe
def notifications_page(request: HttpRequest) -> HttpResponse:
    """My notifications, newest first, a keyset page at a time: what happened in a case on a day stands together."""
    rows = Notification.objects.filter(person=reader_of(request)).select_related("waiting")
    page, older = keyset(rows, request.GET.get("before", ""), inbox.PAGE)
    return render(request, "casework/notifications.html", {"days": inbox.by_day_and_case(page), "older": older})


@never_cache
@login_required
@require_safe
def notification_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One notification; opening it is being served with it (регламент 3.7)."""
    notification = get_object_or_404(Notification, pk=pk, person=request.user)
    Notification.objects.filter(pk=pk, read_at=None).update(read_at=timezone.now())
    return render(request, "casework/notification.html", {"notification": notification})


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all my notifications as read."""
    Notification.objects.filter(person=reader_of(request), read_at=None).update(read_at=timezone.now())
    messages.success(request, "Все уведомления отмечены прочитанными.")
    return redirect("notifications")
