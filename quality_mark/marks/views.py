"""Pages of the register of Marks: the list, a Mark and its history, diplomas, the badge; what the offices and the holder do with a Mark."""

from typing import Any

from csp.decorators import csp_replace
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import mark_safe
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, inbox, searching, workdays
from casework.acting import act_page, afresh
from casework.models import Waiting
from documents.models import Document
from journal.models import Entry
from journal.record import key
from programme.access import holds, keys_of
from programme.models import Sector
from quality_mark.contests.models import Contest
from quality_mark.contests.nominations import Nomination
from quality_mark.marks import actions, badge
from quality_mark.marks.actions import ASKERS, may_be_asked
from quality_mark.marks.forms import DeclineForm, QuestionForm
from quality_mark.marks.models import Diploma, QualityMark

PAGE = 25
WORDS_OF_A_MARK = searching.vector("entry__title", "organization__short_name", "organization__full_name")
Status = QualityMark.Status

STATES = [
    ("valid", "действует", [Status.ACTIVE, Status.EXPIRING, Status.RENEWAL]),
    ("suspended", "приостановлен", [Status.SUSPENDED]),
    ("expired", "истёк", [Status.EXPIRED]),
    ("ended", "аннулирован или сдан", [Status.REVOKED, Status.ANNULLED, Status.DECLINED_BY_HOLDER]),
]


def one_mark(request: HttpRequest, slug: str) -> QualityMark:
    """The Mark behind an address, if it is there for this person."""
    rows = QualityMark.objects.visible_to(request.user).select_related(
        "organization", "entry__nomination", "entry__contest", "decision__document", "certificate", "case"
    )
    if slug.startswith("pending-") and slug[8:].isdecimal():
        return get_object_or_404(rows, pk=int(slug[8:17]), number="")
    return get_object_or_404(rows, number=slug.replace("kzk-", "КЗК-"))


@require_safe
def marks(request: HttpRequest) -> HttpResponse:
    """The public register of Marks: search, filters, keyset pages."""
    related = ("organization", "entry__nomination", "entry__contest", "decision")
    rows: QuerySet[QualityMark] = QualityMark.objects.public().select_related(*related)
    query, chosen = _query(request), _chosen(request)
    if query:
        rows = searching.narrow(rows, query, number="number", words_in=WORDS_OF_A_MARK)
    if "status" in chosen:
        rows = rows.filter(status__in={code: found for code, _, found in STATES}[chosen["status"]])
    if "nomination" in chosen:
        rows = rows.filter(entry__nomination__code=chosen["nomination"])
    if "sector" in chosen:
        rows = rows.filter(organization__sector=chosen["sector"])
    if "year" in chosen:
        rows = rows.filter(valid_from__year=int(chosen["year"]))
    page, older = _keyset(rows, request)
    context = {
        "marks": page,
        "older": _older(request, older),
        "query": query,
        "chosen": chosen,
        "states": [(code, title) for code, title, _ in STATES],
        "nominations": Nomination.objects.order_by("code").distinct("code").values_list("code", "title"),
        "sectors": Sector.choices,
        "years": _years(),
        "contest": Contest.objects.accepting().first(),
    }
    return render(request, "quality_mark/marks/register.html", context)


def _query(request: HttpRequest) -> str:
    return searching.asked(request.GET)


def _years() -> list[str]:
    return [str(day.year) for day in QualityMark.objects.public().dates("valid_from", "year", order="DESC")]


def _chosen(request: HttpRequest) -> dict[str, str]:
    """The filters; a value that is not on its list filters nothing."""
    known: dict[str, Any] = {
        "status": [code for code, _, _ in STATES],
        "sector": Sector.values,
        "year": _years(),
        "nomination": list(Nomination.objects.values_list("code", flat=True).distinct()),
    }
    return {name: value for name, values in known.items() if (value := request.GET.get(name, "")) in values}


def _keyset(rows: QuerySet[Any], request: HttpRequest) -> tuple[list[Any], int | None]:
    before, rows = request.GET.get("before", ""), rows.order_by("-pk")
    if before.isdecimal():
        rows = rows.filter(pk__lt=int(before[:18]))
    page = list(rows[: PAGE + 1])
    return page[:PAGE], page[PAGE - 1].pk if len(page) > PAGE else None


def _older(request: HttpRequest, before: int | None) -> str:
    """The address of the next page with the same filters."""
    if before is None:
        return ""
    asked = request.GET.copy()
    asked["before"] = str(before)
    return f"?{asked.urlencode()}"


@require_safe
def diplomas(request: HttpRequest) -> HttpResponse:
    """Everybody who has received a diploma, and the citizens' prizes."""
    rows = Diploma.objects.select_related("entry__organization", "entry__nomination", "entry__contest", "document")
    page, older = _keyset(rows.filter(document__status__in=["registered", "sent", "filed"]), request)
    return render(request, "quality_mark/marks/diplomas.html", {"diplomas": page, "older": _older(request, older)})


