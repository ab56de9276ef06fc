"""«Неотправленные письма»: what the mail server has not taken, and sending it again."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, mail, roles
from casework.acting import act_page
from casework.door import Refused
from casework.forms import ConfirmForm
from journal.record import record

OFFICES = (roles.ADMIN, roles.CLERK)


def _capacity(request: HttpRequest) -> str:
    """The words for the office in which the person looks after letters; others are refused."""
    capacity = next(filter(None, (door.capacity_in(request.user, key) for key in OFFICES)), "")
    if not capacity:
        raise PermissionDenied
    return capacity


class AgainForm(ConfirmForm):
    """Nothing to fill in."""

    done = "Письмо снова в очереди: его будут отправлять трое суток."
    button = "Отправить снова"


@never_cache
@login_required
@require_safe
def unsent(request: HttpRequest) -> HttpResponse:
    """Letters given up and letters still being tried."""
    _capacity(request)
    return render(request, "casework/unsent.html", {"letters": mail.unsent()})


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send one of them again."""
    capacity = _capacity(request)
    form = AgainForm(request.POST if request.method == "POST" else None, by=request.user)

    def perform(*, by: Any) -> None:
        subject = mail.send_again(pk)
        if not subject:
            raise Refused("Это письмо уже отправлено или снова стоит в очереди. Вернитесь к списку.")
        record(by, "send_again", "Письмо отправлено снова", by=by, payload={"job": pk})

    about = "Проверьте, что адрес верен и почтовый сервер работает: иначе письмо не уйдёт и на этот раз."
    return act_page(
        request, form, perform, capacity=capacity, back=reverse("unsent"), title="Отправить письмо снова", about=about
    )
