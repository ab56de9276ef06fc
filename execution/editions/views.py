"""The editions of the programme, their comparison, and the acts outside the steps."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from casework.views import start_page
from documents import files
from execution.editions import actions, compare, forms, historical, standing
from execution.editions.flow import ProgrammeFlow, as_composer
from execution.editions.models import COMPOSER, INSIDE, ActFile, ProgrammeEdition, StandingAct
from programme.access import holds


@never_cache
@require_safe
def editions(request: HttpRequest) -> HttpResponse:
    """All editions the visitor may read, the newest first."""
    rows = ProgrammeEdition.objects.visible_to(request.user).select_related("document", "decision", "based_on")
    is_loaded = any(
        row.is_historical and row.period_from == historical.table()["edition"]["period_from"] for row in rows
    )
    context = {
        "editions": rows,
        "may_create": bool(as_composer(request.user)),
        "may_load": holds(request.user, roles.ARCHIVIST, roles.COMMITTEE_SECRETARY) and not is_loaded,
        "is_archivist": holds(request.user, roles.ARCHIVIST),
    }
    return render(request, "execution/editions/editions.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """PE-01."""
    return start_page(request, ProgrammeFlow.create)


@never_cache
@require_safe
def comparison(request: HttpRequest, number: int) -> HttpResponse:
    """An edition beside the one before it, or beside the one that is asked for."""
    visible = ProgrammeEdition.objects.visible_to(request.user)
    edition = get_object_or_404(visible, number=number)
    others = list(visible.exclude(pk=edition.pk))
    asked = request.GET.get("with", "")
    wanted = int(asked) if asked.isdecimal() and len(asked) < 5 else number - 1
    other = next((row for row in others if row.number == wanted), others[0] if others else None)
    rows = compare.compare(other, edition) if other else []
    context = {"edition": edition, "other": other, "others": others, "rows": rows}
    return render(request, "execution/editions/compare.html", context)


@require_safe
def act_file(request: HttpRequest, number: int) -> FileResponse:
    """The act as it was signed."""
    visible = ProgrammeEdition.objects.visible_to(request.user)
    return files.download(get_object_or_404(ActFile, edition__in=visible, edition__number=number))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter_standing(request: HttpRequest, number: int) -> HttpResponse:
    """A programme adopted before the city was opened here: its act and the scan."""
    capacity = held_capacity(request, COMPOSER)
    drafts = ProgrammeEdition.objects.filter(status=ProgrammeEdition.Status.DRAFT, is_held=False)
    edition = get_object_or_404(drafts, number=number)
    if not ProgrammeEdition.objects.opens_city():
        raise Http404
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    about = (
        "Только для города, у которого программа уже утверждена. Таблицу внесите так, как она стоит в акте; её и акт сверит с подлинником "
        "другой сотрудник, делопроизводитель. Следующие редакции проводят обсуждением, экспертизой и комитетом."
    )
    return act_page(
        request, forms.StandingForm(*sent, subject=edition, by=request.user), reload_then(standing.enter, edition), capacity=capacity,
        back=edition.get_absolute_url(), process=edition.case.pk, title="Программа уже утверждена", about=about,
    )  # fmt: skip


@never_cache
@require_safe
def standing_file(request: HttpRequest, pk: int) -> FileResponse:
    """The scan of such an act, for whoever compares it."""
    if not holds(request.user, *INSIDE):
        raise Http404
    return files.download(get_object_or_404(StandingAct, pk=pk))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def load(request: HttpRequest) -> HttpResponse:
    """PE-11."""
    capacity = held_capacity(request, roles.ARCHIVIST, roles.COMMITTEE_SECRETARY)
    about = (
        "В архив ляжет программа 2004–2006 годов: 21 мера, как в приложении к постановлению № 121 от 17.03.2005, "
        "с теми пустыми местами, которые есть в тексте. Поручений по ней не будет."
    )
    return act_page(
        request, forms.LoadForm(request.POST if request.method == "POST" else None, by=request.user), actions.load_historical, capacity=capacity,
        back=reverse("programme_editions"), title="Загрузить историческую редакцию", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def file_away(request: HttpRequest, number: int) -> HttpResponse:
    """PE-10."""
    capacity = held_capacity(request, roles.ARCHIVIST)
    edition = get_object_or_404(ProgrammeEdition.objects.adopted().filter(is_historical=False), number=number)
    form = forms.FileAwayForm(request.POST if request.method == "POST" else None, subject=edition, by=request.user)
    return act_page(
        request, form, reload_then(actions.file_away, edition), capacity=capacity, back=edition.get_absolute_url(),
        process=edition.case.pk, title="Сдать редакцию в архив", about=f"{edition}.",
    )  # fmt: skip