@never_cache
@require_safe
def mark(request: HttpRequest, slug: str) -> HttpResponse:
    """A Mark: what, whose, until when, by which decisions, what has happened; the badge and the way to complain."""
    one = one_mark(request, slug)
    keys = set(keys_of(request.user))
    waitings = list(Waiting.objects.open().filter(_cases_of(one)).order_by("pk"))
    is_open = bool(keys & {*ASKERS, "role:auditor", one.member_key})
    context = {
        "mark": one,
        "standing": one.standing,
        "is_known": bool(one.number),
        "is_alive": one.status not in QualityMark.ENDED and bool(one.number),
        "snippets": [("Для светлого сайта", "light", badge.snippet(one)), ("Для тёмного сайта", "dark", badge.snippet(one, "dark"))],
        "qr": _qr(one),
        "timeline": _timeline(one, is_open),
        "documents": _papers(one, request.user),
        "prizes": one.entry.diplomas.filter(document__is_public=True),
        "my_tasks": [waiting for waiting in waitings if waiting.addressee in keys],
        "moves": [inbox.Line(row, row.asked, workdays.left(row.due_at)) for row in waitings] if is_open else [],
        "may_ask": bool(keys & set(ASKERS)) and bool(may_be_asked(one)),
        "may_decline": one.signer_key in keys and one.status in (Status.ACTIVE, Status.EXPIRING, Status.SUSPENDED),
    }  # fmt: skip
    return render(request, "quality_mark/marks/mark.html", context)


def _cases_of(one: QualityMark) -> Q:
    """Everything that is going on about a Mark."""
    return (
        Q(process__markcase__mark=one)
        | Q(process__markquestioncase__question__mark=one)
        | Q(process__inspectioncase__review__mark=one)
    )


def _timeline(one: QualityMark, is_open: bool) -> list[Entry]:
    """What happened, newest first: to the public the changes of status, without their grounds."""
    entries = Entry.objects.filter(subject=key(one)).order_by("-id")
    if not is_open:
        entries = entries.exclude(after="").exclude(verb="award")
    for entry in entries:
        entry.note = entry.ground if is_open or entry.after else ""  # type: ignore[attr-defined]
    return list(entries)


def _papers(one: QualityMark, person: Any) -> list[Document]:
    """The Mark's papers the person may see: the certificate, the decisions, the acts, letters to the holder."""
    asked = one.questions.values("item__decision__document")
    own = Document.objects.filter(pk__in=[one.certificate_id or 0, one.decision.document_id or 0])
    wanted = [own.values("pk"), asked, one.reviews.values("act")]
    if one.number:
        wanted.append(Document.objects.filter(snapshot__reference=f"о Знаке № {one.number}").values("pk"))
    return list(Document.objects.visible_to(person).among(*wanted).order_by("-pk"))


def _qr(one: QualityMark) -> str:
    """The code that leads to the check page of the certificate."""
    if one.certificate is None:
        return ""
    import segno  # noqa: PLC0415 - only this page draws codes

    code = segno.make(one.certificate.check_url, error="m", micro=False)
    svg = code.svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, title="QR-код: проверка свидетельства"
    )
    return mark_safe(svg)  # noqa: S308 - drawn by us from an address of ours


@require_safe
@cache_control(public=True, max_age=badge.CACHED_SECONDS)
@csp_replace({"default-src": ["'none'"], "img-src": ["'none'"]})  # type: ignore[arg-type]
def badge_picture(request: HttpRequest, code: str) -> HttpResponse:
    """The badge, for any site: a picture with the Mark's present state."""
    found = QualityMark.objects.public().select_related("decision").filter(code=code).first()
    if found is None:
        raise Http404
    response = HttpResponse(
        badge.picture(found, request.GET.get("look", "")), content_type="image/svg+xml; charset=utf-8"
    )
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """QM-03…QM-05: put a question about the Mark before the committee."""
    one = one_mark(request, slug)
    capacity = next((found for name in ASKERS if (found := door.capacity_in(request.user, name))), "")
    if not capacity:
        raise PermissionDenied
    form = QuestionForm(request.POST if request.method == "POST" else None, subject=one, by=request.user)
    about = (
        f"№ {one.number} «{one.entry.title}», {one.organization.short_name}. Аннулирует комитет двумя третями голосов."
    )
    return act_page(
        request, form, afresh(actions.ask_committee, one), process=one.case.pk, capacity=capacity, back=one.get_absolute_url(),
        title="Вопрос о Знаке в комитет", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def decline(request: HttpRequest, slug: str) -> HttpResponse:
    """QM-10."""
    one = one_mark(request, slug)
    if not holds(request.user, one.signer_key):
        raise PermissionDenied
    form = DeclineForm(request.POST if request.method == "POST" else None, subject=one, by=request.user)
    about = f"№ {one.number} «{one.entry.title}». Свидетельство будет аннулировано, значок на сайтах покажет это сразу."
    capacity = door.capacity_in(request.user, one.signer_key)
    return act_page(
        request, form, afresh(actions.decline, one), process=one.case.pk, capacity=capacity, back=one.get_absolute_url(),
        title="Отказаться от Знака", about=about,
    )  # fmt: skip
