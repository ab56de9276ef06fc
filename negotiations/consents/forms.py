"""Giving a consent."""

from django import forms

from casework.forms import AskForm
from negotiations.consents.models import PartyConsent


class ConsentForm(AskForm):
    """An essential party agrees to something."""

    done = "Согласие записано."
    button = "Дать согласие"
    matter = forms.ChoiceField(label="На что согласны", choices=PartyConsent.Matter.choices, widget=forms.RadioSelect)
