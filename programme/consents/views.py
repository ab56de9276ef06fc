"""Consents to the processing of personal data: pages of one's own."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework.acting import act_page
from programme.consents import actions, forms, page
from programme.consents.models import Consent
from programme.pages import asking, place_to_return, posted, showing
from programme.people.models import Person


@showing
def consents(request: HttpRequest) -> HttpResponse:
    """Each purpose on its own: given, withdrawn or not given yet, or to be given anew."""
    rows = Consent.objects.filter(person=request.user.pk, withdrawn_at=None)
    given = {consent.purpose: consent for consent in rows}
    holding = set(Consent.objects.holding().filter(person=request.user.pk).values_list("purpose", flat=True))
    lines = [(purpose, given.get(purpose.value), purpose.value in holding) for purpose in Consent.Purpose]
    return render(request, "programme/consents/consents.html", {"rows": lines})


@asking
def consent_page(request: HttpRequest, purpose: str) -> HttpResponse:
    """The text of one consent, and the act of giving it or taking it back.

    One given to an earlier text that no longer holds is given anew here; `?withdraw` takes it back instead.
    """
    if purpose not in Consent.Purpose.values:
        raise Http404
    assert isinstance(request.user, Person), "asking pages are of one's own"
    given = Consent.objects.filter(person=request.user, purpose=purpose, withdrawn_at=None).first()
    is_replaced = given is not None and not Consent.is_given(request.user, purpose)
    is_withdrawing = given is not None and (not is_replaced or "withdraw" in request.GET)
    kind, action = (
        (forms.WithdrawConsentForm, actions.withdraw_consent)
        if is_withdrawing
        else (forms.GiveConsentForm, actions.give_consent)
    )
    text = page.text_for(request.user, purpose, int(given.text_version) if given and is_withdrawing else None)
    form = kind(posted(request), by=request.user, initial={"seen": text.version})
    return act_page(
        request, form, partial(action, purpose=purpose), capacity="лично", back=place_to_return(request) or reverse("consent"),
        template="programme/consents/consent.html", title=f"Согласие: {Consent.Purpose(purpose).label}",
        given=given if is_withdrawing else None, replaced=given if is_replaced and not is_withdrawing else None, text=text,
    )  # fmt: skip
