"""What is asked about a complaint: of its author, of the editor, of the signatory."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm
from protocol.complaints.models import NormComplaint
from protocol.fields import DATE, words
from protocol.signatories.models import PARTICIPATING, Signatory


class ComplainForm(AskForm):
    """A complaint: about whom, about which article, what happened."""

    done = "Обращение зарегистрировано. Расписка с номером появится на этой странице через минуту."
    button = "Подать обращение"
    signatory = forms.ModelChoiceField(label="Подписант", queryset=Signatory.objects.none(), empty_label="Выберите")
    article = forms.ChoiceField(label="Какая статья не соблюдена")
    facts = words(
        "Что произошло",
        "Когда, где, кто это видел. Ваше имя увидят только редактор Протокола и рабочая группа.",
        6,
        min_length=50,
    )
    wish = words("Чего вы хотите", "Необязательно: что подписанту стоит исправить.", 3, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["signatory"]
        field.queryset = Signatory.objects.filter(status__in=PARTICIPATING).select_related("organization", "edition")
        asked = self.request.GET.get("signatory", "") if self.request else ""
        if asked.isascii() and asked.isdecimal() and len(asked) < 10:
            self.initial["signatory"] = int(asked)
        editions = {signatory.edition for signatory in field.queryset}
        self.texts = {
            f"{text.edition_id}:{text.article.code}": text
            for edition in sorted(editions, key=lambda edition: -edition.number)
            for text in edition.living_texts
        }
        articles: Any = self.fields["article"]
        articles.choices = [("", "Выберите"), *self._choices()]

    def _choices(self) -> list[tuple[str, str]]:
        """One line an article: of several editions the newest names it."""
        named: dict[str, str] = {}
        for text in self.texts.values():
            named.setdefault(text.article.code, str(text))
        return list(named.items())

    def clean(self) -> dict[str, Any]:
        """The article as it stands in the edition the organisation has signed."""
        cleaned = super().clean() or self.cleaned_data
        signatory, code = cleaned.get("signatory"), cleaned.pop("article", "")
        if signatory and code:
            text = self.texts.get(f"{signatory.edition_id}:{code}")
            if text is None:
                self.add_error("article", "Такой статьи нет в редакции, которую подписала организация.")
            cleaned["article_text"] = text
        return cleaned


class CheckComplaintForm(AskForm):
    """The editor takes a complaint or does not."""

    done = "Решение записано, заявитель извещён."
    button = "Записать решение"
    outcome = forms.ChoiceField(
        label="Решение", choices=[("accept", "Принять"), ("reject", "Не принимать")], widget=forms.RadioSelect
    )
    reasons = words("Почему обращение не принято")
    NEEDED_IF = {
        "reasons": Needed(
            "outcome", ("reject",), "Объясните отказ понятно для заявителя, хотя бы одним предложением.", least=30
        )
    }


class RespondForm(AskForm):
    """The signatory answers."""

    done = "Ответ записан. Дальше — примирительная встреча."
    button = "Ответить"
    response = words("Ответ по существу", "Что было на самом деле, что вы исправите и когда.", 6, min_length=30)


class MediateForm(AskForm):
    """The editor writes down how the meeting ended."""

    done = "Итог встречи записан, стороны извещены."
    button = "Записать итог"
    held_on = forms.DateField(label="День встречи", widget=DATE)
    outcome = forms.ChoiceField(
        label="Чем закончилась встреча",
        choices=[("reconciled", "Стороны примирились"), ("not", "Согласия нет")],
        widget=forms.RadioSelect,
    )
    notes = words("О чём договорились или в чём не сошлись", rows=5, min_length=30)


class ConcludeForm(AskForm):
    """The conclusion of the working group."""

    done = "Заключение оформлено и публикуется."
    button = "Оформить и опубликовать"
    finding = forms.ChoiceField(label="Вывод", choices=NormComplaint.Finding.choices, widget=forms.RadioSelect)
    conclusion = words("Текст заключения", "Без имён и личных сведений: заключение публикуется.", 8, min_length=50)
    advice = forms.ChoiceField(
        label="Рекомендация комитету", choices=NormComplaint.Advice.choices, widget=forms.RadioSelect
    )
    minutes = forms.CharField(
        label="Протокол заседания рабочей группы", max_length=200, help_text="Номер и дата, например: РГ-2026-4 от 12.11.2026."
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Measures are for a breach only."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("finding") == "no_breach" and cleaned.get("advice") not in ("none", None):
            self.add_error("advice", "Нарушения нет — значит, и меры не нужны.")
        return cleaned
