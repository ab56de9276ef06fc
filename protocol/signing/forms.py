"""The signature of an edition, or a refusal at the last moment."""

from django import forms

from casework.forms import AskForm, ConfirmForm
from documents.signatures.forms import SignForm
from programme.models import PaperPerson
from protocol.fields import words


class OtherwiseForm(ConfirmForm):
    """The signature comes with a certificate, or on paper."""

    done = "Вы среди подписантов общего текста. Загрузите файл подписи или принесите подписанную бумагу в канцелярию."
    button = "Подписать не здесь"


class NameSignerForm(AskForm):
    """Who has signed the printed text for an organisation without an account."""

    done = "Подписавший назван. Теперь внесите скан подписанной распечатки."
    button = "Назвать подписавшего"

    person = forms.ModelChoiceField(
        PaperPerson.objects.select_related("person"), label="Кто подписал", empty_label="Выберите",
        help_text="Нет в списке — сначала внесите человека без учётной записи на странице «Пришло на бумаге».",
    )  # fmt: skip
    position = forms.CharField(
        label="Должность и основание полномочий",
        max_length=150,
        help_text="Как на бумаге: председатель, протокол собрания от 01.02.2026.",
    )


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
