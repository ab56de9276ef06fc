"""«Настройки города» of an open city, and the pages that open it, behind the one-time key."""

from collections.abc import Callable
from typing import Any

from allauth.core.internal import ratelimit
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import door
from casework.acting import act_page
from casework.forms import ConfirmForm
from documents import seal_key
from programme.access import has_role
from programme.appointments.models import Role
from programme.installation import actions, forms, opening, page, post, zones
from programme.installation import key as keys
from programme.installation.values import VARIABLES, in_force
from programme.pages import administrator, asking, posted, showing
from programme.state_login import provider


@showing
def city_settings(request: HttpRequest) -> HttpResponse:
    """Everything a city sets, and where each value comes from."""
    administrator(request, Role.AUDITOR)
    form, row, values = forms.CityForm(by=request.user), actions.stored(), in_force()
    lines = [
        (form.fields[name].label, form.words(name, values[name]), "" if is_set(row, name) else variable)
        for name, variable in VARIABLES.items()
    ]
    context = {
        "lines": lines, "row": row, "zone": zones.words(), "post": post.where(), "key": seal_key.present(),
        "may_change": has_role(request.user, Role.ADMIN), "has_sealed": seal_key.has_sealed(),
        "state_login": provider.in_words(),
    }  # fmt: skip
    return render(request, "programme/installation/settings.html", context)


def is_set(row: Any, name: str) -> bool:
    """Does the value stand in the row and not in the environment?"""
    return getattr(row, name) not in ("", None)


@asking
def change_settings(request: HttpRequest) -> HttpResponse:
    """Change them; «Посмотреть» shows what would be different and how it would look, and saves nothing."""
    capacity = administrator(request)
    row = actions.stored()
    form = forms.CityForm(posted(request), by=request.user, initial=forms.CityForm.initial_for(row))
    words: dict[str, Any] = {"title": "Изменить настройки города", "back": reverse("city_settings")}
    template = "programme/installation/change.html"
    if "_preview" in request.POST and form.is_valid():
        return render(
            request, template, words | {"form": form, "preview": form, "token": request.POST.get("_token", "")}
        )
    return act_page(request, form, actions.change, capacity=capacity, template=template, **words)


@asking
def trial_letter(request: HttpRequest) -> HttpResponse:
    """Send a letter now, or hear why it does not go."""
    capacity = administrator(request)
    form = forms.LetterForm(posted(request), by=request.user, initial={"email": getattr(request.user, "email", "")})
    return act_page(
        request, form, actions.send_trial_letter, capacity=capacity, back=reverse("city_settings"),
        title="Пробное письмо", about=post.where(),
    )  # fmt: skip


@asking
def bring_seal_key(request: HttpRequest) -> HttpResponse:
    """The key of the seal from outside, until the first paper is sealed."""
    capacity = administrator(request)
    form = forms.SealForm(posted(request), request.FILES or None, by=request.user)
    about = "Ключ выбирают до первого документа: другим ключом прежние документы не подтвердить."
    return act_page(
        request, form, actions.bring_seal_key, capacity=capacity, back=reverse("city_settings"),
        title="Ключ печати", about=about,
    )  # fmt: skip


# Opening a city


def _require(request: HttpRequest, key: str) -> None:
    """404 for whoever has not seen the terminal, for an open city and for the demo; a guesser is stopped by count."""
    counted: dict[str, Any] = {"app": "allauth.account", "action": "open_city", "limit_get": True}
    if not ratelimit.consume(request, dry_run=True, **counted):
        raise Http404
    if not keys.opens(key):
        ratelimit.consume(request, **counted)
        raise Http404


@never_cache
@require_safe
def set_up(request: HttpRequest, key: str) -> HttpResponse:
    """Where the opening stands: the steps, which of them are answered, the next one."""
    _require(request, key)
    progress = opening.progress()
    following = next(
        step for step, is_done in progress if not is_done
    )  # the last is never answered while the page is there
    return render(
        request, "programme/installation/set_up.html", {"key": key, "progress": progress, "following": following}
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def set_up_step(request: HttpRequest, key: str, slug: str) -> HttpResponse:
    """One step; its answers are kept at once, so the rest may wait."""
    _require(request, key)
    step = _step(slug)
    form = step.form(posted(request), request.FILES or None, by=None, initial=step.form.initial_for(None))
    link: list[str] = []
    if request.method != "POST" or not _is_performed(form, lambda **answers: link.append(step.action(**answers))):
        return _show(request, key, step, form)
    if slug == opening.LAST:
        context = {
            "link": link[0],
            "email": form.cleaned_data["email"],
            "post": post.where(),
            "goes_out": post.goes_out(),
        }
        return render(request, "programme/installation/opened.html", context)
    messages.success(request, form.done)
    return redirect("set_up_step", key, slug if step.stays else opening.following(slug))


@never_cache
@require_POST
def set_up_trial(request: HttpRequest, key: str) -> HttpResponse:
    """Send a letter now, or say in plain words why it does not go."""
    _require(request, key)
    trial, step = forms.LetterForm(request.POST, by=None), _step("letters")
    if not _is_performed(trial, actions.send_trial_letter):
        return _show(request, key, step, step.form(by=None, initial=step.form.initial_for(None)), trial)
    messages.success(request, trial.done if post.goes_out() else post.where())
    return redirect("set_up_step", key, "letters")


@never_cache
@require_POST
def set_up_seal(request: HttpRequest, key: str) -> HttpResponse:
    """Let the system make the key of the seal."""
    _require(request, key)
    if _is_performed(ConfirmForm({}, by=None), actions.make_seal_key):
        messages.success(request, "Ключ печати создан.")
    return redirect("set_up_step", key, opening.following("seal"))


def _step(slug: str) -> opening.Step:
    if slug not in opening.BY_SLUG:
        raise Http404
    return opening.BY_SLUG[slug]


def _is_performed(form: Any, action: Callable[..., Any]) -> bool:
    """Through the door, as a stranger who knows the key; what was refused stands in the form."""
    return form.is_valid() and door.act(None, by=None, capacity=page.OPENER, form=form, token=None, action=action)


def _show(request: HttpRequest, key: str, step: opening.Step, form: Any, trial: Any = None) -> HttpResponse:
    context = page.of_step(key, step, form, trial or forms.LetterForm(by=None))
    status = 422 if form.errors or (trial and trial.errors) else 200
    return render(request, "programme/installation/set_up_step.html", context, status=status)
