"""What an organisation is asked on its way to the signature, and the custodian about reservations."""

from django import forms

from documents.signatures.forms import SignForm
from protocol.signatories.forms import words


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
    refusal = words(
        "Причина отказа", "Нужна, только если организация отказывается. Причина останется в деле.", required=False
    )
