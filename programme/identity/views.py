"""«Кто вы»: one's own level and the way to the next one; and the desk of the office that sees documents."""

from functools import partial
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from casework import door, roles
from casework.acting import act_page
from casework.pages.keyset import keyset, older_address
from casework.views import token_of
from programme.access import keys_of
from programme.consents.models import Consent
from programme.identity import actions, desk, forms, page, sms
from programme.identity.models import Confirmation
from programme.pages import asking, posted, showing
from programme.people.models import Person

BACK = "identity_back"  # in the session: the page somebody was on when a level was missing
DESK = {roles.PLATFORM_SECRETARY: "секретарь площадки", roles.CLERK: "делопроизводитель"}
PAGE = 50


def at_desk(request: HttpRequest) -> str:
    """The words for the capacity of whoever works at the desk; others are refused."""
    held = [words for key, words in DESK.items() if key in keys_of(request.user)]
    if not held:
        raise PermissionDenied
    return held[0]


def own_person(request: HttpRequest) -> Person:
    """Whoever asks; the page is for people with an account."""
    assert isinstance(request.user, Person), "the page is private"
    return request.user


@showing
def identity(request: HttpRequest) -> HttpResponse:
    """What level the person has, what each level opens, how to get the next one."""
    person, place = own_person(request), request.GET.get("next", "")
    if url_has_allowed_host_and_scheme(place, {request.get_host()}, request.is_secure()):
        request.session[BACK] = place
    context = {
        "steps": page.ladder(person),
        "level": person.level,
        "past": person.confirmations.exclude(ended_at=None).select_related("ended_by")[:10],
        "has_consent": Consent.is_given(person, Consent.Purpose.PARTICIPATION),
        "code": desk.code_of(person),
        "picture": page.picture_of(person),
        "way_back": request.session.get(BACK, ""),
        "offers_telephone": sms.is_offered(),
        "state_login_name": settings.STATE_LOGIN.name,
    }
    return render(request, "programme/identity/identity.html", context)


def _telephone_only() -> None:
    if not sms.is_offered():
        raise Http404


@asking
def telephone(request: HttpRequest) -> HttpResponse:
    """The number; a code goes out to it."""
    _telephone_only()
    form = forms.NumberForm(posted(request), by=request.user)
    return act_page(
        request, form, actions.send_code, capacity="лично", back=reverse("identity"), title="Подтвердить телефон",
        template="programme/identity/act.html", then=lambda: reverse("identity_code"),
        about="Мы отправим на номер код. Номер хранится только в виде отпечатка: прочитать его нельзя, узнать снова — можно.",
    )  # fmt: skip


@asking
def telephone_code(request: HttpRequest) -> HttpResponse:
    """The code that was sent; a wrong one costs an attempt."""
    _telephone_only()
    person = own_person(request)
    sent = actions.open_code(person)
    if sent is None:
        return redirect("identity")
    form, left = forms.CodeForm(posted(request), by=person), None
    if request.method == "POST" and form.is_valid():
        answered: list[int | None] = []
        perform = lambda **answers: answered.append(actions.answer_code(**answers))  # noqa: E731
        if door.act(None, by=person, capacity="лично", form=form, token=token_of(request), action=perform):
            left = answered[0] if answered else None
            if left is None:
                messages.success(request, form.done)
                return redirect(request.session.pop(BACK, "") or reverse("identity"))
            form.add_error(
                "code",
                f"Код не подошёл. Осталось попыток: {left}."
                if left
                else "Код не подошёл, попытки кончились. Запросите новый.",
            )
    # A wrong answer has been acted on: the next one is another act.
    context = {"form": form, "sent": sent, "token": uuid4(), "back": reverse("identity"), "title": "Введите код"}
    return render(request, "programme/identity/code.html", context, status=422 if form.errors else 200)


@asking
def give_up_telephone(request: HttpRequest) -> HttpResponse:
    """Taking the number off."""
    if not own_person(request).confirmations.in_force().filter(kind=Confirmation.Kind.TELEPHONE).exists():
        return redirect("identity")
    return act_page(
        request, forms.GiveUpForm(posted(request), by=request.user), actions.give_up_telephone, capacity="лично",
        back=reverse("identity"), title="Снять номер", template="programme/identity/act.html",
        about="Уровень «телефон» пропадёт. Поданные голоса останутся. Другому человеку этот номер можно будет подтвердить не сразу.",
    )  # fmt: skip


# The desk


@asking
def find_person(request: HttpRequest) -> HttpResponse:
    """Who stands before the desk, and what the office has confirmed before."""
    at_desk(request)
    form = forms.FindPersonForm(posted(request), by=request.user)
    if request.method == "POST" and form.is_valid():
        return redirect(desk.address_of(form.cleaned_data["who"]))
    rows = Confirmation.objects.filter(kind=Confirmation.Kind.DOCUMENT).select_related("person", "seen_by", "ended_by")
    shown, before = keyset(rows, request.GET.get("before", ""), PAGE)
    context = {
        "form": form, "rows": [(row, page.masked(row.person.email)) for row in shown], "older": older_address(request.GET, before),
    }  # fmt: skip
    return render(request, "programme/identity/desk.html", context, status=422 if form.errors else 200)


@asking
def person_at_desk(request: HttpRequest, code: str) -> HttpResponse:
    """The person found: what is confirmed, and the document that is being shown now."""
    capacity = at_desk(request)
    person = desk.person_by(code)
    if person is None:
        raise Http404
    form = forms.DocumentForm(
        posted(request), subject=person, by=request.user, initial=forms.DocumentForm.initial_for(person)
    )
    confirmations = list(person.confirmations.in_force().select_related("seen_by"))
    more: dict[str, Any] = {
        "person": person,
        "email": page.masked(person.email),
        "confirmations": confirmations,
        "namesakes": [(row, page.masked(row.person.email)) for row in page.namesakes(person)],
        "has_consent": Consent.is_given(person, Consent.Purpose.PARTICIPATION),
        "is_own": person == request.user,
        "is_seen": any(row.kind == Confirmation.Kind.DOCUMENT for row in confirmations),
    }
    return act_page(
        request, form, partial(actions.see_document, person), capacity=capacity, back=reverse("identity_desk"),
        title=str(person), template="programme/identity/person.html", **more,
    )  # fmt: skip


@asking
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Taking a confirmation back, with a ground."""
    capacity = at_desk(request)
    confirmation = get_object_or_404(Confirmation.objects.in_force().select_related("person"), pk=pk)
    return act_page(
        request, forms.RevokeForm(posted(request), by=request.user), partial(actions.revoke, confirmation), capacity=capacity,
        back=reverse("identity_desk"), title=f"Отозвать подтверждение: {confirmation.person}",
        about=f"Подтверждено: {confirmation.get_kind_display()}. Поданные голоса останутся; новых действий этого уровня не будет.",
    )  # fmt: skip
