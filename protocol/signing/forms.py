"""The signature of an edition, or a refusal at the last moment."""

from django import forms

from casework.forms import ConfirmForm
from documents.signatures.forms import SignForm
from protocol.fields import words


class OtherwiseForm(ConfirmForm):
    """The signature comes with a certificate, or on paper."""

    done = "Вы среди подписантов общего текста. Загрузите файл подписи или принесите подписанную бумагу в канцелярию."
    button = "Подписать не здесь"


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
