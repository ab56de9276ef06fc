"""Pages of the register of Marks: the list, one Mark, diplomas, the badge, what the offices and the holder do with a Mark."""

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, roles, searching
from casework.acting import act_page, reload_then
from casework.models import Waiting
from casework.pages import keyset, moves, older_address, own_steps
from programme.access import holds, keys_of
from programme.models import Sector
from quality_mark.awards.models import Diploma
from quality_mark.contests.models import Contest
from quality_mark.marks import actions, badge, page
from quality_mark.marks.actions import ASKERS, may_be_asked
from quality_mark.marks.forms import DeclineForm, QuestionForm
from quality_mark.marks.models import QualityMark

WORDS_OF_A_MARK = searching.vector("entry__title", "organization__short_name", "organization__full_name")
Status = QualityMark.Status


@require_safe
def marks(request: HttpRequest) -> HttpResponse:
    """The public register of Marks: search, filters, keyset pages."""
    related = ("organization", "entry__nomination", "entry__contest", "decision")
    rows: QuerySet[QualityMark] = QualityMark.objects.public().select_related(*related)
    query, chosen = _query(request), page.chosen_filters(request)
    if query:
        rows = searching.narrow(rows, query, number="number", words_in=WORDS_OF_A_MARK)
    if "status" in chosen:
        rows = rows.filter(status__in={code: statuses for code, _, statuses in page.STATES}[chosen["status"]])
    if "nomination" in chosen:
        rows = rows.filter(entry__nomination__code=chosen["nomination"])
    if "sector" in chosen:
        rows = rows.filter(organization__sector=chosen["sector"])
    if "year" in chosen:
        rows = rows.filter(valid_from__year=int(chosen["year"]))
    listed, older = keyset(rows, request.GET.get("before", ""), page.PAGE)
    context = {
        "marks": listed,
        "older": older_address(request.GET, older),
        "query": query,
        "chosen": chosen,
        "states": [(code, title) for code, title, _ in page.STATES],
        "nominations": page.nominations(),
        "sectors": Sector.choices,
        "years": page.years(),
        "contest": Contest.objects.accepting().filter(kind__data__levels__0__gives="mark").first(),
    }
    return render(request, "quality_mark/marks/register.html", context)


def _query(request: HttpRequest) -> str:
    return searching.asked(request.GET)


@require_safe
def diplomas(request: HttpRequest) -> HttpResponse:
    """Everybody who has received a diploma, and the citizens' prizes."""
    rows = Diploma.objects.filter(document__is_public=True).select_related(
        "entry__organization", "entry__person", "entry__nomination", "entry__contest__kind", "document"
    )
    listed, older = keyset(
        rows.filter(document__status__in=["registered", "sent", "filed"]), request.GET.get("before", ""), page.PAGE
    )
    return render(
        request, "quality_mark/marks/diplomas.html", {"diplomas": listed, "older": older_address(request.GET, older)}
    )


@never_cache
@require_safe
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """A Mark: what, whose, until when, by which decisions, what has happened; the badge and the way to complain."""
    mark = page.visible_mark(request, slug)
    keys = set(keys_of(request.user))
    waitings = list(Waiting.objects.open().filter(page.cases_of(mark)).order_by("pk"))
    is_open = bool(keys & {*ASKERS, roles.AUDITOR, mark.member_key})
    context = {
        "mark": mark,
        "standing": mark.standing,
        "is_known": bool(mark.number),
        "is_alive": mark.status not in QualityMark.ENDED and bool(mark.number),
        "snippets": [("Для светлого сайта", "light", badge.snippet(mark)), ("Для тёмного сайта", "dark", badge.snippet(mark, "dark"))],
        "qr": page.qr_of(mark),
        "timeline": page.timeline_of(mark, is_open),
        "documents": page.papers_of(mark, request.user),
        "renewal_notice": page.renewal_notice(mark),
        "renewals": mark.renewals.visible_to(request.user),
        "reports": mark.reports.exclude(submitted_at=None) if is_open else [],
        "prizes": mark.entry.diplomas.filter(document__is_public=True),
        "my_tasks": own_steps(waitings, keys),
        "moves": moves(waitings) if is_open else [],
        "may_ask": bool(keys & set(ASKERS)) and bool(may_be_asked(mark)),
        "may_decline": mark.signer_key in keys and mark.status in (*QualityMark.IN_FORCE, Status.SUSPENDED),
    }  # fmt: skip
    return render(request, "quality_mark/marks/mark.html", context)


@require_safe
@cache_control(public=True, max_age=badge.CACHED_SECONDS)
@csp_replace({"default-src": ["'none'"], "img-src": ["'none'"]})  # type: ignore[arg-type]
def badge_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The badge, for any site: a picture with the Mark's present state."""
    mark = QualityMark.objects.public().select_related("decision").filter(code=code).first()
    if mark is None:
        raise Http404
    response = HttpResponse(
        badge.picture(mark, request.GET.get("look", "")), content_type="image/svg+xml; charset=utf-8"
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """QM-03…QM-05, QM-11: put a question about the Mark before the committee."""
    mark = page.visible_mark(request, slug)
    capacity = next((title for name in ASKERS if (title := door.capacity_in(request.user, name))), "")
    if not capacity:
        raise PermissionDenied
    form = QuestionForm(request.POST if request.method == "POST" else None, subject=mark, by=request.user)
    about = (
        f"{mark} «{mark.entry.title}», {mark.organization.short_name}. "
        "Аннулировать Знак или признать его недействительным комитет может только двумя третями голосов."
    )
    return act_page(
        request, form, reload_then(actions.ask_committee, mark), process=mark.case.pk, capacity=capacity, back=mark.get_absolute_url(),
        title="Вопрос о Знаке в комитет", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, slug: str) -> HttpResponse:
    """QM-10: the holder gives the Mark up."""
    mark = page.visible_mark(request, slug)
    if not holds(request.user, mark.signer_key):
        raise PermissionDenied
    form = DeclineForm(request.POST if request.method == "POST" else None, subject=mark, by=request.user)
    about = (
        f"№ {mark.number} «{mark.entry.title}». Свидетельство будет аннулировано, значок на сайтах покажет это сразу."
    )
    capacity = door.capacity_in(request.user, mark.signer_key)
    return act_page(
        request, form, reload_then(actions.decline, mark), process=mark.case.pk, capacity=capacity, back=mark.get_absolute_url(),
        title="Отказаться от Знака", about=about,
    )  # fmt: skip
