"""The act of linking a card."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from casework import door
from casework.acting import act_page, reload_then
from library.cards.keeping import keeper_of
from library.cards.models import Card
from library.links import actions
from library.links.forms import LinkForm
from programme.pages import asking, posted


@asking
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """By the owner or the keeper; to everybody else the address does not exist."""
    rows = Card.objects.visible_to(request.user).exclude(submitted_at=None).select_related("kind", "case", "target")
    card = get_object_or_404(rows, pk=pk)
    capacity = door.capacity_in(request.user, card.owner_key) or door.capacity_in(request.user, keeper_of(card))
    if not capacity:
        raise Http404
    form = LinkForm(posted(request), subject=card, by=request.user)
    return act_page(
        request, form, reload_then(actions.link, card), capacity=capacity, back=card.get_absolute_url(), process=card.case.pk,
        title="Связать карточку", about=f"{card.kind} «{card}», № {card.number}.",
    )  # fmt: skip
