"""Inviting people into a body, seating somebody at once, putting somebody in a member's place."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse

from casework.acting import act_page, reload_then
from committee.bodies import actions as bodies
from committee.bodies.models import BodyMember
from committee.bodies.views import body_to_change, composer, seat_to_change
from committee.seats import actions, forms
from programme.models import Invitation, Person
from programme.pages import asking, posted


@asking
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """Many people at once; `?again=` names somebody who has not agreed before."""
    capacity = composer(request, pk)
    body = body_to_change(request, pk)
    form = forms.InviteForm(posted(request), by=request.user, subject=body, again=_earlier(request, body.pk))
    return act_page(
        request, form, partial(actions.invite_all, body), capacity=capacity, back=body.get_absolute_url(),
        title=f"Пригласить в состав {body.title_genitive}", template="committee/seats/invite.html",
    )  # fmt: skip


def _earlier(request: HttpRequest, body: int) -> Invitation | None:
    pk = request.GET.get("again", "")
    rows = Invitation.objects.filter(purpose="seat", seat_offer__body=body).select_related("seat_offer")
    return rows.filter(pk=pk).first() if pk.isdecimal() else None


@asking
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Seat somebody who is registered."""
    capacity = composer(request)
    body = body_to_change(request, pk)
    form = forms.SeatForm(posted(request), by=request.user, subject=body)
    return act_page(
        request, form, partial(bodies.seat, body), capacity=capacity, back=body.get_absolute_url(),
        title=f"Ввести в состав {body.title_genitive}",
    )  # fmt: skip


@asking
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """Another person takes a member's place: today, or when they agree."""
    capacity = composer(request)
    member = seat_to_change(request, pk)
    form = forms.ReplaceForm(posted(request), by=request.user, subject=member)
    about = f"{member.person}: {member.get_role_display()}, {member.body}. Сектор и место остаются теми же."
    return act_page(
        request, form, reload_then(_replace, member), capacity=capacity, back=member.body.get_absolute_url(), about=about,
        title="Заменить в составе",
    )  # fmt: skip


def _replace(
    member: BodyMember, *, by: Person, email: str, name: str, position: str, at_once: bool, **terms: Any
) -> None:
    person = Person.objects.reached_at(email)
    if at_once and person:
        bodies.replace(member, person=person, position=position, by=by, **terms)
        return
    place = actions.Place(email, member.sector, member.role, name, position)
    actions.invite_instead(member, by=by, place=place, **terms)
