"""Pages of editions: the list, one edition, the writing of its articles, more time for signing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from casework import chart, roles
from casework.acting import act_page, reload_then
from casework.forms import AskForm
from casework.models import Waiting
from casework.pages import history, moves, open_steps, own_steps
from casework.views import start_page
from consultations.models import MessageCase, TopicCase
from documents.models import Document
from programme.access import keys_of
from protocol.acting import capacity_of, is_editor
from protocol.approval import actions as approval
from protocol.editions import actions, forms, page
from protocol.editions.articles import ArticleText
from protocol.editions.flow import EditionFlow
from protocol.editions.models import ProtocolEdition
from protocol.signatories import counting

WRITING = (ProtocolEdition.Status.DRAFTING, ProtocolEdition.Status.RETURNED)  # the text is in the editor's hands


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All editions one may see."""
    editions = list(ProtocolEdition.objects.visible_to(request.user))
    context = {"editions": editions, "may_create": is_editor(request.user)}
    return render(request, "protocol/editions/editions.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """KP-01: create an edition."""
    standing = ProtocolEdition.objects.in_work() if is_editor(request.user) else None
    return start_page(request, EditionFlow.create, {"standing": standing})


@never_cache
@require_safe
def edition(request: HttpRequest, number: int) -> HttpResponse:
    """An edition: its progress, whose move it is, its text, discussion, amendments and papers."""
    edition = page.visible_edition(request, number)
    waitings = list(open_steps(edition.case.pk))
    keys = set(keys_of(request.user))
    amendments = edition.amendments.select_related("article_text", "organization")
    spoken = MessageCase.objects.filter(message__topic=edition.topic_id)
    talk = TopicCase.objects.filter(topic=edition.topic_id)
    beside = Q(process__in=amendments.values("case")) | Q(process__in=spoken) | Q(process__in=talk)
    own = Waiting.objects.open().filter(beside, addressee__in=keys)
    context = {
        "edition": edition,
        "steps": page.steps_of(edition),
        "texts": page.article_rows(edition, request.user),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys) + list(own.order_by("pk")[:12]),
        "may_write": is_editor(request.user) and edition.status in WRITING,
        "may_extend": is_editor(request.user)
        and edition.status == ProtocolEdition.Status.OPEN_FOR_SIGNATURE
        and not edition.extended_at,
        "papers": Document.objects.visible_to(request.user).among(*page.papers_among(edition)).order_by("-pk"),
        "amended": amendments.count(),
        "petitions": edition.petitions.filter(closed_at=None) if edition.is_open_to_amendments else [],
        "count": counting.count(edition) if edition.opened_for_signature_at else None,
        "history": history(edition).exclude(after="") if edition.published_at else [],
        "items": page.items_of(edition, request.user),
        "picture": chart.svg(EditionFlow, edition.case.pk),
        "picture_steps": chart.steps(EditionFlow, edition.case.pk),
    }
    return render(request, "protocol/editions/edition.html", context)


def written(request: HttpRequest, number: int, code: str) -> ArticleText:
    """An article for its editor; 403 for others."""
    edition = page.visible_edition(request, number)
    capacity_of(request, roles.PROTOCOL_EDITOR)
    return get_object_or_404(edition.texts.select_related("edition__case"), article__code=code)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Write one article; a change made meanwhile in another tab is shown beside."""
    text = written(request, number, code)
    initial = forms.ArticleForm.initial_for(text)
    form = forms.ArticleForm(request.POST or None, subject=text, by=request.user, initial=initial)
    texts = list(text.edition.texts)
    place = [row.pk for row in texts].index(text.pk)
    following = texts[place + 1] if place + 1 < len(texts) else None
    goes_on = "_next" in request.POST and following is not None
    target = following if goes_on and following else text
    return act_page(
        request, form, lambda by, **answers: actions.save_article(text, by=by, **answers),
        process=text.edition.case.pk, capacity="редактор Протокола",
        title=f"Статья {text.position}", back=text.edition.get_absolute_url(), template="protocol/editions/write.html",
        then=lambda: reverse("protocol_article_write", args=[number, target.article.code]),
        edits=text, text=text, texts=texts, following=following, may_write=text.edition.status in WRITING,
    )  # fmt: skip


def _press(request: HttpRequest, edition: ProtocolEdition, action: Any, back: str) -> HttpResponse:
    """Perform an action that asks nothing."""
    form = AskForm({}, by=request.user)
    return act_page(
        request, form, action, process=edition.case.pk, capacity="редактор Протокола", title=str(edition), back=back
    )


@login_required
@require_POST
def add_article(request: HttpRequest, number: int) -> HttpResponse:
    """One more article."""
    edition = page.visible_edition(request, number)
    capacity_of(request, roles.PROTOCOL_EDITOR)
    return _press(request, edition, lambda by: actions.add_article(edition, by=by), edition.get_absolute_url())


@login_required
@require_POST
def drop(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Take an article out, or put it back."""
    text = written(request, number, code)
    return _press(request, text.edition, lambda by: actions.drop_article(text, by=by), text.edition.get_absolute_url())


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preamble(request: HttpRequest, number: int) -> HttpResponse:
    """The words before the first article."""
    edition = page.visible_edition(request, number)
    who = capacity_of(request, roles.PROTOCOL_EDITOR)
    initial = forms.PreambleForm.initial_for(edition)
    form = forms.PreambleForm(request.POST or None, subject=edition, by=request.user, initial=initial)
    return act_page(
        request, form, reload_then(actions.save_preamble, edition), process=edition.case.pk, capacity=who,
        title="Преамбула", about=f"{edition}. Слова перед первой статьёй: кто и зачем договаривается.",
        back=edition.get_absolute_url(), edits=edition,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, number: int) -> HttpResponse:
    """KP-13: ask the committee for more time."""
    edition = page.visible_edition(request, number)
    who = capacity_of(request, roles.PROTOCOL_EDITOR)
    if edition.opened_for_signature_at is None:
        raise Http404
    form = forms.ExtendForm(request.POST or None, subject=edition, by=request.user)
    return act_page(
        request, form, reload_then(approval.ask_extension, edition), process=edition.case.pk, capacity=who,
        title="Предложить комитету продлить подписание",
        about=f"{edition}. Продлить можно один раз на 15 рабочих дней; решение должно вступить в силу до конца основного срока.",
        back=edition.get_absolute_url(),
    )  # fmt: skip
