"""The signature of an edition, or a refusal at the last moment."""

from django import forms

from documents.signatures.forms import SignForm
from protocol.fields import words


class SignEditionForm(SignForm):
    """KS-06, or KS-10 at the last moment."""

    done = "Подпись поставлена. Система проверит её за минуту."
    button = "Подтвердить"
    answer = forms.ChoiceField(
        label="Ваше решение",
        choices=[
            ("sign", "Подписываю редакцию Протокола простой электронной подписью"),
            ("refuse", "Организация отказывается подписать"),
        ],
        widget=forms.RadioSelect,
    )
    refusal = words("Причина отказа", "Причина останется в деле.", required=False)
