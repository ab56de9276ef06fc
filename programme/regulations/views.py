"""The rules in public, and the administrator's pages of the days the calendar library does not know."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from casework import workdays
from casework.acting import act_page
from casework.models import CalendarDay
from programme.access import has_role
from programme.appointments.models import Role
from programme.pages import administrator, asking, posted, showing
from programme.regulations import actions, page, rulebook
from programme.regulations.criteria import CriteriaSet
from programme.regulations.forms import DayForm, DecreeForm
from programme.regulations.models import Regulation


@showing
def calendar(request: HttpRequest) -> HttpResponse:
    """The exceptions of the production calendar, and until when it is known at all."""
    administrator(request, Role.AUDITOR, Role.PLATFORM_SECRETARY)
    context = {
        "days": CalendarDay.objects.all()[:200],
        "last_year": workdays.last_known_year(),
        "may_change": has_role(request.user, Role.ADMIN),
    }
    return render(request, "programme/regulations/calendar.html", context)


@asking
def adopt_day(request: HttpRequest) -> HttpResponse:
    """Write an exception down."""
    capacity = administrator(request)
    form = DayForm(posted(request), by=request.user)
    title = "Исключение производственного календаря"
    return act_page(
        request,
        form,
        actions.adopt_day,
        capacity=capacity,
        back=reverse("calendar"),
        template="casework/act.html",
        title=title,
    )


@asking
def adopt_decree(request: HttpRequest) -> HttpResponse:
    """Write down a whole decree on transfers by pasting its dates."""
    capacity = administrator(request)
    form = DecreeForm(posted(request), by=request.user)
    about = "Постановление о переносе выходных на год. Запишутся все дни или ни одного; записанный раньше день получит новое значение."
    return act_page(
        request, form, actions.adopt_decree, capacity=capacity, back=reverse("calendar"), title="Постановление о переносах", about=about,
    )  # fmt: skip


@require_safe
def regulation(request: HttpRequest, version: int | None = None) -> HttpResponse:
    """The rules in words, by chapters: those in force today, or one version of them."""
    rows = Regulation.objects.filter(code=Regulation.MAIN).select_related("document").defer("document__snapshot")
    row = Regulation.in_force() if version is None else get_object_or_404(rows, version=version)
    versions = page.regulations()
    context = {
        "regulation": row,
        "parts": page.parts(row),
        "versions": versions,
        "shown": next(line for line in versions if line.row.pk == row.pk),
    }
    return render(request, "programme/regulations/regulation.html", context)


@require_safe
def regulation_data(request: HttpRequest, version: int) -> HttpResponse:
    """The data of a version in canonical form: its SHA-256 is the fingerprint on the page."""
    row = get_object_or_404(Regulation, code=Regulation.MAIN, version=version)
    name = f"regulation-{row.version}-{row.fingerprint[:12]}.json"
    return _download(rulebook.canonical(row.data), name)


@require_safe
def regulation_difference(request: HttpRequest, old: int, new: int) -> HttpResponse:
    """What one version of the rules says otherwise than another."""
    rows = Regulation.objects.filter(code=Regulation.MAIN)
    before, after = (get_object_or_404(rows, version=number) for number in (old, new))
    context = {"old": before, "new": after, "chapters": page.marked_changes(before, after)}
    return render(request, "programme/regulations/difference.html", context)


@require_safe
def regulation_compare(request: HttpRequest) -> HttpResponse:
    """The two versions chosen on the page of the rules lead to their difference."""
    chosen = [request.GET.get(name, "") for name in ("old", "new")]
    if not all(number.isascii() and number.isdecimal() and len(number) < 6 for number in chosen):
        return redirect("regulation")
    return redirect("regulation_difference", *map(int, chosen))


@require_safe
def criteria(request: HttpRequest) -> HttpResponse:
    """All sets of criteria, each with its versions and dates."""
    return render(request, "programme/regulations/criteria.html", {"sets": page.sets()})


def _set(code: str, version: int) -> CriteriaSet:
    rows = CriteriaSet.objects.select_related("document").defer("document__snapshot").prefetch_related("criteria")
    return get_object_or_404(rows, code=code, version=version)


@require_safe
def criteria_version(request: HttpRequest, code: str, version: int) -> HttpResponse:
    """One version of a set: every criterion with its weight, its scale, what 0, 5 and 10 are given for."""
    row = _set(code, version)
    versions = page.versions_of(
        CriteriaSet.objects.filter(code=code).select_related("document").defer("document__snapshot")
    )
    context = {"set": row, "versions": versions, "shown": next(line for line in versions if line.row.pk == row.pk)}
    return render(request, "programme/regulations/criteria_version.html", context)


@require_safe
def criteria_difference(request: HttpRequest, code: str, old: int, new: int) -> HttpResponse:
    """What one version of a set says otherwise than another."""
    before, after = _set(code, old), _set(code, new)
    context = {"old": before, "new": after, "changes": page.marked_criteria(before, after)}
    return render(request, "programme/regulations/criteria_difference.html", context)


def _download(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
