"""The list of topics, the page of a topic, and the acts of those who lead them."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, roles
from casework.acting import act_page, reload_then
from casework.discussing import discussed
from casework.forms import AskForm
from casework.pages import keyset, older_address
from consultations.topics import actions, feeds, forms, page
from consultations.topics.models import Topic
from programme.access import holds

PAGE = 30


@never_cache
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """Open topics; with a filter also those that are over. The newest first."""
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    rows = Topic.objects.with_counts()
    rows = rows.filter(status=state) if state in Topic.Status.values else rows.exclude(status__in=Topic.FINAL)
    if kind in Topic.Kind.values:
        rows = rows.filter(kind=kind)
    shown, older = keyset(rows, request.GET.get("before", ""), PAGE)
    context = {
        "topics": [(row, page.answered_share(row.asked_count, row.answered_count)) for row in shown],  # type: ignore[attr-defined]
        "older": older_address(request.GET, older),
        "states": Topic.Status.choices,
        "kinds": Topic.Kind.choices,
        "state": state,
        "kind": kind,
        "may_open": holds(request.user, roles.CONTENT_MODERATOR),
    }
    return render(request, "consultations/topics/topics.html", context)


@never_cache
@require_safe
def topic(request: HttpRequest, pk: int) -> HttpResponse:
    """One topic with everything the visitor may read in it."""
    rows = Topic.objects.with_counts().select_related("case__regulation", "summary")
    row = get_object_or_404(rows, pk=pk)
    return render(request, "consultations/topics/topic.html", page.context(row, request.user))


ATOM = "application/atom+xml; charset=utf-8"


@require_safe
@cache_control(public=True, max_age=600)
def feed(request: HttpRequest) -> HttpResponse:
    """All topics as an Atom feed."""
    return HttpResponse(feeds.of_topics(request.path), content_type=ATOM)


@require_safe
@cache_control(public=True, max_age=600)
def topic_feed(request: HttpRequest, pk: int) -> HttpResponse:
    """What is shown in a topic as an Atom feed."""
    return HttpResponse(feeds.of_topic(get_object_or_404(Topic, pk=pk), request.path), content_type=ATOM)


@require_safe
@cache_control(public=True, max_age=600)
def windows(request: HttpRequest) -> HttpResponse:
    """The days of windows for a calendar program."""
    return HttpResponse(feeds.windows(), content_type="text/calendar; charset=utf-8")


SUBSCRIBING: dict[str, tuple[type[AskForm], Callable[..., Any], str]] = {
    "subscribe": (forms.SubscribeForm, actions.subscribe, "Подписаться на тему"),
    "unsubscribe": (forms.UnsubscribeForm, actions.unsubscribe, "Отписаться от темы"),
}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def subscribing(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Hear of a topic or hear of it no more, by anybody who has logged in."""
    row = get_object_or_404(Topic.objects.select_related("case"), pk=pk)
    form_class, action, title = SUBSCRIBING[verb]
    form = form_class(request.POST or None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity="лично", back=row.get_absolute_url(), process=row.case.pk, title=title,
        about=f"{row}. Письма о новом в темах вы настраиваете в «Письмах»: сразу, раз в день, раз в неделю или никогда.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def open_forum(request: HttpRequest) -> HttpResponse:
    """CS-03 by the moderator."""
    if not holds(request.user, roles.CONTENT_MODERATOR):
        raise PermissionDenied
    form = forms.ForumForm(request.POST or None, by=request.user)
    made: list[Topic] = []
    return act_page(
        request, form, lambda **answers: made.append(actions.open_forum(**answers)), capacity="модератор обсуждений",
        back=reverse("consultations"), title="Открыть тему форума", then=_page_of(made),
        about="В теме пишут без последнего дня. На вопросы и предложения отвечает тот, кого вы назовёте.",
    )  # fmt: skip


def _page_of(made: list[Topic]) -> Callable[[], str]:
    """Where the topic that has been made stands; a second click finds the list."""
    return lambda: made[0].get_absolute_url() if made else reverse("consultations")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest, kind: str, object_key: str) -> HttpResponse:
    """CS-01: a topic on an object, by whoever leads the object; to everybody else the address does not exist."""
    subject, rules = discussed(object_key) or (None, None)
    if subject is None or rules is None:
        raise Http404
    offers = dict(page.may_open(subject, rules, request.user, page.running_on(subject)))
    if kind not in offers:
        raise Http404
    owner = rules.owner(subject) if kind == Topic.Kind.WINDOW else roles.CONTENT_MODERATOR
    form = forms.kind_of_form(kind)(request.POST or None, subject=subject, by=request.user)
    made: list[Topic] = []
    perform = partial(actions.announce_on, subject, rules, kind=kind)
    return act_page(
        request, form, lambda **answers: made.append(perform(**answers)), capacity=door.capacity_in(request.user, owner),
        back=subject.get_absolute_url(), title=offers[kind], then=_page_of(made),
        about=rules.title(subject),
    )  # fmt: skip


Act = tuple[type[AskForm], Callable[..., Any], str, str]
ACTS: dict[str, Act] = {
    "extend": (forms.ExtendForm, actions.extend, "Продлить обсуждение", "Продлить можно один раз, пока обсуждение идёт."),
    "cancel": (forms.CancelForm, actions.cancel, "Отменить обсуждение",
               "Отменяют, когда обсуждаемое отозвано или заменено. Все, кто писал, узнают причину."),
    "end": (forms.EndForm, actions.end, "Закрыть тему", "Новых сообщений в теме не будет, прежние останутся."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """CS-04, CS-07 by whoever leads the topic, CS-09 by the moderator; everybody knows that it exists."""
    row = get_object_or_404(Topic.objects.select_related("case"), pk=pk)
    capacity = door.capacity_in(request.user, roles.CONTENT_MODERATOR if verb == "end" else row.owner)
    if not capacity:
        raise PermissionDenied
    form_class, action, title, about = ACTS[verb]
    form = form_class(request.POST or None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title=title, about=f"{row}. {about}",
    )  # fmt: skip
