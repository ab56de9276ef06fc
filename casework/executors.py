"""Pages of the offices: who answers for which open step, and handing a step over to another."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import door, reminding, workdays
from casework.acting import act_page
from casework.forms import AskForm
from casework.models import Waiting
from casework.reader import reader_of
from casework.replacing import ReplaceForm, absence_of, hand_over, personal, subject_of_step
from casework.views import token_of

LIMIT = 200


@never_cache
@login_required
@require_safe
def executors(request: HttpRequest) -> HttpResponse:
    """Open steps that wait for people, for the offices that answer for them; those without anybody come first."""
    keys = reader_of(request).capacity_keys()
    if not any(key.startswith("role:") for key in keys):
        raise PermissionDenied
    people = get_user_model().objects
    waitings = list(personal(keys)[:LIMIT])
    held = {key: list(people.holding(key)[:3]) for key in {waiting.addressee for waiting in waitings}}
    rows = [
        {
            "waiting": waiting,
            "holders": held[waiting.addressee],
            **_what_if_absent(waiting),
            "left": workdays.left(waiting.due_at),
        }
        for waiting in waitings
    ]
    rows.sort(key=lambda row: bool(row["holders"]))
    return render(request, "casework/executors.html", {"rows": rows})


def _what_if_absent(waiting: Waiting) -> dict[str, Any]:
    absence = absence_of(waiting)
    return {"words": absence.words if absence else "", "may_replace": bool(absence and absence.replace)}


@login_required
@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    """«Напомнить» of one open step; back to the page the button stands on."""
    waiting = get_object_or_404(
        Waiting.objects.filed().exclude(addressee=""), pk=pk, office__in=reader_of(request).capacity_keys()
    )
    form, capacity = AskForm({}, by=request.user), door.capacity_in(request.user, waiting.office)
    action, token = reminding.remind(pk), token_of(request)
    if form.is_valid() and door.act(
        waiting.process_id, by=request.user, capacity=capacity, form=form, token=token, action=action
    ):
        messages.success(request, f"Напомнили: «{waiting.title}», {waiting.case_title}.")
    for error in form.non_field_errors():
        messages.error(request, str(error))
    back = request.POST.get("next", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "executors")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """«Заменить исполнителя» of one open step."""
    waiting = get_object_or_404(
        Waiting.objects.filed().select_related("task"), pk=pk, office__in=reader_of(request).capacity_keys()
    )
    absence = absence_of(waiting)
    if absence is None or absence.replace is None:
        raise Http404
    back = reverse("executors")
    if waiting.closed_at:
        return render(
            request,
            "casework/act.html",
            {"title": "Заменить исполнителя", "about": "Этот шаг уже закрыт.", "back": back},
        )
    candidates = absence.candidates(subject_of_step(waiting)) if absence.candidates else None
    form: Any = ReplaceForm(request.POST if request.method == "POST" else None, by=request.user, candidates=candidates)
    about = f"{waiting.case_title}. {waiting.title}. Если исполнитель не может: {absence.words}"
    return act_page(
        request, form, hand_over(pk), process=waiting.process_id, capacity=door.capacity_in(request.user, waiting.office), back=back,
        title="Заменить исполнителя", about=about,
    )  # fmt: skip
