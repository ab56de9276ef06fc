"""The library, the register of a kind, the page of a card, and the acts outside its steps."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, searching
from casework.acting import act_page, reload_then
from casework.forms import AskForm
from casework.models import Waiting
from casework.pages import keyset, older_address
from documents import files
from library.acts.models import CardActFile
from library.cards import actions, forms, page, repealing, talk
from library.cards import yards as yards_of
from library.cards.keeping import keeper_of
from library.cards.matrix import matrix
from library.cards.models import WORDS_OF_A_CARD, Card
from library.cards.table import table_of
from library.kinds.models import CardKind
from programme.lists import catalogue

PAGE = 30


@never_cache
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """Every kind, and what the visitor has begun."""
    context = {"kinds": page.kinds_with_counts(), "own": page.own_open(request.user)}
    return render(request, "library/cards/library.html", context)


def _kind(code: str) -> CardKind:
    return get_object_or_404(CardKind.objects.in_force(), code=code)


@never_cache
@require_safe
def kind(request: HttpRequest, code: str) -> HttpResponse:
    """The register of a kind: what is in force, or in another state that is asked for; the newest first."""
    row, state, area = _kind(code), request.GET.get("state", ""), request.GET.get("area", "")
    query = searching.asked(request.GET)
    rows = (
        Card.objects.visible_to(request.user).filter(kind__code=code).select_related("organization", "kind", "matter")
    )
    rows = rows.filter(status=state if state in Card.Status.values else Card.Status.IN_FORCE)
    if area in catalogue.codes("areas"):
        rows = rows.filter(area=area)
    sort, answer = row.rule.sorts_by, request.GET.get("answer", "")
    if sort and answer in dict(sort.choices):
        rows = rows.answering(sort.name, answer)
    if query:
        rows = searching.narrow(rows, query, number="number", words_in=WORDS_OF_A_CARD)
    shown, older = keyset(rows, request.GET.get("before", ""), PAGE)
    context = {
        "kind": row,
        "cards": shown,
        "older": older_address(request.GET, older),
        "states": [(code, words) for code, words in Card.Status.choices if code not in page.UNUSED],
        "areas": catalogue.every("areas"),
        "state": state,
        "area": area,
        "sort": sort,
        "answer": answer,
        "query": query,
        "may_begin": page.may_begin(row, request.user),
    }
    return render(request, "library/cards/kind.html", context)


@require_safe
def kind_table(request: HttpRequest, code: str) -> HttpResponse:
    """What is in force, as a table for a spreadsheet."""
    row = _kind(code)
    answer = HttpResponse(table_of(row), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.code}.csv"'
    return answer


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest, code: str) -> HttpResponse:
    """CARD-01: whoever may bring such a card; others know that the kind exists."""
    row = _kind(code)
    if not page.may_begin(row, request.user):
        raise PermissionDenied
    initial = forms.CreateForm.beginning(row, request.GET.get("about", ""), request.GET.get("from", ""), request.user)
    form = forms.CreateForm(request.POST or None, subject=row, by=request.user, initial=initial)
    made: list[Card] = []
    return act_page(
        request, form, lambda **answers: made.append(actions.create(row, **answers)), capacity="лично", back=row.get_absolute_url(),
        title=f"{row}: новая карточка", about=row.rule.about, then=lambda: _step_of(made, row.get_absolute_url()),
    )  # fmt: skip


def _step_of(made: list[Card], otherwise: str) -> str:
    """The form of the draft that has been begun; a second click finds the register."""
    waiting = Waiting.objects.open().filter(process=made[0].case).first() if made else None
    return waiting.get_absolute_url() if waiting else otherwise


@never_cache
@require_safe
def card(request: HttpRequest, pk: int) -> HttpResponse:
    """One card, with everything the visitor may read in it."""
    rows = Card.objects.visible_to(request.user).select_related(
        "kind",
        "current",
        "author",
        "organization",
        "based_on",
        "document",
        "receipt",
        "refusal",
        "agenda_item",
        "repeal_item",
        "expertise__conclusion",
        "case__regulation",
        "target__organization",
        "target__kind",
        "undertaking",
        "programme_edition",
    )
    return render(request, "library/cards/card.html", page.context(get_object_or_404(rows, pk=pk), request.user))


@never_cache
@require_safe
def act_file(request: HttpRequest, pk: int) -> FileResponse:
    """The act of a card in force, to whoever reads the card."""
    visible = Card.objects.visible_to(request.user)
    return files.download(get_object_or_404(CardActFile, card__in=visible, card=pk))


@never_cache
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """The matrix of problems; a cell opens the problems that stand in it."""
    asked = {name: request.GET.get(name, "") for name in ("carrier", "lacking", "cluster")}
    context = {"matrix": matrix(**asked, person=request.user), "cluster": asked["cluster"]}
    return render(request, "library/cards/problems.html", context)


@never_cache
@require_safe
def precedents(request: HttpRequest) -> HttpResponse:
    """The practices in force, each with how often it was repeated."""
    return render(request, "library/cards/precedents.html", {"rows": page.precedents(), "kind": _kind("precedent")})


@never_cache
@require_safe
def yards(request: HttpRequest) -> HttpResponse:
    """Yards with activities, district by district."""
    area, district = request.GET.get("area", ""), request.GET.get("district", "")
    kind = yards_of.kind()
    context = {
        "rows": yards_of.by_district(area, district), "kind": kind, "area": area, "district": district,
        "areas": catalogue.every("areas"), "districts": catalogue.every("districts"), "may_begin": page.may_begin(kind, request.user),
    }  # fmt: skip
    return render(request, "library/cards/yards.html", context)


KEEPERS = ("ask_again", "ask_repeal", "repeal")
Act = tuple[type[AskForm], Callable[..., Any], str, str]
ACTS: dict[str, Act] = {
    "withdraw": (forms.WithdrawForm, actions.withdraw, "Отозвать карточку", "Номер останется за карточкой. Внести её можно будет заново."),
    "ask_again": (
        forms.AskAgainForm, talk.ask_again, "Назначить повторное обсуждение", "Если автор изменит текст, его обсудят ещё раз, один раз.",
    ),
    "ask_repeal": (
        forms.AskRepealForm, repealing.ask, "Предложить комитету прекратить карточку", "Пока комитет не решил, она действует.",
    ),
    "repeal": (forms.RepealForm, actions.repeal, "Прекратить карточку", "Карточка перестанет действовать, но останется видна всем с основанием."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """CARD-30 by the keeper or through the committee, CARD-31 by the owner; to everybody else the address does not exist."""
    row = get_object_or_404(Card.objects.visible_to(request.user).select_related("kind", "case"), pk=pk)
    capacity = door.capacity_in(request.user, keeper_of(row) if verb in KEEPERS else row.owner_key)
    if not capacity:
        raise Http404
    form_class, action, title, about = ACTS[verb]
    form = form_class(request.POST or None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title=title, about=f"{row.kind} «{row}». {about}",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """The next edition of a card in force, by its owner."""
    rows = Card.objects.owned_by(request.user).filter(status=Card.Status.IN_FORCE).select_related("kind", "case")
    row = get_object_or_404(rows, pk=pk)
    form = forms.ReviseForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    made: list[Card] = []
    return act_page(
        request, form, lambda **answers: made.append(reload_then(actions.revise, row)(**answers)), back=row.get_absolute_url(),
        capacity=door.capacity_in(request.user, row.owner_key), process=row.case.pk, title="Новая редакция карточки",
        about=f"«{row}», № {row.number}. Вы исправите копию; прежняя карточка действует, пока не примут новую.",
        then=lambda: _step_of(made, reverse("library")),
    )  # fmt: skip
