"""The way to the provider and back; joining the login with an account, and parting them."""

import logging
from functools import partial
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework.acting import act_page
from programme.identity.models import Confirmation
from programme.pages import asking, place_to_return, posted
from programme.state_login import actions, forms, passage, provider

log = logging.getLogger(__name__)
LOGIN, OWN = "account_login", "identity"
DOWN = "{name} сейчас не отвечает. Попробуйте через несколько минут или войдите с паролем."
STRANGE = "Ответ, который пришёл от «{name}», проверить не удалось, поэтому вход не выполнен. Начните ещё раз или войдите с паролем."
LOST = "Этот вход начат не в этом браузере, слишком давно или уже использован. Начните его ещё раз."
REFUSED = "Вход через «{name}» не состоялся: вы отказались или он не разрешён. Войти можно с паролем."
UNCONFIRMED = "Ваша учётная запись в «{name}» не подтверждена: подтвердите её там, затем начните вход ещё раз."
OTHERS = "Этот вход присоединён к другой учётной записи. Выйдите и войдите через него; одному человеку нужна одна учётная запись."
BUSY = "Слишком много попыток входа с вашего адреса. Подождите минуту."


def _only_offered() -> None:
    if not provider.is_offered():
        raise Http404


def _stop(request: HttpRequest, words: str) -> HttpResponse:
    """Back to where the person can begin again, and told why."""
    messages.error(request, words.format(name=settings.STATE_LOGIN.name))
    return redirect(OWN if request.user.is_authenticated else LOGIN)


def _back() -> str:
    """Where the provider sends people back, at the address of the installation whatever host the request has named."""
    return settings.SITE_URL + reverse("state_login_back")


@never_cache
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """To the provider; a link, for it changes nothing here."""
    _only_offered()
    if not ratelimit.consume(request, app="allauth.account", action="state_login", limit_get=True):
        return _stop(request, BUSY)
    departure = passage.depart(request, place_to_return(request))
    try:
        place = provider.address(
            state=departure.state, nonce=departure.nonce, verifier=departure.verifier, back=_back()
        )
    except provider.Unreachable as error:
        log.warning("The state's login cannot be reached: %s", error)
        return _stop(request, DOWN)
    return redirect(place)


@never_cache
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """The answer of the provider: somebody is logged in, or asked which account is theirs."""
    _only_offered()
    departure = passage.arrive(request)
    if departure is None:
        return _stop(request, LOST)
    code = request.GET.get("code", "")
    if not code:
        return _stop(request, REFUSED)
    try:
        identity = provider.identity(code, nonce=departure.nonce, verifier=departure.verifier, back=_back())
    except provider.Unreachable as error:
        log.warning("The state's login cannot be reached: %s", error)
        return _stop(request, DOWN)
    except provider.Unbelievable as error:
        log.warning("The state's login has given an answer that is not believed: %s", error)
        return _stop(request, STRANGE)
    if not identity.is_confirmed:
        return _stop(request, UNCONFIRMED)
    return _admit(request, identity, departure.place)


def _admit(request: HttpRequest, identity: provider.Identity, place: str) -> HttpResponse:
    owner = actions.owner_of(identity.key)
    if request.user.is_authenticated:
        if owner == request.user:
            messages.info(request, "Этот вход уже присоединён к вашей учётной записи.")
            return redirect(place or OWN)
        if owner:
            return _stop(request, OTHERS)
        passage.carry(request, identity)
        return redirect("state_login_join")
    if owner is None:
        passage.carry(request, identity)
        return redirect("state_login_whose")
    record_authentication(request, owner, method="state_login")
    return perform_login(request, owner, redirect_url=place or None)


@never_cache
@require_safe
def whose(request: HttpRequest) -> HttpResponse:
    """No account has this login yet: which one is it to open? Whoever has none makes one."""
    _only_offered()
    if passage.carried(request) is None:
        return redirect(LOGIN)
    return render(request, "programme/state_login/whose.html", {"name": settings.STATE_LOGIN.name})


@asking
def join(request: HttpRequest) -> HttpResponse:
    """Both sides are proved; the owner says that they belong together."""
    _only_offered()
    person, identity = request.user, passage.carried(request)
    if identity is None:
        return _stop(request, LOST)

    def done() -> str:
        passage.drop(request)
        return reverse(OWN)

    own = {name: getattr(person, name) for name in identity.names}
    more: dict[str, Any] = {"names": identity.names, "is_renamed": own != identity.names, "person": person}
    return act_page(
        request, forms.JoinForm(posted(request), by=person), partial(actions.join, key=identity.key, names=identity.names),
        capacity="лично", back=reverse(OWN), title=f"Присоединить вход через {settings.STATE_LOGIN.name}",
        template="programme/state_login/join.html", then=done, **more,
    )  # fmt: skip


@asking
def part(request: HttpRequest) -> HttpResponse:
    """The login opens this account no more."""
    person: Any = request.user
    if not person.confirmations.in_force().filter(kind=Confirmation.Kind.STATE).exists():
        return redirect(OWN)
    return act_page(
        request, forms.PartForm(posted(request), by=person), actions.part, capacity="лично", back=reverse(OWN),
        title="Отсоединить государственный вход", template="programme/identity/act.html",
        about="Уровень «государственный вход» пропадёт, входить вы будете с паролем. Поданные голоса останутся. К другой учётной записи "
        "этот вход можно будет присоединить не сразу.",
    )  # fmt: skip
