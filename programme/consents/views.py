"""Consents to the processing of personal data: pages of one's own."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casework import installation
from casework.acting import act_page
from programme.consents import actions, forms
from programme.consents.models import CONSENT_TEXT, Consent
from programme.pages import asking, place_to_return, posted, showing


@showing
def consents(request: HttpRequest) -> HttpResponse:
    """Each purpose on its own: given, withdrawn or not given yet."""
    given = {consent.purpose: consent for consent in Consent.objects.filter(person=request.user.pk, withdrawn_at=None)}
    rows = [(purpose, given.get(purpose.value)) for purpose in Consent.Purpose]
    return render(request, "programme/consents/consents.html", {"rows": rows})


@asking
def consent_page(request: HttpRequest, purpose: str) -> HttpResponse:
    """The text of one consent, and the act of giving it or taking it back."""
    if purpose not in Consent.Purpose.values:
        raise Http404
    given = Consent.objects.filter(person=request.user.pk, purpose=purpose, withdrawn_at=None).first()
    kind, action = (
        (forms.WithdrawConsentForm, actions.withdraw_consent)
        if given
        else (forms.GiveConsentForm, actions.give_consent)
    )
    form = kind(posted(request), by=request.user)
    version = given.text_version if given else CONSENT_TEXT
    return act_page(
        request, form, partial(action, purpose=purpose), capacity="лично", back=place_to_return(request) or reverse("consent"),
        template="programme/consents/consent.html", title=f"Согласие: {Consent.Purpose(purpose).label}", given=given,
        text=Consent.text_of(purpose, version), organisation_name=installation.current().organisation,
    )  # fmt: skip
