"""The bodies, a composition by date; founding, kinds, ending a seat, the order."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework import door
from casework.acting import act_page, reload_then
from committee.bodies import actions, forms, page
from committee.bodies.kinds import BodyKind
from committee.bodies.leaving import left_by_seat, unfinished
from committee.bodies.models import Body, BodyMember
from committee.groups.models import leads, unformed
from committee.recusals.public import recusals_of
from committee.roles import COMPOSERS
from committee.teams.page import of_group
from documents.registers.kinds import registers
from programme.access import keys_of
from programme.appointments.absences import left_by
from programme.pages import asking, posted, showing


def composer(request: HttpRequest, body: int = 0) -> str:
    """The words for the capacity in which somebody composes bodies, or the group their organisation has formed; others are refused."""
    own = leads(body, request.user) if body else ""
    capacity = next(filter(None, (door.capacity_in(request.user, key) for key in (*COMPOSERS, own) if key)), "")
    if not capacity:
        raise PermissionDenied
    return capacity


def body_to_change(request: HttpRequest, pk: int) -> Body:
    """A body at work; 404 for one that has ended."""
    return get_object_or_404(Body.objects.select_related("kind"), pk=pk, closed_at=None)


def seat_to_change(request: HttpRequest, pk: int) -> BodyMember:
    """A seat not ended; 404 for any other."""
    rows = BodyMember.objects.filter(ended_at=None, body__closed_at=None).select_related("body__kind", "person")
    return get_object_or_404(rows, pk=pk)


@never_cache
@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """All bodies at work and how many sit in them today, and those that have ended: open to everybody."""
    rows = Body.objects.filter(closed_at=None).select_related("kind").sized()
    may_change = page.may_compose(request.user)
    former = Body.objects.exclude(closed_at=None).order_by("-closed_at")
    context = {
        "bodies": rows.order_by("kind__pk", "pk"),
        "former": former,
        "may_change": may_change,
        "may_form_group": any(key.startswith("signer:") for key in keys_of(request.user)),
        "requests": unformed(request.user),
    }
    return render(request, "committee/bodies/bodies.html", context)


@never_cache
@require_safe
def body(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits in a body, today or `?on=` another day: open to everybody."""
    row = get_object_or_404(Body.objects.select_related("kind"), pk=pk)
    context = {
        "view": page.view_of(row, request.GET, request.user),
        "body": row,
        **of_group(row, request.user),
        "recusals": recusals_of(row),
        "orders": row.orders.filter(document__registered_at__isnull=False).select_related("document"),
    }
    return render(request, "committee/bodies/body.html", context)


@showing
def kinds(request: HttpRequest) -> HttpResponse:
    """The kinds of bodies, each of which may be founded or changed."""
    composer(request)
    rows = [(kind, not registers()[kind.minutes_register].parts) for kind in BodyKind.objects.all()]
    return render(request, "committee/bodies/kinds.html", {"kinds": rows})


@asking
def add_kind(request: HttpRequest) -> HttpResponse:
    """A kind nobody has thought of before."""
    capacity = composer(request)
    initial = forms.KindForm.initial_for(BodyKind())
    form = forms.KindForm(posted(request), by=request.user, subject=None, initial=initial)
    return act_page(
        request, form, partial(actions.keep_kind, None), capacity=capacity, back=reverse("body_kinds"), title="Новый вид органа"
    )  # fmt: skip


@asking
def change_kind(request: HttpRequest, key: str) -> HttpResponse:
    """What new bodies of a kind will be like."""
    capacity = composer(request)
    kind = get_object_or_404(BodyKind, key=key)
    form = forms.KindForm(posted(request), by=request.user, subject=kind, initial=forms.KindForm.initial_for(kind))
    return act_page(
        request, form, reload_then(actions.keep_kind, kind), capacity=capacity, back=reverse("body_kinds"), edits=kind,
        title=f"Вид органа: {kind.title}",
    )  # fmt: skip


@asking
def found_body(request: HttpRequest, key: str) -> HttpResponse:
    """Found a body of a kind by an act."""
    capacity = composer(request)
    kind = get_object_or_404(BodyKind, key=key)
    if registers()[kind.minutes_register].parts:
        raise Http404
    form = forms.FoundForm(posted(request), by=request.user, subject=kind, initial=forms.FoundForm.initial_for(kind))
    return act_page(
        request, form, reload_then(actions.found_by_kind, kind), capacity=capacity, back=reverse("body_kinds"), then=_newest,
        title=f"Образовать орган: {kind.title}",
    )  # fmt: skip


def _newest() -> str:
    return Body.objects.latest("pk").get_absolute_url()


@asking
def end_seat(request: HttpRequest, pk: int) -> HttpResponse:
    """End a seat today; the page shows the steps it leaves open."""
    capacity = composer(request, BodyMember.objects.filter(pk=pk).values_list("body", flat=True).first() or 0)
    member = seat_to_change(request, pk)
    form = forms.UnseatForm(posted(request), by=request.user)
    roles = [f"role:{given.appointment.role}" for given in member.roles.select_related("appointment")]
    about = f"{member.person}: {member.get_role_display()}, {member.body}. Место и роли, полученные с ним, прекратятся сегодня."
    return act_page(
        request, form, reload_then(actions.unseat, member), capacity=capacity, back=member.body.get_absolute_url(),
        template="programme/leave.html", title="Вывести из состава", about=about,
        steps=[*left_by_seat(member), *(left_by(member.person, roles) if roles else [])],
    )  # fmt: skip


@asking
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the order on the composition."""
    capacity = composer(request)
    row = body_to_change(request, pk)
    form = forms.OrderForm(posted(request), by=request.user, subject=row)
    action = partial(reload_then(actions.order, row), capacity=capacity)
    return act_page(
        request, form, action, capacity=capacity, back=row.get_absolute_url(), title=f"Распоряжение о составе {row.title_genitive}",
        about="В распоряжение войдёт состав на сегодня. Подпишете его вы; после подписи оно станет общедоступным.",
    )  # fmt: skip


@asking
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a whole body; what it has not finished stands in the way, the steps its members leave are named."""
    capacity = composer(request, pk)
    row = body_to_change(request, pk)
    form = forms.CloseBodyForm(posted(request), by=request.user, subject=row)
    members = list(row.members.filter(ended_at=None).select_related("person", "body"))
    return act_page(
        request, form, reload_then(actions.close, row), capacity=capacity, back=row.get_absolute_url(), title=f"Прекратить работу: {row}",
        template="committee/bodies/close.html", undone=unfinished(row), members=members,
        steps=[step for member in members for step in left_by_seat(member)],
    )  # fmt: skip
