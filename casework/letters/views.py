"""«Письма» of the office, «Какие письма приходят» of everybody, and the switch that a letter carries."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import act_page
from casework.letters import actions, stopping
from casework.letters.forms import AgainForm, ChoiceForm, StopForm
from casework.letters.kinds import kinds
from casework.letters.models import Letter
from casework.pages import keyset
from casework.pages.keyset import older_address
from casework.reader import reader_of

PAGE = 50
ACCOUNT = "account"  # letters about passwords and addresses: that they were sent is nobody's business
TABS = [
    ("trouble", "Не дошли", [Letter.Status.FAILED, Letter.Status.BOUNCED]),
    ("queued", "В очереди", [Letter.Status.QUEUED]),
    ("sent", "Отправлены", [Letter.Status.SENT]),
]
TITLES = {
    "case": "Сообщения по одному делу",
    "digest": "Сводка",
    ACCOUNT: "Об учётной записи",
    "invitation": "Приглашение",
}


def _capacity(request: HttpRequest) -> str:
    """The words for the office in which the person looks after letters; others are refused."""
    capacity = next(filter(None, (door.capacity_in(request.user, key) for key in actions.OFFICES)), "")
    if not capacity:
        raise PermissionDenied
    return capacity


def title_of(kind: str) -> str:
    """What an office may know of a letter: its kind. The words of a case are its reader's."""
    return TITLES.get(kind) or (kinds()[kind].title if kind in kinds() else kind)


@never_cache
@login_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Letters by what became of them: to whom and when, never what about."""
    _capacity(request)
    tab = next((tab for tab in TABS if tab[0] == request.GET.get("tab")), TABS[0])
    rows = Letter.objects.filter(status__in=tab[2]).select_related("person").defer("content")
    if tab[0] == "sent":
        rows = rows.exclude(kind=ACCOUNT)
    page, older = keyset(rows, request.GET.get("before", ""), PAGE)
    lines = [(letter, title_of(letter.kind)) for letter in page]
    context = {"tabs": TABS, "tab": tab[0], "lines": lines, "next_url": older_address(request.GET, older)}
    return render(request, "casework/letters/letters.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a letter again that was given up or came back."""
    capacity = _capacity(request)
    form = AgainForm(request.POST if request.method == "POST" else None, by=request.user)

    def perform(*, by: Any) -> None:
        actions.send_again(pk, by=by)

    about = "Проверьте, что адрес верен и почтовый сервер работает: иначе письмо не уйдёт и на этот раз."
    return act_page(
        request, form, perform, capacity=capacity, back=reverse("letters"), title="Отправить письмо снова", about=about
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def choice(request: HttpRequest) -> HttpResponse:
    """Which letters come, and when."""
    person = reader_of(request)
    data = request.POST if request.method == "POST" else None
    form = ChoiceForm(data, by=person, modes=actions.choices_of(person))

    def perform(*, by: Any, **modes: str) -> None:
        actions.choose(by, modes)

    service = [kind for kind in kinds().values() if kind.is_service]
    return act_page(
        request, form, perform, capacity="лично", back=reverse("notifications"), title="Какие письма приходят",
        template="casework/letters/choice.html", service=service,
    )  # fmt: skip


@csrf_exempt  # a mail program presses the button for its reader and has no token of ours (RFC 8058); the address is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Switch letters off from within a letter, without a login. Only pressing changes anything: programs follow links by themselves."""
    known = stopping.read(token)
    person: Any = known and get_user_model()._default_manager.filter(pk=known[0]).first()
    if known is None or person is None or not known[1]:
        raise Http404
    chosen = [kinds()[key] for key in known[1]]
    form = StopForm(request.POST if request.method == "POST" else None, by=person)
    is_done = False
    if request.method == "POST" and form.is_valid():
        is_done = door.act(
            None, by=person, capacity="лично", form=form, token=None, action=lambda *, by: actions.stop(by, known[1])
        )
    return render(request, "casework/letters/stop.html", {"kinds": chosen, "form": form, "is_done": is_done})
