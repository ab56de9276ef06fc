"""Writing, one's own messages, and the acts outside the steps of a message."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, roles
from casework.acting import act_page, reload_then
from casework.forms import AskForm
from casework.pages import keyset, older_address
from consultations.messages import actions, forms
from consultations.messages.models import Message
from consultations.messages.photos import MessagePhoto
from consultations.topics.models import Topic
from documents import archive
from programme.access import holds

PAGE = 30


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int) -> HttpResponse:
    """MS-01, by anybody who has logged in."""
    topic = get_object_or_404(Topic.objects.select_related("case__regulation"), pk=pk)
    initial = {"section": request.GET.get("section", "")}
    form = forms.form_for(topic)(
        request.POST or None, request.FILES or None, subject=topic, by=request.user, initial=initial
    )
    return act_page(
        request, form, reload_then(actions.write, topic), capacity="лично", back=topic.get_absolute_url(),
        process=topic.case.pk, title="Написать в обсуждении", template="consultations/messages/write.html", topic=topic,
    )  # fmt: skip


@require_safe
def photo(request: HttpRequest, pk: int) -> HttpResponse:
    """A photograph, for whoever may read its message: before the check its author and the moderator alone."""
    rows = MessagePhoto.objects.filter(message__in=Message.objects.visible_to(request.user))
    row = get_object_or_404(rows, pk=pk)
    response = HttpResponse(archive.verified(row.path, row.sha256), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """What the person has written, in every state, the newest first."""
    rows = Message.objects.filter(author=request.user.pk).select_related(
        "topic__summary", "reply", "organization", "case__regulation"
    )
    shown, older = keyset(rows, request.GET.get("before", ""), PAGE)
    lines = [
        {
            "message": row,
            "may_withdraw": row.status in Message.WITHDRAWABLE and not row.topic.is_final,
            "may_complain": actions.may_complain(row),
            "reason": actions.reason_of(row) if row.reason and row.reason != "not_fixed" else "",
        }
        for row in shown
    ]
    context = {"lines": lines, "older": older_address(request.GET, older)}
    return render(request, "consultations/messages/own.html", context)


Act = tuple[type[AskForm], Callable[..., Any], str]


def _act(request: HttpRequest, row: Message, what: Act, *, capacity: str, back: str) -> HttpResponse:
    form_class, action, title = what
    form = form_class(request.POST or None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=back, process=row.case.pk, title=title,
        template="consultations/messages/act.html", message=row,
    )  # fmt: skip


OWN: dict[str, Act] = {
    "withdraw": (forms.WithdrawForm, actions.withdraw, "Отозвать сообщение"),
    "complain": (forms.ComplainForm, actions.complain, "Пожаловаться на отказ"),
}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What the author does with a message; to everybody else the address does not exist."""
    rows = Message.objects.filter(author=request.user.pk).select_related("topic", "case__regulation")
    row = get_object_or_404(rows, pk=pk)
    return _act(request, row, OWN[verb], capacity="лично", back=reverse("own_messages"))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def hide(request: HttpRequest, pk: int) -> HttpResponse:
    """MS-09 by the moderator."""
    row = get_object_or_404(Message.objects.readable().select_related("topic", "case__regulation"), pk=pk)
    if not holds(request.user, roles.CONTENT_MODERATOR):
        raise PermissionDenied
    if row.author_id == request.user.pk:
        raise Http404
    what = (forms.HideForm, actions.hide, "Скрыть сообщение")
    return _act(request, row, what, capacity="модератор обсуждений", back=row.topic.get_absolute_url())


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever is asked, when somebody else can answer."""
    row = get_object_or_404(Message.objects.readable().select_related("topic", "case__regulation"), pk=pk)
    capacity = door.capacity_in(request.user, row.answerer)
    if not capacity:
        raise PermissionDenied
    what = (forms.PassOnForm, actions.pass_on, "Передать сообщение тому, кто ответит")
    return _act(request, row, what, capacity=capacity, back=row.topic.get_absolute_url())
