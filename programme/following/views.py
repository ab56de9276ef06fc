"""The one address at which anything public is followed: by an account, by an address, by a feed reader, by a calendar."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page
from casework.following import Rules, followed
from journal.record import key
from programme.following import actions, feeds, forms, tokens
from programme.following.models import Following

ATOM = "application/atom+xml; charset=utf-8"
PAGE = "programme/following/guest.html"


def _known(object_key: str) -> tuple[Any, Rules]:
    known = followed(object_key)
    if known is None:
        raise Http404
    return known


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest, object_key: str) -> HttpResponse:
    """Begin or end, by whoever has logged in; a guest leaves an address, which is asked by a letter."""
    subject, rules = _known(object_key)
    title = rules.title(subject)
    if not request.user.is_authenticated:
        return _guest(request, subject, rules)
    is_on = Following.objects.filter(object_key=key(subject), person=request.user.pk).exists()
    kind, action = (forms.LeaveForm, actions.leave) if is_on else (forms.FollowForm, actions.follow)
    form = kind(request.POST if request.method == "POST" else None, subject=subject, by=request.user)
    return act_page(
        request, form, lambda by, **_: action(subject, by=by), capacity="лично", back=subject.get_absolute_url(),
        title="Отписаться" if is_on else "Подписаться",
        about=f"{title}. Раз в день, если что-то изменилось; как приходят письма, вы выбираете в «Письмах».",
    )  # fmt: skip


def _guest(request: HttpRequest, subject: Any, rules: Rules) -> HttpResponse:
    form = forms.GuestForm(request.POST if request.method == "POST" else None, subject=subject, by=request.user)
    is_asked = request.method == "POST" and form.is_valid()
    if is_asked:
        with transaction.atomic():
            actions.invite(subject, rules, mail=form.cleaned_data["mail"])
    context = {
        "form": form, "subject": subject, "heading": f"Подписаться: {rules.title(subject)}", "is_asked": is_asked,
        "words": form.done if is_asked else "",
    }  # fmt: skip
    return render(request, PAGE, context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, token: str) -> HttpResponse:
    """The answer to the letter. Only pressing changes anything: programs follow links by themselves."""
    known = tokens.begun(token)
    if known is None:
        raise Http404
    subject, rules = _known(known[0])
    is_done = request.method == "POST"
    if is_done:
        with transaction.atomic():
            actions.confirm(*known)
    words = "Готово: новости придут на почту раз в день, если что-то изменилось. В каждом письме есть «Отписаться»."
    context = {
        "subject": subject, "heading": f"Подписка: {rules.title(subject)}", "words": words if is_done else "", "is_asked": is_done,
        "button": "Подтвердить подписку",
    }  # fmt: skip
    return render(request, PAGE, context)


@csrf_exempt  # a mail program presses the button for its reader and has no token of ours (RFC 8058); the address is signed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """From within a letter, without a login: the address is forgotten."""
    pk = tokens.left(token)
    if pk is None:
        raise Http404
    is_done = request.method == "POST"
    if is_done:
        with transaction.atomic():
            actions.drop(pk)
    context = {
        "heading": "Подписка окончена" if is_done else "Отписаться?", "is_asked": is_done, "button": "Отписаться",
        "words": "Больше писем об этом не будет, адрес забыт." if is_done else "",
    }  # fmt: skip
    return render(request, PAGE, context)


@require_safe
@cache_control(public=True, max_age=600)
def feed(request: HttpRequest, object_key: str) -> HttpResponse:
    """Its news as an Atom feed."""
    return HttpResponse(feeds.atom(*_known(object_key), request.path), content_type=ATOM)


@require_safe
@cache_control(public=True, max_age=600)
def days(request: HttpRequest, object_key: str) -> HttpResponse:
    """Its days for a calendar program."""
    return HttpResponse(feeds.days(*_known(object_key)), content_type="text/calendar; charset=utf-8")
