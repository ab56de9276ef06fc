"""Pages of amendments: the table, one amendment, proposing one, gathering for one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, reload_then
from casework.pages import history, moves, open_steps, own_steps
from programme.access import keys_of
from programme.identity.page import missing_for
from programme.models import Sector
from protocol.acting import capacity_of
from protocol.amendments import actions, collisions, forms, page, papers
from protocol.amendments.models import Amendment
from protocol.articles.page import open_text, visible_texts
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition
from protocol.editions.page import visible_edition
from protocol.items import item_if_asked
from protocol.signatories import picture


@require_safe
def table(request: HttpRequest, number: int) -> HttpResponse:
    """Every amendment to an edition: what stood, what is proposed, what became of it."""
    edition = visible_edition(request, number)
    amendments = edition.amendments.select_related("article_text__article", "organization", "answer", *papers.CHOSEN)
    rows = list(amendments.prefetch_related(papers.OTHER_WORDS))
    rows.sort(
        key=lambda amendment: (amendment.article_text.position if amendment.article_text else 999, amendment.number)
    )
    colliding = collisions.pairs(rows)
    shown = [page.row_of(amendment, colliding.get(amendment.pk, [])) for amendment in rows]
    context = {
        "edition": edition,
        "rows": shown,
        "counts": [
            (label, n)
            for code, label in Amendment.Status.choices
            if (n := sum(amendment.status == code for amendment in rows))
        ],
        "petitions": edition.petitions.filter(closed_at=None).select_related("article_text"),
    }
    return render(request, "protocol/amendments/amendments.html", context)


@never_cache
@require_safe
def amendment(request: HttpRequest, pk: int) -> HttpResponse:
    """One amendment: its words in their place, its reasons, whom it collides with, what was decided and how they voted."""
    amendment = page.visible_amendment(request, pk)
    item = item_if_asked(amendment.item_id)
    votes = item.votes_by_sector() if item and amendment.decided_at else {}
    waitings = list(open_steps(amendment.case.pk))
    keys = set(keys_of(request.user))
    context = {
        "amendment": amendment,
        "pieces": page.in_context(amendment),
        "collides": collisions.of(amendment),
        "votes": [(picture.NAMES[code], votes[code]) for code in Sector if code in votes],
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "history": history(amendment).exclude(after=""),
        "answer": page.visible_answer(amendment, request.user),
        "supporters": amendment.petition.supports.count() if amendment.petition else 0,
        "other_words": page.other_words(amendment),
        "may_propose": page.may_propose(amendment, request.user),
        "may_withdraw": amendment.author_key in keys and amendment.status in Amendment.LIVE,
    }
    return render(request, "protocol/amendments/amendment.html", context)


def _propose(
    request: HttpRequest, edition: ProtocolEdition, form: Any, back: str, title: str, text: ArticleText | None
) -> HttpResponse:
    made: list[Any] = []
    return act_page(
        request, form, lambda by, **answers: made.append(actions.propose_change(edition, by=by, **answers)), capacity="лично",
        title=title, back=back, template="protocol/amendments/amend.html",
        then=lambda: made[0].get_absolute_url() if made else back,
        text=text, edition=edition, needed=actions.supporters_needed(edition),
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, code: str) -> HttpResponse:
    """3.4.2: an amendment to an article."""
    article, texts = visible_texts(request, code)
    text = open_text(texts)
    if text is None:
        raise Http404
    form = forms.ChangeForm(request.POST or None, subject=text, by=request.user)
    return _propose(request, text.edition, form, article.get_absolute_url(), f"Поправка к статье {text.position}", text)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new_article(request: HttpRequest, number: int) -> HttpResponse:
    """3.4.2: an amendment that adds an article."""
    edition = visible_edition(request, number)
    if not edition.is_open_to_amendments:
        raise Http404
    form = forms.NewArticleForm(request.POST or None, subject=edition, by=request.user)
    return _propose(request, edition, form, edition.get_absolute_url(), "Предложить новую статью", None)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """3.4.2: the author withdraws the amendment."""
    amendment = page.visible_amendment(request, pk)
    who = capacity_of(request, amendment.author_key)
    form = forms.WithdrawForm(request.POST or None, subject=amendment, by=request.user)
    return act_page(
        request, form, reload_then(actions.withdraw, amendment), process=amendment.case.pk, capacity=who,
        title="Отозвать поправку", about=f"{amendment}. Отозвать можно, пока рабочая группа не проголосовала.", back=amendment.get_absolute_url(),
    )  # fmt: skip


@never_cache
@require_safe
def petition(request: HttpRequest, pk: int) -> HttpResponse:
    """A change for which supporters are gathered."""
    petition = page.visible_petition(request, pk)
    was, proposed = papers.was_and_will(petition)
    count, needed = petition.supports.count(), actions.supporters_needed(petition.edition)
    is_open = petition.closed_at is None and petition.edition.is_open_to_amendments
    regulation = petition.edition.case.regulation
    context = {
        "petition": petition,
        "was": was,
        "proposed": proposed,
        "count": count,
        "needed": needed,
        "rest": max(needed - count, 0),
        "has_supported": request.user.is_authenticated and petition.supports.filter(person=request.user).exists(),
        "is_author": request.user.is_authenticated and petition.author_id == request.user.pk,
        "is_open": is_open,
        "missing": missing_for(request.user, "petition_support", regulation, request.path) if is_open else None,
        "levels": "" if is_open else page.levels_of(petition),
    }
    return render(request, "protocol/amendments/petition.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest, pk: int) -> HttpResponse:
    """Stand behind it with one's own account."""
    petition = page.visible_petition(request, pk)
    form = forms.SupportForm(request.POST if request.method == "POST" else None, subject=petition, by=request.user)
    return act_page(
        request, form, lambda by: actions.support(petition, by=by), capacity="лично",
        title="Поддержать поправку", about=f"Поправка: {petition.place}. Поддержать можно один раз; отозвать поддержку нельзя.",
        back=petition.get_absolute_url(),
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, pk: int) -> HttpResponse:
    """The author stops gathering."""
    petition = page.visible_petition(request, pk)
    if petition.author_id != request.user.pk:
        raise PermissionDenied
    form = forms.GiveUpForm(request.POST if request.method == "POST" else None, subject=petition, by=request.user)
    return act_page(
        request, form, lambda by: actions.give_up_petition(petition, by=by), capacity="лично",
        title="Прекратить сбор сторонников", about="Текст и подписи сохранятся, но поправка внесена не будет.", back=petition.get_absolute_url(),
    )  # fmt: skip
